"""From compiled entries to one linked site."""
