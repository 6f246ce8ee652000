"""seawar: tabletop exercises on security in Northeast Asia."""

__version__ = "0.1.0"
