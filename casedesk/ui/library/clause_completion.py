"""Completing the clauses of the search box: keys while they are typed, then the values that the library knows."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter, Condition
from casedesk.domain.pinyin import syllables
from casedesk.domain.query import format_query
from casedesk.domain.query_vocabulary import FACET_KEYS, clause_words, known_keys
from casedesk.texts import tr
from casedesk.ui.editor.value_completion import completions
from casedesk.ui.models.value_names import code_values, value_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.search_box import SearchBox

_MOST = 8
_SHORTEST_KEY, _SHORTEST_NAME = 3, 2
_ROW, _FRAME = 28, 5


@dataclass(frozen=True, slots=True)
class Completion:
    """What is offered, and what stands in the box when it is taken."""

    label: str
    text: str


def clause_completions(text: str, known: Callable[[Facet], Sequence[str]]) -> tuple[Completion, ...]:
    """What may come next after `text`, which ends where the cursor is; `known` gives a facet's values."""
    head, space, last = text.rpartition(" ")
    before = head + space
    minus = "-" if last.startswith("-") else ""
    key, colon, typed = last.removeprefix("-").replace("：", ":").partition(":")
    if not colon:
        return _key_completions(before + minus, key)
    if '"' in typed:
        return ()
    facet = FACET_KEYS.get(key.casefold())
    words = completions(typed, clause_words(key.casefold()))
    found = tuple(Completion(word, f"{before}{minus}{key}:{word} ") for word in words)
    return found + (_value_completions(before + minus, facet, typed, known) if facet else ())


def _value_completions(
    before: str, facet: Facet, typed: str, known: Callable[[Facet], Sequence[str]]
) -> tuple[Completion, ...]:
    """The values of a facet for what is typed behind the last comma; those before it are not offered again."""
    done, comma, typed = typed.replace("，", ",").rpartition(",")
    if comma and facet is Facet.HEALTH:
        return ()  # each of its values may be a clause of its own
    names = {value_name(facet, value): value for value in code_values(facet) or known(facet)}
    taken = [name for name in names if names[name] in done.split(",") or name in done.split(",")]
    found: list[Completion] = []
    for name in completions(typed, tuple(names), taken)[:_MOST]:
        key, _, value = _clause(facet, names[name]).partition(":")
        found.append(Completion(name, f"{before}{key}:{done}{comma}{value} "))
    return tuple(found)


def _key_completions(before: str, typed: str) -> tuple[Completion, ...]:
    shortest = _SHORTEST_KEY if typed.isascii() else _SHORTEST_NAME
    if len(typed) < shortest:
        return ()
    keys = [key for key in known_keys() if key.startswith(typed.casefold())]
    return tuple(Completion(f"{key}:", f"{before}{key}:") for key in keys[:_MOST])


def _clause(facet: Facet, value: str) -> str:
    return format_query(CaseFilter().with_condition(Condition(facet, frozenset({value}))))


class ClausePopup(QListView):
    """The list of completions under a search box. The box keeps the focus; arrows, Enter, Tab and Escape come here.

    A child of the window, not a window: it takes no focus away and never outlives the box.
    """

    def __init__(self, box: SearchBox, known: Callable[[Facet], Sequence[str]], appearance: Appearance) -> None:
        super().__init__(box)
        self._box = box
        self._known = known
        self._appearance = appearance
        self._offered: tuple[Completion, ...] = ()
        self._has_sounds = False
        self._labels = QStringListModel(self)
        self.setModel(self._labels)
        self.setItemDelegate(_LabelDelegate(appearance, self))
        self.setProperty("surface", "popup")
        self.setViewportMargins(_FRAME - 1, _FRAME - 1, _FRAME - 1, _FRAME - 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Completions"))
        self.hide()
        self.clicked.connect(self._take)
        box.textEdited.connect(self._offer)
        box.installEventFilter(self)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is offered now; empty while the list is hidden."""
        return tuple(item.label for item in self._offered) if self.isVisible() else ()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif event.type() is QEvent.Type.FocusIn and not self._has_sounds:
            self._has_sounds = True  # pinyin takes a moment to load, which would be felt at the first colon
            threading.Thread(target=syllables, name="pinyin", daemon=True).start()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or not self.isVisible():
            return super().eventFilter(watched, event)
        return self._answer(event)

    def _answer(self, event: QKeyEvent) -> bool:
        """Do what a key says; False for keys that belong to the box."""
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Tab:
                self._take(self.currentIndex() if self.currentIndex().isValid() else self._labels.index(0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self._take(self.currentIndex())
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        rows = len(self._offered)
        at = self.currentIndex().row()
        self.setCurrentIndex(self._labels.index((at + by) % rows if at >= 0 else (0 if by > 0 else rows - 1)))

    def _offer(self, text: str) -> None:
        is_at_end = self._box.cursorPosition() == len(text)
        self._offered = clause_completions(text, self._known) if is_at_end else ()
        self._labels.setStringList([item.label for item in self._offered])
        if self._offered:
            self._place()
        self.setVisible(bool(self._offered))

    def _place(self) -> None:
        if self.parentWidget() is not self._box.window():
            self.setParent(self._box.window())
        corner = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 4))
        height = len(self._offered) * self._appearance.px(_ROW) + 2 * _FRAME
        self.setGeometry(corner.x(), corner.y(), self._box.width(), height)
        self.raise_()

    def _take(self, index: QModelIndex) -> None:
        taken = self._offered[index.row()]
        self.hide()
        self._box.setText(taken.text)
        self._box.commit()
        self._offer(taken.text)


class _LabelDelegate(QStyledItemDelegate):
    """One line of words with room around them."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._appearance.px(_ROW))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        theme, font = self._appearance.theme, self._appearance.font("ui")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(rect, 4, 4)
        words = rect.adjusted(self._appearance.px(8), 0, -self._appearance.px(8), 0)
        shown = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(font)
        painter.setPen(theme.ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()
