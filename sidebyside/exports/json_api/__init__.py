"""The site as JSON, its types and its JSON Schemas."""
