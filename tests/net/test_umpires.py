"""That whatever the white cell does is on record with which umpire did it, and reads so."""

from __future__ import annotations

from net.test_roles import hosted, planning, send
from seawar.core.deals import Proposal, WordClause
from seawar.core.improvised import Improvised
from seawar.core.state import UMPIRE
from seawar.net.host import Host
from seawar.net.wire import (
    Answer,
    AnswerQuestion,
    AskUmpire,
    BringIn,
    LogTalk,
    MarkWord,
    Next,
    Propose,
    RollBack,
    SetAside,
    SetMode,
    Situate,
    TakeNote,
)
from seawar.replay.course_entries import Moded, Restored, RolledBack
from seawar.replay.deal_entries import Kept, Talked
from seawar.replay.entries import Opaque, encode
from seawar.replay.person_entries import OBSERVER
from seawar.replay.text import as_text
from seawar.replay.white_cell_entries import Injected, Noted, RfiAnswered, RfiSourced, Situated


def read_out(host: Host) -> str:
    """The replay, as the umpire reads it."""
    log = [entry for entry in host.table.record.log if not isinstance(entry, Opaque)]
    return "\n".join(as_text(host.table.rules, [(n, encode(entry)) for n, entry in enumerate(log)], UMPIRE))


def test_everything_that_the_white_cell_says_carries_which_umpire() -> None:
    """Whichever speaks on a line that two share; without a name nothing is made up, and a seat's note is nobody's."""
    host, captain, _, ana = planning()
    host.client(UMPIRE, "Bo")
    south, eve = host.client("south", "Chul"), host.client(OBSERVER, "Eve")
    send(captain, AskUmpire("q1", "Whose ship?"))
    send(captain, AskUmpire("q2", "Whose boat?"))
    promise = Proposal("", "north", ("north", "south"), "Quiet", (WordClause("south", "No more flights."),))
    send(captain, Propose("p", promise))
    (deal,) = host.table.dealings.deals
    send(south, Answer("y", deal, "accept"))
    ana.speak_as("Bo")
    for command in (
        BringIn("i", Improvised("", ("north",), "Press", "A ferry is late.", (), (), "they asked")),
        AnswerQuestion("a", "north-1", "Ours.", "a list"), SetAside("n", "north-2", "it is not known"),
        TakeNote("t", "Aha."), Situate("w", "north", "All is well."), MarkWord("m", deal, 0, "kept", "none flew"),
        LogTalk("l", ("north", "south"), "ships"), SetMode("f", "free", "", "experts here"), RollBack("b", 1, "again"),
    ):  # fmt: skip
        send(ana, command)
    send(eve, TakeNote("t2", "Well."))
    log = host.table.record.log
    kinds = (Injected, RfiAnswered, RfiSourced, Situated, Kept, Talked, Moded, Restored, RolledBack)
    said = [(type(entry), entry.author) for entry in log if isinstance(entry, kinds)]
    assert {kind for kind, _ in said} == set(kinds)
    assert {author for _, author in said} == {"Bo"}
    assert [(entry.author, entry.person) for entry in log if isinstance(entry, Noted)] == [
        (UMPIRE, "Bo"), (OBSERVER, "Eve")
    ]  # fmt: skip
    told = read_out(host)
    for words in (
        "The white cell (Bo) brings in inject n1", "The white cell (Bo) answers", "The white cell (Bo) sets aside",
        "Note of the white cell (Bo)", "The white cell (Bo) tells North", "by Bo, because none flew", "noted by Bo",
        "from now on, by Bo", "The white cell (Bo) goes back",
    ):  # fmt: skip
        assert words in told


def test_without_a_name_nothing_says_who() -> None:
    """As before persons had names: going back and modes are the white cell's, in the journal too."""
    host = hosted("north", UMPIRE)
    umpire = host.client(UMPIRE)
    send(umpire, Next("open"))
    send(umpire, SetMode("f", "free", "", "experts here"))
    send(umpire, RollBack("b", 1, "again"))
    log = host.table.record.log
    assert [entry.author for entry in log if isinstance(entry, RolledBack | Moded)] == ["", ""]
    assert "The white cell goes back" in read_out(host)
