"""The game as data, pure: no clock, no chance, no disk, no network, no screen."""
