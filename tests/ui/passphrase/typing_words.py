"""Typing into the question that stands before something protected."""

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from casedesk.ui.passphrase.question import PassphraseQuestion


def try_words(question: PassphraseQuestion, words: str) -> None:
    """Type a passphrase, press the button, and wait until it has been tried."""
    question.field.setText(words)
    question.open_button.click()
    while question.is_trying:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
