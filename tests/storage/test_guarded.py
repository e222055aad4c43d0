"""What keeps a library from being read is told as what it is."""

from pathlib import Path

import pytest

from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import connecting
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.storage.library import Library
from tests.builders import make_case
from tests.storage.steps import add

_PAGE = 4096


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "stick" / "a.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case("茶" * 900, id=id_) for id_ in range(1, 41)))
    return path


def _ruin(path: Path) -> None:
    content = bytearray(path.read_bytes())
    starts = range(_PAGE, len(content), _PAGE)
    for at in [start for start in starts if ("茶" * 100).encode() in content[start : start + _PAGE]]:
        content[at : at + _PAGE] = bytes(_PAGE)
    path.write_bytes(content)


def test_a_page_that_has_rotted_is_damage(path: Path) -> None:
    _ruin(path)
    with Library.open(path) as library, pytest.raises(DamagedError, match="A part of “a"):
        library.cases.get(20)


def test_a_stick_that_was_pulled_out_is_not(path: Path) -> None:
    """SQLite says of both that the file is malformed."""
    _ruin(path)
    library = Library.open(path)
    path.parent.rename(path.parent.with_name("gone"))
    with pytest.raises(LibraryError, match="cannot be reached: the disk or stick does not answer") as caught:
        library.cases.get(20)
    assert not isinstance(caught.value, DamagedError)
    path.parent.with_name("gone").rename(path.parent)
    library.close()


def test_a_wrong_statement_stays_a_bug(path: Path) -> None:
    connection = connecting.connect(path, mode="ro")
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("SELEKT 1")
    assert not isinstance(caught.value, LibraryError)
    connection.close()


def test_an_error_of_copying_has_words_alone_and_they_are_the_users() -> None:
    assert reason_of(sqlite3.OperationalError("database or disk is full")) == "the disk is full"
    assert reason_of(sqlite3.OperationalError("disk I/O error")) == "the disk or stick does not answer"
    encrypting = sqlite3.OperationalError("disk I/O error")
    encrypting.sqlite_errorname = "SQLITE_ERROR"
    assert reason_of(encrypting) == "the disk or stick does not answer"
