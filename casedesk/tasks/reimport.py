"""A file that was imported before and has been changed since: which of its drafts are cases already, which are newer
versions of one, which are new, and which cases are gone from it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from casedesk.domain.case import Case
from casedesk.domain.draft import Decision, Draft, Likeness, LikenessKind, Twin
from casedesk.domain.passages import NEAR, bare_text, passage_share
from casedesk.domain.search_text import search_text
from casedesk.domain.story_words import story_words
from casedesk.domain.twins import same_words
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile
from casedesk.tasks.twin_texts import case_of_draft
from casedesk.texts import tr, tr_n

_SAME_TITLE = 0.3
"""Under the same title less of the text must agree."""
_WORTH_ALIGNING = 0.25
"""Texts with fewer words in common are not compared passage by passage."""
_MOST_TRIED = 6
_MOST_OWNERS = 50
"""A word that more cases have tells none of them."""


@dataclass(frozen=True, slots=True)
class Reimport:
    """A file beside the version of it that the library has. `file` has its drafts marked and decided accordingly."""

    file: ReadFile
    unchanged: int
    updated: int
    new: int
    vanished: tuple[Case, ...]
    """Cases of the version before that no draft is any more; they stay in the library."""

    @property
    def sentence(self) -> str:
        """What the trainer should know before the review."""
        parts = [
            tr_n("{n} unchanged", "{n} unchanged", self.unchanged).format(n=self.unchanged),
            tr_n("{n} changed", "{n} changed", self.updated).format(n=self.updated),
            tr_n("{n} new", "{n} new", self.new).format(n=self.new),
        ]
        text = tr("“{name}” was imported before: {counts}.").format(name=self.file.name, counts=tr(", ").join(parts))
        if not self.vanished:
            return text
        titles = tr(", ").join(tr("“{title}”").format(title=case.title) for case in self.vanished[:3])
        gone = tr_n(
            "{n} case is no longer in it and stays in the library: {titles}.",
            "{n} cases are no longer in it and stay in the library: {titles}.",
            len(self.vanished),
        )
        return tr("{first} {second}").format(first=text, second=gone.format(n=len(self.vanished), titles=titles))


def reimport(library: Library, file: ReadFile) -> Reimport | None:
    """The file beside its version before, None where the library has none.

    That is a file of the same name, or any whose cases stand in this one for the better part. Decided drafts stay as
    they are.
    """
    before = _cases_before(library, file)
    if not before:
        return None
    fresh = [case_of_draft(file, draft) for draft in file.proposal.drafts]
    matches = _matched(before, fresh)
    if not matches:
        return None
    drafts = tuple(
        _marked(draft, case, before[matches[at]] if at in matches else None)
        for at, (draft, case) in enumerate(zip(file.proposal.drafts, fresh, strict=True))
    )
    unchanged = sum(same_words(before[old], fresh[at]) for at, old in matches.items())
    vanished = tuple(case for place, case in enumerate(before) if place not in matches.values())
    marked = replace(file, proposal=replace(file.proposal, drafts=drafts))
    return Reimport(marked, unchanged, len(matches) - unchanged, len(drafts) - len(matches), vanished)


def with_version_before(library: Library, file: ReadFile) -> ReadFile:
    """The file compared with the version of it that the library has, which its note then tells; else as it is.

    Where the library has the cases of this very file, only the note is given: `known_marked` knows their places. It
    takes seconds for a thousand cases, so use a worker.
    """
    again = reimport(library, file)
    if again is None:
        return file
    document = library.documents.of_digest(file.original.digest)
    is_known = document is not None and bool(library.cases.of_document(document.id))
    return replace(file if is_known else again.file, note=again.sentence)


def _cases_before(library: Library, file: ReadFile) -> list[Case]:
    """The cases, outside the trash, of the documents that this file is a later version of."""
    ids: dict[int, None] = dict.fromkeys(
        id_ for document_id in library.documents.named(file.name) for id_ in library.cases.of_document(document_id)
    )
    if not ids:
        ids = dict.fromkeys(_siblings(library, file))
    return [case for case in library.cases.get_many(ids) if case.trashed is None]


def _siblings(library: Library, file: ReadFile) -> Sequence[int]:
    """The cases of the one document that most drafts have a close twin from, and most of it, where the file has been
    renamed. A file that tells a few stories of a large collection again is no version of that."""
    likenesses = [draft.likeness for draft in file.proposal.drafts if draft.likeness]
    close = [item.case_id for item in likenesses if item.case_id and item.kind is not LikenessKind.RETOLD]
    twins = [case for case in library.cases.get_many(close) if case.origin]
    documents = [case.origin.document_id for case in twins if case.origin]
    if not documents:
        return ()
    most = max(set(documents), key=documents.count)
    ids = library.cases.of_document(most)
    return ids if documents.count(most) * 2 > max(len(file.proposal.drafts), len(ids)) else ()


def _matched(before: Sequence[Case], fresh: Sequence[Case]) -> dict[int, int]:
    """For drafts, by place, the case that each is a version of, by place; each case for one draft at most."""
    old, new = [_Version(case) for case in before], [_Version(case) for case in fresh]
    known = _Versions(old)
    scored = [
        (score, at, place)
        for at, version in enumerate(new)
        for place in known.worth_trying(version)
        if (score := version.closeness(old[place]))
    ]
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, place in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if at not in matches and place not in taken:
            matches[at] = place
            taken.add(place)
    return matches


class _Version:
    """A case made ready to be held against the cases of another version of its file."""

    def __init__(self, case: Case) -> None:
        body = search_text(case).body
        self.title = bare_text(case.title)
        self.text = bare_text(body)
        self.words = story_words(body)

    def closeness(self, other: "_Version") -> float:
        """How surely two are versions of one case, the same title counting for 1; 0 where they are not."""
        is_titled_so = self.title == other.title
        common = len(self.words & other.words)
        if not self.text or not other.text or common < _WORTH_ALIGNING * min(len(self.words), len(other.words)):
            return 0.0
        share = passage_share(self.text, other.text)
        return share + is_titled_so if share >= (_SAME_TITLE if is_titled_so else NEAR) else 0.0


class _Versions:
    """The cases of a version, found by what they hold: to hold each against each takes minutes for a thousand."""

    def __init__(self, versions: Sequence[_Version]) -> None:
        self._titled: dict[str, list[int]] = defaultdict(list)
        self._told: dict[str, list[int]] = defaultdict(list)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for place, version in enumerate(versions):
            self._titled[version.title].append(place)
            self._told[version.text].append(place)
            for word in version.words:
                self._owners[word].append(place)

    def worth_trying(self, version: _Version) -> Sequence[int]:
        """The places of those with the same title or text, and of those with most rare words in common: a few each."""
        votes: dict[int, float] = defaultdict(float)
        for word in version.words:
            owners = self._owners.get(word, ())
            if len(owners) <= _MOST_OWNERS:
                for place in owners:
                    votes[place] += 1 / len(owners)
        alike = nlargest(_MOST_TRIED, votes, key=votes.__getitem__)
        told = self._told.get(version.text, ())[:_MOST_TRIED]
        titled = self._titled.get(version.title, ())
        titled = sorted(titled, key=lambda place: votes.get(place, 0.0), reverse=True)[:_MOST_TRIED]
        return tuple(dict.fromkeys((*told, *titled, *alike)))


def _marked(draft: Draft, fresh: Case, before: Case | None) -> Draft:
    """The draft as a version of a case: dropped where nothing has changed, else to be decided as an update."""
    if before is None or draft.decision is not Decision.UNDECIDED or draft.twin is not Twin.OPEN:
        return draft
    is_same = same_words(before, fresh)
    share = 1.0 if is_same else passage_share(bare_text(search_text(fresh).body), bare_text(search_text(before).body))
    kind = LikenessKind.EXACT if is_same else LikenessKind.NEAR
    likeness = Likeness(before.id, before.title, round(min(share, 1.0 if is_same else 0.99), 2), None, kind)
    reason = tr("The library has this case already") if is_same else tr("A newer version of a case in the library")
    return replace(
        draft,
        likeness=likeness,
        decision=Decision.ADDED if is_same else Decision.UNDECIDED,
        reasons=(*draft.reasons, (False, reason)) if (False, reason) not in draft.reasons else draft.reasons,
    )
