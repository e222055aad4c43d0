"""The questions of a case as an edited Word file asks them, put back into its sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from math import comb

from casedesk.domain import richtext
from casedesk.domain.case import Question, Role, Section
from casedesk.domain.handout_blocks import HandoutBlock, Kind, Para
from casedesk.handout.canonical_html import blocks_of
from casedesk.handout.case_blocks import question_words, words
from casedesk.handout.edited_blocks import Words, edited, stored
from casedesk.handout.labels import labels_for
from casedesk.handout.part_lines import Line, Shape, digest_of, lines_of, told
from casedesk.handout.part_marks import PartMark

_MOST_TRIED = 5_000
"""So many choices of questions are tried to find which ones were printed."""
_ALIKE = 0.4
"""A question that agrees less with one is another one."""


@dataclass(slots=True)
class Asked:
    """A question of the file. `answer` is empty where none is printed."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class PrintedQuestions:
    """What a handout printed of the questions: which ones, with their lead, and the hash of it all."""

    places: tuple[int, ...]
    has_answers: bool
    digest: str


def asked_in(lines: Sequence[Line]) -> tuple[list[Line], list[Asked]]:
    """What stands before the questions, and the questions with what follows each of them."""
    lead: list[Line] = []
    asked: list[Asked] = []
    for line in told(lines):
        if line.shape is Shape.QUESTION:
            asked.append(Asked(line.text))
        elif not asked:
            lead.append(line)
        elif line.shape is Shape.ANSWER or asked[-1].answer:
            asked[-1].answer = "\n".join(filter(None, (asked[-1].answer, line.text)))
        else:
            asked[-1].text = f"{asked[-1].text}\n{line.text}"
    return lead, asked


def printed_questions(sections: Sequence[Section], mark: PartMark) -> PrintedQuestions | None:
    """Which questions were printed, None where the library has changed them since."""
    questions = [item for section in sections for item in section.questions]
    whole = [at for at, item in enumerate(questions) if item.text.strip()]
    if mark.place > len(whole) or comb(len(whole), mark.place) > _MOST_TRIED:
        return None
    lead = _lead(sections)
    for language in ("zh", "en") if any(item.points for item in questions) else ("zh",):
        lines = [_lines(item, language, has_answer=mark.has_answers) for item in questions]
        for places in combinations(whole, mark.place):
            printed = (*lead, *(line for at in places for line in lines[at]))
            if digest_of(printed) == mark.digest:
                return PrintedQuestions(places, mark.has_answers, mark.digest)
    return None


def _lead(sections: Sequence[Section]) -> tuple[Line, ...]:
    items = (item for section in sections for item in stored(*(blocks_of(section.html),) * 2))
    return tuple(line for item in items for line in item.printed)


def _lines(question: Question, language: str, *, has_answer: bool) -> tuple[Line, ...]:
    blocks: list[HandoutBlock] = [Para(Kind.QUESTION, question_words(question, labels_for(language)))]
    if has_answer:
        blocks.append(Para(Kind.ANSWER, words(question.answer)))
    return lines_of(blocks)


def with_questions(
    sections: Sequence[Section],
    masked: Sequence[Section],
    lines: Sequence[Line],
    printed: PrintedQuestions | None,
    real: Words,
    *,
    has_answers: bool,
) -> tuple[Section, ...]:
    """The sections of questions as the lines say them. Questions that were not printed stay; of those that were, one
    that is not there any more goes. Without `printed` none goes.
    """
    lead, asked = asked_in(lines)
    mine = [(place, item) for place, section in enumerate(sections) for item in section.questions]
    twins = [item for section in masked for item in section.questions]
    shown = list(printed.places) if printed else list(range(len(mine)))
    pairs = _paired([_plain(twins[at].text) for at in shown], [_without_points(item.text, twins) for item in asked])
    found = {shown[old]: asked[new] for old, new in pairs}
    new_after: dict[int, list[Asked]] = {}
    before = -1
    matched = {new: shown[old] for old, new in pairs}
    for at, item in enumerate(asked):
        if at in matched:
            before = matched[at]
        else:
            new_after.setdefault(before, []).append(item)
    result: list[list[Question]] = [[] for _ in sections]
    result[0] += [_new(item, real) for item in new_after.get(-1, ())]
    for at, (place, question) in enumerate(mine):
        if at in found:
            result[place].append(_changed(question, twins[at], found[at], real, has_answers=has_answers))
        elif printed is None or at not in printed.places:
            result[place].append(question)
        result[place] += [_new(item, real) for item in new_after.get(at, ())]
    after = [replace(item, questions=tuple(questions)) for item, questions in zip(sections, result, strict=True)]
    return tuple(_with_lead(after, masked, lead, real))


def _with_lead(
    sections: Sequence[Section], masked: Sequence[Section], lead: Sequence[Line], real: Words
) -> Iterator[Section]:
    """What stands before the questions, in the first section that has any, or in the first."""
    if [line.key for line in lead] == [line.key for line in _lead(masked)]:
        yield from sections
        return
    at = next((place for place, section in enumerate(sections) if section.html), 0)
    for place, section in enumerate(sections):
        if place != at:
            yield replace(section, html="")
            continue
        before = stored(blocks_of(section.html), blocks_of(masked[place].html))
        yield replace(section, html=richtext.serialise(edited(before, lead, real)))


def _changed(question: Question, twin: Question, asked: Asked, real: Words, *, has_answers: bool) -> Question:
    text = _without_points(asked.text, (twin,))
    if _plain(text) != _plain(twin.text):
        question = replace(question, text=real(text))
    if has_answers and _plain(asked.answer) != _plain(twin.answer):
        question = replace(question, answer=real(asked.answer))
    return question


def _new(asked: Asked, real: Words) -> Question:
    return Question(real(asked.text), real(asked.answer))


def _without_points(text: str, questions: Sequence[Question]) -> str:
    """The words of a question without the points that were printed behind it."""
    for points in {item.points for item in questions if item.points}:
        for language in ("zh", "en"):
            text = text.replace(labels_for(language).points(points), "", 1)
    return text


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the new texts are which of the old ones, both in order: the pairing that agrees most in all. What is
    left over between two pairs is paired in its order where it is as many on both sides.
    """
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    edges = [(-1, -1), *pairs, (len(old), len(new))]
    for (a, b), (c, d) in pairwise(edges):
        if c - a == d - b > 1:
            pairs += [(a + step, b + step) for step in range(1, c - a)]
    return sorted(pairs)


def _likeness(one: str, other: str) -> float:
    return 2.0 if _plain(one) == _plain(other) else SequenceMatcher(None, one, other, autojunk=False).ratio()


def question_sections(sections: Sequence[Section]) -> list[int]:
    """Where the sections of questions stand."""
    return [at for at, section in enumerate(sections) if section.role is Role.QUESTION]
