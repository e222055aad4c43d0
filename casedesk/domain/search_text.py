"""What of a case can be found, and how text falls into the words that are searched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casedesk.domain.case import Case, Role
from casedesk.domain.plain_text import plain

IDEOGRAPHS = (
    "\u2600-\u27bf\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003fffd"
)
"""Characters that are words by themselves, as the inside of a character class: ideographs, kana, emoji."""
MARKS = "\u0300-\u036f"
"""Combining accents, passed over inside a word."""
_RUNS = re.compile(f"([{IDEOGRAPHS}]+)|([^\\W_{IDEOGRAPHS}{MARKS}](?:[^\\W_{IDEOGRAPHS}]|[{MARKS}])*)")
_MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True, slots=True)
class SearchText:
    """The three texts of a case that are searched; a word must lie in one of them. Lines end with a newline."""

    title: str
    body: str
    notes: str


@dataclass(frozen=True, slots=True)
class WordRun:
    """Ideographs that touch, or one word of letters and digits (accents taken off): the characters [start, end)."""

    text: str
    is_ideographic: bool
    start: int
    end: int


def search_text(case: Case) -> SearchText:
    """What of a case can be found: titles, all its sections with questions and answers, the trainer's note."""
    body = body_text(
        (section.title, section.html, ((question.text, question.answer) for question in section.questions))
        for section in case.sections
    )
    return SearchText(f"{case.title}\n{case.learner_title}", body, f"{case.note}\n{case.source}")


def body_text(sections: Iterable[tuple[str, str, Iterable[tuple[str, str]]]]) -> str:
    """The text of sections, in order: of each its title, its HTML, and its questions with their answers."""
    return "\n".join(line for title, html, questions in sections for line in _section_lines(title, html, questions))


def filled_roles(case: Case) -> frozenset[Role]:
    """The roles of the sections in which something is written or asked."""
    return frozenset(section.role for section in case.sections if section.questions or plain(section.html).strip())


def word_runs(folded: str) -> Iterator[WordRun]:
    """The runs of folded text, in order; everything between them only parts them."""
    for match in _RUNS.finditer(folded):
        ideographs, word = match.groups()
        yield WordRun(ideographs or _MARK.sub("", word), bool(ideographs), match.start(), match.end())


def index_words(folded: str) -> Iterator[tuple[str, str]]:
    """The runs of folded text as (ideographs, word), one of them empty: `word_runs` for whole libraries."""
    for ideographs, word in _RUNS.findall(folded):
        yield ideographs, _MARK.sub("", word) if word and not word.isascii() else word


def _section_lines(title: str, html: str, questions: Iterable[tuple[str, str]]) -> Iterator[str]:
    if title:
        yield title
    if html:
        yield plain(html)
    for text, answer in questions:
        yield text
        if answer:
            yield answer
