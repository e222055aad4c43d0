"""The note that an import is under way: after a crash the next start goes on with it."""

from collections.abc import Sequence
from pathlib import Path

from casedesk.storage.library import Library
from casedesk.tasks.unfinished import begin_import


class ImportNote:
    """Begins with the reading of files, or with the review of what was read before, and ends when that is left."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._batch_id = 0
        self.key = ""
        """What the note is called among the library's; empty where no import is under way."""

    def begin(self, name: str, paths: Sequence[Path] = ()) -> None:
        """Another import begins; `paths` could be read again."""
        self.end()
        self.key = begin_import(self._library, name, paths)

    def follow(self, batch_id: int) -> None:
        """The review is kept in this batch from now on."""
        if self.key and batch_id != self._batch_id:
            self._batch_id = batch_id
            self._library.job_notes.add(self.key, batch=batch_id)

    def end(self) -> None:
        """The import is over, or is waiting for later as the user has said."""
        if self.key:
            self._library.job_notes.end(self.key)
        self.key, self._batch_id = "", 0
