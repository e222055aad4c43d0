"""Bookmarks by which a Word file's parts are known again when it is read back. They tell nobody anything.

A case is named by a hash of its uid, a part by a letter for its role and its place among those of this role, and what
was printed of it by a hash: a part with the same words as then has not been edited.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.case import Case, Role
from casedesk.domain.handout_blocks import Exhibit, HandoutBlock, Kind, Para
from casedesk.handout.part_lines import digest_of, lines_of

_LETTERS = {
    Role.BODY: "b",
    Role.QUESTION: "q",
    Role.ANALYSIS: "a",
    Role.RESOLUTION: "r",
    Role.LESSON: "l",
    Role.OBJECTIVES: "o",
    Role.THEORY: "t",
    Role.KEY_POINTS: "k",
    Role.BACKGROUND: "g",
    Role.FOLLOW_UP: "f",
}
_ROLES = {letter: role for role, letter in _LETTERS.items()}
_ANSWERED = "e"
"""Questions that are printed with their answers."""
_HEAD = "h"
_OURS = "x"
_SET = (
    Kind.TEXT, Kind.PLAIN_HEADING, Kind.HEADING, Kind.SUB_HEADING, Kind.ANALYSIS, Kind.LESSON, Kind.ANSWER,
    Kind.BULLET, Kind.NUMBER,
)  # fmt: skip
"""Kinds of paragraphs that would be taken for words of the case before them."""
_MARK = re.compile(
    r"_Cd(?P<case>[0-9a-f]{12})_(?P<code>[a-z])(?P<place>\d{0,5})_(?P<digest>[0-9a-f]{8})(?:_(?P<parts>[a-z]*))?"
)
_LONGEST = 40
"""Word cuts the name of a bookmark here."""


@dataclass(frozen=True, slots=True)
class PartMark:
    """What a bookmark says: which case, and which part of it; no role for its title."""

    case: str
    role: Role | None
    place: int = 0
    """The place among the sections of the role, from 0; of questions how many are printed."""
    has_answers: bool = False
    digest: str = ""
    is_ours: bool = False
    """No part of a case, but words that the program sets between them or behind them."""
    roles: tuple[Role, ...] = ()
    """Of a title: the roles of the sections that are printed, one for each section."""


def case_key(uid: str) -> str:
    """What a case is called in bookmarks, so that its uid is not told."""
    return hashlib.sha256(f"handout\n{uid}".encode()).hexdigest()[:12]


def read_mark(name: str) -> PartMark | None:
    """What the name of a bookmark says, None for those that are none of ours."""
    found = _MARK.match(name)
    if found is None:
        return None
    if found["code"] == _HEAD:
        roles = tuple(_ROLES[letter] for letter in found["parts"] or "" if letter in _ROLES)
        return PartMark(found["case"], None, digest=found["digest"], roles=roles)
    if found["code"] == _OURS:
        return PartMark("", None, is_ours=True)
    code = "q" if found["code"] == _ANSWERED else found["code"]
    if code not in _ROLES:
        return None
    has_answers = found["code"] == _ANSWERED
    return PartMark(found["case"], _ROLES[code], int(found["place"] or 0), has_answers, found["digest"])


def head(case: Case, title: Para) -> Para:
    """The title of a case with its mark."""
    if not case.uid:
        return title
    return replace(title, part=f"_Cd{case_key(case.uid)}_{_HEAD}_{digest_of(lines_of((title,)))}_")


def part(
    case: Case, role: Role, blocks: Iterable[HandoutBlock], *, place: int = 0, has_answers: bool = False
) -> Iterator[HandoutBlock]:
    """What is printed of a section of a case, with its mark."""
    printed = tuple(blocks)
    if not case.uid:
        yield from printed
        return
    code = _ANSWERED if has_answers else _LETTERS[role]
    name = f"_Cd{case_key(case.uid)}_{code}{place}_{digest_of(lines_of(printed))}"
    for block in printed:
        yield replace(block, part=name) if isinstance(block, Para | Exhibit) else block


def listed(blocks: Sequence[HandoutBlock]) -> tuple[HandoutBlock, ...]:
    """The blocks with what is printed of each case in the mark of its title, so that a part that is gone is missed;
    what stands outside of all parts is marked as ours.
    """
    names = dict.fromkeys(block.part for block in blocks if isinstance(block, Para | Exhibit) and block.part)
    letters: dict[str, str] = {}
    for found in filter(None, map(read_mark, names)):
        if found.role is not None:
            letters[found.case] = letters.get(found.case, "") + _LETTERS[found.role]
    result: list[HandoutBlock] = []
    number = 0
    for block in blocks:
        if isinstance(block, Para) and (found := read_mark(block.part)) and found.role is None:
            result.append(replace(block, part=f"{block.part}{letters.get(found.case, '')}"[:_LONGEST]))
        elif isinstance(block, Para) and not block.part and names and block.kind in _SET:
            result.append(replace(block, part=f"_Cd{'0' * 12}_{_OURS}{number}_{'0' * 8}"))
        else:
            number += 1
            result.append(block)
    return tuple(result)
