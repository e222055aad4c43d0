"""Drafts that tell what the library, or the same batch, tells already; found before anything is added."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.draft import Draft, SpanKind
from casedesk.domain.review import LEFT_OUT_KINDS
from casedesk.domain.search_text import search_text
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile

_NO_STORY = LEFT_OUT_KINDS | {SpanKind.HEADING, SpanKind.MARKER}


class StoryLikeness:
    """Compares drafts with the cases of a library and with the drafts before them. Use it on one thread.

    The library is opened for reading only, so this may run in a worker.
    """

    def __init__(self, library: Path) -> None:
        from casedesk.importing.duplicates import DuplicateFinder, Known  # brings a compiled library, so only now

        self._known = Known
        with Library.open(library, create=False, read_only=True) as opened:
            cases = opened.cases.get_many(opened.cases.ids())
        self._finder = DuplicateFinder(Known(case.title, search_text(case).body, case_id=case.id) for case in cases)
        self._drafts = 0

    def marked(self, file: ReadFile) -> ReadFile:
        """The file with the likeness of every draft that tells a known story."""
        drafts = tuple(self._compared(draft, file.proposal.source.text) for draft in file.proposal.drafts)
        return replace(file, proposal=replace(file.proposal, drafts=drafts))

    def _compared(self, draft: Draft, text: str) -> Draft:
        story = "\n".join(text[span.start : span.end] for span in draft.spans if span.kind not in _NO_STORY)
        likeness = self._finder.likeness(story)
        self._finder.add(self._known(draft.title, story, draft_index=self._drafts))
        self._drafts += 1
        return draft if likeness is None else replace(draft, likeness=likeness)
