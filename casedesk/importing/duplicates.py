"""Stories that are told twice within a batch, and what else is at hand in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from casedesk.domain.draft import Likeness
from casedesk.domain.story_words import WordWeights, story_words
from casedesk.domain.tellings import Telling, closest

_MOST_OWNERS = 400
_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Known:
    """A text to compare with: a case of the library (`case_id`), or an earlier draft of the batch (`draft_index`)."""

    title: str
    text: str
    case_id: int | None = None
    draft_index: int | None = None


class DuplicateFinder:
    """Finds the tellings of a story among many texts: by rare words first, by careful comparison of the few that share
    them then. `weights` says how rare; without it, that is learned from what is added.
    """

    def __init__(self, known: Iterable[Known] = (), *, weights: WordWeights | None = None) -> None:
        self._learns = weights is None
        self._weights = weights or WordWeights()
        self._known: list[Known] = []
        self._owners: dict[str, list[int]] = {}
        for item in known:
            self.add(item)

    def add(self, item: Known) -> None:
        """Let later texts be compared with this one."""
        words = story_words(item.text)
        if self._learns:
            self._weights.learn(words)
        for word in words:
            self._owners.setdefault(word, []).append(len(self._known))
        self._known.append(item)

    def likeness(self, text: str) -> Likeness | None:
        """The known text that tells the same story, if any does; `share` is 1.0 for the same words."""
        found = self.likenesses(text, limit=1)
        return found[0] if found else None

    def likenesses(self, text: str, *, limit: int = 5) -> tuple[Likeness, ...]:
        """The known texts that tell the same story, most alike first."""
        mine = Telling(text, self._weights)
        judged = (
            (*judgement, index)
            for index in self._candidates(mine)
            if (judgement := mine.judged(Telling(self._known[index].text, self._weights)))
        )
        return tuple(
            Likeness(item.case_id, item.title, share, item.draft_index, kind)
            for kind, share, index in closest(judged)[:limit]
            for item in (self._known[index],)
        )

    def _candidates(self, telling: Telling) -> list[int]:
        votes: dict[int, float] = {}
        for word, weight in telling.story.weights.items():
            owners = self._owners.get(word, ())
            if len(owners) <= _MOST_OWNERS:
                for owner in owners:
                    votes[owner] = votes.get(owner, 0.0) + weight * weight
        return nlargest(_CANDIDATES, votes, key=votes.__getitem__)
