"""Seats played by the machine, seeing only their view."""
