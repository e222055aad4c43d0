"""The settings page: sections at the left, rows at the right, and a box that finds any of them."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.tasks.library_check import Repaired
from casedesk.texts import N_, tr
from casedesk.ui.parts import Parts
from casedesk.ui.settings_page.data_section import DataSection
from casedesk.ui.settings_page.exchange_section import ExchangeSection
from casedesk.ui.settings_page.look_section import LookSection
from casedesk.ui.settings_page.promise_section import PromiseSection
from casedesk.ui.settings_page.pseudonym_section import PseudonymSection
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.settings_page.safety_section import SafetySection
from casedesk.ui.settings_page.shortcut_section import ShortcutSection
from casedesk.ui.settings_page.work_sections import HandoutSection, LanguageSection, TimeSection
from casedesk.ui.widgets.buttons import grow_icon
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.search_box import SearchBox
from casedesk.ui.widgets.surfaces import set_surface

_SIDE_WIDTH, _ROW_WIDTH, _WIDTH = 224, 560, 720

_SECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "look": (N_("Appearance and text"), "ph.text-aa"),
    "language": (N_("Language"), "ph.translate"),
    "time": (N_("Time estimates"), "ph.timer"),
    "handouts": (N_("Handouts and template"), "ph.printer"),
    "names": (N_("Stand-ins for names"), "ph.identification-card"),
    "shortcuts": (N_("Keyboard shortcuts"), "ph.keyboard"),
    "safety": (N_("Backups and safety"), "ph.hard-drives"),
    "exchange": (N_("Your other computers"), "ph.laptop"),
    "data": (N_("Where your cases are"), "ph.map-pin"),
    "about": (N_("About"), "ph.info"),
}
"""The sections from top to bottom: title and icon."""


class SettingsPage(QWidget):
    """Changes take effect at once; there is no OK button. A section is built when it is first shown."""

    restore_requested = Signal(object)
    """The path of the copy to go back to."""
    compare_requested = Signal(object, str)
    """The path of a copy out of which something may be taken, and what it is called."""
    backup_requested = Signal()
    passphrase_requested = Signal(str)
    """The library shall have this passphrase, or none."""
    repair_requested = Signal()
    rescue_requested = Signal()
    """The file is damaged, and what can be read of it shall be saved."""
    said = Signal(str)
    """A sentence for a toast."""
    trash_requested = Signal()
    section_built = Signal(object)
    """A section has come into being, and nothing of it is connected yet."""
    cases_requested = Signal(object)
    """The CaseFilter of cases that shall be shown."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = parts.session
        self._jobs = parts.jobs
        self._actions = parts.actions
        self._appearance = appearance = parts.appearance
        self._settings = parts.settings
        self._built: dict[str, Section] = {}
        self.box = SearchBox(appearance, tr("Find a setting"), self)
        self._nothing = Words(appearance, tr("No setting has these words."), tone="ink2")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._go)
        self.box.text_committed.connect(self._search)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._content(), 1)
        appearance.changed.connect(self._fit_side)
        self.open_section("look")

    def section(self, name: str) -> Section:
        """The section with this name."""
        if name not in self._built:
            section = self._built[name] = self._make(name)
            place = sum(other in self._built for other in tuple(_SECTIONS)[: tuple(_SECTIONS).index(name)])
            self._rows.insertWidget(place, section)
            self.section_built.emit(section)
        return self._built[name]

    def open_section(self, name: str) -> None:
        """Show one section."""
        wanted = self.section(name)
        self.box.show_text("")
        self._group.button(tuple(_SECTIONS).index(name)).setChecked(True)
        self._nothing.hide()
        for section in self._built.values():
            section.show_matching("")
            section.setVisible(section is wanted)
        self.refresh_backups()
        self._area.verticalScrollBar().setValue(0)

    def refresh_backups(self) -> None:
        """Show the copies there are now."""
        for section in self._built.values():
            if isinstance(section, SafetySection | DataSection | ExchangeSection):
                section.refresh()

    def check_library(self) -> None:
        """Look for faults in the library, and show what is found."""
        self.open_section("safety")
        self._safety.check()

    def show_repaired(self, repaired: Repaired) -> None:
        """Show what was mended in the library."""
        self.open_section("safety")
        self._safety.show_repaired(repaired)

    @property
    def _safety(self) -> SafetySection:
        section = self.section("safety")
        assert isinstance(section, SafetySection)
        return section

    def _make(self, name: str) -> Section:
        look, settings = self._appearance, self._settings
        match name:
            case "look":
                return LookSection(look, settings)
            case "language":
                return LanguageSection(look, settings)
            case "time":
                return TimeSection(look, settings)
            case "handouts":
                return HandoutSection(look, settings)
            case "names":
                names = PseudonymSection(look, settings, self._session, self._jobs)
                names.cases_requested.connect(self.cases_requested)
                return names
            case "shortcuts":
                return ShortcutSection(look, settings, self._actions)
            case "safety":
                return self._make_safety()
            case "exchange":
                return ExchangeSection(look, settings, self._session.library)
            case "data":
                return self._make_data()
            case "about":
                return PromiseSection(look, settings)
            case _:
                raise KeyError(name)

    def _make_data(self) -> Section:
        section = DataSection(self._appearance, self._settings, self._session.library.path)
        section.backup_requested.connect(self.backup_requested)
        section.safety_requested.connect(lambda: self.open_section("safety"))
        section.exchange_requested.connect(lambda: self.open_section("exchange"))
        section.trash_requested.connect(self.trash_requested)
        section.check_requested.connect(self.check_library)
        return section

    def _make_safety(self) -> SafetySection:
        section = SafetySection(self._appearance, self._settings, self._jobs, self._session.library.path)
        section.restore_requested.connect(self.restore_requested)
        section.compare_requested.connect(self.compare_requested)
        section.backup_requested.connect(self.backup_requested)
        section.passphrase_requested.connect(self.passphrase_requested)
        section.repair_requested.connect(self.repair_requested)
        section.rescue_requested.connect(self.rescue_requested)
        section.said.connect(self.said)
        return section

    def focus_search(self) -> None:
        """Put the cursor into the box that finds settings."""
        self.box.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _side(self) -> QWidget:
        side = self._side_panel = QWidget(self)
        set_surface(side, "side")
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        holder = QHBoxLayout()
        holder.setContentsMargins(4, 0, 4, 8)
        holder.addWidget(self.box)
        column.addLayout(holder)
        for at, (title, icon) in enumerate(_SECTIONS.values()):
            button = QToolButton(side)
            button.setText(tr(title))
            button.setIcon(self._appearance.icon(icon, "ink2", checked_role="accent"))
            button.setProperty("kind", "nav")
            button.setToolTip(tr(title))
            grow_icon(
                button, self._appearance, QSize(28, 18)
            )  # wider than the glyph, which so stands off from the words
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(side.sizePolicy().Policy.Expanding, side.sizePolicy().Policy.Fixed)
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _fit_side(self) -> None:
        """Names beside the icons where there is room, icons alone where not."""
        px = self._appearance.px
        is_roomy = self.width() >= px(_SIDE_WIDTH) + px(_ROW_WIDTH)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._group.buttons():
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style)
        self.box.setVisible(is_roomy)
        self._side_panel.setFixedWidth(px(_SIDE_WIDTH) if is_roomy else px(28) + 32)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What is said of the copies may have been true only when the page was shown the last time."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh_backups()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def _content(self) -> QWidget:
        area = QScrollArea(self)
        set_surface(area, "paper")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QWidget(inside)
        column.setMaximumWidth(self._appearance.px(_WIDTH))
        self._rows = QVBoxLayout(column)
        self._rows.setContentsMargins(0, 0, 0, 24)
        self._rows.addWidget(self._nothing)
        self._rows.addStretch(1)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(24, 0, 24, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        area.setWidget(inside)
        self._area = area
        return area

    def _go(self, at: int) -> None:
        self.open_section(tuple(_SECTIONS)[at])

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self.open_section(tuple(_SECTIONS)[max(self._group.checkedId(), 0)])
            return
        is_any = False
        for name in _SECTIONS:
            section = self.section(name)
            is_found = section.show_matching(typed)
            section.setVisible(is_found)
            is_any = is_any or is_found
        self._nothing.setVisible(not is_any)
