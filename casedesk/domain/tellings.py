"""Whether two texts tell the same story: word for word, nearly so, or retold."""

from collections.abc import Iterable

from casedesk.domain.draft import LikenessKind
from casedesk.domain.passages import NEAR, bare_text, passage_share
from casedesk.domain.story_words import RETOLD, WeighedStory, WordWeights, story_words

_WORTH_ALIGNING = 0.35
"""Texts with fewer words in common cannot share six tenths of their passages."""


class Telling:
    """A text made ready for comparing."""

    __slots__ = ("bare", "story", "words")

    def __init__(self, text: str, weights: WordWeights) -> None:
        self.bare = bare_text(text)
        self.words = story_words(text)
        self.story: WeighedStory = weights.weighed(self.words)

    def judged(self, other: "Telling") -> tuple[LikenessKind, float] | None:
        """How the other tells the same story and how much the two share, None where it tells another one."""
        if self.bare == other.bare:
            return (LikenessKind.EXACT, 1.0) if self.bare else None
        shared = self.story.share(other.story)
        if shared >= _WORTH_ALIGNING or self._is_part_of(other):
            passages = passage_share(self.bare, other.bare)
            if passages >= NEAR:
                return LikenessKind.NEAR, round(passages, 2)
        return (LikenessKind.RETOLD, round(shared, 2)) if shared >= RETOLD else None

    def _is_part_of(self, other: "Telling") -> bool:
        """Whether most words of the shorter telling stand in the longer one."""
        smaller, larger = sorted((self.words, other.words), key=len)
        return len(smaller & larger) * 10 >= len(smaller) * 6


RANKS = {LikenessKind.EXACT: 2, LikenessKind.NEAR: 1, LikenessKind.RETOLD: 0}
"""What is closer comes first, whatever the shares say: they are measured in different ways."""


def closest(judgements: Iterable[tuple[LikenessKind, float, int]]) -> list[tuple[LikenessKind, float, int]]:
    """Judgements (kind, share, id) with the closest first."""
    return sorted(judgements, key=lambda item: (-RANKS[item[0]], -item[1], item[2]))
