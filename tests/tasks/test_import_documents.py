"""Batches of files: which are read, what is told on the way, what stops nothing."""

from pathlib import Path

import pytest

from casedesk.domain.errors import UnreadableFileError
from casedesk.tasks.import_documents import documents_in, import_documents, read_file

STORY = "案例一：门口的雨伞\n雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。\n点评：先看人。\n"


class Watcher:
    """Notes what is reported; wants no more after `patience` reports."""

    def __init__(self, patience: int = 99) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self.patience = patience

    @property
    def is_cancelled(self) -> bool:
        return len(self.seen) >= self.patience

    def report(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total, text))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "sub/.d.txt", "~$e.docx", "f.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY, "utf-8")
    return tmp_path


def test_a_folder_gives_the_files_that_can_be_read_in_order(folder: Path):
    names = [path.relative_to(folder).as_posix() for path in documents_in([folder])]
    assert names == ["a.txt", "b.txt", "sub/c.TXT"]


def test_a_file_named_twice_is_read_once(folder: Path):
    assert documents_in([folder / "a.txt", folder, folder / "a.txt"])[0] == folder / "a.txt"
    assert len(documents_in([folder / "a.txt", folder])) == 3


def test_every_file_is_told_and_the_end_too(folder: Path):
    watcher = Watcher()
    import_documents([folder], watcher)
    assert watcher.seen == [
        (0, 3, "a.txt"),
        (1, 3, "b.txt; 1 case so far"),
        (2, 3, "c.TXT; 2 cases so far"),
        (3, 3, ""),
    ]


def test_a_cancelled_batch_gives_what_was_read(folder: Path):
    imported = import_documents([folder], Watcher(patience=2))
    assert [file.name for file in imported.files] == ["a.txt"]


def test_a_bad_file_becomes_a_problem(folder: Path):
    (folder / "aa.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "ab.txt").write_bytes(b"")
    imported = import_documents([folder, folder / "vanished.txt"])
    assert [problem.name for problem in imported.problems] == ["aa.pdf", "ab.txt", "vanished.txt"]
    assert all(problem.sentence.endswith(".") for problem in imported.problems)
    assert len(imported.files) == 3


def test_a_read_file_keeps_its_bytes(folder: Path):
    file = read_file(folder / "a.txt")
    assert file.data == (folder / "a.txt").read_bytes()
    assert [draft.title for draft in file.proposal.drafts] == ["门口的雨伞"]


def test_an_unreadable_file_alone_is_an_error(tmp_path: Path):
    with pytest.raises((UnreadableFileError, OSError)):
        read_file(tmp_path / "missing.txt")
