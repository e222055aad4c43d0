"""One form for what a reader takes for the same: 简/繁, full and half width, case, accents, punctuation.

The map is one character to one character, so an offset in the folded text is the same offset in the text.
"""

from casedesk.domain.fold_table import FROM, TO

_TABLE = dict(zip(map(ord, FROM), TO, strict=True))
_WIDE_TABLE = {char: other for char, other in _TABLE.items() if char >= 0x2E80}


def fold(text: str) -> str:
    """Text in the form that search compares, exactly as long as `text`; folding twice changes nothing more."""
    return text.translate(_TABLE)


def fold_wide(text: str) -> str:
    """The same for Chinese and full-width characters alone: Latin letters keep their case, as names need it."""
    return text.translate(_WIDE_TABLE)
