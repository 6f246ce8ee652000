"""A document as a PDF for the printer, by ReportLab, which is an extra: `pip install "seawar[pdf]"`.

WeasyPrint, which would take the HTML as it is, was refused: it needs system libraries that many laptops lack.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape  # builds ReportLab's own markup; nothing is parsed

from seawar.errors import SeawarError
from seawar.report.document import (
    CONTENTS,
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
    Text,
    plain,
    spans,
)
from seawar.report.document import Table as Grid

FONT, BOLD = "Vera", "VeraBd"
"""Bitstream Vera, which comes with ReportLab."""
INSTEAD = {"☐": "[ ]", "☑": "[x]", "→": "to"}
"""What the font lacks, to what is printed for it; any other such character is printed as a question mark."""
MARGIN = 51
"""Points, 18 mm."""
SIZES = {1: 19, 2: 14, 3: 11, 4: 9.5}
CELL, PADDING = 7.8, 9
"""Size of letters in tables, and what a cell keeps free on its sides, in points."""
WIDEST = 60
"""Characters that a column counts for at most when the width is shared out."""


def pdf(document: Document) -> bytes:
    """The whole file, A4. The same document gives the same bytes."""
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate
    except ImportError:
        raise SeawarError(
            'PDF needs one more package: pip install "seawar[pdf]"; or print the HTML from a browser: -o NAME.html'
        ) from None
    styles = _styles()
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=document.title, author="seawar", invariant=1,
    )  # fmt: skip
    story = [flowable for block in document.blocks for flowable in _flowables(block, document, styles, template.width)]
    foot = partial(_foot, document.title)
    template.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _styles() -> dict[str, Any]:
    """Paragraph styles by name; the font is registered once."""
    import reportlab
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        folder = Path(reportlab.__file__).parent / "fonts"
        for name in (FONT, BOLD):
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
        pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
    body = ParagraphStyle("body", fontName=FONT, fontSize=9, leading=13, spaceAfter=5)
    styles = {
        "body": body,
        "item": ParagraphStyle("item", body, leftIndent=12, bulletIndent=2, spaceAfter=2),
        "cell": ParagraphStyle("cell", body, fontSize=CELL, leading=10.2, spaceAfter=0),
        "caption": ParagraphStyle("caption", body, fontSize=7.8, textColor="#57606a", spaceBefore=4, spaceAfter=2),
    }
    for level, size in SIZES.items():
        styles[f"h{level}"] = ParagraphStyle(
            f"h{level}", body, fontName=BOLD, fontSize=size, leading=size * 1.25, spaceBefore=size * 0.9,
            spaceAfter=size * 0.35, keepWithNext=1,
        )  # fmt: skip
    return styles


def _flowables(block: Block, document: Document, styles: dict[str, Any], width: float) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    match block:
        case Heading(level, text, anchor):
            yield Paragraph(f'<a name="{escape(anchor)}"/>{_clean(text)}', styles[f"h{level}"])
        case Para(text):
            yield Paragraph(_marked(text), styles["body"])
        case Items(items, ordered):
            for number, item in enumerate(items, 1):
                yield Paragraph(_marked(item), styles["item"], bulletText=f"{number}." if ordered else "•")
        case Grid():
            yield from _table(block, styles, width)
        case Contents():
            for heading in document.headings:
                if heading.level == CONTENTS[0]:
                    line = f'<a href="#{escape(heading.anchor)}">{_clean(heading.text)}</a>'
                    yield Paragraph(line, styles["item"], bulletText="•")


def _table(table: Grid, styles: dict[str, Any], width: float) -> Iterator[Any]:
    """Columns share the width by how much stands in them; the head is repeated on each page."""
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, Paragraph, Spacer

    if table.caption:
        yield Paragraph(_clean(table.caption), styles["caption"])
    if not table.head:
        return
    cells = [tuple(Strong(name) for name in table.head), *table.rows]
    columns = [[plain(row[column]) for row in cells] for column in range(len(table.head))]
    drawn = [[Paragraph(_marked(cell), styles["cell"]) for cell in row] for row in cells]
    yield LongTable(
        drawn, colWidths=_widths(columns, width), repeatRows=1, splitInRow=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.3, colors.HexColor("#aab2ba")),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eef1f4")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ],
    )  # fmt: skip
    yield Spacer(0, 8)


def _widths(columns: list[list[str]], width: float) -> list[float]:
    """Each column holds its longest word whole; what is left is shared out by how much stands in each."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    words = [max((word for text in texts for word in text.split()), key=len, default="") for texts in columns]
    least = [min(stringWidth(word, BOLD, CELL) + PADDING, width / len(columns)) for word in words]
    weights = [min((max(map(len, texts)) + sum(map(len, texts)) // len(texts)) // 2, WIDEST) for texts in columns]
    left = width - sum(least)
    return [low + left * weight / max(sum(weights), 1) for low, weight in zip(least, weights, strict=True)]


def _marked(text: Text) -> str:
    return "".join(_span(span) for span in spans(text))


def _span(span: Span) -> str:
    match span:
        case str():
            return _clean(span)
        case Strong(text):
            return f"<b>{_clean(text)}</b>"
        case Code(text):
            return f'<font face="Courier">{_clean(text)}</font>'
        case Link(text, anchor):
            return f'<a href="#{escape(anchor)}">{_clean(text)}</a>'


def _clean(text: str) -> str:
    """As ReportLab's markup, with what the font lacks put otherwise."""
    from reportlab.pdfbase import pdfmetrics

    known = pdfmetrics.getFont(FONT).face.charToGlyph
    text = "".join(INSTEAD.get(c, c if ord(c) in known or c.isspace() else "?") for c in text)
    return escape(text).replace("\n\n", "<br/><br/>")


def _foot(title: str, canvas: Any, template: Any) -> None:
    canvas.saveState()
    canvas.setFont(FONT, 7)
    canvas.setFillGray(0.35)
    canvas.drawString(MARGIN, MARGIN / 2, "".join(c if c.isascii() else " " for c in title))
    canvas.drawRightString(template.pagesize[0] - MARGIN, MARGIN / 2, str(template.page))
    canvas.restoreState()
