"""A document as Markdown that also reads well as it stands."""

from __future__ import annotations

import re

from seawar.report.document import (
    Block,
    Code,
    Contents,
    Document,
    Heading,
    Items,
    Link,
    Para,
    Span,
    Strong,
    Table,
    Text,
    spans,
)

_MARKS = re.compile(r"([\\`*|]|\](?=[(\[])|<(?=[A-Za-z/!?])|(?<!\w)_|_(?!\w))")
"""What would be a mark where it stands; what would not be stays as it reads best."""
_OPENER = re.compile(r"^(\s*\d*)(#{1,6}|[+>.)-])(?=\s|$)")
_DEFINED = re.compile(r"^\[(?=[^\]]*\]:)")


def markdown(document: Document) -> str:
    """The whole text, ending in a line break."""
    return "\n\n".join(filter(None, (_block(block, document) for block in document.blocks))) + "\n"


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading(level, text, anchor):
            return f'<a id="{anchor}"></a>\n\n{"#" * level} {_escaped(text)}'
        case Para(text):
            return _begun(text)
        case Items(items, ordered):
            return "\n".join(f"{f'{i}.' if ordered else '-'} {_begun(item)}" for i, item in enumerate(items, 1))
        case Table():
            return _table(block)
        case Contents():
            return "\n".join(f"{'  ' * (h.level - 2)}- [{_escaped(h.text)}](#{h.anchor})" for h in document.headings)


def _table(table: Table) -> str:
    rule = ("---", *(("--:" if table.numbers else "---",) * (len(table.head) - 1)))
    rows = [tuple(_escaped(cell) for cell in table.head), rule]
    rows += [tuple(_inline(cell) for cell in row) for row in table.rows]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{_escaped(table.caption)}\n\n{lines}" if table.caption else lines


def _begun(text: Text) -> str:
    """The first text of a block, which must not look like the beginning of another kind."""
    return _DEFINED.sub(r"\[", _OPENER.sub(r"\1\\\2", _inline(text)))


def _inline(text: Text) -> str:
    return "".join(_span(span) for span in spans(text))


def _span(span: Span) -> str:
    match span:
        case Code(text):
            fence = "``" if "`" in text else "`"
            return f"{fence}{text}{fence}".replace("|", "\\|")
        case Strong(text):
            bare = text.strip()  # Markdown knows no bold that ends in a space
            return text.replace(bare, f"**{_escaped(bare)}**", 1) if bare else text
        case Link(text, anchor):
            return f"[{_escaped(text)}](#{anchor})"
        case str():
            return _escaped(span)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))
