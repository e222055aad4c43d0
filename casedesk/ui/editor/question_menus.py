"""The menus of a question row: what kind of question it is and whom it is for; moving and deleting it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from casedesk.domain.case import Depth, Question, QuestionKind
from casedesk.domain.choices import of_kind
from casedesk.texts import tr
from casedesk.ui.models.value_names import depth_name, question_kind_name

Put = Callable[[Question], None]


def kind_menu(parent: QWidget, question: Question, put: Put) -> QMenu:
    """A menu that gives the question another kind or another depth, and puts it."""
    menu = _menu(parent)
    kinds = ((question_kind_name(kind), kind is question.kind, of_kind(question, kind)) for kind in QuestionKind)
    _add_choice(menu, kinds, put)
    menu.addSeparator()
    depths = ((depth_name(depth), depth is question.depth, replace(question, depth=depth)) for depth in Depth)
    _add_choice(menu, depths, put)
    return menu


def more_menu(parent: QWidget, wish: Callable[[str], None]) -> QMenu:
    """A menu that wishes "up", "down" or "delete"."""
    menu = _menu(parent)
    for word, text in (("up", tr("Move up")), ("down", tr("Move down")), ("delete", tr("Delete question"))):
        if word == "delete":
            menu.addSeparator()
        menu.addAction(text).triggered.connect(_calling(wish, word))
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add_choice(menu: QMenu, rows: Iterable[tuple[str, bool, Question]], put: Put) -> None:
    group = QActionGroup(menu)
    for name, is_chosen, changed in rows:
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(_putting(put, changed))
        group.addAction(action)
        menu.addAction(action)


def _putting(put: Put, question: Question) -> Callable[[], None]:
    return lambda: put(question)


def _calling(wish: Callable[[str], None], word: str) -> Callable[[], None]:
    return lambda: wish(word)
