"""Questions with options: the options are lettered lines of the question, the right letters begin its answer.

So a question with options is what a trainer would type, is printed as it stands, is found by its options, and survives
every program that knows questions as words alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casedesk.domain.case import Question, QuestionKind

LETTERS = "ABCDEFGH"
CHOICE_KINDS = frozenset({QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE})
_FIRST_OPTIONS = 4
_OPTION = re.compile(r"\s*[(（]?([A-HＡ-Ｈ])[)）.．。、:：]\s*")
_INNER_OPTION = re.compile(r"(?<=[\s?？。;；)）])[(（]?([A-H])[)）.．、:：]\s*(?=\S)")
_END = r"[^\S\n]*(?:[.。、,，:：;；][^\S\n]*\n?|\n|$)"
_RIGHT = re.compile(rf"\s*([A-HＡ-Ｈ](?:[^\S\n]*[,，、;；/和与&]?[^\S\n]*[A-HＡ-Ｈ])*){_END}")
_SEVERAL = re.compile(r"多选|不定项|select all|choose all|all that apply", re.IGNORECASE)
_JUDGED = re.compile(
    r"判断(?:题|对错|正误|\s*[:：])|对还是错|是否正确|[(（]\s*(?:对错|√|×|T/F)\s*[)）]|true or false", re.IGNORECASE
)
_ACTED = re.compile(r"角色扮演|情景模拟|role[- ]?play", re.IGNORECASE)
_TRUE = re.compile(rf"\s*(?:正确|对|是|√|✓|true|t){_END}", re.IGNORECASE)
_FALSE = re.compile(rf"\s*(?:错误|不正确|不对|错|否|×|✗|false|f){_END}", re.IGNORECASE)
_WIDE = re.compile("[\u2e80-\u9fff]")
_ANSWER_WORDS = "参考答案|正确答案|标准答案|答案要点|答案|答|(?:suggested |correct |model )?answer"
_ANSWER = re.compile(
    rf"\s*(?:[【\[(（]?(?:{_ANSWER_WORDS})[】\])）]?\s*[:：]|[【\[](?:{_ANSWER_WORDS})[】\]])\s*", re.IGNORECASE
)
_POINTS = re.compile(
    r"[^\S\n]*[（(]\s*(?:本题|共|满分)*\s*(\d{1,3})\s*(?:分|points?|marks?|pts)\s*[)）](?=\s*(?:\n|$|[（(]))",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"[^\S\n]*[（(]\s*(?:约|用时|限时|about )?\s*(\d{1,3})\s*(?:分钟|minutes?|mins?\.?)\s*[)）](?=\s*(?:\n|$|[（(]))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*(?:第[0-9一二三四五六七八九十]{1,3}题[.、．:：]?|(?:Q|问题|思考题|Question )?[(（]?"
    r"(?:\d{1,3}(?![.．]\d)|[一二三四五六七八九十]{1,3}|[①-⑳]|[ivxIVX]{1,4}|[a-z](?=[)）.]))"
    r"(?:[.)、．）:：]|(?<=[①-⑳])))\s*"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a question with options is made of; `right` are places among the options."""

    stem: str
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    reason: str = ""
    """What the answer says beside the letters."""


def choices_of(question: Question) -> Choices:
    """The question taken apart; no options where its words have none."""
    lines = question.text.split("\n")
    first = next((at for at, line in enumerate(lines) if _letter(line) == 0), len(lines))
    options: list[str] = []
    for line in lines[first:]:
        if _letter(line) == len(options):
            options.append(_OPTION.sub("", line, count=1).strip())
        else:
            options[-1] = f"{options[-1]}\n{line}"
    stem = "\n".join(lines[:first])
    if len(options) < 2:
        return Choices(question.text, reason=question.answer)
    found = _RIGHT.match(question.answer)
    if found is None:
        return Choices(stem, tuple(options), reason=question.answer)
    places = (_place(char) for char in found[1])
    right = frozenset(place for place in places if 0 <= place < len(options))
    return Choices(stem, tuple(options), right, question.answer[found.end() :])


def with_right(question: Question, right: Iterable[int]) -> Question:
    """The question with these options as the right ones; what its answer says beside them stays."""
    letters = "".join(LETTERS[place] for place in sorted(right))
    reason = choices_of(question).reason
    return replace(question, answer=f"{letters}\n{reason}" if letters and reason else letters or reason)


def verdict_of(question: Question) -> bool | None:
    """Whether a statement to be judged is true; None where the answer does not say."""
    if _FALSE.match(question.answer):
        return False
    return True if _TRUE.match(question.answer) else None


def with_verdict(question: Question, verdict: bool | None) -> Question:
    """The question whose answer begins with a verdict, in the language of the question; None takes it away."""
    found = _FALSE.match(question.answer) or _TRUE.match(question.answer)
    reason = question.answer[found.end() :] if found else question.answer
    words = ""
    if verdict is not None:
        is_wide = _WIDE.search(question.text) is not None
        words = ("正确" if verdict else "错误") if is_wide else str(verdict)
    return replace(question, answer=f"{words}\n{reason}" if words and reason else words or reason)


def of_kind(question: Question, kind: QuestionKind) -> Question:
    """The question as one of a kind; one with options is given letters to write them behind."""
    text = question.text
    if kind in CHOICE_KINDS and not choices_of(question).options:
        text = "\n".join([text.rstrip(), *(f"{letter}. " for letter in LETTERS[:_FIRST_OPTIONS])])
    changed = replace(question, text=text, kind=kind)
    right = choices_of(changed).right
    return with_right(changed, {min(right)}) if kind is QuestionKind.SINGLE_CHOICE and len(right) > 1 else changed


def is_blank_option(line: str) -> bool:
    """Whether a line is the letter of an option and nothing more."""
    return _letter(line) >= 0 and not _OPTION.sub("", line, count=1).strip()


def next_option(line: str) -> str:
    """What a line begins with that follows `line` in a list of options; empty where it is no option, or the last."""
    at = _letter(line)
    if not 0 <= at < len(LETTERS) - 1 or is_blank_option(line):
        return ""
    found = _OPTION.match(line)
    assert found is not None
    return found[0].replace(found[1], LETTERS[at + 1])


def numbered_questions(text: str) -> tuple[Question, ...]:
    """The questions of a numbered list in plain text, with their options and answers; empty when it is not one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not _NUMBER.match(lines[0]):
        return ()
    items: list[list[str]] = []
    for line in lines:
        number = _NUMBER.match(line)
        if number and (_letter(line) < 0):
            items.append([line[number.end() :].strip()])
        else:
            items[-1].append(line)
    found = tuple(_question(item) for item in items)
    kept = tuple(question for question in found if question.text)
    return kept if len(kept) > 1 or any(question.answer or "\n" in question.text for question in kept) else ()


def measured(question: Question) -> Question:
    """The question without the minutes and the points that stand in brackets at the end of a line: they are numbers of
    its own. What would be nothing else is left.
    """
    found = _with_points(_with_minutes(question))
    return found if found.text.strip() else question


def _question(lines: Iterable[str]) -> Question:
    words: list[str] = []
    answer: list[str] = []
    is_answering = False
    for line in lines:
        marker = _ANSWER.match(line)
        if marker:
            is_answering = True
            line = line[marker.end() :].strip()
        if is_answering:
            answer.append(line)
        else:
            words.extend(_option_lines(line))
    question = measured(Question("\n".join(words).strip(), "\n".join(answer).strip()))
    return replace(question, kind=_kind(question))


def _with_minutes(question: Question) -> Question:
    """The question without the minutes at the end of a line, which count as its own."""
    found = _MINUTES.search(question.text)
    if found is None:
        return question
    text = question.text[: found.start()] + question.text[found.end() :]
    return replace(question, text=text, minutes=int(found[1]))


def _with_points(question: Question) -> Question:
    """The question without the points at the end of a line; they are a number of its own."""
    found = _POINTS.search(question.text)
    if found is None:
        return question
    text = question.text[: found.start()] + question.text[found.end() :]
    return replace(question, text=text, points=int(found[1]))


def _option_lines(line: str) -> list[str]:
    """Options that stand behind each other on one line, one to a line."""
    starts = [found.start() for found in _INNER_OPTION.finditer(line)]
    letters = [found[1] for found in _INNER_OPTION.finditer(line)]
    before = LETTERS[max(0, _letter(line)) + 1 :] if _letter(line) >= 0 else LETTERS
    if not letters or "".join(letters) != before[: len(letters)]:
        return [line]
    ends = [*starts, len(line)]
    parts = [line[: starts[0]], *(line[start:end] for start, end in zip(starts, ends[1:], strict=True))]
    return [part.strip() for part in parts if part.strip()]


def _kind(question: Question) -> QuestionKind:
    choices = choices_of(question)
    if choices.options:
        is_several = len(choices.right) > 1 or _SEVERAL.search(choices.stem) is not None
        return QuestionKind.MULTIPLE_CHOICE if is_several else QuestionKind.SINGLE_CHOICE
    if _JUDGED.search(question.text):
        return QuestionKind.TRUE_FALSE
    return QuestionKind.ROLE_PLAY if _ACTED.search(question.text) else QuestionKind.DISCUSSION


def _letter(line: str) -> int:
    """Which option a line is, from 0; -1 for none."""
    found = _OPTION.match(line)
    return _place(found[1]) if found else -1


def _place(char: str) -> int:
    return LETTERS.find(chr(ord(char) - 0xFEE0) if ord(char) > 0xFF00 else char)
