"""What to look for and what to put there: plain words, whole words, or a regular expression with groups.

Offsets are always those of the text as it stands; 简/繁 and widths are compared by maps of one character to one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol, cast

import regex

from casedesk.domain.errors import BadInputError
from casedesk.domain.fold_table import FROM, TO
from casedesk.texts import N_

PATIENCE = 1.0
"""Seconds that a regular expression may take for one paragraph; no sound one needs a thousandth of it."""
_WORD = "0-9A-Za-z_\u00c0-\u024f"
_STEP = re.compile(r"\\(?:g<(\w+)>|(\d{1,2})|(.))|\$(\d{1,2})", re.DOTALL)
_CONTROLS = {"n": "\n", "t": " ", "\\": "\\"}


class Manner(StrEnum):
    """How the words to look for are meant."""

    PLAIN = "plain"
    WORD = "word"
    """No Latin letter or digit may touch the hit; Chinese has no words to keep whole."""
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to look for, what to put there, and what counts as the same."""

    find: str
    replacement: str = ""
    manner: Manner = Manner.PLAIN
    is_case_sensitive: bool = False
    is_script_blind: bool = False
    """Simplified and traditional characters count as the same."""
    is_width_blind: bool = True
    """Full and half width count as the same, and so do straight and curly quotation marks."""


@dataclass(frozen=True, slots=True)
class Hit:
    """text[start:end] is to become `new`."""

    start: int
    end: int
    new: str


class _Match(Protocol):
    def span(self, group: int | str = 0, /) -> tuple[int, int]: ...


class _Expression(Protocol):
    groups: int

    @property
    def groupindex(self) -> Mapping[str, int]: ...
    def finditer(self, string: str, *, timeout: float, concurrent: bool) -> Iterator[_Match]: ...


Finder = Callable[[str], Sequence[Hit]]


def finder(pattern: Pattern) -> Finder:
    """A function that finds all places of a text, in order, without overlaps; those that stay as they are left out.

    Raises BadInputError for an expression that cannot be understood; the function raises it for one that is taking
    too long.
    """
    matches = _regex_matches(pattern) if pattern.manner is Manner.REGEX else _plain_matches(pattern)

    def find(text: str) -> Sequence[Hit]:
        hits = (Hit(start, end, new) for start, end, new in matches(text))
        return [hit for hit in hits if hit.new != text[hit.start : hit.end]]

    return find


def narrowed(text: str, hit: Hit) -> Hit:
    """The hit without what stays the same at its ends, so that its formatting stays too."""
    old, new = text[hit.start : hit.end], hit.new
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Hit(hit.start + head, hit.end - tail, new[head : len(new) - tail])


def in_quotes_of(old: str, new: str) -> str:
    """New words with curly quotation marks where the old ones had them and straight ones were typed."""
    for straight, marks in (('"', "“”"), ("'", "‘’")):
        if straight not in new or straight in old or not any(mark in old for mark in marks):
            continue
        found = [char for char in old if char in marks]
        parts = new.split(straight)
        joined = parts[0]
        for at, part in enumerate(parts[1:]):
            joined += (found[at] if at < len(found) else marks[at % 2]) + part
        new = joined
    return new


def _plain_matches(pattern: Pattern) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    groups = _alike_groups(is_script_blind=pattern.is_script_blind, is_width_blind=pattern.is_width_blind)
    words = "".join(f"[{re.escape(groups[char])}]" if char in groups else re.escape(char) for char in pattern.find)
    if pattern.manner is Manner.WORD:
        first, last = (re.match(f"[{_WORD}]", pattern.find[at]) if pattern.find else None for at in (0, -1))
        words = (f"(?<![{_WORD}])" if first else "") + words + (f"(?![{_WORD}])" if last else "")
    expression = re.compile(words, 0 if pattern.is_case_sensitive else re.IGNORECASE)

    def matches(text: str) -> Iterator[tuple[int, int, str]]:
        if not pattern.find:
            return
        for match in expression.finditer(text):
            start, end = match.span()
            yield start, end, in_quotes_of(text[start:end], pattern.replacement)

    return matches


def _regex_matches(pattern: Pattern) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    scripts = _alike(is_script_blind=pattern.is_script_blind, is_width_blind=False)
    alike = _alike(is_script_blind=pattern.is_script_blind, is_width_blind=pattern.is_width_blind)
    expression = _compiled(pattern.find.translate(scripts), is_case_sensitive=pattern.is_case_sensitive)
    template = _template(pattern.replacement, expression)

    def matches(text: str) -> Iterator[tuple[int, int, str]]:
        compared = text.translate(alike) if alike else text
        try:
            for match in expression.finditer(compared, timeout=PATIENCE, concurrent=True):
                start, end = match.span()
                yield start, end, in_quotes_of(text[start:end], "".join(_filled(template, match, text)))
        except TimeoutError as error:
            raise BadInputError(
                N_("This expression takes far too long; please make it simpler. Nothing has been changed.")
            ) from error

    return matches


def _compiled(source: str, *, is_case_sensitive: bool) -> _Expression:
    flags = regex.MULTILINE | (0 if is_case_sensitive else regex.IGNORECASE)
    try:
        return cast("_Expression", regex.compile(source, flags))  # pyright: ignore[reportUnknownMemberType]
    except regex.error as error:
        at: int | None = getattr(error, "pos", None)
        place = source[at : at + 8] if at is not None else ""
        if place:
            raise BadInputError(N_("The expression cannot be understood at “{place}”."), place=place) from error
        raise BadInputError(N_("The expression is not complete: a bracket is missing, or a sign is alone.")) from error


def _template(words: str, expression: _Expression) -> Sequence[str | int]:
    """The replacement as words and numbers of groups; \\1, \\g<name> and $1 stand for groups, \\n for a line break."""
    parts: list[str | int] = []
    end = 0
    for step in _STEP.finditer(words):
        parts.append(words[end : step.start()])
        end = step.end()
        name, number, char, dollar = step.groups()
        if char is not None:
            parts.append(_CONTROLS.get(char, char))
        else:
            parts.append(_group(name or number or dollar, expression))
    return (*parts, words[end:])


def _group(name: str, expression: _Expression) -> int:
    number = int(name) if name.isdecimal() else expression.groupindex.get(name, -1)
    if 0 <= number <= expression.groups:
        return number
    raise BadInputError(N_("The expression has no group “{name}” to put in."), name=name)


def _filled(template: Sequence[str | int], match: _Match, text: str) -> Iterator[str]:
    for part in template:
        if isinstance(part, str):
            yield part
        else:
            start, end = match.span(part)
            yield text[start:end] if start >= 0 else ""


@lru_cache(maxsize=4)
def _alike(*, is_script_blind: bool, is_width_blind: bool) -> Mapping[int, int]:
    """The map under which characters that count as the same become one."""
    table: dict[int, int] = {}
    if is_script_blind:
        table |= {
            ord(old): ord(new) for old, new in zip(FROM, TO, strict=True) if _is_ideograph(old) and _is_ideograph(new)
        }
    if is_width_blind:
        table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
        table |= {0x3000: ord(" "), ord("“"): ord('"'), ord("”"): ord('"'), ord("‘"): ord("'"), ord("’"): ord("'")}
    return table


@lru_cache(maxsize=4)
def _alike_groups(*, is_script_blind: bool, is_width_blind: bool) -> Mapping[str, str]:
    """To each character all that count as the same: looking for any of them spares mapping every text."""
    table = _alike(is_script_blind=is_script_blind, is_width_blind=is_width_blind)
    members: dict[int, set[str]] = {}
    for code, target in table.items():
        members.setdefault(target, {chr(target)}).add(chr(code))
    return {char: "".join(sorted(group)) for group in members.values() for char in group}


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"
