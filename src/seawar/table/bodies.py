"""What a command says, as bytes: a repeat of the same is harmless, the same id with something else is refused."""

from __future__ import annotations

import msgspec

from seawar.core.orders import Sheet
from seawar.errors import OrderRefused
from seawar.replay.entries import Sealed, encode


def said_body(to: tuple[str, ...], text: str, voice: str) -> bytes:
    """The body of a message, to tell a repeat from a change."""
    return msgspec.json.encode((to, ascii(text), voice))


def encode_sheet(sheet: Sheet) -> bytes:
    """The body of a seal command, to tell a repeat from a change."""
    try:
        return encode(Sealed(0, (), "", sheet, ()))
    except UnicodeEncodeError:
        message = "the sheet has half characters that cannot be written down; type that text again"
        raise OrderRefused("text", message) from None


def body(*parts: object) -> bytes:
    """Of a command whose parts are words, numbers and structs."""
    return repr(parts).encode("ascii", "backslashreplace")
