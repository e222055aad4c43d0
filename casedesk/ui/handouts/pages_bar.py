"""The band over the pages: which edition, how many pages, zoom, print."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casedesk.texts import tr, tr_n
from casedesk.ui.handouts.page_view import ZOOM_STEP, Fit, PageView
from casedesk.ui.theme import Appearance, tokens
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel
from casedesk.ui.widgets.surfaces import set_surface


class PagesBar(QWidget):
    """Steers a page view."""

    print_requested = Signal()

    def __init__(self, pages: PageView, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._appearance = appearance
        set_surface(self, "desk")
        self.setFixedHeight(tokens()["height"]["band"])
        self._what = ElidedLabel("", self)
        self._count = ElidedLabel("", self)
        self._count.setProperty("tone", "ink2")
        self.smaller = IconButton(appearance, "ph.magnifying-glass-minus", tr("Smaller"), self)
        self.larger = IconButton(appearance, "ph.magnifying-glass-plus", tr("Larger"), self)
        self.fit = LinkButton("", self, is_quiet=True)
        self.fit.setToolTip(tr("Whole page or page width"))
        printing = LinkButton(tr("Print…"), self)
        printing.setIcon(appearance.icon("ph.printer", "accent"))
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(8)
        line.addWidget(self._what)
        line.addWidget(self._count)
        line.addStretch(1)
        for widget in (self.smaller, self.fit, self.larger):
            line.addWidget(widget)
        line.addSpacing(16)
        line.addWidget(printing)
        self.smaller.clicked.connect(self._zoom_out)
        self.larger.clicked.connect(self._zoom_in)
        self.fit.clicked.connect(self._next_fit)
        printing.clicked.connect(self.print_requested)
        pages.zoomed.connect(self._show_zoom)
        appearance.changed.connect(self._take_fonts)
        self._take_fonts()

    def show_edition(self, name: str, count: int) -> None:
        """Say what is shown, and on how many pages; Word may need a few more or less."""
        self._what.setText(name)
        self._count.setText(tr_n("about {n} page", "about {n} pages", count).format(n=count))

    def _take_fonts(self) -> None:
        self._what.setFont(self._appearance.font("ui_medium"))
        self._count.setFont(self._appearance.font("ui"))

    def _zoom_in(self) -> None:
        self._pages.zoom(ZOOM_STEP)

    def _zoom_out(self) -> None:
        self._pages.zoom(1 / ZOOM_STEP)

    def _next_fit(self) -> None:
        self._pages.set_fit(Fit.WIDTH if self._pages.fit is Fit.PAGE else Fit.PAGE)

    def _show_zoom(self) -> None:
        names = {Fit.PAGE: tr("Whole page"), Fit.WIDTH: tr("Page width")}
        self.fit.setText(names.get(self._pages.fit, f"{self._pages.percent} %"))
