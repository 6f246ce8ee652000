"""The format of a line, held against a second, naive reading of the specification."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from fake_disk import journal, payload, salt
from hypothesis import given
from hypothesis import strategies as st

from seawar.errors import BrokenJournal, JournalError
from seawar.journal import Line, ascii_json, read
from seawar.journal.line import LINE_BYTES_MAX, build, check_payload, encode, parse, verify_chain


def naive(n: int, w: int, s: str, d: str, prev: str) -> str:
    c = hashlib.sha256(b"seawar-ev-v1\0" + s.encode("ascii") + d.encode("ascii")).hexdigest()
    through_c = '{"n":' + str(n) + ',"w":' + str(w) + ',"c":"' + c + '"'
    h = hashlib.sha256(("seawar-log-v1\n" + prev + "\n" + through_c).encode("ascii")).hexdigest()
    return through_c + ',"s":"' + s + '","d":' + d + ',"h":"' + h + '"}'


def test_lines_are_what_the_specification_says() -> None:
    """A journal written by this code is byte for byte what the fixed format prescribes."""
    prev = "0" * 64
    for n, line in enumerate(journal(12).decode().splitlines()):
        assert line == naive(n, n - n % 3, salt(n), payload(n).decode(), prev)
        assert list(json.loads(line)) == ["n", "w", "c", "s", "d", "h"]
        prev = json.loads(line)["h"]


def test_parse_and_encode_are_each_others_inverse() -> None:
    """What is parsed is written again to the same bytes, redacted or not."""
    for raw in journal(5).splitlines():
        line = parse(raw)
        assert encode(line) == raw
        blank = msgspec.structs.replace(line, salt=None, d=None)
        assert parse(encode(blank)) == blank


BAD_FORMS = {
    "a space": (b',"s":', b', "s":'),
    "an upper-case digit": (b'"h":"', b'"h":"A'),
    "a leading zero": (b'"n":0', b'"n":00'),
    "a sign": (b'"n":0', b'"n":-0'),
    "a missing salt beside a payload": (b'"s":"' + salt(0).encode() + b'"', b'"s":null'),
    "a second payload": (b',"h"', b',"d":{"t":"note"},"h"'),
    "a tab": (b'"text":""', b'"text":"\t"'),
    "a delete character": (b'"text":""', b'"text":"\x7f"'),
    "a byte beyond ASCII": (b'"text":""', b'"text":"\xc3\xa9"'),
    "a line end of another kind": (b'"}', b'"}\r'),
}


@pytest.mark.parametrize("form", BAD_FORMS)
def test_the_grammar_is_byte_for_byte(form: str) -> None:
    """What a JSON parser would let pass is refused, by the single line and in the chain."""
    raw = journal(1).rstrip(b"\n").replace(*BAD_FORMS[form])
    with pytest.raises(ValueError, match=r"journal line|one JSON object"):
        parse(raw)
    with pytest.raises(BrokenJournal):
        list(verify_chain([raw], "x"))


FORGED = (b'{"t":"a"', b"[]", b'{"t":"a\x7f"}', b'{"t":"a\n"}', b'{"t":"a"}\xc3', b"", b'{"t":')


@pytest.mark.parametrize("d", FORGED)
def test_a_well_chained_line_with_a_payload_out_of_form_is_refused(d: bytes) -> None:
    """Whoever can compute the hashes still cannot put into `d` what the grammar forbids."""
    raw, _, _ = build(0, 0, salt(0), d, "0" * 64)
    with pytest.raises(BrokenJournal):
        list(verify_chain([raw], "x"))


@pytest.mark.parametrize(("n", "w"), [(0, 1), (1, 1)])
def test_numbers_and_batches_have_no_gaps(n: int, w: int) -> None:
    """A first line that is not entry 0 of batch 0 is refused, however well it is hashed."""
    raw, _, _ = build(n, w, salt(0), payload(0), "0" * 64)
    with pytest.raises(BrokenJournal):
        list(verify_chain([raw], "x"))


def test_a_batch_is_the_one_begun_here_or_the_one_going_on() -> None:
    """An entry cannot go back to an earlier batch."""
    lines, h = [], "0" * 64
    for n, w in enumerate((0, 1, 0)):
        line, _, h = build(n, w, salt(n), payload(n), h)
        lines.append(line)
    with pytest.raises(BrokenJournal) as caught:
        list(verify_chain(lines, "x"))
    assert caught.value.n == 2


@pytest.mark.parametrize("d", [b"{}", b'{"t":"a"} ', b'{"t":"a"},"d":{"t":"b"}', b'{"t":"\xc3\xa9"}', b'{"t":}'])
def test_a_payload_that_could_not_be_read_back_is_not_taken(d: bytes) -> None:
    """A mistake of the caller is found before a byte is written."""
    with pytest.raises(ValueError, match="a payload is one object"):
        check_payload(d)


def test_a_payload_that_is_too_long_is_refused_in_words() -> None:
    """The longest line that is written can be read."""
    fits = payload(0, "x" * (LINE_BYTES_MAX - 256 - len(payload(0))))
    check_payload(fits)
    line, _, _ = build(10**15, 10**15, salt(0), fits, "0" * 64)
    assert len(line) <= LINE_BYTES_MAX
    with pytest.raises(JournalError, match="at most 1 MiB"):
        check_payload(payload(0, "x" * LINE_BYTES_MAX))


def test_a_line_beyond_1_mib_is_not_read() -> None:
    """A stranger's file cannot make one entry as large as it likes."""
    line, _, _ = build(0, 0, salt(0), payload(0, "x" * LINE_BYTES_MAX), "0" * 64)
    with pytest.raises(BrokenJournal, match="longer than 1 MiB"):
        list(read(line + b"\n"))


@given(st.text())
def test_any_text_becomes_printable_ascii_and_comes_back(text: str) -> None:
    """Line separators, control characters and characters beyond the first plane survive as escapes."""
    raw = ascii_json(msgspec.json.encode({"t": "note", "text": text + "\u2028\u0085\x7f\U0001f6a2"}))
    check_payload(raw)
    assert raw.decode().isprintable()
    assert msgspec.json.decode(raw)["text"] == text + "\u2028\u0085\x7f\U0001f6a2"
    assert json.loads(raw)["text"] == text + "\u2028\u0085\x7f\U0001f6a2"


def test_plain_json_is_not_copied() -> None:
    """The common case costs nothing."""
    raw = b'{"t":"note"}'
    assert ascii_json(raw) is raw


def test_the_chain_can_be_taken_up_again() -> None:
    """Verification can go on behind an entry that is known."""
    lines = journal(9).splitlines()
    whole = list(verify_chain(lines, "x"))
    last: Line = whole[4]
    assert list(verify_chain(lines[5:], "x", after=last)) == whole[5:]
