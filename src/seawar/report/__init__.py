"""Documents to read on paper or a phone: built as data, then written as Markdown or HTML."""
