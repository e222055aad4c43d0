"""Copies: proved, thinned by age, and put back."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casedesk.domain.errors import LibraryError
from casedesk.storage import backups
from casedesk.storage.backups import Backup
from casedesk.storage.library import Library, restore
from tests.builders import make_case
from tests.storage.steps import add, changed, contents

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def test_a_backup_is_the_whole_library_in_one_file(library: Library, path: Path, tmp_path: Path) -> None:
    add(library, make_case(id=1))
    library.attachments.add(b"picture", "image/png")
    target = tmp_path / "copies" / "copy.casedesk"
    target.parent.mkdir()
    library.backup(target)
    assert contents(target) == contents(path)
    assert [item.name for item in target.parent.iterdir()] == ["copy.casedesk"]
    with Library.open(target, read_only=True) as copy:
        assert copy.cases.get(1) == library.cases.get(1)


def test_a_backup_that_fails_leaves_the_older_one(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="could not be written"):
        library.backup(tmp_path / "no such folder" / "copy.casedesk")


def test_restoring_sets_the_present_file_aside(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.casedesk"
    with Library.open(path) as library:
        case = make_case(id=1, title="旧")
        add(library, case)
        library.backup(copy)
        library.apply(changed(case, title="新"))
        with pytest.raises(LibraryError, match="open in another window"):
            restore(copy, path)
    path.with_name(path.name + "-wal").write_bytes(b"stale journal")
    kept = restore(copy, path)
    with Library.open(path) as library:
        assert library.cases.get(1).title == "旧"
        assert library.check() == ()
    assert kept is not None
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"stale journal"
    kept.with_name(kept.name + "-wal").unlink()
    with Library.open(kept) as library:
        assert library.cases.get(1).title == "新"


def test_restoring_where_there_is_no_library(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.casedesk"
    with Library.open(path) as library:
        library.backup(copy)
    path.unlink()
    assert restore(copy, path) is None
    Library.open(path).close()


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.casedesk"
    with Library.open(path) as library:
        add(library, make_case("茶" * 3000, id=1))
        library.backup(copy)
    before = path.read_bytes()
    content = bytearray(copy.read_bytes())
    content[8192:-4096] = bytes(len(content) - 8192 - 4096)
    copy.write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"):
        restore(copy, path)
    copy.write_text("not a database, but long enough to be taken for one " * 40)
    with pytest.raises(LibraryError, match="damaged"):
        restore(copy, path)
    assert path.read_bytes() == before


def test_taking_listing_and_proving(library: Library) -> None:
    add(library, make_case(id=1), make_case(id=2))
    first = backups.take(library, now=NOW)
    second = backups.take(library, now=NOW + timedelta(hours=1), reason="导入之前")
    assert backups.listed(library.path) == (second, first)
    assert second.reason == "导入之前"
    assert backups.prove(second.path) == 2
    (backups.folder_of(library.path) / "notes.casedesk").write_text("somebody else's")
    assert backups.listed(library.path) == (second, first)


def test_when_one_is_due(library: Library) -> None:
    assert not backups.is_due(library.path, now=NOW, is_changed=False)
    assert backups.is_due(library.path, now=NOW, is_changed=True)
    backups.take(library, now=NOW)
    assert not backups.is_due(library.path, now=NOW + timedelta(minutes=29), is_changed=True)
    assert backups.is_due(library.path, now=NOW + timedelta(minutes=30), is_changed=True)


def test_revision_counts_what_was_written(library: Library) -> None:
    before = library.revision
    add(library, make_case(id=1))
    assert library.revision == before + 1


def test_old_copies_thin_out_by_age() -> None:
    local = NOW.replace(tzinfo=None)
    every_hour = [Backup(Path(f"{age}"), local - timedelta(hours=age), "", 1) for age in range(24 * 400)]
    gone = set(backups.superfluous(every_hour, NOW))
    kept = [backup for backup in every_hour if backup not in gone]
    ages = [(local - backup.taken).days for backup in kept]
    assert sum(age < 2 for age in ages) == 48
    assert 12 <= sum(2 <= age < 14 for age in ages) <= 13
    assert 10 <= sum(14 <= age < 90 for age in ages) <= 13
    assert 10 <= sum(age >= 90 for age in ages) <= 12
    assert backups.superfluous(kept, NOW) == ()


def test_thinning_happens_after_the_new_copy(library: Library) -> None:
    days = [NOW - timedelta(days=5, hours=hour) for hour in (3, 2, 1)]
    for day in days:
        backups.take(library, now=day)
    backups.take(library, now=NOW)
    assert [item.taken.replace(tzinfo=UTC) for item in backups.listed(library.path)] == [NOW, days[-1]]


def test_faults_are_named(library: Library, path: Path) -> None:
    add(library, make_case(id=1), make_case(id=2))
    assert library.check() == ()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM case_figures WHERE case_id = 1")
        connection.execute("INSERT INTO section VALUES (77, 0, 'body', '', '')")
        connection.execute("INSERT INTO document VALUES (5, 'a', 'lost', '', NULL, '')")
        connection.commit()
    faults = library.check()
    assert any("missing from the search index" in fault for fault in faults)
    assert any("lost what they belong to" in fault for fault in faults)
    assert any("lost the file" in fault for fault in faults)
