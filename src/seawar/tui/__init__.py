"""The Textual screens: they post messages and own no game logic."""
