"""A library of an older version, or one that another computer writes, is read through a copy."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casedesk import paths
from casedesk.domain.errors import DamagedError, PassphraseError
from casedesk.storage import holding, keyring, opening, passphrases
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.storage.reading_copy import readable
from tests.builders import make_case
from tests.storage.steps import add


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        add(library, make_case("茶凉了。", id=1, title="茶"))
    return path


def _make_older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        present = opening.version_of(opening.SCHEMA)
        connection.execute("DROP TABLE method_material")
        connection.execute("DROP TABLE method")
        connection.execute(f"PRAGMA user_version = {present - 1}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (f"v{present}",))
        connection.commit()


def _is_open_elsewhere(path: Path) -> None:
    now = datetime.now(UTC).isoformat()
    note = {"computer": "BÜRO-PC", "person": "Li", "process": 1, "since": now, "seen": now}
    holding.note_path(path).write_text(json.dumps(note), "utf-8")


def test_a_library_of_this_version_is_read_in_place(path: Path):
    with readable(path) as place:
        assert place == path


def test_an_older_one_is_read_and_left_as_it_is(path: Path):
    _make_older(path)
    before = path.read_bytes()
    with readable(path) as place:
        assert place != path
        with Library.open(place, read_only=True) as library:
            assert library.cases.get(1).title == "茶"
    assert not place.exists()
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.casedesk")) == [path]


def test_what_another_computer_has_not_put_into_the_file_yet_is_read_too(path: Path):
    with Library.open(path) as library:
        add(library, make_case(id=2, title="水"))
        assert path.with_name(path.name + "-wal").stat().st_size
        _is_open_elsewhere(path)
        with readable(path) as place, Library.open(place, read_only=True) as other:
            assert other.cases.ids() == (1, 2)


def test_a_protected_one_stays_protected_in_the_copy(path: Path):
    passphrases.set_passphrase(path, "geheim")
    _is_open_elsewhere(path)
    with readable(path) as place, Library.open(place, read_only=True) as library:
        assert library.cases.ids() == (1,)
        assert not place.read_bytes().startswith(b"SQLite format 3")
    keyring.forget_all()
    with pytest.raises(PassphraseError), readable(path):
        pass


def test_a_damaged_one_is_said_to_be_so_and_leaves_nothing(path: Path):
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 20] = bytes(4096 * 18)
    path.write_bytes(content)
    _is_open_elsewhere(path)
    with pytest.raises(DamagedError), readable(path):
        pass
    assert not list((paths.data_dir() / "reading").iterdir())


def test_what_a_crash_left_goes_with_the_next_copy(path: Path):
    left = paths.data_dir() / "reading" / "left"
    left.mkdir(parents=True)
    (left / "a.casedesk").write_bytes(b"old")
    _is_open_elsewhere(path)
    with readable(path):
        assert not left.exists()
