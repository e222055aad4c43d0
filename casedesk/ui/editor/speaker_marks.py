"""The names of speakers in lines of dialogue: set apart on the screen, without a trace in the document."""

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from casedesk.domain.dialogue import speaker_end
from casedesk.domain.richtext import ParagraphKind
from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.text_places import qt_place


class SpeakerMarks(QSyntaxHighlighter):
    """Follows what is written into a document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._form = QTextCharFormat()
        self._form.setFontWeight(QFont.Weight.DemiBold)

    def set_ink(self, ink: QColor) -> None:
        """Show names in this colour from the next writing on."""
        self._form.setForeground(ink)

    @override
    def highlightBlock(self, text: str) -> None:
        if rich_formats.kind_of(self.currentBlock().blockFormat()) is ParagraphKind.DIALOGUE:
            self.setFormat(0, qt_place(text, speaker_end(text)), self._form)
