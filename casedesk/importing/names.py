"""Names of people in a text, by which a story that goes on is told from another that begins."""

import re
from collections.abc import Sequence
from functools import lru_cache

from casedesk.importing import rules

_OFTEN = 2
_SAMPLE = 6000


def shared_names(
    canon: str, stretches: Sequence[tuple[int, int]], *, least: float = 0.7, often: int = _OFTEN
) -> set[str]:
    """The names of people that stand in so large a share of the stretches, so often in one of them."""
    names = {name for start, end in stretches for name in names_in(canon, start, end)}
    fewest = max(2.0, least * len(stretches))
    return {name for name in names if _is_shared(canon, name, stretches, fewest, often)}


def _is_shared(canon: str, name: str, stretches: Sequence[tuple[int, int]], fewest: float, often: int) -> bool:
    left, most = len(stretches), 0
    for start, end in stretches:
        count = canon.count(name, start, end)
        most = max(most, count)
        left -= not count
        if left < fewest:
            return False
    return most >= often


def names_in(canon: str, start: int, end: int) -> set[str]:
    """The names of people in the text [start, end)."""
    words = canon[start : min(end, start + _SAMPLE)]
    chinese, english = _patterns()
    found = {match.group() for match in chinese.finditer(words)}
    return found | {match.group(1) or match.group(2) for match in english.finditer(words)}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stories = rules.table("stories")
    filled = (
        stories["name"].replace("{family}", stories["family_names"]).replace("{rare}", stories["rare_family_names"])
    )
    return rules.pattern(filled), rules.pattern(stories["english_name"])
