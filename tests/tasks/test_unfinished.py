"""What a crash has cut short is known at the next start, and nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk import asides
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import LibraryError, StaleEditError
from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.library_care import back_up, bring_back
from casedesk.tasks.unfinished import Kind, begin_change, begin_files, begin_import, pick_up
from tests.builders import make_case
from tests.storage.steps import add


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "my.casedesk") as opened:
        yield opened


def nobody(_done: int, _total: int) -> None:
    return None


def test_jobs_that_have_ended_are_not_told(library: Library, tmp_path: Path) -> None:
    notes = [begin_change(library, "a"), begin_import(library, "b", [tmp_path]), begin_files(library, "c", tmp_path)]
    assert [(left.kind, left.name) for left in pick_up(library)] == [
        (Kind.CHANGE, "a"),
        (Kind.IMPORT, "b"),
        (Kind.FILES, "c"),
    ]
    library.job_notes.end(notes[1])
    assert [left.name for left in pick_up(library)] == ["a", "c"]
    library.forget_jobs()
    assert pick_up(library) == ()


def test_the_note_of_a_change_goes_with_the_change(library: Library) -> None:
    """In one transaction: where it is there still, nothing was changed."""
    case = make_case(id=1)
    edit = Edit("add", (Replacement(None, case),))
    library.apply_beside(edit, nobody, note=begin_change(library, "add"))
    assert pick_up(library) == ()
    stale = Edit("change", (Replacement(replace(case, title="other"), case),))
    with pytest.raises(StaleEditError):
        library.apply_beside(stale, nobody, note=begin_change(library, "change"))
    assert [left.name for left in pick_up(library)] == ["change"]


def test_an_import_goes_on_with_its_review_while_there_is_one(library: Library, tmp_path: Path) -> None:
    batch = ImportBatch(1, "章节", None, (), '{"files": []}')
    add(library, batch)
    note = begin_import(library, "Import 2 files", [tmp_path / "a.txt"])
    library.job_notes.add(note, batch=1)
    (left,) = pick_up(library)
    assert (left.batch_id, left.paths) == (1, (tmp_path / "a.txt",))
    library.apply(Edit("done", (Replacement(batch, replace(batch, review="")),)))
    assert pick_up(library) == ()


def test_a_copy_of_the_library_has_nothing_unfinished(library: Library, tmp_path: Path) -> None:
    begin_change(library, "a")
    library.backup(tmp_path / "copy.casedesk")
    with Library.open(tmp_path / "copy.casedesk") as copy:
        assert pick_up(copy) == ()


def test_half_written_files_go_from_where_they_were_written(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    begin_files(library, "Write the pack", folder)
    with asides.beside(folder / "my.casepack") as aside:
        left_by_another = aside.with_name(aside.name.replace(f"-{aside.name.split('-')[3]}-", "-1-"))
        left_by_another.write_text("half a pack")
        pick_up(library)
        assert not left_by_another.exists()


def test_a_note_in_words_of_another_version_is_passed_over(library: Library) -> None:
    library.job_notes.begin("a", kind="something new")
    library.job_notes.begin("b")
    assert pick_up(library) == ()


def test_a_restore_that_was_carried_out_leaves_no_note(library: Library, tmp_path: Path) -> None:
    back_up(library.path, tmp_path / "backup.casedesk")
    library.close()
    aside = bring_back(tmp_path / "backup.casedesk", library.path)
    assert aside
    for path in (library.path, aside):
        with Library.open(path, create=False) as opened:
            assert pick_up(opened) == ()


def test_a_restore_that_failed_leaves_no_note(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(library.path, tmp_path / "backup.casedesk")
    library.close()

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(LibraryError):
        bring_back(tmp_path / "backup.casedesk", library.path)
    monkeypatch.undo()
    with Library.open(library.path, create=False) as opened:
        assert pick_up(opened) == ()
