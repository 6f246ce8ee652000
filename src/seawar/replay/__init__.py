"""Reading a table back from its journal: the truth, what a seat saw, and whether it is sound."""
