"""Files whose beginning is gone: what they were, and a beginning put back.

The first page of a library says how large a page is and where every table begins. When a stick or a program has
written over it, all else is still there. Its numbers are those of any library, and the pages that name the tables
are found by what stands in them; or a backup, or a new library, names the tables where they nearly always lie.
In an encrypted library the beginning is also what makes a key of a passphrase, and nothing else knows that.
"""

import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from casedesk.storage import connecting, keyring
from casedesk.storage.driver import sqlite3
from casedesk.storage.readable_rows import Source

_PAGE = 4096
_HEADER = 100
_VERSION = slice(60, 64)
_LEAF, _INTERIOR = 0x0D, 0x05
_OURS = (b"CREATE TABLE cases", b"CREATE TABLE section", b"CREATE TABLE question")
_NAMES = (b"tablecasescases", b"tablesectionsection", b"CREATE TABLE", b"CREATE INDEX")
_STEP = 1 << 20
_PAGES_OF_BEGINNING = 4
"""So many pages at most are taken for the beginning."""


def was_library(path: Path) -> bool:
    """Whether a file that is no library, by its beginning, holds the tables of one."""
    kept = b""
    with path.open("rb") as file:
        while block := file.read(_STEP):
            if any(mark in kept + block for mark in _OURS):
                return True
            kept = block[-64:]
    return False


def was_protected(path: Path) -> bool:
    """Whether a file that is no library, by its beginning, looks like an encrypted one behind it."""
    return keyring.is_noise(path, first=_PAGES_OF_BEGINNING)


def is_plain(path: Path) -> bool:
    """Whether a file is no encrypted library, nor what is left of one."""
    return not (keyring.key_of(path) or keyring.is_locked(path) or was_protected(path)) or was_library(path)


def has_tables(path: Path) -> bool:
    """Whether SQLite finds the tables of a library in a file."""
    with closing(Source(path)) as source:
        return {"cases", "section"} <= {*source.tables()}


def put_back(path: Path, *, like: Path, donors: tuple[Path, ...]) -> bool:
    """Give a copy of a plain library a beginning again; whether its tables are found now.

    `like` is a new library, whose numbers it gets. `donors` may name its tables where nothing in the file does.
    """
    content = bytearray(path.read_bytes())
    content.extend(bytes(-len(content) % _PAGE))
    content[:_HEADER] = _header(like, len(content) // _PAGE, version=bytes(content[_VERSION]))
    leaves = list(_naming_leaves(content))
    for page in (bytes(content[:_PAGE]), _page_above(content, leaves)):
        content[:_PAGE] = page
        path.write_bytes(content)
        if has_tables(path):
            return True
    for donor in donors:
        content[_HEADER:_PAGE] = _empty_leaf()
        path.write_bytes(content)
        if _is_named_by(path, donor) and has_tables(path):
            return True
    return False


def _header(like: Path, pages: int, *, version: bytes) -> bytes:
    """The numbers of a library, for a file of so many pages of which none is free; its version is what it was."""
    with like.open("rb") as file:
        header = bytearray(file.read(_HEADER))
    header[28:40] = struct.pack(">III", pages, 0, 0)
    header[92:96] = header[24:28]
    header[_VERSION] = version
    return bytes(header)


def _naming_leaves(content: bytearray) -> Iterator[tuple[int, int]]:
    """The pages that list tables and indices: the number of the last row, and of the page; each row once."""
    taken: set[int] = set()
    for number in range(2, len(content) // _PAGE + 1):
        page = content[(number - 1) * _PAGE : number * _PAGE]
        if page[0] == _LEAF and any(name in page for name in _NAMES):
            rows = list(_rowids(page))
            if rows and taken.isdisjoint(rows):
                taken.update(rows)
                yield rows[-1], number


def _rowids(page: bytearray) -> Iterator[int]:
    """The numbers of the rows on a leaf; none where it is not one."""
    (count,) = struct.unpack_from(">H", page, 3)
    if 8 + 2 * count > _PAGE:
        return
    for at in struct.unpack_from(f">{count}H", page, 8):
        if at < 8 or at > _PAGE - 18:
            return
        _, behind = _varint(page, at)
        rowid, _ = _varint(page, behind)
        yield rowid


def _varint(page: bytearray, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where the next one begins."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | page[place] & 0x7F
        if page[place] < 0x80:
            return value, place + 1
    return value << 8 | page[at + 8], at + 9


def _page_above(content: bytearray, leaves: list[tuple[int, int]]) -> bytes:
    """A first page that leads to these."""
    page = bytearray(content[:_HEADER].ljust(_PAGE, b"\0"))
    ordered = sorted(leaves)
    if not ordered:
        return bytes(page)
    cells = [struct.pack(">I", number) + _as_varint(last) for last, number in ordered[:-1]]
    at = _PAGE
    for index, cell in enumerate(cells):
        at -= len(cell)
        page[at : at + len(cell)] = cell
        struct.pack_into(">H", page, _HEADER + 12 + 2 * index, at)
    struct.pack_into(">BHHHBI", page, _HEADER, _INTERIOR, 0, len(cells), at, 0, ordered[-1][1])
    return bytes(page)


def _as_varint(value: int) -> bytes:
    found = [value & 0x7F]
    while value := value >> 7:
        found.insert(0, value & 0x7F | 0x80)
    return bytes(found)


def _empty_leaf() -> bytes:
    return struct.pack(">BHHHB", _LEAF, 0, 0, _PAGE, 0).ljust(_PAGE - _HEADER, b"\0")


def _is_named_by(path: Path, donor: Path) -> bool:
    """Name the tables as they lie in another library; whether that could be done."""
    rows = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE rootpage > 0 AND type = 'table'"
    try:
        with closing(connecting.connect(donor, mode="ro")) as known:
            named = known.execute(f"{rows} OR name LIKE 'sqlite_autoindex%'").fetchall()
        with closing(connecting.connect(path, mode="rw")) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", named)
            connection.commit()
    except sqlite3.DatabaseError:
        return False
    return True
