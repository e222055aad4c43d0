"""One case or plan out of a backup: what differs, side by side, and back by one undoable step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casedesk.domain.case import Case, Origin, Role, Section
from casedesk.domain.casepack_compare import Choice, Standing, Take
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Document
from casedesk.storage import keyring
from casedesk.storage.backup_differences import differences
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices, pack_addition
from casedesk.tasks.backup_drill import hold_drill, is_drill_due, last_drill
from casedesk.tasks.backups import Reason, make_backup
from casedesk.tasks.out_of_backup import compare_backup
from casedesk.tasks.passphrases import change_passphrase
from tests.builders import NOW, make_case


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    """A library with two cases, a plan, a picture and an original."""
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        picture = library.attachments.add(b"picture", "image/png", width=1, height=1)
        html = f'<p>热水。<img src="attachment:{picture.digest}"></p>'
        document = Document(id=1, name="a.docx", digest=library.documents.keep(b"original"))
        origin = Origin(document_id=1, start=0, end=3)
        first = make_case(id=1, uid="a", title="热水", sections=(Section(Role.BODY, html),), origin=origin)
        second = make_case(id=2, uid="b", title="冷水")
        plan = LessonPlan(id=1, uid="p", title="周一")
        library.apply(Edit("Add", tuple(Replacement(None, item) for item in (document, first, second, plan))))
    return path


def lose_all(path: Path) -> None:
    """One case is changed, the other one and the plan are gone for good, and a third one came."""
    with Library.open(path) as library:
        first, second, plan = library.cases.get(1), library.cases.get(2), library.plans.get(1)
        later = replace(second, title="凉水", modified=NOW + timedelta(hours=1))
        third = make_case(id=library.new_id(Case), uid="c")
        steps = (Replacement(first, None), Replacement(second, later), Replacement(plan, None))
        library.apply(Edit("Change", (*steps, Replacement(None, third))))
        library.sweep()


@pytest.fixture(params=["plain", "protected"])
def backup(path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    if request.param == "protected":
        change_passphrase(path, "vier gute alte Wörter")
    yield make_backup(path, Reason.WISHED).path
    keyring.forget_all()


def test_nothing_differs_at_first(path: Path, backup: Path) -> None:
    found = differences(backup, path)
    assert found.is_same
    assert (found.cases, found.plans) == (2, 1)


def test_what_differs_is_counted(path: Path, backup: Path) -> None:
    lose_all(path)
    found = differences(backup, path)
    assert (found.added, found.changed, found.gone) == (1, (2,), (1,))
    assert (found.plans_added, found.plans_changed, found.plans_gone) == (0, (), (1,))


def test_what_is_gone_or_changed_comes_back_as_it_was(path: Path, backup: Path) -> None:
    with Library.open(path, read_only=True) as library:
        before = library.cases.get_many((1, 2))
    lose_all(path)
    compared = compare_backup(path, backup, "Backup")
    assert {entry.theirs.uid: entry.standing for entry in compared.cases} == {"a": Standing.NEW, "b": Standing.OLDER}
    assert [entry.theirs.uid for entry in compared.plans] == ["p"]
    take_all = Choices(
        {entry.theirs.id: Choice(Take.THEIRS) for entry in compared.cases},
        {entry.theirs.id: Choice(Take.THEIRS) for entry in compared.plans},
    )
    with Library.open(path) as library:
        library.apply(pack_addition(library, compared, take_all).edit)
        first, second = library.cases.of_uid("a"), library.cases.of_uid("b")
        assert first is not None
        assert second is not None
        assert first.sections == before[0].sections
        assert second.title == "冷水"
        assert first.origin is not None
        assert library.documents.original(library.documents.get(first.origin.document_id).digest) == b"original"
        assert [plan.title for plan in library.plans.all()] == ["周一"]
        assert library.check() == ()


def test_a_drill_reads_every_case_of_the_newest_backup(path: Path, backup: Path) -> None:
    assert is_drill_due(path)
    drill = hold_drill(path)
    assert (drill.cases, drill.fault) == (2, "")
    assert last_drill(path) == drill
    assert not is_drill_due(path)
    assert [file.name for file in backup.parent.parent.iterdir() if file.name.startswith(".look")] == []


def test_a_drill_tells_of_a_damaged_backup(path: Path) -> None:
    made = make_backup(path, Reason.WISHED)
    made.path.write_bytes(made.path.read_bytes()[:5000])
    assert hold_drill(path).fault
    assert not is_drill_due(path)
    make_backup(path, Reason.AUTOMATIC, now=made.made.replace(year=made.made.year + 1))
    assert is_drill_due(path)
