"""Drafts that tell what the library, or the same batch, tells already; found before anything is added."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casedesk.domain.draft import Draft, Likeness, SpanKind
from casedesk.domain.review import LEFT_OUT_KINDS
from casedesk.domain.story_words import story_words
from casedesk.domain.tellings import RANKS
from casedesk.storage.story_search import StorySearch
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.texts import tr

_TOLD_EVERY = 50
_NO_STORY = LEFT_OUT_KINDS | {SpanKind.HEADING, SpanKind.MARKER}


class StoryLikeness:
    """Compares drafts with the cases of a library and with the drafts before them. Use it on one thread.

    The library is opened for reading only, so this may run in a worker.
    """

    def __init__(self, library: Path) -> None:
        from casedesk.importing.duplicates import DuplicateFinder, Known

        self._known = Known
        self._library = StorySearch(library)
        self._batch = DuplicateFinder(weights=self._library.weights)
        self._drafts = 0

    def marked(self, file: ReadFile, progress: Progress = SILENCE) -> ReadFile:
        """The file with the likeness of every draft that tells a known story. Raises NoLongerWanted when cancelled."""
        text = file.proposal.source.text
        for draft in file.proposal.drafts:
            self._library.weights.learn(story_words(draft_story(draft, text)))
        drafts = [self._compared(draft, text) for draft in _told(file, progress)]
        return replace(file, proposal=replace(file.proposal, drafts=tuple(drafts)))

    def _compared(self, draft: Draft, text: str) -> Draft:
        story = draft_story(draft, text)
        found = [*self._library.alike(story, limit=1), *self._batch.likenesses(story, limit=1)]
        self._batch.add(self._known(draft.title, story, draft_index=self._drafts))
        self._drafts += 1
        return replace(draft, likeness=max(found, key=_closeness)) if found else draft


def _told(file: ReadFile, progress: Progress) -> Iterator[Draft]:
    """The drafts of a file; where they are many, progress hears how many have been compared."""
    drafts = file.proposal.drafts
    for at, draft in enumerate(drafts):
        if progress.is_cancelled:
            raise NoLongerWanted
        if at % _TOLD_EVERY == 0 and len(drafts) > _TOLD_EVERY:
            words = tr("{name}, draft {n} of {total} compared with the library")
            progress.report(at, len(drafts), words.format(name=file.name, n=at + 1, total=len(drafts)))
        yield draft


def draft_story(draft: Draft, text: str) -> str:
    """What a draft of `text` tells: its story, or all of its words where it has none of its own."""
    body = _words(draft, text, frozenset({SpanKind.BODY}))
    return body or _words(draft, text, frozenset(SpanKind) - _NO_STORY)


def _words(draft: Draft, text: str, kinds: frozenset[SpanKind]) -> str:
    return "\n".join(text[span.start : span.end] for span in draft.spans if span.kind in kinds).strip()


def _closeness(likeness: Likeness) -> tuple[int, bool, float]:
    """The library goes before the batch: what is there already need not come in."""
    return RANKS[likeness.kind], likeness.case_id is not None, likeness.share
