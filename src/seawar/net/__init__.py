"""Between a table and the terminals: commands in, entries out, one protocol for near and far."""
