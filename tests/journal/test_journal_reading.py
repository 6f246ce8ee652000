"""Whatever was done to a file is noticed, named, and leaves the good part readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_disk import journal, payload, salt

from seawar.errors import BrokenJournal, ForeignJournal, JournalError
from seawar.journal import check, good_prefix, read, redact, verify, write_copy
from seawar.journal.line import OPENING, build
from seawar.journal.receipt import Receipts

ENTRIES = 40
WHOLE = journal(ENTRIES)
LINES = WHOLE.splitlines(keepends=True)


def test_a_whole_journal_reads() -> None:
    """All entries come back, with the bytes that were handed in."""
    lines = list(read(WHOLE))
    assert [line.n for line in lines] == list(range(ENTRIES))
    assert [line.d for line in lines] == [payload(n) for n in range(ENTRIES)]
    assert verify(WHOLE).error is None
    assert verify(WHOLE).head == lines[-1].h


def test_every_truncation_is_noticed_or_leaves_whole_entries() -> None:
    """No cut is accepted in silence unless it falls between two lines; all entries before it are read."""
    ends = {sum(map(len, LINES[:n])): n for n in range(ENTRIES + 1)}
    for cut in range(len(WHOLE)):
        found = good_prefix(WHOLE[:cut])
        assert len(found.lines) == WHOLE[:cut].count(b"\n")
        if cut == 0:
            assert isinstance(found.error, ForeignJournal)
        elif cut in ends:
            assert found.error is None
        else:
            assert isinstance(found.error, BrokenJournal)
            assert found.error.n == len(found.lines)
            assert found.error.offset == WHOLE[:cut].rfind(b"\n") + 1


def test_every_flipped_bit_is_noticed() -> None:
    """No single bit of a journal can change without its reader saying so, and naming the entry."""
    flips = 0
    for at in range(len(WHOLE)):
        n = WHOLE.count(b"\n", 0, at)
        for bit in range(8):
            changed = bytearray(WHOLE)
            changed[at] ^= 1 << bit
            with pytest_raises_journal_error() as caught:
                for _ in read(bytes(changed)):
                    pass
            if isinstance(caught.error, BrokenJournal):
                assert caught.error.n == n
            else:
                assert isinstance(caught.error, ForeignJournal)
                assert at < len(OPENING)
            flips += 1
    assert flips > 28_000


class pytest_raises_journal_error:
    """`pytest.raises` without its cost, which is more than that of reading."""

    error: JournalError

    def __enter__(self) -> pytest_raises_journal_error:
        return self

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> bool:
        assert isinstance(fault, JournalError), "a change was overlooked"
        self.error = fault
        return True


def test_every_flipped_bit_of_a_redacted_copy_is_noticed() -> None:
    """A hand-out is as safe against change as the journal."""
    copy = redact(list(read(journal(6))), lambda d: b'"k":2' in d)
    for at in range(len(copy)):
        for bit in range(8):
            changed = bytearray(copy)
            changed[at] ^= 1 << bit
            assert verify(bytes(changed)).error is not None


def test_moved_deleted_and_doubled_lines_are_noticed_but_for_a_lost_last_line() -> None:
    """Every rearrangement is noticed; the last line's deletion is for the receipts to notice."""
    edits = {(n, "delete"): LINES[:n] + LINES[n + 1 :] for n in range(ENTRIES - 1)}
    edits |= {(n, "double"): LINES[: n + 1] + LINES[n:] for n in range(ENTRIES)}
    for a in range(ENTRIES):
        for b in range(a + 1, ENTRIES):
            swapped = list(LINES)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            edits[a, f"swap {b}"] = swapped
    for what, lines in edits.items():
        assert verify(b"".join(lines)).error is not None, what
    assert verify(b"".join(LINES[:-1])).error is None


def test_a_receipt_notices_a_lost_last_line_and_a_changed_one() -> None:
    """What the file alone cannot show is shown by what the seat kept."""
    entries = list(read(WHOLE))
    receipts = Receipts()
    for line in entries:
        receipts.note(["japan", "white", "japan"] if line.n % 2 else ["white"], line.c)
    white, japan = receipts.for_seat("white"), receipts.for_seat("japan")
    seen = [line.c for line in entries]
    assert (white.k, japan.k, receipts.for_seat("rok").k) == (ENTRIES, ENTRIES // 2, 0)
    assert check(white, seen) is None
    assert check(white, [*seen, "later"]) is None
    assert check(japan, seen[1::2]) is None
    assert check(receipts.for_seat("rok"), []) is None
    assert "lost" in str(check(white, seen[:-1]))
    assert "changed" in str(check(white, [*seen[:-1], seen[0]]))


def test_errors_say_where_and_what_to_do() -> None:
    """A person learns the file, the entry, the byte, and the next step."""
    damaged = WHOLE.replace(b'"k":7,', b'"k":8,')
    error = good_prefix(damaged).error
    assert isinstance(error, BrokenJournal)
    assert error.offset == sum(map(len, LINES[:7]))
    assert f"entry 7, at byte {error.offset}" in str(error)
    assert "seawar replay" in str(error)
    with pytest.raises(ForeignJournal, match="empty"):
        list(read(b""))
    with pytest.raises(ForeignJournal, match="not a seawar journal"):
        list(read(b"PK\3\4 a zip"))


def test_reading_takes_a_path_and_changes_nothing(tmp_path: Path) -> None:
    """A torn file is the same after it was read."""
    path = tmp_path / "demo.seawar.jsonl"
    path.write_bytes(WHOLE[:-5])
    before = path.stat().st_mtime_ns
    assert len(good_prefix(path).lines) == ENTRIES - 1
    assert verify(path).entries == ENTRIES - 1
    assert path.read_bytes() == WHOLE[:-5]
    assert path.stat().st_mtime_ns == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["demo.seawar.jsonl"]
    assert "no such file" in str(good_prefix(tmp_path / "other").error)
    assert "cannot be read" in str(good_prefix(tmp_path).error)


def test_what_a_mail_gateway_does_is_overlooked_and_verify_says_so() -> None:
    """A byte order mark and one carriage return a line are overlooked by every reader, and nothing else is."""
    mailed = b"\xef\xbb\xbf" + WHOLE.replace(b"\n", b"\r\n")
    verdict = verify(mailed)
    assert (verdict.entries, verdict.error, verdict.normalised) == (ENTRIES, None, True)
    assert verdict.head == verify(WHOLE).head
    assert not verify(WHOLE).normalised
    assert verify(WHOLE.replace(b"\n", b"\r\r\n")).error is not None
    assert list(read(mailed)) == list(read(WHOLE))
    with pytest.raises(BrokenJournal):
        list(read(WHOLE.replace(b"\n", b"\r\r\n")))


def test_verify_finds_a_second_payload_hidden_behind_the_first() -> None:
    """A forger who computes every hash cannot show one payload to us and another to a JSON parser."""
    line, _, _ = build(0, 0, salt(0), b'{"t":"note"},"d":{"t":"other"}', "0" * 64)
    verdict = verify(line + b"\n")
    assert isinstance(verdict.error, BrokenJournal)
    assert "not one JSON object" in str(verdict.error)
    assert verdict.entries == 0


def test_a_redacted_copy_verifies_to_the_same_head_and_holds_no_secret(tmp_path: Path) -> None:
    """A seat's copy proves the same session and shows nothing of the others, nor when they wrote."""
    lines, h = [], "0" * 64
    for n in range(30):
        seat = ("japan", "rok", "us")[n % 3]
        raw, _, h = build(n, n, salt(n), payload(n, f"token{seat}{n:04d}x", f'"{seat}"'), h)
        lines.append(raw + b"\n")
    journal_bytes = b"".join(lines)
    copy = redact(read(journal_bytes), lambda d: b'"vis":["japan"]' in d)
    verdict = verify(copy)
    assert (verdict.error, verdict.entries, verdict.redacted) == (None, 30, 20)
    assert verdict.head == verify(journal_bytes).head
    assert [(a.n, a.w, a.c, a.h) for a in read(copy)] == [(a.n, a.w, a.c, a.h) for a in read(journal_bytes)]
    for n in range(30):
        mine = n % 3 == 0
        for secret in (b"token%b%04dx" % ((b"japan", b"rok", b"us")[n % 3], n), salt(n).encode(), payload(n)[:30]):
            assert (secret in copy) == mine
    assert redact(read(copy), lambda d: True) == copy
    path = tmp_path / "japan.seawar.jsonl"
    write_copy(path, copy)
    assert path.read_bytes() == copy
    with pytest.raises(JournalError, match="exists already"):
        write_copy(path, b"")
    assert path.read_bytes() == copy
