"""How long what people write may be, in characters."""

LONGEST_MESSAGE = 2000
LONGEST_REASON = 400
LONGEST_NAME = 40
