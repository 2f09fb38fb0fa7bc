"""What the project's own work needs, and no build does: each module is a command, `python -m tools.<name>`."""
