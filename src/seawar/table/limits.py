"""How long what people write may be, in characters."""

LONGEST_MESSAGE = 2000
LONGEST_REASON = 400
LONGEST_NAME = 40
LONGEST_NOTE = 400
LONGEST_SOURCE = 60
"""Of who tells a piece of news."""
LONGEST_PAGE = 8000
"""Of a seat's page on the state of the world."""
