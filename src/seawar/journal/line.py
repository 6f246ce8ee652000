"""The format of one line, pure: how it is built, parsed and bound to the line before it.

`{"n":N,"w":W,"c":"HEX","s":"SALT","d":{...},"h":"HEX"}`, all of it printable ASCII, with `"s":null,"d":null`
in a redacted copy. Verifying through a JSON parser was refused: it overlooks the case of a hex digit, an
inserted space and a second `d`. Instead each line is built again from its own parts and compared byte for
byte, which is also faster than any grammar.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

import msgspec

from seawar.errors import BrokenJournal, JournalError

FORMAT = 1
"""The version of this format; another layout of lines or hashes is another number."""

GENESIS = "0" * 64
"""What stands for the previous hash on the first line."""

LINE_BYTES_MAX = 1 << 20
"""Longer lines are neither written nor read."""

FILE_BYTES_MAX = 512 << 20
"""A longer file is neither written nor read."""

PAYLOAD_BYTES_MAX = LINE_BYTES_MAX - 256
"""What a payload may weigh: everything else on a line takes at most 229 bytes."""

OPENING = b'{"n":0,"w":0,"c":"'
"""How every journal begins."""

_BEGIN = b'{"t":"'
_CLOSING = b'{"t":"closed"'
_PRINTABLE = bytes(range(0x20, 0x7F))
_HEX = b"0123456789abcdef"
_QUOTE = ord('"')
_NULLS = b',"s":null,"d":null'

_NUMBER = rb"(0|[1-9][0-9]{0,15})"
_GRAMMAR = re.compile(
    rb'\{"n":' + _NUMBER + rb',"w":' + _NUMBER + rb',"c":"([0-9a-f]{64})",'
    rb'"s":(?:"([0-9a-f]{32})","d":(\{"t":"[ -~]*\})|null,"d":null),"h":"([0-9a-f]{64})"\}'
)
_UNPRINTABLE = re.compile(r"[^ -~]")

_sha256 = hashlib.sha256
_skim = msgspec.json.Decoder(msgspec.Raw).decode


class Line(msgspec.Struct, frozen=True, gc=False):
    """One entry of a journal, as it stands on its line."""

    n: int
    """Its number, counted from 0 without gaps."""
    w: int
    """The number of the first entry of the batch it was written in."""
    c: str
    """The commitment to its payload, 64 hex digits."""
    salt: str | None
    """32 hex digits that keep the commitment from being guessed; None when redacted."""
    d: bytes | None
    """The payload, as it was handed in; None when redacted."""
    h: str
    """The hash that binds this entry to all before it, 64 hex digits."""


def commitment(salt: str, d: bytes) -> str:
    """What binds an entry to its payload, and still stands when the payload is redacted."""
    return _sha256(b"seawar-ev-v1\0" + salt.encode() + d).hexdigest()


def build(n: int, w: int, salt: str, d: bytes, prev_h: str) -> tuple[bytes, str, str]:
    """The line of an entry, without its line feed, with its commitment and its hash."""
    c = commitment(salt, d)
    head = f'{{"n":{n},"w":{w},"c":"{c}"'
    h = _sha256(f"seawar-log-v1\n{prev_h}\n{head}".encode()).hexdigest()
    return f'{head},"s":"{salt}","d":'.encode() + d + f',"h":"{h}"}}'.encode(), c, h


def encode(line: Line) -> bytes:
    """A line as it stands in a file, without its line feed."""
    head = f'{{"n":{line.n},"w":{line.w},"c":"{line.c}"'.encode()
    if line.salt is None or line.d is None:
        return b'%b%b,"h":"%b"}' % (head, _NULLS, line.h.encode())
    return b'%b,"s":"%b","d":%b,"h":"%b"}' % (head, line.salt.encode(), line.d, line.h.encode())


def parse(line: bytes) -> Line:
    """A single line by its grammar alone, its place in the chain unchecked; ValueError if it has none."""
    match = _GRAMMAR.fullmatch(line)
    if match is None or len(line) > LINE_BYTES_MAX:
        raise ValueError("does not have the form of a journal line")
    n, w, c, salt, d, h = match.groups()
    if d is not None and not is_one_object(d):
        raise ValueError("holds a payload that is not one JSON object")
    return Line(int(n), int(w), c.decode(), salt.decode() if salt else None, d, h.decode())


def verify_chain(lines: Sequence[bytes], name: str, *, after: Line | None = None) -> Iterator[Line]:
    """Every line's grammar, number, batch, commitment and hash, in one pass.

    Yields what holds and then raises BrokenJournal at the first line that does not. Whether a payload is
    one JSON object is left to whoever decodes it.
    """
    n, w, prev = (after.n + 1, after.w, after.h.encode()) if after else (0, 0, GENESIS.encode())
    first = n
    for line in lines:
        opening = b'{"n":%d,"w":%d,"c":"' % (n, n)
        if line.startswith(opening):
            w = n
        else:
            opening = b'{"n":%d,"w":%d,"c":"' % (n, w)
        at = len(opening)
        if line[at + 70 : at + 71] == b'"':
            salt, d = line[at + 71 : at + 103], line[at + 109 : -72]
            c = _sha256(b"seawar-ev-v1\0" + salt + d).hexdigest()
            head = opening + c.encode() + b'"'
            h = _sha256(b"seawar-log-v1\n" + prev + b"\n" + head).hexdigest()
            prev = h.encode()
            odd = (
                salt.translate(None, _HEX)
                or d.translate(None, _PRINTABLE)
                or not (d.startswith(_BEGIN) and d.endswith(b"}"))
            )
            if odd or b'%b,"s":"%b","d":%b,"h":"%b"}' % (head, salt, d, prev) != line:
                raise _broken(lines, n - first, n, name)
            entry = Line(n, w, c, salt.decode(), d, h)
        else:
            digits = line[at : at + 64]
            head = opening + digits + b'"'
            h = _sha256(b"seawar-log-v1\n" + prev + b"\n" + head).hexdigest()
            prev = h.encode()
            if digits.translate(None, _HEX) or head + _NULLS + b',"h":"%b"}' % prev != line:
                raise _broken(lines, n - first, n, name)
            entry = Line(n, w, digits.decode(), None, None, h)
        if len(line) > LINE_BYTES_MAX:
            raise _broken(lines, n - first, n, name)
        yield entry
        n += 1


def _broken(lines: Sequence[bytes], at: int, n: int, name: str) -> BrokenJournal:
    """The error for `lines[at]`, which should have been entry `n`; `at` counts within what was handed in."""
    offset = sum(map(len, lines[:at])) + at
    return BrokenJournal(
        f"{name}: entry {n}, at byte {offset}, {_fault(lines[at], n)}: it was damaged or edited; "
        f"the {n} entries before it are good, and `seawar replay` tells them.",
        n=n,
        offset=offset,
    )


def _fault(line: bytes, n: int) -> str:
    """What is wrong with a line that did not verify, for a person."""
    if len(line) > LINE_BYTES_MAX:
        return "is longer than 1 MiB"
    try:
        entry = parse(line)
    except ValueError as fault:
        return str(fault)
    if entry.n != n:
        return f"is numbered {entry.n}"
    if entry.d is not None and entry.salt is not None and commitment(entry.salt, entry.d) != entry.c:
        return "does not match its own commitment"
    return "does not follow from the entry before it"


def is_one_object(d: bytes) -> bool:
    """Whether a payload is exactly one JSON object, so that no second `d` hides in it."""
    try:
        _skim(d)
    except msgspec.DecodeError:
        return False
    return d.startswith(b"{")


def check_payload(d: bytes) -> None:
    """Refuse what could not be read back: ValueError if malformed, which no user can bring about."""
    braced = d.startswith(_BEGIN) and d.endswith(b"}")
    if not braced or d.translate(None, _PRINTABLE) or not is_one_object(d):
        raise ValueError(f'a payload is one object in printable ASCII that begins {{"t":"KIND", not {d[:60]!r}')
    if len(d) > PAYLOAD_BYTES_MAX:
        raise JournalError(f"An entry takes at most 1 MiB, and this one takes {len(d)} bytes; shorten its texts.")


def is_closing(d: bytes | None) -> bool:
    return d is not None and d.startswith(_CLOSING)


def looks_like_journal(data: bytes) -> bool:
    """Whether a file begins as a journal does, however little of it is there."""
    return data.startswith(OPENING) or OPENING.startswith(data.rstrip(b"\0"))


def ascii_json(raw: bytes) -> bytes:
    """JSON as printable ASCII, so that no terminal, editor or mail gateway sees another line end in it."""
    if raw.isascii() and b"\x7f" not in raw:
        return raw
    return _UNPRINTABLE.sub(_escape, raw.decode()).encode()


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
