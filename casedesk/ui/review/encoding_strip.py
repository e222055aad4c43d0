"""Says in which encoding a text file was read, and reads it in another one with one click."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.tasks.import_documents import ReadFile
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Words

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
"""What can be chosen: Python's name and the one users know."""


_SAMPLE = 60


class EncodingLink(LinkButton):
    """Stands for one encoding."""

    chosen = Signal(str)

    def __init__(self, encoding: str, parent: QWidget) -> None:
        super().__init__(ENCODINGS[encoding], parent)
        self.encoding = encoding
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self.encoding)


class EncodingStrip(QWidget):
    """A line over the text with its first words in quotes; hidden for files that know their encoding themselves.

    Under the mouse or with the focus, a link shows the first words as they would be in its encoding.
    """

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._data = b""
        self._encoding = ""
        self._words = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.sample = ElidedLabel(parent=self)
        self.sample.setFont(appearance.font("reading"))
        self._links_row = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._links_row.setSizePolicy(policy)
        flow = FlowLayout(self._links_row, spacing=8, line_spacing=0)
        self._ask = Words(appearance, tr("Wrong characters? Read it as"), kind="meta", tone="ink2", parent=self)
        flow.addWidget(self._ask)
        self._links = {encoding: EncodingLink(encoding, self) for encoding in ENCODINGS}
        for link in self._links.values():
            link.chosen.connect(self.chosen)
            link.installEventFilter(self)
            self._ask.setMinimumHeight(link.sizeHint().height())
            flow.addWidget(link)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._words)
        first.addWidget(self.sample, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self._links_row)
        appearance.changed.connect(self._take_looks)
        self._take_looks()
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, EncodingLink):
            if event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
                self._show_sample(watched.encoding)
            elif event.type() in {QEvent.Type.Leave, QEvent.Type.FocusOut}:
                self._show_sample("")
        return False

    def set_brief(self, *, is_brief: bool) -> None:
        """Leave the question out where there is little height."""
        self._ask.setVisible(not is_brief)

    def show_file(self, file: ReadFile) -> None:
        """Show in which encoding a file was read."""
        self._encoding = file.proposal.source.encoding
        self._data = file.original.head
        self.setVisible(bool(self._encoding))
        name = plain_name(self._encoding)
        for other, link in self._links.items():
            words = first_words(self._data, other)
            link.setVisible(ENCODINGS[other] != name and bool(words))
            link.setToolTip(words)
            link.setAccessibleDescription(words)
        self._show_sample("")

    def _show_sample(self, encoding: str) -> None:
        shown = encoding or self._encoding
        sentence = tr("It would be {encoding}:") if encoding else tr("Read as {encoding}:")
        self._words.setText(sentence.format(encoding=plain_name(shown)))
        self.sample.setText(first_words(self._data, shown))

    def _take_looks(self) -> None:
        self.sample.setFont(self._appearance.font("meta"))


def first_words(data: bytes, encoding: str) -> str:
    """How the text begins when it is read so; empty where it cannot be."""
    if not encoding:
        return ""
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        return ""
    return " ".join(text.lstrip("\ufeff").split())[:_SAMPLE]


def plain_name(encoding: str) -> str:
    """The name of an encoding that users know."""
    key = encoding.lower().replace("_", "-")
    if key.startswith("utf-16"):
        return "UTF-16"
    aliases = {"utf-8-sig": "UTF-8", "big5": "Big5", "gbk": "GB18030", "gb2312": "GB18030"}
    return aliases.get(key) or ENCODINGS.get(key) or encoding
