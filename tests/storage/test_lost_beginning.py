"""A library whose beginning is gone is one all the same, and all behind it is saved."""

import struct
from pathlib import Path

import pytest

from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import keyring, lost_beginning, passphrases
from casedesk.storage.library import Library
from casedesk.storage.salvage import salvage
from tests.builders import make_case
from tests.storage.steps import add

_PAGE = 4096
_COUNT = 60
OLD = Path(__file__).parent.parent / "data"


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case(f"故事{id_}。" + "茶" * 900, id=id_, title=f"T{id_}") for id_ in range(1, _COUNT + 1)))
    return path


def _overwrite(path: Path, content: bytes) -> None:
    with path.open("rb+") as file:
        file.write(content)


def _is_whole(path: Path) -> bool:
    with Library.open(path) as library:
        assert library.check() == ()
        cases = library.cases.get_many(library.cases.ids())
        return [case.title for case in cases] == [f"T{id_}" for id_ in range(1, _COUNT + 1)] and all(
            case.sections[0].html for case in cases
        )


@pytest.mark.parametrize("long", [16, 100, _PAGE])
@pytest.mark.parametrize("value", [0, 255])
def test_a_first_page_is_put_back(path: Path, tmp_path: Path, long: int, value: int) -> None:
    _overwrite(path, bytes([value]) * long)
    with pytest.raises(DamagedError):
        Library.open(path)
    found = salvage(path, tmp_path / "new.casedesk")
    assert found.cases == _COUNT
    assert not found.has_gaps
    assert _is_whole(tmp_path / "new.casedesk")


def test_a_wrong_size_in_pages_hides_nothing(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    struct.pack_into(">I", content, 28, 3)
    content[92:96] = content[24:28]
    path.write_bytes(content)
    salvage(path, tmp_path / "new.casedesk")
    assert _is_whole(tmp_path / "new.casedesk")


def test_where_the_names_of_the_tables_are_gone_too_a_backup_or_a_new_library_has_them(
    path: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.casedesk"
    with Library.open(path) as library:
        library.backup(backup)
    content = path.read_bytes()
    named = [at for at in range(0, len(content), _PAGE) if b"CREATE TABLE" in content[at : at + _PAGE]]
    ruined = bytearray(content)
    for at in (0, *named):
        ruined[at : at + _PAGE] = bytes(_PAGE)
    path.write_bytes(ruined)
    assert not lost_beginning.was_library(path)
    for number, donor in enumerate((backup, None)):
        salvage(path, tmp_path / f"{number}.casedesk", backup=donor)
        assert _is_whole(tmp_path / f"{number}.casedesk")


def test_a_spoilt_salt_is_the_one_of_the_copies(path: Path, tmp_path: Path) -> None:
    passphrases.set_passphrase(path, "geheim")
    _overwrite(path, b"\0")
    salvage(path, tmp_path / "new.casedesk")
    assert _is_whole(tmp_path / "new.casedesk")


def test_without_its_first_page_a_protected_library_needs_a_backup(path: Path, tmp_path: Path) -> None:
    passphrases.set_passphrase(path, "geheim")
    _overwrite(path, bytes(_PAGE))
    keyring.forget_all()
    with pytest.raises(DamagedError, match="passphrase does not open it any more; a backup"):
        Library.open(path)
    with pytest.raises(DamagedError, match="a backup can take its place"):
        salvage(path, tmp_path / "new.casedesk")


def test_what_never_was_a_library_is_none(tmp_path: Path) -> None:
    foreign = tmp_path / "a.casedesk"
    foreign.write_bytes(b"PK" * 9000)
    with pytest.raises(LibraryError, match="is not a CaseDesk library") as caught:
        Library.open(foreign)
    assert not isinstance(caught.value, DamagedError)


@pytest.mark.parametrize("version", range(1, 7))
def test_a_damaged_library_of_an_older_version_is_saved(tmp_path: Path, home: Path, version: int) -> None:
    path = tmp_path / "old.casedesk"
    path.write_bytes((OLD / f"library-v{version}.casedesk").read_bytes())
    with Library.open(path) as library:
        wanted = library.cases.get_many(library.cases.ids())
        plans = library.plans.all()
    content = bytearray((OLD / f"library-v{version}.casedesk").read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)
    salvage(path, tmp_path / "new.casedesk")
    with Library.open(tmp_path / "new.casedesk") as library:
        assert library.check() == ()
        assert library.cases.get_many(library.cases.ids()) == wanted
        assert library.plans.all() == plans
