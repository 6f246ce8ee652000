"""Every action of every screen, once: keys, palette and help are made from this list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    id: str
    """Stable: users remap keys by it."""
    key: str
    """As Textual names it."""
    shown: str
    """As a person reads it."""
    title: str
    help: str
    """One sentence."""
    first: bool = False
    """Whether it goes before what the focused widget makes of the key."""
    do: str = ""
    """The action method with its arguments, where it is not named like the id."""

    @property
    def method(self) -> str:
        """Name of the action method on the screen or the app."""
        return self.do or self.id.partition(".")[2].replace("-", "_")


def both_cases(key: str) -> str:
    """A letter with Shift or Caps Lock means the same: hints are printed in capitals."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    return [
        Binding(both_cases(action.key), action.method, action.title, show=False, priority=action.first, id=action.id)
        for action in actions
    ]


EVERYWHERE = (
    Action("app.help", "f1", "F1", "Help", "What this screen shows and every key it has.", True),
    Action("app.curtain", "ctrl+l", "Ctrl+L", "Close my screen", "Hide this screen at once; drafts are kept.", True),
    Action("app.leave", "ctrl+q", "Ctrl+Q", "Leave", "Leave seawar; the table and all drafts are kept.", True),
    Action("app.colours", "f9", "F9", "Other colours", "Dark, light, or without colour.", True),
)
PANELS = (
    Action("panels.next", "tab", "Tab", "Next panel", "Go to the next quarter of the screen."),
    Action("panels.previous", "shift+tab", "Shift+Tab", "Previous panel", "Go to the quarter before."),
    Action("panels.zoom", "z", "Z", "Fill the screen", "Fill the screen with this quarter, and back."),
    Action("panels.persons", "f3", "F3", "Who is at the table", "Persons sit down, get up, lead a team, look on."),
)
SEAT = (
    Action("seat.add", "o", "O", "New order", "Choose an order type and fill in the form."),
    Action("seat.open", "enter", "Enter", "Open", "Open what the cursor is on."),
    Action("seat.seal", "s", "S", "Seal", "Seal your orders for this move."),
    Action("seat.unseal", "u", "U", "Unseal", "Take sealed orders back while someone has not sealed."),
    Action("seat.go-on", "n", "N", "No change, or next",
           "While you plan: seal without orders. In review: go on to the next move."),
    Action("seat.intent", "i", "I", "Intent", "Say in a line what your seat wants this move."),
    Action("seat.drop", "x", "X", "Take off", "Take the order under the cursor off your list, or end a standing one."),
    Action("seat.write", "m", "M", "Message", "Write to other seats, to everyone, or to the white cell alone."),
    Action("seat.ask", "q", "Q", "Ask", "Ask the white cell a question; only you read the answer."),
    Action("seat.situation", "g", "G", "State of the world", "Read the page that the white cell wrote for your seat."),
    Action("seat.counter", "c", "C", "Reason against", "Argue against another seat's order, when you are asked."),
    Action("seat.propose", "p", "P", "Propose", "Offer others a deal: what binds, what is promised, secret or not."),
    Action("seat.why", "w", "W", "Why", "Why the odds of the order under the cursor are what they are."),
    Action("seat.news", "1", "1", "News", "What came in.", do="page('news')"),
    Action("seat.talks", "2", "2", "Talks", "Messages, proposals, deals and promises.", do="page('talks')"),
    Action("seat.due", "3", "3", "Calendar", "What falls due, and agreements.", do="page('due')"),
    Action("seat.front", "4", "4", "Front page", "What everybody knows.", do="page('front')"),
    Action("seat.handover", "f4", "F4", "Hand-over brief", "All that your seat was told so far, for a newcomer."),
    Action("seat.brief", "5", "5", "Brief", "What your seat wants, fears and must not cross.", do="page('brief')"),
)  # fmt: skip
UMPIRE = (
    Action("umpire.go-on", "n", "N", "Next", "Open the move, settle it, release it, go on: one key walks the session."),
    Action("umpire.accept", "a", "A", "Accept", "Let the result under the cursor stand as computed."),
    Action("umpire.adjust", "j", "J", "Adjust", "Set its outcome, effects and what seats read, with a reason."),
    Action("umpire.mark", "r", "R", "Mark reasons", "Mark an argued order's reasons strong or weak; the dice follow."),
    Action("umpire.ask-against", "g", "G", "Ask for reasons against", "Ask seats for reasons against an argued order."),
    Action("umpire.accept-all", "e", "E", "Accept the others", "Let every result that still waits stand as computed."),
    Action("umpire.fire", "f", "F", "Fire", "Bring the inject under the cursor to its seats now."),
    Action("umpire.hold", "h", "H", "Hold or free", "Keep the inject back until you say, with a reason; or free it."),
    Action("umpire.edit", "t", "T", "Edit the text", "Give the inject other words before it is read."),
    Action("umpire.drop", "x", "X", "Skip or reject", "Leave the inject out, or let nothing come of the result."),
    Action("umpire.pause", "p", "P", "Pause the clock", "Stop the plan phase's clock, or let it run."),
    Action("umpire.extend", "plus", "+", "Two minutes more", "Give the plan phase two minutes more."),
    Action("umpire.course", "k", "K", "Change the course", "Merge, split, skip or insert moves; leap; go back; modes."),
    Action("umpire.leap", "f6", "F6", "Leap to a date", "Over what lies between, standing orders running meanwhile."),
    Action("umpire.mode", "f7", "F7", "How results are decided", "Rigid, semi-rigid or free; for all or for one type."),
    Action("umpire.go-back", "f8", "F8", "Go back", "To the start of a move: previewed, and confirmed by typing it."),
    Action("umpire.eyes", "v", "V", "A seat's eyes", "See what one seat sees; again for the next, then the truth."),
    Action("umpire.paper", "f5", "F5", "Orders on paper", "Type in what a seat gave on paper."),
    Action("umpire.write", "m", "M", "Message", "Write to seats or to everyone as the white cell."),
    Action("umpire.broadcast", "l", "L", "Broadcast", "Write to everyone at once as the white cell."),
    Action("umpire.note", "o", "O", "Note", "Take a one-line note, tagged to learning questions; no seat reads it."),
    Action("umpire.new-inject", "i", "I", "New inject", "Make up an inject: to whom, what, and what happens with it."),
    Action("umpire.situation", "s", "S", "State of the world", "Read, edit and release each seat's page."),
    Action("umpire.voice", "b", "B", "As a voice", "Speak or propose for press, courts, firms, third states."),
    Action("umpire.corridor", "c", "C", "Corridor talk", "Note who talked in the corridor, and about what."),
    Action("umpire.swap", "w", "W", "Map or results", "Swap the truth on the map with the results, top left."),
    Action(
        "umpire.injects",
        "1",
        "1",
        "Injects",
        "The scripted events: planned, held, fired, skipped.",
        do="page('injects')",
    ),
    Action(
        "umpire.talks",
        "2",
        "2",
        "Talks",
        "All that was said, offered, agreed and promised.",
        do="page('talks')",
    ),
    Action("umpire.notes", "3", "3", "Notes", "What the white cell and observers noted.", do="page('notes')"),
    Action("umpire.learning", "4", "4", "Learning questions", "What touched each of them yet.", do="page('learning')"),
    Action("umpire.record", "5", "5", "Record", "What was put on record.", do="page('record')"),
)
