"""From files to compiled entries; no entry sees another."""
