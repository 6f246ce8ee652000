"""The theatre map: coast, zones and marks in braille, and the widget that shows them.

Everything but `widget` is free of Textual. A ready-made canvas widget was refused: it needs numpy and
redraws three times as slowly.
"""
