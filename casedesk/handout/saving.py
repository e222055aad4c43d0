"""A finished file put in its place: written aside, proved for learners, and only then there, in one step."""

import errno
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import BadInputError, CaseDeskError, LeakError, refusal
from casedesk.domain.handout import Handout
from casedesk.domain.handout_secrets import SecretKind
from casedesk.handout.leak_guard import Leak
from casedesk.handout.read_back import PlaceKind
from casedesk.texts import N_, tr

_FULL = (errno.ENOSPC, errno.EDQUOT)
_SHOWN = 40
"""So many characters of a leaked sentence are quoted."""

_WHAT = {
    SecretKind.TRAINER_SECTION: N_("a sentence of the analysis or of another trainer's section"),
    SecretKind.ANSWER: N_("an expected answer"),
    SecretKind.NOTE: N_("a trainer's note"),
    SecretKind.LIBRARY_TITLE: N_("a library title"),
    SecretKind.REAL_NAME: N_("a real name"),
    SecretKind.PRIVATE: N_("a phone number or something else that is to be masked"),
    SecretKind.TRAINER_LABEL: N_("a heading of the trainer guide"),
    SecretKind.COMMENT: N_("a comment"),
    SecretKind.HIDDEN_TEXT: N_("hidden text"),
    SecretKind.REVISION: N_("a tracked change"),
    SecretKind.EMBEDDED_FILE: N_("an embedded file"),
}
_WHERE = {
    PlaceKind.BODY: N_("paragraph {number} of the text"),
    PlaceKind.HEADER: N_("the header"),
    PlaceKind.FOOTER: N_("the footer"),
    PlaceKind.NOTE: N_("the footnotes"),
    PlaceKind.PROPERTIES: N_("the document properties"),
    PlaceKind.ALTERNATIVE_TEXT: N_("the description of a picture or table"),
    PlaceKind.FIELD: N_("a field"),
    PlaceKind.PICTURE: N_("what a picture carries along"),
    PlaceKind.OTHER: N_("the part {part}"),
    PlaceKind.COMMENT: N_("the comments"),
    PlaceKind.HIDDEN: N_("the hidden text of the template"),
    PlaceKind.REVISION: N_("the tracked changes of the template"),
    PlaceKind.EMBEDDED: N_("the files embedded in the template"),
}


def save(data: bytes, target: Path, *, proof: Callable[[Path], None] | None = None) -> None:
    """Save a finished file in one step; `proof` reads it before, and keeps it from being saved by an exception.

    Raises CaseDeskError when the file is open in Word or the folder cannot be written.
    """
    with placing(target) as aside:
        with telling_of_the_disk(target), aside.open("wb") as file:
            file.write(data)
        if proof is not None:
            proof(aside)


@contextmanager
def placing(target: Path) -> Generator[Path]:
    """An empty file beside the target, to be written by the caller: it takes the target's place in the end, in one
    step, and is gone when an exception comes instead. Raises CaseDeskError as `save`.
    """
    _refuse_open(target)
    with _set_aside(target) as aside:
        yield aside
        with telling_of_the_disk(target), aside.open("rb+") as file:
            os.fsync(file.fileno())
        _put_in_place(aside, target)


def refuse_leaks(leaks: Sequence[Leak], handout: Handout) -> None:
    """Raise LeakError where a finished learner file holds something for trainers; the first place is named."""
    if leaks:
        raise LeakError(
            N_("“{edition}” was not saved: {what} stands in {where}: “{text}”."),
            edition=handout.edition_name,
            **describe(leaks[0]),
        )


def describe(leak: Leak) -> dict[str, str]:
    """A leak in words: what it is, where it stands, and its beginning."""
    text = leak.text if len(leak.text) <= _SHOWN else f"{leak.text[:_SHOWN]}…"
    where = tr(_WHERE[leak.place.kind]).format(number=leak.place.number, part=leak.place.part)
    return {"what": tr(_WHAT[leak.kind]), "where": where, "text": text}


def _refuse_open(target: Path) -> None:
    """Word and LibreOffice leave an owner's file beside what they have open; Windows refuses by itself besides.

    Word's begins with ~$, which takes the place of the first letters of a name that is long enough.
    """
    names = (*(f"~${target.name[cut:]}" for cut in range(3)), f".~lock.{target.name}#")
    owners = map(target.with_name, names)
    if target.exists() and any(owner.exists() for owner in owners):
        raise _open_elsewhere(target)


def _open_elsewhere(target: Path) -> CaseDeskError:
    return CaseDeskError(
        N_("“{name}” is open in Word or another program. Close it there, or save under another name."),
        name=target.name,
    )


@contextmanager
def _set_aside(target: Path) -> Generator[Path]:
    """An empty file beside the target; gone afterwards unless it was put in place."""
    if not target.parent.is_dir():
        raise BadInputError(N_("The folder “{name}” does not exist."), name=target.parent)
    with asides.beside(target) as aside:
        try:
            aside.open("xb").close()
        except OSError as error:
            raise CaseDeskError(
                N_("Nothing can be written into the folder “{name}”. Choose another folder."), name=target.parent
            ) from error
        yield aside


@contextmanager
def telling_of_the_disk(target: Path) -> Generator[None]:
    """A full disk and the like as sentences for the user."""
    try:
        yield
    except OSError as error:
        raise _not_written(target, error) from error


def _not_written(target: Path, error: OSError) -> CaseDeskError:
    if error.errno in _FULL:
        return CaseDeskError(
            N_("There is no room left on the disk for “{name}”. Nothing was changed there."), name=target.name
        )
    reason = refusal(error)
    return CaseDeskError(N_("“{name}” could not be written ({reason})."), name=target.name, reason=reason)


def _put_in_place(aside: Path, target: Path) -> None:
    if target.is_dir():
        raise BadInputError(N_("“{name}” is a folder."), name=target.name)
    if target.exists() and not os.access(target, os.W_OK):
        raise CaseDeskError(N_("“{name}” is write-protected. Save under another name."), name=target.name)
    aside.chmod(_usual_mode(target))
    try:
        aside.replace(target)
    except PermissionError as error:
        raise _open_elsewhere(target) from error
    except OSError as error:
        raise _not_written(target, error) from error


def _usual_mode(target: Path) -> int:
    """Temporary files are private; the handout gets the rights of the one it replaces, or the usual ones."""
    return target.stat().st_mode & 0o777 if target.exists() else 0o644
