"""Looks into the exchange folder when the window gets the focus, beside it: a stick may be out, a share may hang."""

import logging
import threading
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.exchange import News, news, unseen
from casedesk.tasks.exchange_folder import PREFIX, FolderContents, Incoming, packs_of_others
from casedesk.tasks.exchange_memory import Stamp, fetches, remember_fetched, stamp_of
from casedesk.tasks.exchange_place import ExchangePlace, exchange_place
from casedesk.texts import tr
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.session import LibrarySession

log = logging.getLogger(__name__)


class ExchangeWatch(QObject):
    """Knows what lies in the exchange folder, as of the last look. A folder that is away is silent."""

    changed = Signal()
    """What was found is another than before."""
    _seen = Signal(object, object)

    def __init__(self, session: LibrarySession, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._is_looking = self._is_wanted = False
        """Whether a look goes on, and whether somebody wished for another one meanwhile."""
        self._known: frozenset[Stamp] | None = None
        """The state of the files at the last look; None where nothing is to be taken for known."""
        self.contents = FolderContents()
        self.news: tuple[News, ...] = ()
        """What is newer in the folder than what was fetched."""
        self._seen.connect(self._take)

    def look(self) -> None:
        """Look whether anything has changed in the folder; only what is new there is read."""
        if self._session.library.is_read_only:
            return
        if self._is_looking:
            self._is_wanted = True
            return
        place = exchange_place()
        if not place.folder:
            self._show(FolderContents(), ())
            return
        self._is_looking = True
        args = (place, self._known)
        self._known = frozenset()
        if self._jobs.is_immediate:
            self._look_into(*args)
        else:
            threading.Thread(target=self._look_into, args=args, name="exchange", daemon=True).start()

    def look_again(self) -> None:
        """Look as if nothing were known: something was fetched, or another folder was chosen."""
        self._known = None
        self.look()

    def _look_into(self, place: ExchangePlace, known: frozenset[Stamp] | None) -> None:
        """On a thread of its own: nobody waits for a share that hangs, not even the window when it closes."""
        try:
            stamps = frozenset(_stamps(place))
            contents = packs_of_others(place) if stamps != known else None
        except OSError:
            stamps, contents = frozenset[Stamp](), FolderContents()
        try:
            self._seen.emit(stamps, contents)
        except RuntimeError:  # the window has gone meanwhile
            log.info("a look into the exchange folder came too late")

    def _take(self, stamps: frozenset[Stamp], contents: FolderContents | None) -> None:
        if self._known is not None:
            self._known = stamps
        waiting = unseen(contents.incoming, fetches(self._session.library)) if contents else ()
        if contents is not None and waiting:
            self._glance(contents, waiting)
            return
        if contents is not None:
            self._show(contents, ())
        self._end()

    def _glance(self, contents: FolderContents, waiting: tuple[Incoming, ...]) -> None:
        """Find out how much there is in what is new."""
        library = self._session.library
        path = library.path

        def work(progress: Progress) -> tuple[News, ...]:
            with making_many_values():
                return tuple(_glances(path, waiting, progress))

        def done(found: tuple[News, ...]) -> None:
            for item in found:
                if not item.is_any and item.incoming.sent is not None:
                    remember_fetched(library, item.incoming.sent, item.incoming.path)
            self._show(contents, tuple(item for item in found if item.is_any))

        job = self._jobs.start(tr("Look into the exchange folder"), work, done=done, failed=_forget)
        if self._jobs.is_immediate:
            self._end()
        else:
            job.ended.connect(self._end)

    def _end(self) -> None:
        self._is_looking = False
        if self._is_wanted:
            self._is_wanted = False
            self.look()

    def _show(self, contents: FolderContents, found: tuple[News, ...]) -> None:
        if (contents, found) != (self.contents, self.news):
            self.contents, self.news = contents, found
            self.changed.emit()


def _stamps(place: ExchangePlace) -> Iterable[Stamp]:
    own = frozenset(place.files.values())
    for path in Path(place.folder).iterdir():
        if PREFIX in path.name.lower() and path.name not in own and path.suffix != ".part":
            yield stamp_of(path)


def _glances(library: Path, waiting: Iterable[Incoming], progress: Progress) -> Iterable[News]:
    for incoming in waiting:
        progress.stop_if_cancelled()
        try:
            yield news(library, incoming, progress)
        except (CaseDeskError, OSError) as error:  # it is told when somebody fetches it
            log.info("not readable: %s", type(error).__name__)


def _forget(error: Exception) -> None:
    log.warning("a look into the exchange folder failed: %s", type(error).__name__)
