"""How complete a case is by the custom that was chosen, what is missing next, and the choice of the custom."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.completeness import Gap, PartSet, excesses, gaps
from casedesk.texts import tr, tr_n
from casedesk.ui.editor.case_words import custom_name, excess_sentence, missing_sentence
from casedesk.ui.editor.chosen_parts import ChosenParts
from casedesk.ui.editor.part_set_editor import PartSetEditor
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.fit_bar import FitBar, Part
from casedesk.ui.widgets.labels import Glyph, SectionHeading, Words


class CompletenessBox(QWidget):
    """The light. Its menu changes the custom, makes one of the sections of the case, and takes one away."""

    gap_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._case = Case()
        self._parts: ChosenParts | None = None
        head = SectionHeading(appearance, tr("Completeness"), self)
        self.fix = LinkButton(tr("Next gap F8"), self)
        self.fix.clicked.connect(self.gap_requested)
        head.add(self.fix)
        self.bar = FitBar(appearance, self, height=4)
        self.bar.setAccessibleName(tr("Completeness"))
        self._share = Words(appearance, parent=self)
        self.missing = Words(appearance, tone="warn", wraps=True, parent=self)
        self._gap = Glyph(appearance, "circle-dashed", role="warn", parent=self)
        self.custom = LinkButton("", self, is_quiet=True)
        self.custom.clicked.connect(self._show_menu)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(tr("Name of the set"))
        self.name.setAccessibleName(tr("Name of the set"))
        self.name.returnPressed.connect(self._keep)
        self.name.editingFinished.connect(self.name.hide)
        self.name.hide()
        self.editor = PartSetEditor(appearance, self)
        self.editor.changed.connect(self._take_set)
        self.editor.closed.connect(self._close_editor)
        self.editor.hide()
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.bar, 1)
        bar.addWidget(self._share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(bar)
        column.addLayout(self._next_line())
        column.addWidget(self.name)
        column.addWidget(self.editor)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_case(self, case: Case, parts: ChosenParts) -> None:
        """Show how complete a case is."""
        self._case, self._parts = case, parts
        name = custom_name(parts.chosen)
        too_much = [excess_sentence(item, case) for item in excesses(case, parts.chosen)]
        self._show_gaps(gaps(case, parts.chosen), too_much)
        if self.editor.isVisibleTo(self) and self.editor.key != parts.chosen.key:
            self._close_editor()
        self.custom.setText(name.replace("&", "&&"))
        self.custom.setAccessibleName(tr("Parts of a case: {name}, change").format(name=name))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.name.isVisible():
            self.custom.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _show_gaps(self, found: Sequence[Gap], too_much: Sequence[str]) -> None:
        gone = [missing_sentence(gap.wanted, self._case) for gap in found if not gap.is_done]
        missing = [*gone, *too_much]
        done = len(found) - len(gone)
        there = tr_n("{n} part is there", "{n} parts are there", done).format(n=done)
        self.bar.set_parts([Part(done, "ok", there), Part(len(gone), "line")])
        self._share.setText(f"{done} / {len(found)}")
        words = missing[0] if missing else tr("Nothing is missing")
        if n := len(missing[1:]):
            more = tr_n("and {n} more", "and {n} more", n).format(n=n)
            words = tr("{missing}, {more}").format(missing=words, more=more)
        self.missing.setText(words)
        self.missing.setToolTip("\n".join(missing))
        self.missing.set_tone("warn" if missing else "ok")
        self._gap.setVisible(bool(missing))
        self.fix.setVisible(bool(gone))

    def _next_line(self) -> QHBoxLayout:
        """What is missing next, and at the right the custom that asks for it."""
        top = Qt.AlignmentFlag.AlignTop
        line = QHBoxLayout()
        line.setSpacing(8)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)
        mark.addWidget(self._gap, 0, top)
        line.addLayout(mark)
        line.addWidget(self.missing, 1)
        line.addWidget(self.custom, 0, top)
        return line

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.custom.mapToGlobal(QPoint(0, self.custom.height())))

    def menu(self) -> QMenu:
        """The customs to choose from, and what can be done with them."""
        parts = self._parts
        assert parts is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = parts.chosen
        for custom in parts.all:
            action = menu.addAction(custom_name(custom).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(custom.key == chosen.key)
            action.triggered.connect(self._chooser(parts, custom.key))
        menu.addSeparator()
        menu.addAction(tr("Make a set of the sections of this case…")).triggered.connect(self._begin_name)
        if not chosen.name:
            menu.addAction(tr("Make a set of my own of this one…")).triggered.connect(self._edit_copy)
        else:
            edit = tr("Edit the set “{name}”…").format(name=chosen.name).replace("&", "&&")
            menu.addAction(edit).triggered.connect(lambda: self._edit(chosen))
            words = tr("Remove the set “{name}”").format(name=chosen.name).replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda: parts.drop(chosen.key))
        return menu

    def _chooser(self, parts: ChosenParts, key: str) -> Callable[[], None]:
        return lambda: parts.choose(key)

    def _begin_name(self) -> None:
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_copy(self) -> None:
        if self._parts is not None:
            shipped = self._parts.chosen
            self._edit(self._parts.copied(shipped, tr("{name}, my own").format(name=custom_name(shipped))))

    def _edit(self, custom: PartSet) -> None:
        self.editor.show()
        self.editor.begin(custom, self._case.language)

    def _take_set(self, custom: PartSet) -> None:
        if self._parts is not None:
            self._parts.put(custom)

    def _close_editor(self) -> None:
        had_focus = self.editor.isAncestorOf(QApplication.focusWidget() or self)
        self.editor.hide()
        if had_focus:
            self.custom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name and self._parts is not None:
            self._parts.keep(self._case, name)
        self.custom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        for part in (self.custom, self.fix):
            part.setFont(self._appearance.font("meta"))
