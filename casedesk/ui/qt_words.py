"""Qt's own words (OK, Cancel, the menus of text fields, its file dialog) in the language of the interface."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from casedesk import texts
from casedesk.texts import N_, tr

LACKING = (
    N_("&Look in:"),
    N_("Files of &type:"),
    N_("Drive"),
    N_("File"),
    N_("%1 File"),
    N_("File Folder"),
    N_("Folder"),
    N_("Alias"),
    N_("Shortcut"),
    N_("Unknown"),
)
"""What the Chinese of Qt does not hold, or holds under words that Qt no longer uses."""


class QtWords:
    """Lends Qt the language that is spoken, and the ways of writing dates and kinds of files that go with it."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: tuple[QTranslator, ...] = ()

    def follow(self) -> None:
        """Load the words for the language that is spoken now."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = ()
        QLocale.setDefault(QLocale(texts.language()))
        if texts.language() == "en":
            return
        own, qts = _OwnWords(self._app), QTranslator(self._app)
        qts.load(f"qtbase_{texts.language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._translators = (own, qts)  # the one that is installed last is asked first
        for translator in self._translators:
            self._app.installTranslator(translator)


class _OwnWords(QTranslator):
    """Our words for what Qt's catalogue lacks."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = {source: tr(source) for source in LACKING}

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        return self._words.get(sourceText, "") if context.startswith(("QFile", "QAbstractFile")) else ""
