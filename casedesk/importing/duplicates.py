"""Stories that are told twice: within a batch, and against what the library has already."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from casedesk.domain.draft import Likeness
from casedesk.importing.plain_form import plain_form

NEAR = 0.6
"""From this share on two texts are worth comparing by eye."""

_SHINGLE = 5
_KEPT = 7
_LONGEST = 6000
_FEWEST_COMMON = 2
_MOST_OWNERS = 400
_BARE = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Known:
    """A text to compare with: a case of the library (`case_id`), or an earlier draft of the batch (`draft_index`)."""

    title: str
    text: str
    case_id: int | None = None
    draft_index: int | None = None


class DuplicateFinder:
    """Finds the most alike of many texts, by shared shingles first and by careful comparison of the few that share."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known: list[Known] = []
        self._bare: list[str] = []
        self._owners: dict[int, list[int]] = {}
        for item in known:
            self.add(item)

    def add(self, item: Known) -> None:
        """Let later texts be compared with this one."""
        bare = bare_text(item.text)
        index = len(self._known)
        self._known.append(item)
        self._bare.append(bare)
        for shingle in _sampled(bare):
            self._owners.setdefault(shingle, []).append(index)

    def likeness(self, text: str) -> Likeness | None:
        """The known text that tells the same story, if any does; `share` is 1.0 for the same words."""
        found = self.likenesses(text, limit=1)
        return found[0] if found else None

    def likenesses(self, text: str, *, limit: int = 5) -> tuple[Likeness, ...]:
        """The known texts that tell the same story, most alike first."""
        bare = bare_text(text)
        scored = ((self._share(bare, index), index) for index in self._candidates(bare))
        best = sorted(
            ((share, index) for share, index in scored if share >= NEAR), key=lambda item: (-item[0], item[1])
        )
        return tuple(self._likeness(share, self._known[index]) for share, index in best[:limit])

    def _candidates(self, bare: str) -> list[int]:
        counts: dict[int, int] = {}
        for shingle in _sampled(bare):
            owners = self._owners.get(shingle, ())
            if len(owners) <= _MOST_OWNERS:
                for owner in owners:
                    counts[owner] = counts.get(owner, 0) + 1
        common = sorted(counts, key=lambda owner: -counts[owner])
        return [owner for owner in common[:20] if counts[owner] >= _FEWEST_COMMON or len(bare) < 80]

    def _share(self, bare: str, index: int) -> float:
        other = self._bare[index]
        if bare == other:
            return 1.0
        shorter, longer = sorted((bare[:_LONGEST], other[:_LONGEST]), key=len)
        share = fuzz.ratio(shorter, longer) / 100
        if len(shorter) >= 60 and len(shorter) * 4 >= len(longer):  # one telling may be cut short or carry an analysis
            share = max(share, 0.95 * _contained(shorter, longer))
        return min(share, 0.99)

    @staticmethod
    def _likeness(share: float, item: Known) -> Likeness:
        return Likeness(item.case_id, item.title, round(share, 2), item.draft_index)


def likenesses_in_batch(
    drafts: Sequence[tuple[str, str]], library: Mapping[int, tuple[str, str]] | None = None
) -> tuple[Likeness | None, ...]:
    """For every draft (title, text) of a batch the case of the library, or the earlier draft, that tells its story.

    `library` maps ids of cases to (title, text).
    """
    finder = DuplicateFinder(Known(title, text, case_id=id_) for id_, (title, text) in (library or {}).items())
    found: list[Likeness | None] = []
    for index, (title, text) in enumerate(drafts):
        found.append(finder.likeness(text))
        finder.add(Known(title, text, draft_index=index))
    return tuple(found)


def bare_text(text: str) -> str:
    """The letters, digits and ideographs of a text, in plain form and lower case."""
    return _BARE.sub("", plain_form(text)).lower()


def _sampled(bare: str) -> set[int]:
    """The shingles of a text, thinned by value so that equal texts keep equal ones."""
    shingles = {hash(bare[i : i + _SHINGLE]) for i in range(max(1, len(bare) - _SHINGLE + 1))}
    kept = {value for value in shingles if value % _KEPT == 0}
    return kept if len(kept) >= 8 else shingles


def _contained(shorter: str, longer: str) -> float:
    """The share of the shorter text's shingles that stand in the longer one."""
    wanted = {shorter[i : i + _SHINGLE] for i in range(len(shorter) - _SHINGLE + 1)}
    have = {longer[i : i + _SHINGLE] for i in range(len(longer) - _SHINGLE + 1)}
    return len(wanted & have) / len(wanted) if wanted else 0.0
