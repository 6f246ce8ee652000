"""A small rulebook and scenario, and short ways to set a table in them."""
