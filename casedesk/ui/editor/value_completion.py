"""Which of the values that a library knows fit what is being typed: by words, by pinyin or by its initials."""

from collections.abc import Sequence

from casedesk.ui.palette.matching import match

_MOST = 8


def completions(typed: str, known: Sequence[str], taken: Sequence[str] = ()) -> tuple[str, ...]:
    """The best fitting known values that are not taken yet; the most used ones while nothing is typed."""
    free = [value for value in known if value not in taken]
    if not typed.strip():
        return tuple(free[:_MOST])
    found = [(match(typed, value), place, value) for place, value in enumerate(free)]
    fitting = [(-hit.score, place, value) for hit, place, value in found if hit is not None]
    return tuple(value for _, _, value in sorted(fitting)[:_MOST])
