"""What in a text could tell who somebody is, beside names: numbers, addresses, accounts. The rules are data."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_CHECKS = "10X98765432"
_STAR = "*"
_LONGEST_MASK = 8
_HOLDS_NO_SENSE = re.compile(r"[\s()（）·•-]+")


class PrivateKind(StrEnum):
    """What a place in a text tells."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    IDENTITY_CARD = "identity_card"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PASSPORT = "passport"
    PLATE = "plate"
    ACCOUNT = "account"
    ADDRESS = "address"


class Check(StrEnum):
    """What a number has to pass."""

    NONE = ""
    LUHN = "luhn"
    IDENTITY_CARD = "identity_card"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class PrivateRule:
    """What to look for; the group "it" is what is meant, where the pattern has one."""

    kind: PrivateKind
    pattern: re.Pattern[str]
    check: Check = Check.NONE
    keep: tuple[int, int] = (0, 0)
    """How many characters a mask leaves at the beginning and at the end."""


@dataclass(frozen=True, slots=True)
class PrivatePlace:
    """A place in a text, [start, end), and what it would be masked as."""

    kind: PrivateKind
    text: str
    start: int
    end: int
    mask: str


def private_places(
    text: str, rules: Sequence[PrivateRule], *, harmless: Collection[str] = ()
) -> tuple[PrivatePlace, ...]:
    """Where a text could tell who somebody is, in order; `harmless` are those (see `bare`) that are known not to."""
    found: list[PrivatePlace] = []
    taken: list[tuple[int, int]] = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            start, end = match.span("it" if "it" in match.re.groupindex else 0)
            words = text[start:end]
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if _passes(words, rule.check):
                taken.append((start, end))
                if bare(words) not in harmless:
                    found.append(PrivatePlace(rule.kind, words, start, end, masked(words, rule.keep)))
    return tuple(sorted(found, key=lambda place: place.start))


def bare(words: str) -> str:
    """A number or an address however it is written: without spaces and dashes."""
    return _HOLDS_NO_SENSE.sub("", words).casefold()


def masked(words: str, keep: tuple[int, int]) -> str:
    """Words with stars in their middle: 138****8000."""
    at_start, at_end = keep
    if at_start + at_end >= len(words):
        at_start = at_end = 0
    stars = _STAR * min(len(words) - at_start - at_end, _LONGEST_MASK)
    return words[:at_start] + stars + (words[-at_end:] if at_end else "")


def passes_luhn(digits: str) -> bool:
    """Whether the last figure of a card number is the one that the others ask for."""
    if not 15 <= len(digits) <= 19:
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def passes_card_check(number: str) -> bool:
    """Whether an identity card number of 18 places has a birthday and the right last place."""
    if len(number) != 18 or not has_birthday(number):
        return False
    total = sum(int(figure) * weight for figure, weight in zip(number[:17], _CARD_WEIGHTS, strict=True))
    return _CARD_CHECKS[total % 11] == number[17].upper()


def has_birthday(number: str) -> bool:
    """Whether a day stands where an identity card number of 18 or, of old, 15 places has one."""
    day = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    return 1900 <= int(day[:4]) <= 2099 and 1 <= int(day[4:6]) <= 12 and 1 <= int(day[6:]) <= 31


def _passes(words: str, check: Check) -> bool:
    match check:
        case Check.NONE:
            return True
        case Check.LUHN:
            return passes_luhn(re.sub(r"\D", "", words))
        case Check.IDENTITY_CARD:
            return passes_card_check(words)
        case Check.BIRTHDAY:
            return has_birthday(words)
