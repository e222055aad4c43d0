"""Backups by themselves: proved, thinned by age, never one that somebody wished for."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError, LibraryError
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import Places, folder_of, set_places
from casedesk.tasks.backups import (
    Backup,
    Reason,
    backups_of,
    copy_to_second,
    dispensable,
    files_of,
    is_behind,
    is_due,
    is_on_second,
    kept_beside,
    make_backup,
)
from casedesk.tasks.library_care import bring_back
from casedesk.tasks.progress import NoLongerWanted
from tests.builders import make_case
from tests.storage.steps import contents

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "home"))
    path = tmp_path / "library.casedesk"
    with Library.open(path) as opened:
        case = make_case(id=opened.new_id(Case), title="热水")
        opened.apply(Edit("Add", (Replacement(None, case),)))
    return path


def test_a_copy_holds_what_the_library_holds(library: Path) -> None:
    made = make_backup(library, Reason.WISHED, now=NOW)
    with Library.open(made.path, read_only=True) as copy:
        assert copy.cases.get(1).title == "热水"
    assert backups_of(library) == (made,)


def test_foreign_files_in_the_folder_are_left_alone(library: Path) -> None:
    make_backup(library, Reason.AUTOMATIC, now=NOW)
    stranger = folder_of(library) / "my notes.casedesk"
    stranger.write_text("mine")
    make_backup(library, Reason.AUTOMATIC, now=NOW + timedelta(days=400))
    assert stranger.exists()
    assert len(backups_of(library)) == 2


def written_at(library: Path, moment: datetime) -> None:
    os.utime(library, (moment.timestamp(), moment.timestamp()))


def test_a_copy_is_due_after_half_an_hour_of_changes(library: Path) -> None:
    assert is_due(library, now=NOW)
    written_at(library, NOW - timedelta(minutes=1))
    make_backup(library, Reason.AUTOMATIC, now=NOW)
    later = NOW + timedelta(minutes=31)
    assert not is_due(library, now=later)
    written_at(library, NOW + timedelta(minutes=1))
    assert is_due(library, now=later)
    assert not is_due(library, now=NOW + timedelta(minutes=29))


def test_a_copy_of_a_wrong_clock_does_not_keep_new_ones_from_being_made(library: Path) -> None:
    make_backup(library, Reason.AUTOMATIC, now=NOW + timedelta(days=400))
    assert is_due(library, now=NOW)


def test_nothing_is_copied_on_closing_when_nothing_was_written(library: Path) -> None:
    assert is_behind(library)
    make_backup(library, Reason.AUTOMATIC)
    assert not is_behind(library)
    with Library.open(library) as opened:
        case = opened.cases.get(1)
        opened.apply(Edit("Rename", (Replacement(case, replace(case, title="冷水")),)))
    assert is_behind(library)


def test_a_copy_is_of_one_moment_whatever_is_written_meanwhile(library: Path, tmp_path: Path) -> None:
    def write(_done: int, _total: int) -> None:
        writer.apply(Edit("Add", (Replacement(None, make_case(id=writer.new_id(Case))),)))

    with Library.open(library) as writer, Library.open(library, read_only=True) as reader:
        reader.backup(tmp_path / "copy.casedesk", write)
        assert writer.cases.count() > 1
    with Library.open(tmp_path / "copy.casedesk", read_only=True) as copy:
        assert copy.cases.count() == 1


def test_a_copy_that_is_no_longer_wanted_leaves_nothing(library: Path) -> None:
    class Stopped:
        is_cancelled = True

        def report(self, done: int, total: int, text: str = "") -> None:
            assert done <= total, text

    with pytest.raises(NoLongerWanted):
        make_backup(library, Reason.WISHED, Stopped())
    assert list(folder_of(library).iterdir()) == []


def test_every_copy_goes_to_the_second_folder_once_that_is_there(library: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_places(Places(second=str(stick)))
    stick.rmdir()
    made = make_backup(library, Reason.AUTOMATIC, now=NOW)
    assert is_on_second(library)
    assert copy_to_second(library) is None
    stick.mkdir()
    assert not is_on_second(library)
    copied = copy_to_second(library)
    assert copied is not None
    assert contents(copied) == contents(made.path)
    assert is_on_second(library)
    made.path.unlink()
    assert [item.path for item in backups_of(library)] == [copied]


def test_copies_go_to_the_folder_that_was_chosen_and_the_old_ones_stay_in_the_list(
    library: Path, tmp_path: Path
) -> None:
    before = make_backup(library, Reason.AUTOMATIC, now=NOW)
    set_places(Places(folder=str(tmp_path)))
    after = make_backup(library, Reason.AUTOMATIC, now=NOW + timedelta(hours=1))
    assert tmp_path in after.path.parents
    assert backups_of(library) == (after, before)
    with pytest.raises(BadInputError):
        set_places(Places(folder=str(tmp_path / "missing")))


def test_a_folder_that_cannot_be_written_to_is_a_sentence(library: Path, tmp_path: Path) -> None:
    set_places(Places(folder=str(tmp_path)))
    folder_of(library).write_text("in the way")
    with pytest.raises(LibraryError):
        make_backup(library, Reason.AUTOMATIC, now=NOW)


def test_what_a_restore_sets_aside_is_among_the_copies(library: Path) -> None:
    made = make_backup(library, Reason.WISHED, now=NOW)
    aside = bring_back(made.path, library)
    (kept,) = kept_beside(library)
    assert (kept.path, kept.reason) == (aside, Reason.BEFORE_RESTORE)
    assert set(files_of(library)) == {made.path, aside}


ages = st.lists(st.integers(0, 400 * 24 * 60), min_size=1, max_size=60, unique=True)


@given(ages, st.sampled_from([Reason.AUTOMATIC, Reason.BEFORE_IMPORT]))
def test_thinning_keeps_the_newest_and_every_age(minutes: list[int], reason: Reason) -> None:
    made = [Backup(Path(str(age)), NOW - timedelta(minutes=age), reason, 1) for age in minutes]
    gone = set(dispensable(made, NOW))
    kept = [item for item in made if item not in gone]
    assert max(made, key=lambda item: item.made) in kept
    assert all(item in kept for item in made if NOW - item.made < timedelta(days=2))
    days = {item.made.date() for item in made if NOW - item.made < timedelta(days=14)}
    assert {item.made.date() for item in kept} >= days
    months = {(item.made.year, item.made.month) for item in made if NOW - item.made >= timedelta(days=60)}
    assert {(item.made.year, item.made.month) for item in kept} >= months


def test_wished_copies_stay() -> None:
    made = [Backup(Path(str(n)), NOW - timedelta(days=200, minutes=n), Reason.WISHED, 1) for n in range(5)]
    assert dispensable(made, NOW) == ()
