"""Orders in, effects out."""
