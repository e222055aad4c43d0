"""Finding a name by part of it, in either script, or by pinyin or its initials. Pure."""

from collections.abc import Callable

from casedesk.domain.fold import fold
from casedesk.domain.pinyin import sounds_like, spellings


def name_finder(typed: str) -> Callable[[str], bool]:
    """Whether a name fits what was typed; nothing typed fits all."""
    needle = fold(typed.strip())
    is_sound = needle.isascii() and any(char.isalpha() for char in needle)
    ways = tuple(spellings(needle)) if is_sound else ()

    def fits(name: str) -> bool:
        if needle in fold(name):
            return True
        return any(
            sounds_like(name[start : start + len(pieces)], pieces)
            for pieces in ways
            for start in range(len(name) - len(pieces) + 1)
        )

    return fits
