"""The line below a case: its source, its use, and what is like it."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from casedesk.domain.case import Case
from casedesk.texts import tr, tr_n
from casedesk.ui.editor.case_facts import CaseFacts, source_words, use_words
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton, grow_icon
from casedesk.ui.widgets.labels import ElidedLabel
from casedesk.ui.widgets.surfaces import set_surface


class CaseFooter(QWidget):
    """One line; the source opens the original, the count opens the list of similar cases."""

    source_requested = Signal()
    case_requested = Signal(int)
    compare_requested = Signal(int)
    family_requested = Signal()
    """The menu of the other tellings shall open above the button."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        set_surface(self, "paper", edge="top")
        self._alike: tuple[tuple[int, str, float], ...] = ()
        self.source = QToolButton(self)
        self.source.setIcon(appearance.icon("file-text"))
        self.source.setProperty("kind", "text")
        self.source.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        grow_icon(self.source, appearance, QSize(14, 14))
        self.source.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.source.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.source.clicked.connect(self.source_requested)
        self._use = ElidedLabel("", self)
        self._use.setProperty("tone", "ink2")
        self.similar = LinkButton("", self)
        self.similar.clicked.connect(self._show_alike)
        self.family = LinkButton("", self)
        self.family.clicked.connect(self.family_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        row.addWidget(self.source)
        row.addWidget(self._use, 1)
        row.addWidget(self.family)
        row.addWidget(self.similar)
        appearance.changed.connect(self._dress)
        self._dress()
        self.show_alike(())

    def show_facts(self, case: Case, facts: CaseFacts) -> None:
        """Show what is known about a case."""
        words = source_words(case, facts)
        self.source.setVisible(bool(words))
        self.source.setEnabled(facts.document is not None)
        self.source.setText(self.fontMetrics().elidedText(words.replace("&", "&&"), Qt.TextElideMode.ElideMiddle, 300))
        self.source.setAccessibleName(tr("Source: {name}, show the original").format(name=words))
        self.source.setToolTip(words)
        self._use.setText(use_words(facts))
        n = len(facts.family) + 1
        self.family.setVisible(n > 1)
        self.family.setText(tr_n("{n} telling", "{n} tellings", n).format(n=n))

    def show_alike(self, alike: tuple[tuple[int, str, float], ...]) -> None:
        """Show the cases that tell a similar story: id, title, share."""
        self._alike = alike
        self.similar.setVisible(bool(alike))
        self.similar.setText(tr("Similar {n}").format(n=len(alike)))
        self.similar.setAccessibleName(tr("Similar cases: {n}").format(n=len(alike)))

    def _show_alike(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for case_id, title, share in self._alike:
            action = menu.addAction(f"{title.replace('&', '&&')}\t{share:.0%}")
            action.triggered.connect(self._asker(case_id))
        menu.addSeparator()
        for case_id, title, _share in self._alike:
            words = tr("Compare with “{title}”").format(title=title).replace("&", "&&")
            menu.addAction(words).triggered.connect(self._comparer(case_id))
        menu.popup(self.similar.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _asker(self, case_id: int):
        return lambda: self.case_requested.emit(case_id)

    def _comparer(self, case_id: int):
        return lambda: self.compare_requested.emit(case_id)

    def _dress(self) -> None:
        self.setFixedHeight(max(36, self._appearance.px(36)))
        for part in (self.source, self._use, self.family, self.similar):
            part.setFont(self._appearance.font("meta"))
