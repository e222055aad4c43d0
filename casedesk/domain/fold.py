"""One form for what a reader takes for the same: 简/繁, full and half width, case, accents, punctuation.

The map is one character to one character, so an offset in the folded text is the same offset in the text.
"""

from casedesk.domain.fold_table import FROM, TO

_TABLE = dict(zip(map(ord, FROM), TO, strict=True))


def fold(text: str) -> str:
    """Text in the form that search compares, exactly as long as `text`; folding twice changes nothing more."""
    return text.translate(_TABLE)
