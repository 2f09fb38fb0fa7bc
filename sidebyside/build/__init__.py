"""A whole build: its steps, its writer, and why a page is built again."""
