"""A handout as a Word file: of our own, or in a template of the trainer's."""

from collections.abc import Callable
from pathlib import Path

from casedesk.domain.handout import Handout
from casedesk.handout.assembly import assemble
from casedesk.handout.body import Watch, unwatched
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.leak_guard import check
from casedesk.handout.saving import refuse_leaks, save
from casedesk.handout.template import from_template


def document_of(
    handout: Handout,
    *,
    template: Path | None = None,
    picture: Callable[[str], bytes] | None = None,
    watch: Watch = unwatched,
) -> bytes:
    """The bytes of the Word file, not proved yet. Raises BadInputError for an unusable template.

    `watch` is told how much of a file of our own is written, and ends the work by an exception.
    """
    if template is None or recipe_of(handout.options.edition).area.fills_page:
        return assemble(handout, picture, watch=watch)
    return from_template(handout, template, picture)


def write(
    handout: Handout,
    target: Path,
    *,
    template: Path | None = None,
    picture: Callable[[str], bytes] | None = None,
) -> None:
    """Save the handout; what was at `target` is replaced in one step, or stays untouched.

    `picture` gives the bytes of a picture by its digest. A learner's file is read back first: LeakError, and nothing
    is saved, when it holds something for trainers. Raises BadInputError for an unusable template and CaseDeskError
    when the file is open in Word or the folder cannot be written.
    """

    def proof(aside: Path) -> None:
        if recipe_of(handout.options.edition).is_guarded:
            refuse_leaks(check(aside, handout), handout)

    save(document_of(handout, template=template, picture=picture), target, proof=proof)
