"""What can be done with an import that is in the library: taken out again, or its review given up."""

from casedesk.tasks.batches import taking_out
from casedesk.tasks.half_done_review import discarding
from casedesk.texts import tr
from casedesk.ui.review.batch_words import removal_words
from casedesk.ui.session import LibrarySession


def take_out(session: LibrarySession, batch_id: int) -> None:
    """Take an import out of the library again; what was worked on since stays."""
    removal = taking_out(session.library, batch_id)
    if removal.taken:
        session.carry_out(removal.edit, announce=removal_words(removal))
    else:
        session.refused.emit(
            tr("Nothing is taken out: every case of this import was changed since, or is in a lesson plan.")
        )


def discard(session: LibrarySession, batch_id: int) -> None:
    """Give up a half-done review."""
    batch = session.library.batches.get(batch_id)
    text = tr("Gave up the review of “{name}”").format(name=batch.name)
    session.apply(discarding(session.library, batch), announce=text)
