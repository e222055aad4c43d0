"""The settings page: sections at the left, rows at the right, and a box that finds any of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.jobs import Jobs
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.look_section import LookSection
from casedesk.ui.settings_page.promise_section import PromiseSection
from casedesk.ui.settings_page.pseudonym_section import PseudonymSection
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.settings_page.safety_section import SafetySection
from casedesk.ui.settings_page.shortcut_section import ShortcutSection
from casedesk.ui.settings_page.work_sections import HandoutSection, LanguageSection, TimeSection
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.search_box import SearchBox
from casedesk.ui.widgets.surfaces import set_surface

_SIDE_WIDTH, _WIDTH = 224, 720


class SettingsPage(QWidget):
    """Changes take effect at once; there is no OK button."""

    restore_requested = Signal(object)
    """The path of the copy to go back to."""
    said = Signal(str)
    """A sentence for a toast."""

    def __init__(
        self,
        *,
        session: LibrarySession,
        jobs: Jobs,
        actions: Actions,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        library = session.library.path
        self.safety = SafetySection(appearance, settings, jobs, library)
        self.shortcuts = ShortcutSection(appearance, settings, actions)
        self.promise = PromiseSection(appearance, settings, library)
        self.sections: tuple[Section, ...] = (
            LookSection(appearance, settings),
            LanguageSection(appearance, settings),
            TimeSection(appearance, settings),
            HandoutSection(appearance, settings),
            PseudonymSection(appearance, settings, session),
            self.shortcuts,
            self.safety,
            self.promise,
        )
        self.box = SearchBox(appearance, tr("Find a setting"), self)
        self._nothing = Words(appearance, tr("No setting has these words."), tone="ink2")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._go)
        self.box.text_committed.connect(self._search)
        self.safety.restore_requested.connect(self.restore_requested)
        self.safety.said.connect(self.said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._content(), 1)
        self.open_section(self.sections[0])

    def open_section(self, section: Section) -> None:
        """Show one section."""
        self._go(self.sections.index(section))

    def focus_search(self) -> None:
        """Put the cursor into the box that finds settings."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _side(self) -> QWidget:
        side = QWidget(self)
        set_surface(side, "side")
        side.setFixedWidth(self._appearance.px(_SIDE_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        holder = QHBoxLayout()
        holder.setContentsMargins(4, 0, 4, 8)
        holder.addWidget(self.box)
        column.addLayout(holder)
        for at, section in enumerate(self.sections):
            button = QToolButton(side)
            button.setText(section.title)
            button.setIcon(self._appearance.icon(section.icon, "ink2", checked_role="accent"))
            button.setProperty("kind", "nav")
            button.setIconSize(QSize(28, 18))  # wider than the glyph, which so stands off from the words
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(side.sizePolicy().Policy.Expanding, side.sizePolicy().Policy.Fixed)
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _content(self) -> QWidget:
        area = QScrollArea(self)
        set_surface(area, "paper")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QWidget(inside)
        column.setMaximumWidth(self._appearance.px(_WIDTH))
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 24)
        for section in self.sections:
            rows.addWidget(section)
        rows.addWidget(self._nothing)
        rows.addStretch(1)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(24, 0, 24, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        area.setWidget(inside)
        self._area = area
        return area

    def _go(self, at: int) -> None:
        self.box.show_text("")
        self._group.button(at).setChecked(True)
        self._nothing.hide()
        for place, section in enumerate(self.sections):
            section.show_matching("")
            section.setVisible(place == at)
        if self.sections[at] is self.safety:
            self.safety.refresh()
        self._area.verticalScrollBar().setValue(0)

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._go(max(self._group.checkedId(), 0))
            return
        found = [section.show_matching(typed) for section in self.sections]
        for section, is_found in zip(self.sections, found, strict=True):
            section.setVisible(is_found)
        self._nothing.setVisible(not any(found))
