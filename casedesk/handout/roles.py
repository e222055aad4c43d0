"""The roles of a case that can be acted: from the section that tells of them, or from the question that deals them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casedesk.domain import richtext
from casedesk.domain.case import Case, QuestionKind, Section
from casedesk.handout.canonical_html import blocks_of, plain_of

_SECTION = re.compile(r"角色|人物卡|role", re.IGNORECASE)
_OBSERVER = re.compile(r"观察|observ", re.IGNORECASE)
_HEAD = re.compile(
    r"^\s*(?P<name>[^（(：:，,。;；—–]{1,24})(?:[（(](?P<who>[^）)]{1,30})[）)])?\s*(?:[：:]|——|–|$)(?P<rest>.*)$",
    re.DOTALL,
)
_DEALT = re.compile(
    r"扮演?(?P<zh>[^，,。；;、\s]{1,8})|(?:plays?|acts? as) (?:the |an? )?(?P<en>[\w' -]{2,24}?)(?=[,.;]| and |$)",
    re.IGNORECASE,
)
_POINT = re.compile(r"[；;\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A role: its name, who that is, the situation, and what the player keeps in mind."""

    name: str
    who: str = ""
    situation: str = ""
    points: tuple[str, ...] = ()
    is_observer: bool = False


def roles_of(case: Case) -> tuple[Part, ...]:
    """The roles of a case; none where it tells of none.

    A section whose title speaks of roles gives them: a paragraph for each, `name (who): situation`, and its points as
    a list below. Otherwise a role play deals them: "one plays the guest". Its expected answer is what observers watch.
    """
    told = [part for section in case.sections if _tells_roles(section) for part in _told(section)]
    plays = [question for question in case.questions if question.kind is QuestionKind.ROLE_PLAY]
    parts = told or [Part(name) for question in plays for name in _dealt(question.text)]
    if not parts or any(part.is_observer for part in parts):
        return tuple(parts)
    watched = tuple(point for question in plays for point in _watched(question.answer))
    return (*parts, Part("", points=watched, is_observer=True))


def role_texts(case: Case) -> Iterator[str]:
    """The texts that role cards give to learners although they are the trainer's."""
    for section in case.sections:
        if _tells_roles(section):
            yield section.title
            yield plain_of(section.html)
    yield from (question.answer for question in case.questions if question.kind is QuestionKind.ROLE_PLAY)


def _tells_roles(section: Section) -> bool:
    return bool(_SECTION.search(section.title))


def _told(section: Section) -> Iterator[Part]:
    part: Part | None = None
    for block in blocks_of(section.html):
        if isinstance(block, richtext.ListBlock) and part is not None:
            points = tuple(line for line in richtext.plain_lines([block]) if line.strip())
            part = Part(part.name, part.who, part.situation, (*part.points, *points), part.is_observer)
        elif isinstance(block, richtext.Paragraph) and (match := _HEAD.match(block.text)):
            if part is not None:
                yield part
            part = _part(match)
    if part is not None:
        yield part


def _part(match: re.Match[str]) -> Part:
    situation, *points = [text.strip() for text in _POINT.split(match["rest"]) if text.strip()] or [""]
    name = match["name"].strip()
    return Part(name, match["who"] or "", situation, tuple(points), bool(_OBSERVER.search(name)))


def _dealt(text: str) -> Sequence[str]:
    found = (match["zh"] or match["en"] for match in _DEALT.finditer(text))
    return tuple(dict.fromkeys(name.strip() for name in found if name and not _OBSERVER.search(name)))


def _watched(answer: str) -> Iterator[str]:
    """The points of an answer: what stands behind its colon, parted by semicolons."""
    _, colon, rest = re.sub("[：:]", "：", answer, count=1).partition("：")
    for point in _POINT.split(rest if colon else answer):
        if point.strip():
            yield point.strip().rstrip("。.")
