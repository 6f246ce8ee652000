"""Reading a zip that came from a stranger: in memory, within limits, and never onto the disk.

A pack is a few texts, so whatever else a zip can hold is refused by name and reason: paths that lead out of it, links,
encryption, archives within it, names that two systems read differently. Sizes are counted while reading, since what a
header promises is the stranger's word. Extracting to a folder was refused: nothing here needs one, and it is where zips
do their harm.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from seawar.errors import ContentError, Problem

MEMBERS_MAX = 200
"""Files and folders in a zip."""
MEMBER_MAX = 512 * 1024
"""Bytes of a content file, as anywhere."""
TOTAL_MAX = 20 * 1024 * 1024
"""Bytes of all content files together, unpacked."""
ZIP_MAX = TOTAL_MAX + 1024 * 1024
"""Bytes of the zip itself."""
YAML = (".yaml", ".yml")
ARCHIVES = (".zip", ".jar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".whl")
MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
ENTRY = b"PK\x01\x02"
"""With this each entry of a zip's list begins."""
LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
CHUNK = 64 * 1024
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, LookupError,
    OverflowError, struct.error,
)  # fmt: skip
"""What the library raises on zips that are no good."""


@dataclass(frozen=True, slots=True)
class Member:
    """One content file of a zip, read."""

    pack: Path
    path: PurePosixPath
    """Within the pack."""
    text: bytes

    @property
    def stem(self) -> str:
        return self.path.stem

    def __str__(self) -> str:
        return f"{self.pack}:{self.path}"


def members(path: Path) -> tuple[Member, ...]:
    """Every content file of a zip, sorted; raises ContentError that says which member is refused, and why."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "", "expected a zip file, came a folder or device")
        if found.st_size > ZIP_MAX:
            raise _refused(path, "", f"is larger than {ZIP_MAX // 1024} KiB; a pack holds texts alone")
        return _members(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused(path, "", f"cannot be read: {reason}; check the name and the permissions") from None


@lru_cache(maxsize=32)
def _members(path: Path, changed: int, size: int) -> tuple[Member, ...]:
    """Kept for as long as the file stays as it was."""
    del changed
    with path.open("rb") as stream:
        body = stream.read(min(size, ZIP_MAX) + 1)
    if len(body) > ZIP_MAX:
        raise _refused(path, "", "has grown while it was read; try again")
    return members_of(body, path)


def members_of(body: bytes, path: Path) -> tuple[Member, ...]:
    """The same of a zip's bytes; `path` is only for naming it."""
    if body.count(ENTRY) > MEMBERS_MAX:  # before the list is read at all: it may be endless
        raise _refused(path, "", f"holds more than {MEMBERS_MAX} files; a pack holds a few")
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return tuple(sorted(_texts(archive, path), key=lambda member: str(member.path)))
    except BROKEN as error:
        raise _refused(path, "", f"is no zip that can be read ({_plain(str(error))}); make it anew") from None


def _texts(archive: zipfile.ZipFile, path: Path) -> Iterator[Member]:
    infos = [info for info in archive.infolist() if not LEFT_BY_SYSTEMS.search(info.filename)]
    if len(infos) > MEMBERS_MAX:
        raise _refused(path, "", f"holds more than {MEMBERS_MAX} files; a pack holds a few")
    seen: set[str] = set()
    for info in infos:
        if wrong := _wrong(info, seen):
            raise _refused(path, info.orig_filename, wrong)
        seen.add(info.filename.rstrip("/").casefold())
    top = _only_folder([PurePosixPath(info.filename) for info in infos if not info.is_dir()])
    total = 0
    for info in infos:
        if info.is_dir():
            continue
        text = _read(archive, info, path, TOTAL_MAX - total)
        total += len(text or b"")
        if text is not None:
            name = PurePosixPath(info.filename)
            yield Member(path, name.relative_to(top) if top else name, text)


def _only_folder(names: list[PurePosixPath]) -> str:
    """The folder that holds everything, as systems make it when a folder is compressed; empty if there is none."""
    tops = {name.parts[0] if len(name.parts) > 1 else "" for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    return "" if top in ("scenarios", "rulebooks") else top


def _wrong(info: zipfile.ZipInfo, seen: set[str]) -> str:
    """What is wrong with a member by its entry alone, or nothing."""
    name, mode = info.orig_filename, info.external_attr >> 16
    parts = name.rstrip("/").split("/")
    if "\\" in name or ":" in name or not name.isprintable() or name != info.filename:
        return "has a name that systems read differently; rename it with letters, digits, hyphens and dots"
    if name.startswith("/") or ".." in parts or "" in parts or "." in parts:
        return "leads out of the pack; name it by a plain path within"
    if name.rstrip("/").casefold() in seen:
        return "is there twice; keep one of the two"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device; put the file itself in its place"
    if info.flag_bits & 0x41:
        return "is encrypted; pack it without a password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed by a method of its own; pack it as ordinary zip (stored or deflated)"
    if name.lower().endswith(ARCHIVES):
        return "is an archive within the archive; put its files in its place"
    return ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, left: int) -> bytes | None:
    """The bytes of a content file, counted as they come; of any other file nothing is kept."""
    name = info.filename
    try:
        with archive.open(info) as stream:
            if not name.lower().endswith(YAML):
                if stream.read(8).startswith(MAGIC):
                    raise _refused(path, name, "is an archive within the archive; put its files in its place")
                return None
            body = b""
            while part := stream.read(CHUNK):
                body += part
                if len(body) > MEMBER_MAX:
                    raise _refused(path, name, f"is larger than {MEMBER_MAX // 1024} KiB, the most of a content file")
                if len(body) > left:
                    message = f"makes more than {TOTAL_MAX // 1024 // 1024} MiB of all; make two packs of it"
                    raise _refused(path, name, message)
            return body
    except BROKEN as error:
        raise _refused(path, name, f"cannot be unpacked ({_plain(str(error))}); make the zip anew") from None


def _refused(path: Path, member: str, message: str) -> ContentError:
    return ContentError([Problem(f"{path}:{_plain(member)}" if member else str(path), 0, 0, "", message)])


def _plain(text: str) -> str:
    """A stranger's words, fit for a terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)[:120]
