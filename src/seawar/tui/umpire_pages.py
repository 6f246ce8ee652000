"""Pages of the white cell's console, as rows: questions that wait, notes, learning questions, injects of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seawar.core.results import Settled
from seawar.core.state import UMPIRE
from seawar.replay.coverage import Covered, coverage, words
from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.foretold import Foretold
from seawar.replay.questions import Question, questions
from seawar.replay.white_cell_entries import Injected, Noted, Situated
from seawar.replay.white_cell_lines import about_words
from seawar.replay.wording import seats_words
from seawar.tui.card_rows import CARD, HANDOUT, card_rows
from seawar.tui.lines import Row, row
from seawar.tui.truth import Truth
from seawar.tui.words import fired_when, names

KEYS = ("question", "take-note", "note", "learning", "made", HANDOUT, CARD)
"""How the keys of rows on these pages begin."""


def open_questions(truth: Truth) -> int:
    """How many wait for an answer."""
    return sum(one.open for one in asked(truth).values())


def asked(truth: Truth) -> dict[str, Question]:
    return questions(entry for _, entry in truth.cell)


def question_rows(truth: Truth) -> list[Row]:
    """The queue: open ones first, the oldest on top, then those that were answered, the latest first."""
    found = list(asked(truth).values())
    if not found:
        return []
    waiting = [one for one in found if one.open]
    count = f"{len(waiting)} question{'s' * (len(waiting) != 1)} to the white cell" if waiting else "Questions answered"
    rows = [row((count, "new" if waiting else "quiet"))]
    for one in [*waiting, *reversed([one for one in found if not one.open])]:
        rows += _question(truth, one)
    return [*rows, Row()]


def _question(truth: Truth, one: Question) -> Iterator[Row]:
    name, label = truth.rules.seats[one.asked.seat].short, _label(truth, one.asked.turn)
    said = one.answered
    status = ("waits", "new") if said is None else ("set aside", "quiet") if said.aside else ("answered", "quiet")
    role = "text" if one.open else "quiet"
    yield row((f"{label}  ", "quiet"), (f"{name} asks: ", "bold"), (one.asked.text, role), right=status,
              key=f"question/{one.asked.id}", hang=3, most=3)  # fmt: skip
    if said is not None:
        yield row(("   ", "quiet"), (said.text, "quiet"), hang=3, most=2)
    if one.source:
        yield row(("   Source: ", "quiet"), (one.source, "truth"), hang=3, most=2)


def note_rows(truth: Truth) -> list[Row]:
    """The latest first."""
    rows = [row(("O  ", "you"), ("take a note", "quiet"), key="take-note"), Row()]
    for n, entry in reversed(truth.cell):
        if isinstance(entry, Noted):
            head = f"{_label(truth, entry.turn)}, {entry.phase}"
            who = entry.person or ("" if entry.author == UMPIRE else entry.author)
            author = f"  {who}" if who else ""
            about = f"about {about_words(truth.rules, entry.about)}" if entry.about else ""
            rows.append(row((f"{n:>5}  {head}{author}", "quiet"), right=about, key=f"note/{n}", most=1))
            rows.append(row(("       ", "quiet"), entry.text, hang=7))
            if entry.tags:
                rows.append(row(("       ", "quiet"), (", ".join(entry.tags), "truth"), hang=7))
    return rows


def learning_rows(truth: Truth, entries: Sequence[AnyEntry | Opaque]) -> list[Row]:
    """Learning questions, those that nothing touched yet first; then the scenario's hand-out and cards."""
    found = coverage(truth.rules, enumerate(entries))
    if not found:
        return [row(("This scenario has no learning questions.", "quiet")), *card_rows(truth.rules)]
    bare = sum(not covered.touched for covered in found)
    head = f"{bare} of {len(found)} not touched yet" if bare else "Every question has been touched"
    rows = [row((head, "new" if bare else "quiet")), Row()]
    for covered in sorted(found, key=lambda covered: covered.touched):
        status = (words(covered), "quiet" if covered.touched else "new")
        rows.append(row(covered.text, right=status, key=f"learning/{covered.id}", hang=3))
        if not covered.touched:
            rows.append(row((f"   {_to_come(covered)}", "quiet"), hang=3))
    return [*rows, *card_rows(truth.rules)]


def _to_come(covered: Covered) -> str:
    if not covered.ahead:
        return "No inject that serves it is left."
    return f"Inject{'s' * (len(covered.ahead) > 1)} still to come: {', '.join(covered.ahead)}"


def learning_words(truth: Truth, id_: str, entries: Sequence[AnyEntry | Opaque]) -> list[Row]:
    """All that touched one learning question."""
    covered = next(one for one in coverage(truth.rules, enumerate(entries)) if one.id == id_)
    rows = [row(covered.text), Row()]
    titles = {inject.id: inject.title for inject in truth.rules.msel}
    titles |= {entry.inject.id: entry.inject.text for _, entry in truth.cell if isinstance(entry, Injected)}
    rows += [row((f"Inject {one}  ", "quiet"), titles.get(one, ""), hang=11, most=2) for one in covered.injects]
    for n in covered.notes:
        entry = entries[n]
        if isinstance(entry, Noted):
            rows.append(row((f"Note {n}  ", "quiet"), entry.text, hang=11))
    if not covered.touched:
        rows.append(row(("Nothing yet.", "quiet")))
    return [*rows, Row(), row((_to_come(covered), "quiet"))]


def made_rows(truth: Truth) -> list[Row]:
    """Injects that the umpire brought in, below those of the scenario."""
    rows: list[Row] = []
    for _, entry in truth.cell:
        if isinstance(entry, Injected):
            inject = entry.inject
            # what was given up by going back reached its seats all the same, but the table knows nothing of it
            given_up = inject.id not in truth.state.fired
            status = "given up" if given_up else f"fired {fired_when(truth.rules, entry.turn)}"
            to = seats_words(truth.rules, inject.to)
            rows.append(row((f"{inject.id:<11}", "quiet"), (inject.text, "text"), (f"  to {to}", "quiet"),
                            right=status, key=f"made/{inject.id}", hang=11, most=1))  # fmt: skip
    return rows


def made_words(truth: Truth, id_: str) -> list[Row]:
    """All of one inject of the umpire's own."""
    made = next(e.inject for _, e in truth.cell if isinstance(e, Injected) and e.inject.id == id_)
    return [
        row(made.text), Row(),
        row(("Read by    ", "quiet"), seats_words(truth.rules, made.to), hang=11),
        row(("Told by    ", "quiet"), made.source, hang=11),
        row(("Questions  ", "quiet"), ", ".join(made.questions) or "none", hang=11),
        row(("Reason     ", "quiet"), (made.reason, "truth"), hang=11),
    ]  # fmt: skip


def preview_rows(truth: Truth, text: str, to: str, gone: str, shown: Foretold) -> list[Row]:
    """What firing would do, and what each seat would read; `gone` are those of its readers that are away, in words."""
    rows = [row((f"Read now by {to}", "bold"))]
    rows += [row((f"Away, and reads it only when back: {gone}", "late"))] if gone else []
    rows += [row(text), Row(), row(("Effects", "bold"))]
    rows += [row(("-  ", "quiet"), line, hang=3) for line in shown.effects] or [row(("None.", "quiet"))]
    rows += [Row(), row(("What each seat will read", "bold"))]
    for seat, lines in shown.reads:
        name = truth.rules.seats[seat].short
        first = (lines[0], "text") if lines else ("nothing", "quiet")
        rows.append(row((f"{name}  ", "bold"), first, hang=3))
        rows += [row(("   ", "quiet"), line, hang=3) for line in lines[1:]]
    return rows


def page_rows(truth: Truth) -> list[Row]:
    """Seats, and whether each has its page for this move."""
    last = {entry.seat: entry.turn for _, entry in truth.cell if isinstance(entry, Situated)}
    rows = []
    for seat in truth.rules.seats.values():
        done = last.get(seat.id) == truth.state.turn
        rows.append(row(seat.title, right=("released", "quiet") if done else ("not yet", "new"), key=seat.id))
    return [*rows, Row(), row(("Release every page as it stands", "you"), key="all")]


def about_choices(truth: Truth, cursor: str, results: Sequence[Settled]) -> dict[str, str]:
    """What a note could be about: first what the cursor is on, then nothing, then each seat."""
    kind, _, name = cursor.partition("/")
    found: dict[str, str] = {}
    if kind in ("inject", "made"):
        found[f"inject/{name}"] = f"inject {name}"
    elif kind == "result" and any(result.key == name for result in results):
        found[cursor] = about_words(truth.rules, cursor)
    elif kind == "entry":
        found[cursor] = f"entry {name}"
    found[""] = "nothing in particular"
    return found | {f"seat/{seat}": names(truth.rules, [seat]) for seat in truth.rules.seats}


def _label(truth: Truth, turn: int) -> str:
    return truth.rules.name(turn) if turn else "Before"
