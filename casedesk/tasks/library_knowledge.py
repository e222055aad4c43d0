"""What a library knows about drafts that are to join it: stories it tells already, the version of the file before, and
its trainer's own facets."""

from pathlib import Path

from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.own_facets import LibraryFacets
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.reimport import with_version_before
from casedesk.tasks.story_likeness import StoryLikeness


class LibraryKnowledge:
    """Marks the drafts of files one after the other. Use it on one thread; it may be a worker's."""

    def __init__(self, library: Path) -> None:
        self._path = library
        self._facets = LibraryFacets(library)
        self._stories = StoryLikeness(library)

    def marked(self, file: ReadFile, progress: Progress = SILENCE) -> ReadFile:
        """The file with what the library, and the files before it, say about its drafts.

        That takes a while for thousands of drafts. Raises NoLongerWanted when cancelled.
        """
        told = self._stories.marked(self._facets.marked(file), progress)
        with Library.open(self._path, create=False, read_only=True) as library:
            return with_version_before(library, told)
