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

_MARKS = re.compile(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))")
_OPENERS = re.compile(r"^(\s*)([#+>-]|\d+[.)])(?=\s|$)")


def markdown(document: Document) -> str:
    """The whole text, ending in a line break."""
    return "\n\n".join(filter(None, (_block(block, document) for block in document.blocks))) + "\n"


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading(level, text, anchor):
            return f'<a id="{anchor}"></a>\n\n{"#" * level} {_escaped(text)}'
        case Para(text):
            return _OPENERS.sub(r"\1\\\2", _inline(text))
        case Items(items, ordered):
            return "\n".join(f"{f'{i}.' if ordered else '-'} {_inline(item)}" for i, item in enumerate(items, 1))
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
