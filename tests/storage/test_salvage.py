"""What is left of a damaged library is kept, and what is missing comes from a backup."""

import random
import sys
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from casedesk.domain.case import Origin
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.domain.library import Document
from casedesk.domain.library_faults import Fault
from casedesk.storage import connecting, keyring, opening, passphrases, repairing
from casedesk.storage.copying import put_in_place
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from casedesk.storage.salvage import salvage
from tests.builders import make_case
from tests.storage.steps import add

_PAGE = 4096
_COUNT = 60


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case(f"故事{id_}。" + "茶" * 900, id=id_, title=f"T{id_}") for id_ in range(1, _COUNT + 1)))
    return path


def _text(library: Library, case_id: int) -> str:
    return "".join(section.html for section in library.cases.get(case_id).sections)


def _pages_of(path: Path, table: str) -> list[int]:
    """The pages that hold the rows of a table, found by their text."""
    content = path.read_bytes()
    mark = {"section": "故事".encode(), "cases": b"pending"}[table]
    return [at for at in range(1, len(content) // _PAGE) if mark in content[at * _PAGE : (at + 1) * _PAGE]]


def _ruin(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
    path.write_bytes(content)


def test_all_but_the_ruined_pages_is_saved(path: Path, tmp_path: Path):
    _ruin(path, _pages_of(path, "section")[3:5])
    before = path.read_bytes()
    found = salvage(path, tmp_path / "new.casedesk")
    assert path.read_bytes() == before
    assert found.has_gaps
    with Library.open(tmp_path / "new.casedesk") as library:
        assert library.check() == ()
        assert library.cases.count() == _COUNT
        texts = [_text(library, id_) for id_ in library.cases.ids()]
        assert _COUNT - 12 < sum("故事" in text for text in texts) < _COUNT


def test_what_is_missing_comes_from_the_backup_and_what_is_newer_stays(path: Path, tmp_path: Path):
    backup = tmp_path / "backup.casedesk"
    with Library.open(path) as library:
        library.backup(backup)
        old = library.cases.get(1)
        library.apply(Edit("change", (Replacement(old, make_case("新的。", id=1, title="newer")),)))
        add(library, make_case("故事99。", id=99, title="newest"))
    _ruin(path, _pages_of(path, "section")[3:5])
    found = salvage(path, tmp_path / "new.casedesk", backup=backup)
    assert found.only_in_damaged == ("newest",)
    with Library.open(tmp_path / "new.casedesk") as library:
        assert library.check() == ()
        assert library.cases.get(1).title == "newer"
        assert all(_text(library, id_) for id_ in library.cases.ids())
        assert library.cases.count() == _COUNT + 1


def test_texts_whose_case_is_lost_are_kept(path: Path, tmp_path: Path):
    _ruin(path, _pages_of(path, "cases")[:1])
    salvage(path, tmp_path / "new.casedesk")
    with Library.open(tmp_path / "new.casedesk") as library:
        assert sum("故事" in _text(library, id_) for id_ in library.cases.ids()) == _COUNT


def test_a_protected_library_is_saved_under_its_passphrase(path: Path, tmp_path: Path):
    passphrases.set_passphrase(path, "geheim")
    content = bytearray(path.read_bytes())
    content[_PAGE * 30 : _PAGE * 31] = bytes(_PAGE)
    path.write_bytes(content)
    salvage(path, tmp_path / "new.casedesk")
    keyring.forget_all()
    assert keyring.is_locked(tmp_path / "new.casedesk")
    passphrases.unlock(tmp_path / "new.casedesk", "geheim")
    with Library.open(tmp_path / "new.casedesk") as library:
        assert library.cases.count() > _COUNT - 30


def test_where_nothing_can_be_read_nothing_is_made_up(path: Path, tmp_path: Path):
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(DamagedError):
        salvage(path, tmp_path / "new.casedesk")


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_to_a_file_ends_in_a_library_or_a_sentence(path: Path, tmp_path: Path, seed: int):
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at : at + 512] = bytes(len(content[at : at + 512]))
            case _:
                del content[max(at, _PAGE) :]
                break
    path.write_bytes(content)
    try:
        salvage(path, tmp_path / "new.casedesk")
    except LibraryError:
        return
    with closing(opening.open_for_reading(tmp_path / "new.casedesk")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_case_that_has_lost_its_text_has_that_of_the_imported_file(home: Path, tmp_path: Path):
    path = tmp_path / "b.casedesk"
    text = "前言\n案例一\n茶凉了。\n后记"
    case = make_case("茶凉了。", id=1, origin=Origin(5, 3, 12))
    with Library.open(path) as library:
        add(library, Document(5, "旧.docx", "", "", text), case, make_case("没有原件。", id=2))
        with closing(connecting.connect(path, mode="ro")) as connection:
            (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'section'").fetchone()
    _ruin(path, [root - 1])
    found = salvage(path, tmp_path / "new.casedesk")
    assert (found.from_originals, found.without_text) == (1, 1)
    with Library.open(tmp_path / "new.casedesk") as library:
        assert _text(library, 1) == "<p>案例一</p><p>茶凉了。</p>"


def test_what_is_unchanged_since_the_backup_is_taken_from_it(path: Path, tmp_path: Path):
    backup = tmp_path / "backup.casedesk"
    with Library.open(path) as library:
        library.backup(backup)
    content = path.read_bytes()
    path.write_bytes(content.replace("故事7。".encode(), "敀事7。".encode()))
    salvage(path, tmp_path / "new.casedesk", backup=backup)
    with Library.open(tmp_path / "new.casedesk") as library:
        assert "故事7。" in _text(library, 7)


def test_a_rescue_of_a_ruined_table_does_not_take_for_ever(path: Path, tmp_path: Path):
    _ruin(path, _pages_of(path, "section"))
    found = salvage(path, tmp_path / "new.casedesk")
    assert (found.cases, found.without_text) == (_COUNT, _COUNT)


@contextmanager
def _no_file_larger_than(size: int) -> Generator[None]:
    """As on a disk that is full at that point: SQLite and Python are refused by the system itself."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="there no size of files can be forbidden")
def test_wherever_the_disk_refuses_the_library_is_named_that_the_user_knows(path: Path, tmp_path: Path):
    _ruin(path, _pages_of(path, "section")[3:5])
    aside, damaged = tmp_path / ".aside", path.read_bytes()
    told = set[str]()
    for size in range(0, 2 * len(damaged), len(damaged) // 8):
        try:
            with _no_file_larger_than(size):
                salvage(path, aside, backup=path)
                put_in_place(aside, path)
        except LibraryError as error:
            told.add(str(error))
        aside.unlink(missing_ok=True)
        path.write_bytes(damaged)
    assert told
    assert [words for words in told if "“a.casedesk”" not in words or "error" in words] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there no size of files can be forbidden")
def test_a_disk_that_is_full_at_the_very_end_leaves_no_rescue_that_lacks_something(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    backup = tmp_path / "backup.casedesk"
    backup.write_bytes(path.read_bytes())
    _ruin(path, _pages_of(path, "section")[-5:])
    repair = repairing.repair
    with ExitStack() as until_the_end:

        def repair_last(connection: sqlite3.Connection, backups: Sequence[Path]) -> tuple[Fault, ...]:
            size = connection.execute("SELECT page_count * 4096 FROM pragma_page_count").fetchone()[0]
            until_the_end.enter_context(_no_file_larger_than(size * 3 // 4))
            return repair(connection, backups)

        monkeypatch.setattr(repairing, "repair", repair_last)
        with pytest.raises(LibraryError, match=r"“a\.casedesk” could not be written"):
            salvage(path, tmp_path / "new.casedesk", backup=backup)
    assert not (tmp_path / "new.casedesk").exists()
