"""Names of people in a text, by which stories about the same people are told from stories about others."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from casedesk.importing import rules

_MOST = 0.7
_SAMPLE = 4000


def shared_names(canon: str, stretches: Sequence[tuple[int, int]]) -> set[str]:
    """The names that stand in nearly all of the stretches."""
    counts = Counter(name for start, end in stretches for name in names_in(canon, start, end))
    return {name for name, count in counts.items() if count > 1 and count >= len(stretches) * _MOST}


def names_in(canon: str, start: int, end: int) -> set[str]:
    """The names of people in the text [start, end)."""
    words = canon[start : min(end, start + _SAMPLE)]
    found = {match.group() for match in _chinese().finditer(words)}
    return found | {match.group(1) for match in _english().finditer(words)}


@lru_cache(maxsize=1)
def _chinese() -> re.Pattern[str]:
    return rules.pattern(rules.table("stories")["name"])


@lru_cache(maxsize=1)
def _english() -> re.Pattern[str]:
    return rules.pattern(rules.table("stories")["english_name"])
