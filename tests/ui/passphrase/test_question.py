"""The question tries a passphrase beside the window, which goes on meanwhile."""

import io
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from casedesk.tasks.sealed_pack import opened, seal
from casedesk.tasks.second_truth import unseal_truth
from casedesk.ui.jobs import Progress
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.theme import Appearance
from tests.faults.stuck import processes_of
from tests.ui.passphrase.typing_words import try_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")

WORDS = "老地方见"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "sent.casepack"
    seal(io.BytesIO(b"anything"), path, WORDS, name=path.name)
    return path


@pytest.fixture
def question(qtbot: QtBot, appearance: Appearance, pack: Path) -> PassphraseQuestion:
    def unlock(words: str, progress: Progress) -> None:
        unseal_truth(pack, words, progress)

    question = PassphraseQuestion(pack.name, unlock, appearance)
    qtbot.addWidget(question)
    question.show()
    return question


def test_the_window_goes_on_while_a_passphrase_is_tried(question: PassphraseQuestion, pack: Path):
    during: list[bool] = []
    clock = QTimer(question)
    clock.timeout.connect(lambda: during.append(bool(processes_of("sealing_worker"))))
    clock.start(0)
    try_words(question, "guess")
    assert during.count(True) > 1
    assert "not the passphrase" in question.wrong.text()
    assert question.field.isEnabled()
    assert question.field.selectedText() == "guess"
    try_words(question, WORDS)
    assert question.result() == QDialog.DialogCode.Accepted
    assert opened(pack) is not None


def test_giving_up_ends_what_is_being_tried(question: PassphraseQuestion, qtbot: QtBot):
    question.field.setText(WORDS)
    question.open_button.click()
    assert not question.open_button.isEnabled()
    qtbot.waitUntil(lambda: bool(processes_of("sealing_worker")))
    question.reject()
    assert processes_of("sealing_worker") == set()
    assert question.result() == QDialog.DialogCode.Rejected
