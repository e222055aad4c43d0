"""Once a day all cases and plans are written as a pack beside the backups; an empty library gets all of it back."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casedesk.domain.case import Case, Role, Section
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import PassphraseError
from casedesk.domain.lesson import LessonPlan
from casedesk.storage import keyring
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices, carry_out, pack_addition
from casedesk.tasks.backup_places import Places, second_folder_of, set_places
from casedesk.tasks.compare_pack import open_pack
from casedesk.tasks.passphrases import change_passphrase, copies_of_before
from casedesk.tasks.second_truth import is_truth_due, truths_of, unseal_truth, write_truth
from tests.builders import make_case

NOW = datetime.now(UTC)
WORDS = "vier gute alte Wörter"


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    keyring.forget_all()
    yield
    keyring.forget_all()


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        picture = library.attachments.add(b"PNG of a bird", "image/png", width=1, height=1)
        section = Section(Role.BODY, f'<p>热水。<img src="attachment:{picture.digest}" alt=""></p>')
        cases = (make_case(id=1, uid="a", title="热水", sections=(section,), note="mine"), make_case(id=2, uid="b"))
        plan = LessonPlan(id=1, uid="p", title="周一")
        library.apply(Edit("Add", tuple(Replacement(None, item) for item in (*cases, plan))))
    return path


def brought_back(truth: Path, target: Path) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """What an empty library has of a pack."""
    with Library.open(target) as library:
        carry_out(library, pack_addition(library, open_pack(target, truth), Choices()))
        return library.cases.get_many(library.cases.ids()), tuple(plan.title for plan in library.plans.all())


def test_an_empty_library_gets_all_back(path: Path, tmp_path: Path) -> None:
    truth = write_truth(path)
    assert truth is not None
    cases, plans = brought_back(truth, tmp_path / "new.casedesk")
    with Library.open(path, read_only=True) as library:
        before = {case.uid: case for case in library.cases.get_many((1, 2))}
    assert {case.uid: (case.title, case.sections, case.note) for case in cases} == {
        uid: (case.title, case.sections, case.note) for uid, case in before.items()
    }
    assert plans == ("周一",)
    assert b"PNG of a bird" not in truth.read_bytes()


def test_it_is_made_once_a_day_where_something_has_changed(path: Path) -> None:
    made = NOW + timedelta(hours=1)
    assert is_truth_due(path, now=made)
    write_truth(path, now=made)
    assert not is_truth_due(path, now=made + timedelta(hours=25))
    later = (made + timedelta(hours=2)).timestamp()
    os.utime(path, (later, later))
    assert not is_truth_due(path, now=made + timedelta(hours=23))
    assert is_truth_due(path, now=made + timedelta(hours=25))


def test_old_ones_are_thinned_as_backups_are(path: Path) -> None:
    for days in (0, 200, 201, 202, 400):
        write_truth(path, now=NOW + timedelta(days=days))
    assert 3 <= len(truths_of(path)) < 5


def test_there_is_none_of_an_empty_library(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.casedesk"
    Library.open(path).close()
    assert write_truth(path) is None
    assert truths_of(path) == ()


def test_that_of_a_protected_library_is_opened_by_its_passphrase_alone(path: Path, tmp_path: Path) -> None:
    set_places(Places(second=str(tmp_path)))
    open_one = write_truth(path)
    assert open_one is not None
    change_passphrase(path, WORDS)
    assert truths_of(path) == ()
    truth = write_truth(path)
    folder = second_folder_of(path)
    assert truth is not None
    assert folder is not None
    (on_stick,) = (file for file in folder.iterdir() if file.suffix == ".casepack")
    assert copies_of_before(path) == ()
    path.unlink()
    keyring.forget_all()
    with pytest.raises(PassphraseError):
        unseal_truth(on_stick, "other words")
    unseal_truth(on_stick, WORDS)
    cases, plans = brought_back(on_stick, tmp_path / "new.casedesk")
    assert (len(cases), plans) == (2, ("周一",))
