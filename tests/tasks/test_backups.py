"""Backups by themselves: proved, thinned by age, never one that somebody wished for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from casedesk.tasks.backups import Backup, Reason, backups_of, dispensable, folder_of, is_due, make_backup
from tests.builders import make_case

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


def test_a_copy_is_due_after_half_an_hour_of_changes(library: Path) -> None:
    assert is_due(library, None, now=NOW)
    make_backup(library, Reason.AUTOMATIC, now=NOW)
    later = NOW + timedelta(minutes=31)
    assert not is_due(library, None, now=later)
    assert is_due(library, NOW + timedelta(minutes=1), now=later)
    assert not is_due(library, NOW + timedelta(minutes=1), now=NOW + timedelta(minutes=29))


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
