"""That the command line does what it says, exits as it should, and never ends as a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
ROOT = Path(__file__).parents[2]
SEATS = ("north", "south", "east")
CANARIES = {"north": "canary-north-qzx", "south": "canary-south-wvk", "east": "canary-east-jpf"}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def seawar(*args: str | Path, cwd: Path) -> Ran:
    """Run the command as a person would, without a terminal."""
    env = {**os.environ, "XDG_CACHE_HOME": str(cwd / ".cache"), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "seawar", *map(str, args)], cwd=cwd, env=env, capture_output=True, check=False,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished game in `game.seawar.jsonl`, and no scenario."""
    folder = tmp_path_factory.mktemp("played")
    for name in ("strait.yaml", "basics.yaml"):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    ran = seawar("play", "./strait.yaml", "--headless", "--seed", "7", "--journal", "game.seawar.jsonl", cwd=folder)
    assert ran.code == 0, ran.err
    (folder / "said.txt").write_text(ran.out)
    for name in ("strait.yaml", "basics.yaml"):
        (folder / name).unlink()
    return folder


def test_bots_may_all_be_of_one_temperament(tmp_path: Path) -> None:
    """The same number is two games: one cautious, one assertive."""
    said = {}
    for bots in ("cautious", "assertive"):
        ran = seawar(
            "play", SAMPLES / "strait.yaml", "--headless", "--seed", "7", "--bots", bots,
            "--journal", f"{bots}.seawar.jsonl", cwd=tmp_path,
        )  # fmt: skip
        assert ran.code == 0, ran.err
        said[bots] = re.findall(r"ceiling [a-z -]+", ran.out)
    assert "ceiling warning shots" in said["assertive"]
    assert "ceiling warning shots" not in said["cautious"]


@pytest.fixture
def game(played: Path, tmp_path: Path) -> Path:
    """A copy of the finished game, to be spoilt."""
    path = tmp_path / "game.seawar.jsonl"
    path.write_bytes((played / "game.seawar.jsonl").read_bytes())
    return path


def a_sentence(ran: Ran, *words: str) -> None:
    """It failed, said one short thing about it, and showed no traceback."""
    assert ran.code != 0
    said = ran.err.strip()
    assert "Traceback" not in ran.err + ran.out
    assert said
    assert len(said.splitlines()) <= 4, "one sentence, or click's usage and one sentence"
    for word in words:
        assert word in said, said


def test_a_game_is_played_without_a_terminal(played: Path) -> None:
    """Plain lines, every turn once, the end, and where the journal lies; no control characters."""
    said = (played / "said.txt").read_text()
    assert re.findall(r"Turn (\d) of 7", said) == list("1234567")
    assert "Outcome:" in said
    assert "game.seawar.jsonl" in said
    assert "rehearsal dice" in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", said)


def test_the_same_seed_plays_the_same_game(played: Path, tmp_path: Path) -> None:
    """The account and every entry but for its time are the same again."""
    for name in ("strait.yaml", "basics.yaml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    ran = seawar("play", "./strait.yaml", "--headless", "--seed", "7", "--journal", "game.seawar.jsonl", cwd=tmp_path)
    said = [re.sub(r"\(\d+ KiB\)", "", text) for text in (ran.out, (played / "said.txt").read_text())]
    assert said[0] == said[1]
    journals = [(folder / "game.seawar.jsonl").read_text() for folder in (played, tmp_path)]
    states = [re.findall(r'"t":"state".*?"hash":"(\w+)"', journal) for journal in journals]
    assert states[0] == states[1] != []


def test_verify_says_what_holds(played: Path) -> None:
    """Chain, state, dice and rules, one line each, exit code 0; the scenario file is not needed."""
    ran = seawar("verify", "game.seawar.jsonl", cwd=played)
    assert ran.code == 0, ran.err
    assert [line.split()[0] for line in ran.out.splitlines()] == ["chain", "state", "dice", "rules"]


def test_the_independent_checker_agrees(played: Path) -> None:
    """tools/verify_dice.py, which shares no code, draws the same."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "verify_dice.py"), str(played / "game.seawar.jsonl")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours = re.search(r"dice\s+(\d+) draws", seawar("verify", "game.seawar.jsonl", cwd=played).out)
    assert ours
    assert done.stdout.startswith(f"{ours[1]} draws come out again")


@pytest.mark.parametrize("where", [0.02, 0.3, 0.6, 0.95])
def test_one_changed_byte_is_found_and_named(game: Path, where: float) -> None:
    """A digit changed anywhere breaks the chain at its entry; exit code 1, and the good part is told."""
    data = bytearray(game.read_bytes())
    at = next(i for i in range(int(len(data) * where), len(data)) if chr(data[i]).isdigit())
    data[at] ^= 1
    entry = data[:at].count(b"\n")
    game.write_bytes(data)
    ran = seawar("verify", game.name, cwd=game.parent)
    a_sentence(ran, f"entry {entry}")


def test_a_line_taken_out_is_found(game: Path) -> None:
    """So is an entry that is missing from the middle."""
    lines = game.read_bytes().splitlines(keepends=True)
    game.write_bytes(b"".join(lines[:40] + lines[41:]))
    a_sentence(seawar("verify", game.name, cwd=game.parent), "entry 40")


def test_line_ends_that_a_mail_gateway_changed_are_overlooked(game: Path) -> None:
    """And said to have been."""
    game.write_bytes(b"\xef\xbb\xbf" + game.read_bytes().replace(b"\n", b"\r\n"))
    ran = seawar("verify", game.name, cwd=game.parent)
    assert ran.code == 0, ran.err
    assert "overlooked" in ran.out
    told = seawar("replay", game.name, "--text", cwd=game.parent)
    assert told.code == 0, told.err
    a_sentence(seawar("play", "--resume", game.name, cwd=game.parent), "line ends")


def test_the_good_part_of_a_damaged_journal_is_told(game: Path) -> None:
    """Up to the damage, which is then named; the exit code says that it is not all."""
    lines = game.read_bytes().splitlines(keepends=True)
    game.write_bytes(b"".join([*lines[:60], lines[60].replace(b'"vis":', b'"viz":'), *lines[61:]]))
    ran = seawar("replay", game.name, "--text", cwd=game.parent)
    assert ran.code == 1
    assert "Turn 2" in ran.out
    assert "entry 60" in ran.err


@pytest.mark.parametrize("seat", SEATS)
def test_a_replay_is_told_as_a_seat_saw_it(played: Path, seat: str) -> None:
    """Its own secret brief, and no other's."""
    ran = seawar("replay", "game.seawar.jsonl", "--text", "--as", seat, cwd=played)
    assert ran.code == 0, ran.err
    assert {s for s in SEATS if CANARIES[s] in ran.out} == {seat}


def test_a_replay_tells_the_whole_truth_to_the_umpire(played: Path) -> None:
    """Without --as, every seat's orders are told."""
    ran = seawar("replay", "game.seawar.jsonl", "--text", cwd=played)
    assert ran.code == 0, ran.err
    assert all(f"{seat.title()} seals" in ran.out for seat in SEATS)


def test_a_redacted_copy_verifies_and_replays_to_its_seat_alone(played: Path, tmp_path: Path) -> None:
    """The same head, no foreign canary; what needs the full journal says so in a sentence."""
    copy = tmp_path / "north.seawar.jsonl"
    made = seawar("redact", "game.seawar.jsonl", "--for", "north", "-o", copy, cwd=played)
    assert made.code == 0, made.err
    raw = copy.read_text()
    assert CANARIES["north"] in raw
    assert not [s for s in ("south", "east") if CANARIES[s] in raw]
    heads = {re.search(r"head (\w{64})", seawar("verify", p, cwd=played).out)[1] for p in ("game.seawar.jsonl", copy)}  # type: ignore[index]
    assert len(heads) == 1
    a_sentence(seawar("replay", copy, "--text", "--as", "south", cwd=played), "copy of north alone")
    a_sentence(seawar("redact", copy, "--for", "south", "-o", tmp_path / "s", cwd=played), "copy of north alone")
    again = seawar("redact", "game.seawar.jsonl", "--for", "north", "-o", copy, cwd=played)
    a_sentence(again, "exists already")


@pytest.mark.parametrize("command", ["verify", "replay"])
@pytest.mark.parametrize(("what", "word"), [
    ("missing", "no such file"), ("folder", "directory"), ("empty", "empty"), ("foreign", "not a seawar journal"),
    ("beyond", "cannot be read"), ("binary", "not a seawar journal"),
])  # fmt: skip
def test_what_is_no_journal_is_a_sentence(tmp_path: Path, command: str, what: str, word: str) -> None:
    """A file that is not there, a folder, nothing, somebody's notes, a path through a file, bytes."""
    path = tmp_path / "x.seawar.jsonl"
    match what:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
        case "foreign":
            path.write_text("Dear all,\n")
        case "binary":
            path.write_bytes(bytes(range(256)) * 100)
        case "beyond":
            path.write_text("in the way")
            path = path / "x"
        case _:
            pass
    args = [command, str(path), *(["--text"] if command == "replay" else [])]
    a_sentence(seawar(*args, cwd=tmp_path), word)


def test_a_journal_of_foreign_entries_is_a_sentence(tmp_path: Path) -> None:
    """A chain that is whole but holds somebody else's entries is no game of ours, and no traceback."""
    from seawar.journal.line import GENESIS, build

    line, _, _ = build(0, 0, "ab" * 16, b'{"t":"note","at":1,"vis":["public"]}', GENESIS)
    path = tmp_path / "x.seawar.jsonl"
    path.write_bytes(line + b"\n")
    for args in (
        ["verify", path],
        ["replay", path, "--text"],
        ["redact", path, "--for", "north", "-o", "y"],
        ["play", "--resume", path],
    ):
        a_sentence(seawar(*map(str, args), cwd=tmp_path))


def test_an_unknown_seat_is_told_the_seats_there_are(played: Path) -> None:
    """One sentence with the seats of this game."""
    a_sentence(seawar("replay", "game.seawar.jsonl", "--text", "--as", "moon", cwd=played), "moon", *SEATS)
    a_sentence(seawar("replay", "game.seawar.jsonl", "--text", "--upto", "99999", cwd=played), "no entry 99999")


def test_replay_stops_where_it_is_told(played: Path) -> None:
    """The entries up to one of them, as at the end of an abandoned branch."""
    ran = seawar("replay", "game.seawar.jsonl", "--text", "--upto", "40", cwd=played)
    numbers = {int(line[:5]) for line in ran.out.splitlines() if line.strip()}
    assert 30 < max(numbers) <= 40
    a_sentence(seawar("redact", "game.seawar.jsonl", "--for", "moon", "-o", "x", cwd=played), "moon", *SEATS)


def test_a_closed_game_is_not_resumed(game: Path) -> None:
    """It says that the game is over, and leaves the file alone."""
    before = game.read_bytes()
    a_sentence(seawar("play", "--resume", game.name, cwd=game.parent), "closed")
    assert game.read_bytes() == before


def test_a_stopped_game_is_played_on(game: Path) -> None:
    """Cut off in the middle it goes on to the end, and verifies."""
    data = game.read_bytes()
    game.write_bytes(data[: len(data) // 2])
    ran = seawar("play", "--resume", game.name, "--headless", cwd=game.parent)
    assert ran.code == 0, ran.err
    assert "Outcome:" in ran.out
    verified = seawar("verify", game.name, cwd=game.parent)
    assert verified.code == 0, verified.err


def test_a_real_game_leaves_no_key_behind(tmp_path: Path) -> None:
    """Without --seed the dice are promised, revealed at the end, and the key file is gone."""
    for name in ("strait.yaml", "basics.yaml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    ran = seawar("play", "./strait.yaml", "--headless", cwd=tmp_path)
    assert ran.code == 0, ran.err
    [journal] = (tmp_path / "games").glob("strait-*.seawar.jsonl")
    assert not list((tmp_path / "games").glob("*.key"))
    verified = seawar("verify", journal, cwd=tmp_path)
    assert verified.code == 0, verified.err
    assert "as promised" in verified.out


def test_a_journal_is_never_overwritten(played: Path) -> None:
    """Playing into a file that exists is refused."""
    before = (played / "game.seawar.jsonl").read_bytes()
    path = SAMPLES / "strait.yaml"
    a_sentence(
        seawar("play", path, "--headless", "--seed", "1", "--journal", "game.seawar.jsonl", cwd=played),
        "exists already",
    )
    assert (played / "game.seawar.jsonl").read_bytes() == before


@pytest.mark.parametrize("args", [
    ["play"], ["play", "strait", "--resume", "x"], ["play", "--resume", "x", "--seed", "1"], ["play", "nowhere"],
    ["play", "nowhere.yaml"], ["play", "strait", "--seed", "-1"], ["play", "strait", "--bots", "north"],
    ["replay", "x"], ["redact", "x"], ["check"], ["nonsense"], ["play", "--resume", "nowhere"],
], ids=" ".join)  # fmt: skip
def test_wrong_commands_are_a_sentence(tmp_path: Path, args: list[str]) -> None:
    """Whatever is wrong with a command, it is said and nothing is begun."""
    a_sentence(seawar(*args, cwd=tmp_path))
    assert not [p for p in tmp_path.iterdir() if p.name != ".cache"]


def test_scenarios_are_listed(tmp_path: Path) -> None:
    """`--names` gives bare names, one a line; without it, titles."""
    bare = seawar("scenarios", "--names", cwd=tmp_path)
    assert bare.code == 0, bare.err
    listed = bare.out.split()
    assert listed == sorted(listed) != []
    full = seawar("scenarios", cwd=tmp_path)
    assert full.code == 0
    assert all(name in full.out for name in listed)
    assert "cannot be played" not in full.out


def test_check_passes_what_is_sound(tmp_path: Path) -> None:
    """Files and folders; it says how many."""
    ran = seawar("check", SAMPLES, cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "6 files checked, no problem, 1 finding accepted\n")


def test_check_shows_every_problem_with_its_place(tmp_path: Path) -> None:
    """All problems at once, FILE:LINE:COL first, exit code 1."""
    text = (SAMPLES / "basics.yaml").read_text()
    (tmp_path / "bad.yaml").write_text(
        text.replace("consented", "consentd").replace("suport", "support").replace("support(self)", "suport(self)")
    )
    ran = seawar("check", "bad.yaml", cwd=tmp_path)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert len(lines) == 2
    assert all(re.match(r"bad\.yaml:\d+:\d+: ", line) for line in lines)
    assert "2 problems" in ran.err


def test_check_tells_a_problem_of_a_rulebook_once(tmp_path: Path) -> None:
    """A rulebook is read again with each scenario that uses it; what is wrong with it is printed once."""
    for name, old, new in (
        ("basics.yaml", "consented", "consentd"),
        ("strait.yaml", "held_by: north", "held_by: nort"),
    ):
        (tmp_path / name).write_text((SAMPLES / name).read_text().replace(old, new))
    (tmp_path / "b.yaml").write_text((tmp_path / "strait.yaml").read_text())
    for paths in (["."], ["strait.yaml", str(tmp_path / "basics.yaml"), "b.yaml"]):
        ran = seawar("check", *paths, cwd=tmp_path)
        places = [re.sub(r"^.*/|:\d+: .*", "", line) for line in ran.out.splitlines()]
        assert sorted(place.partition(":")[0] for place in places) == ["b.yaml", "basics.yaml", "strait.yaml"]
        assert "3 problems" in ran.err


@pytest.mark.parametrize("what", ["missing.yaml", "empty"])
def test_check_of_nothing_is_a_sentence(tmp_path: Path, what: str) -> None:
    """A missing file and a folder without YAML are said to be so."""
    (tmp_path / "empty").mkdir()
    ran = seawar("check", what, cwd=tmp_path)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert what in ran.out + ran.err


HELP = """
import sys
from seawar.cli import cli
try:
    cli(sys.argv[1:])
except SystemExit:
    pass
loaded = {m.partition('.')[0] for m in sys.modules}
print(*sorted(loaded & {'textual', 'pydantic', 'msgspec', 'yaml', 'rich'}), file=sys.stderr)
"""


@pytest.mark.parametrize("args", [["--help"], ["play", "--help"], ["--version"]])
def test_help_loads_next_to_nothing(args: list[str]) -> None:
    """Asking for help imports no rules, no content and no screen."""
    done = subprocess.run([sys.executable, "-c", HELP, *args], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    assert "seawar" in done.stdout.lower() or "Usage" in done.stdout


def test_a_reader_that_stops_is_no_error(played: Path) -> None:
    """`seawar replay ... | head -1` ends without a complaint."""
    command = f"{sys.executable} -m seawar replay game.seawar.jsonl --text | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=played, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout


def test_schemas_are_written_where_one_likes(tmp_path: Path) -> None:
    """Both files, into a folder that is made if need be, and the line by which a file asks for its schema."""
    ran = seawar("schema", "-o", "new/here", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert {path.name for path in (tmp_path / "new" / "here").iterdir()} == {
        "seawar-rulebook.schema.json",
        "seawar-scenario.schema.json",
    }
    assert "# yaml-language-server: $schema=" in ran.out


def test_schemas_that_cannot_be_written_are_told_in_a_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")
    a_sentence(seawar("schema", "-o", "taken", cwd=tmp_path), "taken", "choose another folder")


@pytest.mark.parametrize(("args", "told"), [
    (["--seat", "north", "--hotseat", "south"], "write --hotseat north,south"),
    (["--hotseat", "north,north"], "named twice"),
    (["--seat", "nowhere"], "no seat 'nowhere'"),
])  # fmt: skip
def test_a_wrong_seat_is_told_without_a_terminal(tmp_path: Path, args: list[str], told: str) -> None:
    """Before anything about terminals; and nothing is begun."""
    a_sentence(seawar("play", SAMPLES / "strait.yaml", *args, cwd=tmp_path), told)


def test_a_rehearsal_says_what_came_about(tmp_path: Path) -> None:
    """Seats, orders, aims, injects, ends; nothing on the other stream, since nobody looks at a bar there."""
    ran = seawar("rehearse", SAMPLES / "strait.yaml", "-n", "12", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "12 games by bots, rehearsal dice 0 to 11" in ran.out
    for words in ("orders a turn", "Aims met", "Injects fired", "Ends reached", "never open: "):
        assert words in ran.out
    assert "Minutes:" not in ran.out


def test_a_rehearsal_is_the_same_on_any_number_of_cores(tmp_path: Path) -> None:
    """How games are shared out changes nothing; other dice do."""
    said = [
        seawar("rehearse", SAMPLES / "strait.yaml", "-n", "11", "--jobs", jobs, "--seed", seed, cwd=tmp_path).out
        for jobs, seed in (("1", "3"), ("3", "3"), ("1", "900"))
    ]
    assert said[0] == said[1] != ""
    assert said[0].partition("\n")[2] != said[2].partition("\n")[2]


def test_a_rehearsed_cut_has_minutes(tmp_path: Path) -> None:
    """What the run sheet adds up to, move by move, and that people are not measured."""
    ran = seawar("rehearse", "dokdo-2019", "--cut", "-n", "2", "--jobs", "1", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert re.search(r"^Minutes: (\d+) planned, \d+ likely$", ran.out, re.M)
    assert "do not" in ran.out
    assert len(re.findall(r"^ +Move \d", ran.out, re.M)) == 5


def test_what_only_calibrates_can_be_rehearsed_by_name(tmp_path: Path) -> None:
    """It is no exercise, and yet an author may want to see it played."""
    ran = seawar("rehearse", "r2-salvo", "-n", "2", "--jobs", "1", "--bots", "assertive", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "Forty airfields" in ran.out


@pytest.mark.parametrize(("args", "told"), [
    (["nowhere"], "there are: attribution-fog-2017, "),
    (["r2-salvo", "--cut"], "leave --cut out"),
    (["dokdo-2019", "-n", "0"], "not in the range"),
    (["dokdo-2019", "--rulebook", "nothing"], "no rulebook 'nothing'"),
])  # fmt: skip
def test_a_wrong_rehearsal_is_told_in_a_sentence(tmp_path: Path, args: list[str], told: str) -> None:
    """Before any game is played."""
    a_sentence(seawar("rehearse", *args, cwd=tmp_path), told)
