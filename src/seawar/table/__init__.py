"""One game in play: commands in, entries out. No socket, no screen."""
