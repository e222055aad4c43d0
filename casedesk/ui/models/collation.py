"""Sorting names as the language of the interface sorts them: Chinese by its sound, numbers by their size."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCollator

from casedesk.ui.dates import locale


def name_key() -> Callable[[str], "Collated"]:
    """What names are sorted by."""
    collator = QCollator(locale())
    collator.setNumericMode(True)
    return partial(Collated, collator)


class Collated:
    """A name that compares as the language of the interface sorts: Chinese by its sound."""

    def __init__(self, collator: QCollator, text: str) -> None:
        self._collator = collator
        self._text = text

    def __lt__(self, other: "Collated") -> bool:
        return self._collator.compare(self._text, other._text) < 0
