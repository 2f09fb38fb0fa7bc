"""The history of the shop's table."""
