"""The first page: three doors, and the promise that everything stays here."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Glyph, Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_WIDTH, _ONE_COLUMN_BELOW = 912, 700


class StartPage(QScrollArea):
    """Import files, write a case, or try the sample. The first door has the focus."""

    import_requested = Signal()
    case_requested = Signal()
    sample_requested = Signal()
    restore_requested = Signal()
    quick_requested = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance = parts.appearance
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_surface(self, "paper")
        page = QWidget()
        self._column = QWidget(page)
        self._column.setMaximumWidth(appearance.px(_WIDTH))
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(32, 0, 32, 32)
        outer.addStretch(1)
        outer.addWidget(self._column, 100)
        outer.addStretch(1)
        self.doors = self._make_doors()
        self._build()
        self.setWidget(page)

    def _make_doors(self) -> tuple["Door", ...]:
        doors = (
            (
                "ph.archive-tray",
                tr("Import files"),
                tr("Word, web pages, slides, text: look through them first, then add."),
                tr("Ctrl+I, or drop them onto the window"),
                self.import_requested,
            ),
            (
                "ph.pencil-line",
                tr("Write a case"),
                tr("A title, a story, two or three questions."),
                "Ctrl+N",
                self.case_requested,
            ),
            (
                "ph.notebook",
                tr("Look at the sample"),
                tr("Twelve short cases and a ninety-minute plan; one click takes them out again."),
                tr("Already there, whenever you like"),
                self.sample_requested,
            ),
        )
        made: list[Door] = []
        for icon, title, text, hint, wish in doors:
            door = Door(self._appearance, icon, title, text, hint, self._column)
            door.clicked.connect(wish.emit)
            made.append(door)
        return tuple(made)

    def _build(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(
            Words(self._appearance, tr("Bring your cases in and teach tomorrow"), kind="display", wraps=True)
        )
        column.addSpacing(12)
        column.addWidget(
            Words(
                self._appearance,
                tr("Begin with your old Word files, or look at a finished plan first."),
                tone="ink2",
                wraps=True,
            )
        )
        column.addSpacing(32)
        self._grid = QGridLayout()
        self._grid.setSpacing(24)
        column.addLayout(self._grid)
        column.addSpacing(32)
        column.addWidget(self._promises())
        column.addSpacing(32)
        column.addWidget(Rule())
        column.addSpacing(16)
        column.addLayout(self._foot())
        column.addStretch(5)
        self._arrange()

    def _promises(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=24, line_spacing=8)
        promises = (
            ("ph.hard-drives", tr("Your cases stay on this computer")),
            ("ph.prohibit", tr("No network, no account")),
            ("ph.shield-check", tr("Backed up every day by itself")),
        )
        for icon, text in promises:
            pair = QWidget(holder)
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(Glyph(self._appearance, icon, parent=pair))
            row.addWidget(Words(self._appearance, text, tone="ink2", parent=pair))
            flow.addWidget(pair)
        return holder

    def _foot(self) -> QHBoxLayout:
        restore = LinkButton(tr("Restore from a backup"))
        restore.clicked.connect(self.restore_requested.emit)
        quick = LinkButton(tr("Class in ten minutes…"))
        quick.clicked.connect(self.quick_requested.emit)
        holder = QWidget()
        flow = FlowLayout(holder, spacing=32, line_spacing=8)
        flow.addWidget(self._question(tr("Do you have to teach at once?"), quick))
        flow.addWidget(self._question(tr("Have you used CaseDesk before?"), restore))
        row = QHBoxLayout()
        row.addWidget(holder, 1)
        return row

    def _question(self, words: str, answer: LinkButton) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Words(self._appearance, words))
        row.addWidget(answer)
        return pair

    def _arrange(self) -> None:
        is_narrow = self.viewport().width() < self._appearance.px(_ONE_COLUMN_BELOW)
        for at, door in enumerate(self.doors):
            self._grid.addWidget(door, at if is_narrow else 0, 0 if is_narrow else at)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.doors[0].setFocus(Qt.FocusReason.OtherFocusReason)


class Door(QPushButton):
    """A large flat button: icon, title, sentence and a hint; its whole surface clicks."""

    def __init__(self, appearance: Appearance, icon: str, title: str, text: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "door")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{text} {hint}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(25, 24, 25, 16)
        self._column.setSpacing(4)
        self._column.addWidget(Glyph(appearance, icon, role="accent", size=32, parent=self))
        self._column.addSpacing(12)
        self._column.addWidget(Words(appearance, title, kind="title", wraps=True))
        self._column.addSpacing(4)
        self._column.addWidget(Words(appearance, text, tone="ink2", wraps=True))
        self._column.addStretch(1)
        self._column.addSpacing(8)
        self._column.addWidget(Words(appearance, hint, kind="meta", tone="ink2", wraps=True))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(208, self._column.totalHeightForWidth(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(288, self.heightForWidth(288))

    @override
    def minimumSizeHint(self) -> QSize:
        width = max(200, self.width())
        return QSize(200, self.heightForWidth(width))
