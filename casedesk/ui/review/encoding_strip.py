"""Says in which encoding a text file was read, and reads it in another one with one click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
"""What can be chosen: Python's name and the one users know."""


class EncodingLink(LinkButton):
    """Stands for one encoding."""

    chosen = Signal(str)

    def __init__(self, encoding: str, parent: QWidget) -> None:
        super().__init__(ENCODINGS[encoding], parent)
        self._encoding = encoding
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self._encoding)


class EncodingStrip(QWidget):
    """One line over the text; hidden for files that know their encoding themselves."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=8, line_spacing=0)
        self._flow.setContentsMargins(20, 12, 20, 0)
        self._words = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._ask = ask = Words(appearance, tr("Wrong characters? Read it as"), kind="meta", tone="ink2", parent=self)
        self._flow.addWidget(self._words)
        self._flow.addWidget(ask)
        self._links = {encoding: EncodingLink(encoding, self) for encoding in ENCODINGS}
        for link in self._links.values():
            link.chosen.connect(self.chosen)
            for label in (self._words, ask):
                label.setMinimumHeight(link.sizeHint().height())
            self._flow.addWidget(link)
        self.hide()

    def set_brief(self, *, is_brief: bool) -> None:
        """Leave the question out where there is little height."""
        self._ask.setVisible(not is_brief)

    def show_encoding(self, encoding: str) -> None:
        """Show in which encoding the file was read; empty for none."""
        self.setVisible(bool(encoding))
        name = plain_name(encoding)
        self._words.setText(tr("Read as {encoding}.").format(encoding=name))
        for other, link in self._links.items():
            link.setVisible(ENCODINGS[other] != name)


def plain_name(encoding: str) -> str:
    """The name of an encoding that users know."""
    key = encoding.lower().replace("_", "-")
    if key.startswith("utf-16"):
        return "UTF-16"
    aliases = {"utf-8-sig": "UTF-8", "big5": "Big5", "gbk": "GB18030", "gb2312": "GB18030"}
    return aliases.get(key) or ENCODINGS.get(key) or encoding
