"""Two kinds of error: the world's, told to the user in a sentence, and ours, which stay exceptions."""

from casedesk.domain.holder import Holder
from casedesk.texts import tr


class CaseDeskError(Exception):
    """Something outside the program went wrong; `str(error)` is a sentence for the user, in the user's language.

    `template` is an English sentence marked with N_ where it is written; `values` fill its braces.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return tr(self.template).format(**self.values)


class BadInputError(CaseDeskError):
    """What the user gave cannot be used: a missing file, a wrong option, an unknown id (exit status 2)."""


class UnreadableFileError(CaseDeskError):
    """One file cannot be read: encrypted, damaged, empty, scanned; the others of the batch go on."""


class OldFormatError(UnreadableFileError):
    """One file is too old or too odd for CaseDesk, but an office program may still open it under the name `suffix`."""

    def __init__(self, template: str, *, suffix: str, **values: object) -> None:
        super().__init__(template, **values)
        self.suffix = suffix


class LibraryError(CaseDeskError):
    """The library cannot be opened or written: locked, damaged, too new, on a full disk."""


class HeldError(LibraryError):
    """Somebody else has the library open for writing; `holder` tells who, where that is known."""

    def __init__(self, template: str, *, holder: Holder | None, **values: object) -> None:
        super().__init__(template, **values)
        self.holder = holder


class UnwritableError(LibraryError):
    """The library can be read where it is, and nothing can be written there: a disc, a locked stick, a share."""


class DamagedError(LibraryError):
    """The file is a library and cannot be read as it should."""


class PassphraseError(LibraryError):
    """A file is encrypted, and its passphrase has not been given, or another one was."""


class StaleEditError(CaseDeskError):
    """An edit was refused because what it replaces has changed meanwhile."""


class LeakError(CaseDeskError):
    """A learner file would have shown something that only trainers may see."""
