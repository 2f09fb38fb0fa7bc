"""From the linked site to HTML."""
