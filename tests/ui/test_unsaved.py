"""Closing with something that cannot be written: asked, never thrown away."""

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.unsaved import may_close


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Have the questions answered so, one after the other; what they say."""
    asked: list[str] = []

    def exec_(dialog: QMessageBox) -> int:
        answer = answers[len(asked)]
        asked.append(dialog.text())
        next(button for button in dialog.buttons() if button.text() == answer).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def test_nothing_is_asked_where_all_is_saved(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = answering(monkeypatch)
    assert may_close(window, lambda: None, lambda: ())
    assert asked == []


@pytest.mark.parametrize(("answer", "closes"), [("Stay", False), ("Close without saving", True)])
def test_the_user_decides(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, closes: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = answering(monkeypatch, answer)
    assert may_close(window, lambda: None, lambda: ("茶", "水", "饭", "汤")) is closes
    assert asked == ["4 entries are not saved yet: 茶, 水, 饭…."]


def test_once_it_can_be_written_it_closes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window, left = QWidget(), ["茶", "水"]
    qtbot.addWidget(window)
    asked = answering(monkeypatch, "Try again", "Try again")
    assert may_close(window, left.pop, lambda: tuple(left))
    assert asked == ["2 entries are not saved yet: 茶, 水.", "1 entry is not saved yet: 茶."]
