"""Copy, bring back, rescue."""

from pathlib import Path

import pytest

from casedesk.domain.errors import BadInputError, LibraryError
from casedesk.storage.library import Library
from casedesk.tasks.library_care import back_up, bring_back, rescue, take_rescued
from casedesk.tasks.library_check import check_library
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        library.apply(sample_edit(library, language="en", now=NOW))
    return path


def test_a_copy_can_be_made_while_the_library_is_open(path: Path, tmp_path: Path):
    copy = tmp_path / "copy.casedesk"
    with Library.open(path) as library:
        library.apply(sample_edit(library, language="zh", now=NOW))
        back_up(path, copy)
    with Library.open(copy) as library:
        assert library.cases.count() == 24


def test_a_backup_replaces_nothing(path: Path, tmp_path: Path):
    (tmp_path / "copy.casedesk").write_text("mine")
    with pytest.raises(BadInputError):
        back_up(path, tmp_path / "copy.casedesk")
    assert (tmp_path / "copy.casedesk").read_text() == "mine"


def test_what_a_backup_replaces_is_set_aside(path: Path, tmp_path: Path):
    copy = tmp_path / "copy.casedesk"
    back_up(path, copy)
    with Library.open(path) as library:
        library.apply(sample_edit(library, language="zh", now=NOW))
    aside = bring_back(copy, path)
    assert aside is not None
    with Library.open(path) as library, Library.open(aside) as before:
        assert (library.cases.count(), before.cases.count()) == (12, 24)


def test_only_a_backup_can_be_brought_back(path: Path, tmp_path: Path):
    with pytest.raises(BadInputError):
        bring_back(tmp_path / "missing", path)
    (tmp_path / "text").write_text("no library" * 200)
    with pytest.raises(LibraryError):
        bring_back(tmp_path / "text", path)
    assert check_library(path).faults == ()


def test_a_damaged_library_is_rescued_and_set_aside(path: Path):
    content = bytearray(path.read_bytes())
    at = content.index("房卡".encode()) if "房卡".encode() in content else content.index(b"<p>")
    page = at // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    rescued, found = rescue(path)
    assert found.has_gaps
    kept = take_rescued(rescued, path)
    assert kept is not None
    assert kept.read_bytes() == bytes(content)
    assert not rescued.parent.exists()
    assert check_library(path).faults == ()


def test_whatever_is_said_of_what_was_rescued_has_the_name_that_the_user_knows(path: Path):
    rescued, _found = rescue(path)
    rescued.write_bytes(b"rotten" * 999)
    with pytest.raises(LibraryError, match=f"“{path.name}”"):
        take_rescued(rescued, path)
    assert not rescued.parent.exists()
