"""What stands in the way of a library is told, and what can be done about it is offered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from casedesk.storage.library import Library
from casedesk.tasks.backups import Reason, kept_beside, make_backup
from casedesk.ui.library_door import open_library
from tests.builders import make_case
from tests.storage.steps import add


@pytest.fixture
def damaged(home: Path, tmp_path: Path) -> Path:
    """A library with a copy, a newer case, and two ruined pages."""
    path = tmp_path / "a.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case("茶" * 900, id=id_, title=f"T{id_}") for id_ in range(1, 41)))
    make_backup(path, Reason.WISHED)
    with Library.open(path) as library:
        add(library, make_case("新", id=99, title="the newest"))
    content = bytearray(path.read_bytes())
    pages = [at for at in range(len(content) // 4096) if ("茶" * 100).encode() in content[at * 4096 : (at + 1) * 4096]]
    for at in pages[4:6]:
        content[at * 4096 : (at + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    path.with_name(path.name + "-wal").write_bytes(b"left by a crash")
    return path


def _answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    told: list[str] = []

    def choose(dialog: QMessageBox) -> int:
        told.append(f"{dialog.text()}\n{dialog.informativeText()}")
        next(button for button in dialog.buttons() if button.text().replace("&", "") == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    return told


def _never(_path: Path) -> bool:
    return False


def test_what_can_be_read_is_put_together_with_the_copy(
    app: QApplication, damaged: Path, monkeypatch: pytest.MonkeyPatch
):
    content = damaged.read_bytes()
    told = _answer(monkeypatch, "Keep all that can be read")
    opened = open_library(damaged, _never)
    assert opened is not None
    assert "41 cases can be saved" in told[0]
    assert "lacks 1 newer case" in told[0]
    assert "the newest" in told[0]
    assert opened.library.cases.count() == 41
    assert all(opened.library.cases.get(id_).sections[0].html for id_ in opened.library.cases.ids())
    opened.close()
    (kept,) = kept_beside(damaged)
    assert kept.path.read_bytes() == content
    assert kept.path.with_name(kept.path.name + "-wal").read_bytes() == b"left by a crash"


def test_the_copy_alone_may_be_preferred(app: QApplication, damaged: Path, monkeypatch: pytest.MonkeyPatch):
    _answer(monkeypatch, "Go back to the copy")
    opened = open_library(damaged, _never)
    assert opened is not None
    assert opened.library.cases.count() == 40
    opened.close()
    assert not list(damaged.parent.glob("*.rescued*"))


def test_whoever_closes_changes_nothing(app: QApplication, damaged: Path, monkeypatch: pytest.MonkeyPatch):
    content = damaged.read_bytes()
    _answer(monkeypatch, "Close")
    assert open_library(damaged, _never) is None
    assert damaged.read_bytes() == content
    assert kept_beside(damaged) == ()
    assert not list(damaged.parent.glob("*.rescued*"))
