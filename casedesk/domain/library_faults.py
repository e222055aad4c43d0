"""What may be wrong inside a library, and the words for it: what was found, what mending does, what it has done."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from casedesk.texts import tr, tr_n

_NAMED = 3
"""So many cases are named in a sentence."""


class Trouble(StrEnum):
    """Kinds of faults, in the order in which they are told and mended."""

    FILE = "file"
    """The file itself is damaged: no mending helps, what can be read has to be rescued."""
    PICTURE = "picture"
    """A picture of a case is missing, or its bytes have changed."""
    ORIGINAL = "original"
    """The same with a file that cases were cut out of."""
    NAMELESS = "nameless"
    """Texts are there, and the case that they belong to is not."""
    SPOILT = "spoilt"
    """An entry says what cannot be: bits have changed on the disk."""
    STRAY = "stray"
    """Something else belongs to what is not there."""
    IMPORT = "import"
    """A case names an import that is not there."""
    COUNTER = "counter"
    """A number might be given twice."""
    OLD_INDEX = "old index"
    """The search index was made by other rules."""
    INDEX = "index"
    """The search index lacks cases, or has some that are gone."""
    UNUSED = "unused"
    """Pictures and files that nothing uses: no fault, but cleared away with the others."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault, found or mended so many times. `cases` are the titles of cases that it concerns."""

    trouble: Trouble
    count: int = 1
    reason: str = ""
    """The words of the database about a damaged file."""
    cases: tuple[str, ...] = ()


def found_words(fault: Fault) -> str:
    """What is wrong, as a sentence."""
    n = fault.count
    match fault.trouble:
        case Trouble.FILE:
            return tr("The file itself is damaged: {reason}.").format(reason=fault.reason)
        case Trouble.PICTURE:
            words = tr_n("{n} picture is missing or damaged.", "{n} pictures are missing or damaged.", n)
        case Trouble.ORIGINAL:
            words = tr_n("{n} imported file is missing or damaged.", "{n} imported files are missing or damaged.", n)
        case Trouble.NAMELESS:
            words = tr_n("The text of {n} case has lost its title.", "The texts of {n} cases have lost their title.", n)
        case Trouble.SPOILT:
            words = tr_n("{n} entry cannot be read any more.", "{n} entries cannot be read any more.", n)
        case Trouble.STRAY:
            words = tr_n("{n} row has lost what it belongs to.", "{n} rows have lost what they belong to.", n)
        case Trouble.IMPORT:
            words = tr_n("{n} case names an import that is gone.", "{n} cases name an import that is gone.", n)
        case Trouble.COUNTER:
            words = tr_n(
                "{n} counter is behind: a number could be given twice.",
                "{n} counters are behind: a number could be given twice.",
                n,
            )
        case Trouble.OLD_INDEX:
            return tr("The search index is of another version.")
        case Trouble.INDEX:
            words = tr_n("The search index is wrong about {n} case.", "The search index is wrong about {n} cases.", n)
        case Trouble.UNUSED:
            words = tr_n("{n} picture or file is used by nothing.", "{n} pictures and files are used by nothing.", n)
        case _:
            assert_never(fault.trouble)
    return words.format(n=n)


def remedy_words(trouble: Trouble) -> str:
    """What mending does about it, as a sentence."""
    match trouble:
        case Trouble.FILE:
            return tr(
                "What can still be read is put into a new file, with what it lacks from the newest backup; "
                "the damaged one is set aside."
            )
        case Trouble.PICTURE:
            return tr(
                "Repairing brings back what a backup still has. Where none has it, the place in the case stays until "
                "you put the picture in again."
            )
        case Trouble.ORIGINAL:
            return tr("Repairing brings back what a backup still has. The cases stay as they are in any event.")
        case Trouble.NAMELESS:
            return tr("Repairing makes a case of it again, for you to look at and to name.")
        case Trouble.SPOILT:
            return tr("What can be guessed is put right, so that the rest of each entry can be read again.")
        case Trouble.STRAY:
            return tr("What is left of things that are gone is removed; no case or plan loses anything.")
        case Trouble.IMPORT:
            return tr("The cases stay and no longer name it.")
        case Trouble.COUNTER:
            return tr("Counting goes on behind the highest number.")
        case Trouble.OLD_INDEX | Trouble.INDEX:
            return tr("The index is made anew out of the cases.")
        case Trouble.UNUSED:
            return tr("They are removed.")
        case _:
            assert_never(trouble)


def done_words(fault: Fault) -> str:
    """What was done about it, as a sentence."""
    n = fault.count
    match fault.trouble:
        case Trouble.FILE:
            return tr("What could be read was put into a new file.")
        case Trouble.PICTURE:
            words = tr_n("Brought back {n} picture from a backup.", "Brought back {n} pictures from backups.", n)
        case Trouble.ORIGINAL:
            words = tr_n(
                "{n} imported file brought back, or known to be lost.",
                "{n} imported files brought back, or known to be lost.",
                n,
            )
        case Trouble.NAMELESS:
            words = tr_n("{n} text is a case again, to be named.", "{n} texts are cases again, to be named.", n)
        case Trouble.SPOILT:
            words = tr_n("Put {n} spoilt entry right.", "Put {n} spoilt entries right.", n)
        case Trouble.STRAY:
            words = tr_n("Removed {n} row that belonged to nothing.", "Removed {n} rows that belonged to nothing.", n)
        case Trouble.IMPORT:
            words = tr_n(
                "{n} case no longer names an import that is gone.",
                "{n} cases no longer name an import that is gone.",
                n,
            )
        case Trouble.COUNTER:
            words = tr_n("Corrected {n} counter.", "Corrected {n} counters.", n)
        case Trouble.OLD_INDEX | Trouble.INDEX:
            return tr("Made the search index anew.")
        case Trouble.UNUSED:
            words = tr_n(
                "Removed {n} picture or file that nothing uses.",
                "Removed {n} pictures and files that nothing uses.",
                n,
            )
        case _:
            assert_never(fault.trouble)
    return words.format(n=n)


def where_words(fault: Fault) -> str:
    """The cases that a fault concerns, by name; empty where there are none."""
    if not fault.cases:
        return ""
    names = tr(", ").join(tr("“{title}”").format(title=title) for title in fault.cases[:_NAMED])
    more = len(fault.cases) - _NAMED
    if more <= 0:
        return tr("In {names}").format(names=names)
    return tr_n("In {names} and {n} more", "In {names} and {n} more", more).format(names=names, n=more)
