"""Marks: the labels with which a case, a part of a collection or a numbered item may begin."""

import re
from dataclasses import dataclass
from enum import StrEnum

from casedesk.importing import rules
from casedesk.importing.numbers import ENGLISH_NUMBER, ENGLISH_ORDINAL, number_of

CLOSING_LAST = "closing_last"
"""The rule of words that close a row of cases only behind its last one."""
FIELD_TITLE = "field_title"
"""The rule of fields that hold the title of a case, on the first line of a record."""
DECIMAL = "decimal"
"""The rule of labels that count within a part ("2.1"); the number of their marks is PART times the part and more."""
COUNTED_ALOUD = "counted_aloud"
"""The rule of ordinals with which somebody who speaks goes on to the next story."""
PART = 1000
WORDED = "worded:"
"""What the rule of a mark begins with whose label is of any word; the word follows."""
NUMBER_IN_LABEL = re.compile(
    rules.NUMBER
    + r"|[①-⑳]|^[甲乙丙丁戊己庚辛壬癸]|(?<![A-Za-z])[A-H](?![A-Za-z])|(?<=[例案事景境])[甲乙丙丁戊]"
    + r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    + rf"|^(?:The )?{ENGLISH_ORDINAL}\b|\b(?i:{ENGLISH_NUMBER}|[ivx]+)\b"
)
"""A number inside a label."""


class Family(StrEnum):
    """What a heading begins."""

    CASE = "case"
    NUMBERED = "numbered"
    STYLED = "styled"
    CONTAINER = "container"
    COLLECTION = "collection"
    ANNOUNCEMENT = "announcement"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's label: characters [start, end) of the source; what follows may be its title."""

    start: int
    end: int
    family: Family
    rule: str
    number: int | None = None
    level: int = 0
    """The level of a styled heading."""
    word: str = ""
    """The label without its number, so that equal labels can be told."""

    @property
    def kind(self) -> str:
        """Marks of one kind form a row: 1, 2, 3 …"""
        return f"{self.rule}:{self.word}" if self.family is Family.CASE else self.rule


def mark_of(match: re.Match[str], family: Family, rule: str) -> Mark:
    """The mark of a label that a rule found; its number is the first in it, where labels of the family are numbered."""
    if rule == DECIMAL:
        part, number = re.findall(r"[0-9]+", match.group())[:2]
        return Mark(match.start(), match.end(), family, rule, int(part) * PART + int(number))
    number = NUMBER_IN_LABEL.search(match.group()) if family in (Family.NUMBERED, Family.CONTAINER) else None
    return Mark(match.start(), match.end(), family, rule, number_of(number.group()) if number else None)


def case_mark_of(match: re.Match[str], rule: str) -> Mark:
    """The mark of the label of a case: its last number, and its words without it."""
    label = match.group()
    numbers = list(NUMBER_IN_LABEL.finditer(label))
    number = numbers[-1] if numbers else None
    word = re.sub(
        r"[\s:、.。,【】\[\]()〔〕〖〗—–0-9-]",
        "",
        label[: number.start()] + "#" + label[number.end() :] if number else label,
    )
    return Mark(match.start(), match.end(), Family.CASE, rule, number_of(number.group()) if number else None, word=word)
