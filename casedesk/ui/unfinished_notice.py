"""What a crash has cut short, told at the next start above the pages, with the way to go on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import assert_never

from casedesk.storage.library import Library
from casedesk.tasks.batches import batch_entries
from casedesk.tasks.unfinished import Kind, Unfinished
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip

_MOST = 3
"""So many are told; more would cover the page."""


class UnfinishedNotice(NoticeStrip):
    """One job. Whatever the answer is, it is not told again."""

    def __init__(self, window: MainWindow, left: Unfinished) -> None:
        library = window.session.library

        def answered(way: Callable[[], object]) -> None:
            library.job_notes.end(left.key)
            way()

        ways = ((words, partial(answered, way)) for words, way in _ways(window, left))
        super().__init__(window.appearance, window, icon="ph.clock-counter-clockwise", answers=tuple(ways))
        self.say(words_of(library, left))


def tell_unfinished(window: MainWindow, unfinished: Sequence[Unfinished]) -> None:
    """Show a strip for each job that nobody has answered yet, the newest ones where there are many."""
    noted = window.session.library.job_notes.left()
    for left in [left for left in unfinished if left.key in noted][-_MOST:]:
        window.add_notice(UnfinishedNotice(window, left))


def words_of(library: Library, left: Unfinished) -> str:
    """What became of a job."""
    when = dates.moment_of(left.begun)
    match left.kind:
        case Kind.CHANGE:
            words = tr(
                "{name} ({when}) was not carried out: the program ended in the middle of it. Nothing was changed."
            )
        case Kind.FILES:
            words = tr(
                "{name} ({when}) was not finished: the program ended in the middle of it. "
                "The files that are there are whole."
            )
        case Kind.IMPORT if left.batch_id:
            words = tr("{name} ({when}) was not finished: {stand}. What you have decided is kept.")
            return words.format(name=left.name, when=when, stand=_stand(library, left.batch_id))
        case Kind.IMPORT:
            words = tr(
                "{name} ({when}) was not finished: the program ended in the middle of it. "
                "Nothing of it is in the library yet."
            )
        case _:
            assert_never(left.kind)
    return words.format(name=left.name, when=when)


def _stand(library: Library, batch_id: int) -> str:
    entry = next(entry for entry in batch_entries(library) if entry.batch.id == batch_id)
    drafts = entry.stand.drafts if entry.stand else 0
    waiting = tr_n("{n} draft waits to be added", "{n} drafts wait to be added", drafts).format(n=f"{drafts:,}")
    if not entry.cases:
        return waiting
    cases = tr_n("{n} case is in the library", "{n} cases are in the library", entry.cases).format(n=entry.cases)
    return tr(", ").join((cases, waiting))


def _ways(window: MainWindow, left: Unfinished) -> Sequence[tuple[str, Callable[[], object]]]:
    def resume() -> None:
        window.show_page("import")
        window.pages.importing.resume(left.batch_id)

    def read_again() -> None:
        window.import_files(there)

    there = [path for path in left.paths if path.exists()]
    if left.batch_id:
        return ((tr("Go on"), resume), (tr("Not now"), _nothing))
    if left.kind is Kind.IMPORT and there:
        return ((tr("Read the files again"), read_again), (tr("Understood"), _nothing))
    return ((tr("Understood"), _nothing),)


def _nothing() -> None:
    return None
