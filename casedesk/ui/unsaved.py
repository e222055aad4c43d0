"""Closing while something cannot be written, as on a full disk: nothing is thrown away unasked."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from casedesk.texts import tr, tr_n

_NAMED = 3
"""So many titles are named in the question."""


def may_close(window: QWidget, save: Callable[[], object], unsaved: Callable[[], Sequence[str]]) -> bool:
    """Whether all is written, or the user lets go of the rest. `unsaved` gives the titles after each attempt."""
    while titles := unsaved():
        question = _question(window, titles)
        again = question.addButton(tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
        leave = question.addButton(tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        question.setEscapeButton(question.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole))
        question.setDefaultButton(again)
        question.exec()
        clicked = question.clickedButton()
        question.deleteLater()
        if clicked is leave:
            return True
        if clicked is not again:
            return False
        save()
    return True


def _question(window: QWidget, titles: Sequence[str]) -> QMessageBox:
    question = QMessageBox(window)
    question.setWindowTitle("CaseDesk")
    named = tr(", ").join(titles[:_NAMED]) + ("…" if len(titles) > _NAMED else "")
    n = len(titles)
    words = tr_n("{n} entry is not saved yet: {titles}.", "{n} entries are not saved yet: {titles}.", n)
    question.setText(words.format(n=n, titles=named))
    question.setInformativeText(
        tr(
            "The library cannot be written at the moment. Make room on the disk, or plug the stick in again, and try "
            "once more; or stay, and copy what you have written to another place."
        )
    )
    return question
