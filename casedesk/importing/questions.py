"""Question rows out of the text of a question section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casedesk.domain.case import Question, QuestionKind
from casedesk.domain.choices import measured
from casedesk.importing import rules
from casedesk.importing.plain_form import plain_form

_AT_START = r"(?:^|(?<=[。!?;:.\s]))"
_COUNT = rf"(?:[0-9]{{1,2}}|{rules.CHINESE_NUMBER})[.、:)](?![0-9])"
_NUMBER = re.compile(rf"{_AT_START}(?:(?:[Qq]|问题|思考题|思考)?{_COUNT}|\((?:{rules.NUMBER})\)|[①-⑳]|[-•·◆●] ) ?")
_CHOICE = re.compile(r"\(?[A-Ha-h][.、:)] ?")
_INLINE_CHOICES = re.compile(r"\bA[.、:)].+\bB[.、:)]", re.DOTALL)
_SHORTEST = 6
_SEVERAL = re.compile(r"多选|不定项|(?i:select all|choose all)")
_ROLE_PLAY = re.compile(r"角色扮演|情景模拟|(?i:role[- ]play)")


def questions_of(text: str) -> tuple[Question, ...]:
    """The questions of a section's plain text: without their numbers, minutes and points, choices with theirs."""
    rows: list[str] = []
    for line in text.splitlines():
        for words in _parts(line.strip()):
            if rows and _CHOICE.match(plain_form(words)):
                rows[-1] += "\n" + words
            else:
                rows.append(words)
    return tuple(measured(Question(words, kind=_kind(words))) for words in rows if words)


def with_answers(questions: Sequence[Question], text: str) -> tuple[Question, ...] | None:
    """The questions with their answers out of a text; None where its answers cannot be told apart as the questions are.

    Answers that are numbered belong to the questions of the same numbers; the only question is given all there is.
    """
    if len(questions) == 1:
        return (replace(questions[0], answer=text),)
    answers: list[str] = []
    for line in text.splitlines():
        numbers = list(_NUMBER.finditer(plain_form(line)))
        if not numbers and answers:
            answers[-1] += "\n" + line
        elif not numbers or numbers[0].start() > 0:
            return None
        for at, number in enumerate(numbers, start=1):
            following = numbers[at].start() if at < len(numbers) else len(line)
            answers.append(line[number.end() : following].strip(" ;；"))
    if len(answers) != len(questions):
        return None
    return tuple(replace(question, answer=answer) for question, answer in zip(questions, answers, strict=True))


def _parts(line: str) -> Iterator[str]:
    """The questions of one paragraph: cut at numbers, or behind question marks where there are none."""
    plain = plain_form(line)
    if _CHOICE.match(plain):
        yield line
        return
    numbers = list(_NUMBER.finditer(plain))
    if numbers:
        if plain[: numbers[0].start()].strip():
            yield line[: numbers[0].start()].strip()
        for number, following in zip(numbers, [n.start() for n in numbers[1:]] + [len(line)], strict=True):
            yield line[number.end() : following].strip()
        return
    yield from _sentences(line, plain)


def _sentences(line: str, plain: str) -> Iterator[str]:
    start = 0
    for match in re.finditer(r"\?[”\"'」』)]*", plain):
        if (
            match.end() - start >= _SHORTEST
            and len(plain) - match.end() >= _SHORTEST
            and plain[match.end()] not in "”\"'」』),,"
        ):
            yield line[start : match.end()].strip()
            start = match.end()
    rest = line[start:].strip()
    if rest:
        yield rest


def _kind(words: str) -> QuestionKind:
    plain = plain_form(words)
    if _INLINE_CHOICES.search(plain):
        return QuestionKind.MULTIPLE_CHOICE if _SEVERAL.search(plain) else QuestionKind.SINGLE_CHOICE
    return QuestionKind.ROLE_PLAY if _ROLE_PLAY.search(plain) else QuestionKind.DISCUSSION
