"""What the project's own work needs, and no build does.

Each module is a command, `python -m tools.<name>`.
"""
