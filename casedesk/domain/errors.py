"""Two kinds of error: the world's, told to the user in a sentence, and ours, which stay exceptions."""

import errno

from casedesk.domain.holder import Holder
from casedesk.texts import N_, tr

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EACCES: N_("it may only be read"),
    errno.EPERM: N_("it may only be read"),
    errno.EROFS: N_("it may only be read"),
    errno.ENOENT: N_("its file or folder is not there, or may not be opened"),
    errno.ENOTDIR: N_("its file or folder is not there, or may not be opened"),
    errno.EIO: N_("the disk or stick does not answer"),
    errno.ENXIO: N_("the disk or stick does not answer"),
    errno.ENODEV: N_("the disk or stick does not answer"),
    errno.ETIMEDOUT: N_("the disk or stick does not answer"),
    errno.EBUSY: N_("another program has it open"),
    errno.ETXTBSY: N_("another program has it open"),
    errno.EEXIST: N_("something of that name is there already"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("its name is too long"),
}


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


def refusal(error: OSError) -> str:
    """Why the system refused, in a few words that fit behind a colon; its own words where they are not among ours."""
    known = _REASONS.get(error.errno or 0)
    return tr(known) if known else error.strerror or str(error)
