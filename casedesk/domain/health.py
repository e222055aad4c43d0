"""The computed light of a case: what is missing, in words that can be filtered by."""

import re
from enum import StrEnum
from functools import lru_cache

from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain


class Health(StrEnum):
    """What a case is, or lacks."""

    COMPLETE = "complete"
    NO_BODY = "no_body"
    TRUNCATED = "truncated"
    GARBLED = "garbled"
    NO_QUESTIONS = "no_questions"
    NO_ANALYSIS = "no_analysis"
    NO_LESSON = "no_lesson"
    NO_INDUSTRY = "no_industry"


class Light(StrEnum):
    """Health at a glance: green, amber, red."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


POOR_HEALTH = frozenset({Health.NO_BODY, Health.TRUNCATED, Health.GARBLED})
_SENTENCE_END = re.compile(r"[。.!?！？…”’\"')）】》」』~～]\s*$")
_WHOLE_END = re.compile(r"(?:</[uo]l>|</table>|<img\b[^>]*>(?:</p>)?)\s*\Z")
"""A list, a table or a picture ends a story without a full stop."""
_RARE = re.compile("[\ufffd\ue000-\uf8ff]")


def health(case: Case) -> tuple[Health, ...]:
    """What a case lacks, gravest first; (COMPLETE,) where nothing is missing."""
    told = [section.html for section in case.sections if section.role is Role.BODY and section.html]
    body = "\n".join(plain(html) for html in told).strip()
    found: list[Health] = []
    if not body:
        found.append(Health.NO_BODY)
    elif sum(map(_rare_characters, body.split("\n"))) * 50 > len(body):
        found.append(Health.GARBLED)
    elif not (_SENTENCE_END.search(body) or _WHOLE_END.search(told[-1]) or "\t" in body.rsplit("\n", 1)[-1]):
        found.append(Health.TRUNCATED)
    if not any(question.text.strip() for question in case.questions):
        found.append(Health.NO_QUESTIONS)
    if not _has_text(case, Role.ANALYSIS):
        found.append(Health.NO_ANALYSIS)
    if not _has_text(case, Role.LESSON):
        found.append(Health.NO_LESSON)
    if not case.industries:
        found.append(Health.NO_INDUSTRY)
    return tuple(found) or (Health.COMPLETE,)


@lru_cache(maxsize=4096)  # who goes on writing changes one line
def _rare_characters(line: str) -> int:
    return len(_RARE.findall(line))


def light(found: tuple[Health, ...]) -> Light:
    """The colour for a case's health."""
    if found == (Health.COMPLETE,):
        return Light.GOOD
    return Light.POOR if POOR_HEALTH & set(found) else Light.FAIR


def _has_text(case: Case, role: Role) -> bool:
    return any(plain(section.html).strip() for section in case.sections if section.role is role)
