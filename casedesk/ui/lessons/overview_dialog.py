"""The one-page overview as it will be printed, with the ways to other programs."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.lesson import LessonPlan
from casedesk.texts import tr
from casedesk.ui.lessons.overview_paper import page_of, print_sheet
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button

_OF_SCREEN = 0.9


class OverviewDialog(QDialog):
    """Shows the sheet; printing goes through the system's own dialog."""

    copy_requested = Signal()
    calendar_requested = Signal()

    def __init__(self, plan: LessonPlan, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._printer = page_of(QPrinter(QPrinter.PrinterMode.HighResolution))
        self._printer.setDocName(plan.title)
        self.setWindowTitle(tr("Overview of “{title}”").format(title=plan.title))
        self.preview = QPrintPreviewWidget(self._printer, self)
        self.preview.setAccessibleName(tr("Preview of the page"))
        self.preview.paintRequested.connect(self._paint)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self._print = Button(tr("Print…"), "primary", parent=self)
        self._copy = Button(tr("Copy as a table"), appearance=appearance, icon="ph.copy", parent=self)
        self._calendar = Button(tr("Into the calendar…"), appearance=appearance, icon="ph.calendar-plus", parent=self)
        self._close = Button(tr("Close"), parent=self)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 12, 16, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._calendar)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)
        self._print.setDefault(True)
        self._print.clicked.connect(self._ask_printer)
        self._copy.clicked.connect(self.copy_requested)
        self._calendar.clicked.connect(self.calendar_requested)
        self._close.clicked.connect(self.reject)
        room = self.screen().availableGeometry().size() * _OF_SCREEN
        self.resize(QSize(appearance.px(720), appearance.px(760)).boundedTo(room))

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        dialog.setWindowTitle(tr("Print the overview"))
        if dialog.exec():
            self._paint(self._printer)
        dialog.deleteLater()

    def _paint(self, printer: QPrinter) -> None:
        print_sheet(self._plan, printer)
