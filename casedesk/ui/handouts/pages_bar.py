"""The band over the pages: which edition, how many pages, which of them, zoom, and the ways to paper."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from casedesk.texts import tr, tr_n
from casedesk.ui.actions import Actions
from casedesk.ui.handouts.page_rows import Fit
from casedesk.ui.handouts.page_view import LEVELS, PageView
from casedesk.ui.theme import Appearance, tokens
from casedesk.ui.widgets.buttons import IconButton, LinkButton, grow_icon
from casedesk.ui.widgets.labels import ElidedLabel
from casedesk.ui.widgets.surfaces import set_surface

_ROOM_FOR_WORDS = 760
"""From this width on buttons have words; below, icons alone."""
_ROOM_FOR_TURNING = 520


class PagesBar(QWidget):
    """Steers a page view."""

    def __init__(
        self, pages: PageView, appearance: Appearance, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._actions = actions
        self._appearance = appearance
        set_surface(self, "desk")
        self.setFixedHeight(tokens()["height"]["band"])
        self._what = ElidedLabel("", self)
        self._count = ElidedLabel("", self)
        self._count.setProperty("tone", "ink2")
        self._counts = ("", "")
        self.back = IconButton(appearance, "ph.caret-left", tr("Previous page"), self)
        self.on = IconButton(appearance, "ph.caret-right", tr("Next page"), self)
        self.at = ElidedLabel("", self)
        self.at.setProperty("tone", "ink2")
        self.smaller = IconButton(appearance, "ph.magnifying-glass-minus", tr("Smaller"), self)
        self.larger = IconButton(appearance, "ph.magnifying-glass-plus", tr("Larger"), self)
        self.fit = LinkButton("", self, is_quiet=True)
        self.fit.setProperty("menu", True)
        self.fit.setToolTip(tr("How large, and how many beside each other"))
        self._menu = self._zoom_menu()
        self.fit.setMenu(self._menu)
        self.print = LinkButton("", self)
        self.print.setIcon(appearance.icon("ph.printer", "accent"))
        self.open = LinkButton("", self)
        self.open.setIcon(appearance.icon("ph.file-text", "accent"))
        for button in (self.print, self.open):
            grow_icon(button, appearance, QSize(18, 18))
        self.more = IconButton(appearance, "ph.dots-three", tr("More for this handout"), self)
        self.more.setMenu(self._more_menu())
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()
        self._connect()
        self._take_fonts()

    def show_edition(self, name: str, pages: str, copies: str, explanation: str) -> None:
        """Say what is shown, on how many pages, how often it is printed, and how sure that is."""
        self._what.setText(name)
        self._counts = (pages, copies)
        self._count.set_explanation(explanation)
        self._arrange()

    def _lay_out(self) -> None:
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 16, 0)
        line.setSpacing(8)
        line.addWidget(self._what)
        line.addWidget(self._count)
        line.addStretch(1)
        for widget in (self.back, self.at, self.on):
            line.addWidget(widget)
        line.addSpacing(8)
        for widget in (self.smaller, self.fit, self.larger):
            line.addWidget(widget)
        line.addSpacing(8)
        for widget in (self.print, self.open, self.more):
            line.addWidget(widget)

    def _connect(self) -> None:
        self.back.clicked.connect(self._turn_back)
        self.on.clicked.connect(self._turn_on)
        self.smaller.clicked.connect(self._pages.zoom_out)
        self.larger.clicked.connect(self._pages.zoom_in)
        for button, name in ((self.print, "plan.handout_print"), (self.open, "plan.handout_open")):
            button.clicked.connect(self._actions.action(name).trigger)
        for name, fit in (("plan.handout_whole_page", Fit.PAGE), ("plan.handout_page_width", Fit.WIDTH)):
            self._actions.action(name).triggered.connect(partial(self._fit_pages, fit))
        self.facing.toggled.connect(self._pages.set_facing)
        self._pages.zoomed.connect(self._show_zoom)
        self._pages.turned.connect(self._show_place)
        self._appearance.changed.connect(self._take_fonts)

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._fits = {
            Fit.PAGE: _checkable(menu, tr("Whole page")),
            Fit.WIDTH: _checkable(menu, tr("Page width")),
        }
        menu.addSeparator()
        self._levels = {level: _checkable(menu, f"{level} %") for level in LEVELS}
        menu.addSeparator()
        self.facing = self._actions.action("plan.handout_facing")
        menu.addAction(self.facing)
        for action in (*self._fits.values(), *self._levels.values()):
            group.addAction(action)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        group.triggered.connect(self._choose_zoom)
        return menu

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        names = ("plan.handout_save_as", "plan.handout_folder", "plan.handout_path")
        menu.addActions([self._actions.action(name) for name in names])
        return menu

    def _fit_pages(self, fit: Fit, _is_checked: bool = False) -> None:
        self._pages.set_fit(fit)

    def _choose_zoom(self, chosen: QAction) -> None:
        for fit, action in self._fits.items():
            if action is chosen:
                self._pages.set_fit(fit)
        for level, action in self._levels.items():
            if action is chosen:
                self._pages.set_percent(level)

    def _show_zoom(self) -> None:
        fit, percent = self._pages.fit, self._pages.percent
        for known, action in self._fits.items():
            action.setChecked(known is fit)
        for level, action in self._levels.items():
            action.setChecked(fit is Fit.FIXED and level == percent)
        self.facing.setChecked(self._pages.is_facing)
        self.fit.setText(self._fits[fit].text() if fit in self._fits else f"{percent} %")
        self._show_place()

    def _show_place(self) -> None:
        count, number = self._pages.count, self._pages.current + 1
        self.at.setText(f"{number} / {count}" if count else "")
        self.at.setAccessibleName(tr("Page {number} of {count}").format(number=number, count=count))
        self.back.setEnabled(bool(count) and self._pages.verticalScrollBar().value() > 0)
        bar = self._pages.verticalScrollBar()
        self.on.setEnabled(bool(count) and bar.value() < bar.maximum())

    def _turn_back(self) -> None:
        self._pages.turn(-1)

    def _turn_on(self) -> None:
        self._pages.turn(1)

    def _take_fonts(self) -> None:
        self._what.setFont(self._appearance.font("ui_medium"))
        self._count.setFont(self._appearance.font("ui"))
        self.at.setFont(self._appearance.font("ui"))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Words beside the icons, and the way from page to page, where there is room."""
        has_words = self.width() >= self._appearance.px(_ROOM_FOR_WORDS)
        for button, words in ((self.print, tr("Print…")), (self.open, tr("Open in Word"))):
            button.setText(words if has_words else "")
            button.setAccessibleName(words)
            button.setToolTip("" if has_words else words)
        for widget in (self.back, self.at, self.on):
            widget.setVisible(self.width() >= self._appearance.px(_ROOM_FOR_TURNING))
        # The list of editions has the copies and the name too.
        for has_name, has_copies in ((True, True), (True, False), (False, False)):
            self._what.setVisible(has_name)
            self._count.setText(tr(", ").join(filter(None, self._counts[: 1 + has_copies])))
            if self._line.sizeHint().width() <= self.width():
                break


def pages_words(count: int) -> str:
    """So many pages."""
    return tr_n("{n} page", "{n} pages", count).format(n=count)


def about_pages_words(count: int) -> str:
    """So many pages, more or less."""
    return tr_n("about {n} page", "about {n} pages", count).format(n=count)


def copies_words(count: int) -> str:
    """So many copies."""
    return tr_n("{n} copy", "{n} copies", count).format(n=count)


def _checkable(menu: QMenu, words: str) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    return action
