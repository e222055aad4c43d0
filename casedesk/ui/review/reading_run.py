"""Files being read in a worker: what has come of each so far, safe to look at from the window."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casedesk.domain.draft import Problem
from casedesk.tasks.import_documents import ReadFile, documents_in, reading
from casedesk.tasks.progress import Progress
from casedesk.tasks.story_likeness import StoryLikeness


@dataclass(slots=True)
class ReadingRun:
    """One batch of files. The worker appends to its lists, which is safe, and nobody takes anything away.

    The drafts are compared with the cases of the library at `library`.
    """

    paths: Sequence[Path]
    library: Path
    documents: list[Path] = field(default_factory=list[Path])
    outcomes: list[tuple[Path, ReadFile | Problem, float]] = field(
        default_factory=list[tuple[Path, "ReadFile | Problem", float]]
    )
    is_over: bool = False

    @property
    def files(self) -> list[ReadFile]:
        """The files that were read."""
        return [outcome for _, outcome, _ in self.outcomes if isinstance(outcome, ReadFile)]

    @property
    def problems(self) -> list[Problem]:
        """Why the others were not."""
        return [outcome for _, outcome, _ in self.outcomes if isinstance(outcome, Problem)]

    @property
    def drafts(self) -> int:
        """How many drafts have been found."""
        return sum(len(file.proposal.drafts) for file in self.files)

    def work(self, progress: Progress) -> "ReadingRun":
        """Read all, in a worker; itself, when done or cancelled."""
        self.documents.extend(documents_in(self.paths))
        began = time.monotonic()
        stories: StoryLikeness | None = None
        for path, outcome in reading(self.documents, progress):
            if isinstance(outcome, ReadFile):
                stories = stories or StoryLikeness(self.library)
                outcome = stories.marked(outcome)
            now = time.monotonic()
            self.outcomes.append((path, outcome, now - began))
            began = now
            progress.report(len(self.outcomes), len(self.documents), path.name)
        return self
