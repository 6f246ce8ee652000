"""That a zip from a stranger is read within limits, or refused with the member and the reason."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawar.content.archive import MEMBER_MAX, MEMBERS_MAX, TOTAL_MAX, ZIP_MAX, members, members_of
from seawar.errors import ContentError

PATH = Path("pack.zip")


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return body.getvalue()


def entry(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def refusal(body: bytes) -> str:
    with pytest.raises(ContentError) as refused:
        members_of(body, PATH)
    return str(refused.value)


def test_content_files_come_sorted_and_nothing_else() -> None:
    """Papers beside them are left alone; so are folders and what systems leave behind."""
    body = zipped(
        ("scenarios/b.yaml", b"b"), ("rulebooks/a.yml", b"a"), ("README.md", b"x" * MEMBER_MAX * 2),
        ("__MACOSX/scenarios/._b.yaml", b"?"), (".DS_Store", b"?"), (entry("scenarios/"), b""),
    )  # fmt: skip
    assert [(str(m.path), m.text) for m in members_of(body, PATH)] == [
        ("rulebooks/a.yml", b"a"),
        ("scenarios/b.yaml", b"b"),
    ]


def test_a_folder_that_holds_all_is_no_part_of_the_names() -> None:
    """As systems make it when a folder is compressed."""
    found = members_of(zipped(("mine/scenarios/a.yaml", b"a"), ("mine/README.md", b"")), PATH)
    assert [str(m) for m in found] == ["pack.zip:scenarios/a.yaml"]
    assert [str(m.path) for m in members_of(zipped(("scenarios/a.yaml", b"a")), PATH)] == ["scenarios/a.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.yaml", "/etc/a.yaml", "scenarios/../../a.yaml", "C:/a.yaml", "..\\a.yaml", "a//b.yaml", "./a.yaml",
        "scenarios/a\n.yaml", "scenarios/\x1b[2Ja.yaml", "scenarios/\u202ea.yaml",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(name: str) -> None:
    """Absolute, upwards, by a drive, or not what it looks like; nothing that moves a cursor is printed."""
    said = refusal(zipped((name, b"a")))
    assert said.startswith("pack.zip:")
    assert "leads out" in said or "read differently" in said
    assert said.isprintable()


@pytest.mark.parametrize(
    ("member", "said"),
    [
        (entry("a.yaml", external_attr=(stat.S_IFLNK | 0o777) << 16), "link"),
        (entry("a.yaml", external_attr=(stat.S_IFIFO | 0o600) << 16), "device"),
        (entry("inner.zip"), "archive within"),
        (entry("x.tar.gz"), "archive within"),
        (entry("a.yaml", compress_type=zipfile.ZIP_LZMA), "method"),
        (entry("a.yaml", compress_type=zipfile.ZIP_BZIP2), "method"),
    ],
)
def test_what_is_no_plain_text_is_refused(member: zipfile.ZipInfo, said: str) -> None:
    """Links, devices, archives and rare methods, each by its name."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(member, b"a", compress_type=member.compress_type)
    told = refusal(body.getvalue())
    assert told.startswith(f"pack.zip:{member.filename}: ")
    assert said in told


def test_an_archive_under_another_name_is_refused() -> None:
    """By its first bytes."""
    assert "archive within" in refusal(zipped(("README.md", zipped(("a.yaml", b"a")))))


def test_an_encrypted_member_is_refused() -> None:
    """By its flag; no password is ever asked for."""
    body = bytearray(zipped(("a.yaml", b"a")))
    at = body.index(b"PK\x01\x02") + 8
    body[at] |= 1
    assert "pack.zip:a.yaml: is encrypted" in refusal(bytes(body))


def test_a_name_that_is_there_twice_is_refused() -> None:
    """In any case, since some systems know no difference."""
    with pytest.warns(UserWarning, match="Duplicate"):
        assert "is there twice" in refusal(zipped(("a.yaml", b"a"), ("a.yaml", b"b")))
    assert "is there twice" in refusal(zipped(("a.yaml", b"a"), ("A.YAML", b"b")))


def test_limits_are_counted_while_reading() -> None:
    """Members, each one's size, and all together; a bomb costs no more than its limit."""
    many = zipped(*((f"{n}.yaml", b"") for n in range(MEMBERS_MAX + 1)))
    assert f"more than {MEMBERS_MAX} files" in refusal(many)
    assert "pack.zip:bomb.yaml: is larger than 512 KiB" in refusal(zipped(("bomb.yaml", b"\0" * 50 * 1024 * 1024)))
    each = TOTAL_MAX // MEMBER_MAX + 1
    assert "makes more than 20 MiB" in refusal(zipped(*((f"{n}.yaml", b"\0" * MEMBER_MAX) for n in range(each))))


def test_a_header_that_lies_about_the_size_is_found_out() -> None:
    """Both headers say ten bytes where a megabyte comes, or the other way round."""
    body = zipped(("a.yaml", b"#" * 1024 * 1024))
    for wrong in (10, 2**31):
        lied = body.replace(struct.pack("<L", 1024 * 1024), struct.pack("<L", wrong))
        assert "pack.zip:a.yaml: " in refusal(lied)


def test_a_list_without_end_is_never_read() -> None:
    """Counted in the bytes before anything is made of it."""
    body = zipped(("a.yaml", b"a"))
    at = body.index(b"PK\x01\x02")
    assert "more than" in refusal(body[:at] + body[at:-22] * 100_000 + body[-22:])


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    """One sentence each."""
    (tmp_path / "folder.zip").mkdir()
    with (tmp_path / "large.zip").open("wb") as stream:
        stream.truncate(ZIP_MAX + 1)
    for name, said in (("folder.zip", "folder or device"), ("large.zip", "larger than"), ("none.zip", "no such file")):
        with pytest.raises(ContentError, match=said):
            members(tmp_path / name)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_spoiled_zip_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    """Any bytes of it changed, cut off or put before: members within limits, or a ContentError."""
    body = bytearray(zipped(("scenarios/a.yaml", b"seawar: 1\n" * 40), ("rulebooks/b.yaml", b"x")))
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    spoiled = bytes(body[cut:] if data.draw(st.booleans()) else body[: len(body) - cut])
    try:
        found = members_of(spoiled, PATH)
    except ContentError as refused:
        assert str(refused).isprintable()
    else:
        assert all(len(m.text) <= MEMBER_MAX and ".." not in m.path.parts for m in found)


@given(st.text(max_size=30))
def test_no_name_leads_out_of_the_pack(name: str) -> None:
    """Whatever a member is called, what is read of it has a plain path within."""
    try:
        found = members_of(zipped((f"{name}.yaml", b"a")), PATH)
    except (ContentError, UnicodeEncodeError, IndexError):  # the last two: no zip with such a name can be made
        return
    for member in found:
        assert not member.path.is_absolute()
        assert not {"..", "."} & {*member.path.parts}
        assert str(member).isprintable()
