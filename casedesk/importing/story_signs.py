"""How much a text sounds like a story, like advice, or like a text that is no case at all."""

import re
from collections import Counter
from functools import lru_cache

from casedesk.importing import rules
from casedesk.importing.language import language_of
from casedesk.importing.titles import is_opening

_SAMPLE = 1500
_LONGEST_TITLE = 40
_OF_CASES = re.compile("案|例|故事|手记|实录|心得|反思|小记")
_TURN = re.compile(
    r"^ *([^\s:,。()]{1,10})(?:(?: ?\([^()\n]*\))? ?: ?| [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? )(?=\S)", re.MULTILINE
)
_ENGLISH_WORD = re.compile(r"[A-Za-z']+")
_SPOKEN = re.compile(r'["“][^"”\n]{4,}[,.!?]["”]')
_OF_SIGNS = 0.6
_OF_NARRATION = 0.75
"""How the two measures of an English story are put together: fitted to the cases and other texts of our collections."""
_FEWEST_TURNS = 4
_TOLD = 0.6
_OF_DIALOGUE = 0.3
_QUIZ = re.compile(r"\( *\)|_{3,}|\bA[.、)] ?\S[^\n]*(?:\s+|[;；])B[.、)] ?\S")
_LONGEST_QUIZ = 60
_LONGEST_ENGLISH_QUIZ = 140
"""How much of an item may stand before the blank or the choices of a test; a case tells more before it asks."""
_FOREIGN_TITLES = frozenset({"policy", "syllabus", "recipe", "programme", "form", "contract"})


def story_share(canon: str, start: int, end: int) -> float:
    """How much the text [start, end) sounds like a story, 0…1: people, telling, a scene at the beginning."""
    end = min(end, start + _SAMPLE)
    length = end - start
    if length < 20:
        return 0.0
    words = canon[start:end]
    stories = rules.table("stories")
    english = language_of(words) == "en"
    hundreds = length / (400 if english else 100)
    prefix = "english_" if english else ""
    telling = len(rules.pattern(stories[prefix + "telling"]).findall(words)) / hundreds
    people = len(rules.pattern(stories[prefix + "people"]).findall(words)) / hundreds
    share = 0.09 * min(telling, 4) * min(1.0, 0.5 + people) + 0.1 * min(people, 4) * min(1.0, telling / 1.5)
    if is_opening(canon, start, end, scene_only=True):
        share += 0.3
    elif is_opening(canon, start, end):
        share += 0.15
    if re.search(r"[“\"「][^”\"」]{4,}[,。!?][”\"」]", words):
        share += 0.1
    elif not english and length > 120 and "了" not in words:
        share *= 0.6
    if english:
        share = _OF_SIGNS * share + _OF_NARRATION * _english_narration(words)
    if share < _TOLD and is_dialogue(words):
        share += _OF_DIALOGUE
    return min(1.0, share)


def _english_narration(words: str) -> float:
    """How much English words narrate, 0…1: by the share of those that tell of somebody and of what happened, less what
    speaks of rules and to the reader."""
    stories = rules.table("stories")
    hundreds = max(1, len(_ENGLISH_WORD.findall(words))) / 100
    somebody, past, present, ruled = (
        len(rules.pattern(stories[f"english_{kind}"]).findall(words)) / hundreds
        for kind in ("somebody", "past", "present", "rules")
    )
    told = 0.06 * min(somebody, 6) + 0.035 * min(past, 10) + 0.05 * min(present, 4)
    spoken = 0.1 if _SPOKEN.search(words) else 0.0
    return min(1.0, max(0.0, told + spoken - 0.05 * max(0.0, min(ruled, 8) - 2)))


def is_dialogue(words: str) -> bool:
    """Whether people speak by turns, each with a name before a colon: two of them, twice and more."""
    turns = Counter(_TURN.findall(words)) if words.count(":") >= _FEWEST_TURNS else Counter[str]()
    return sum(count > 1 for count in turns.values()) > 1


def is_advice_title(title: str) -> bool:
    """Whether a numbered title tells what to do, or names a part of an article."""
    table = rules.table("advice")
    title = title.strip()
    if re.search(r"[:—–]", title[2:-2]) and not title.startswith(tuple(table["opening"])):
        head = re.split(r"[:—–]", title)[0]
        return _is_part(head, table["part"])
    if title.isascii():
        first = title.lower().split()[:1]
        return bool(first) and first[0].strip(".,:") in table["english_opening"]
    return title.startswith((*table["opening"], *table["opening_part"])) or _is_part(title, table["part"])


def _is_part(title: str, parts: list[str]) -> bool:
    return len(title) <= 10 and any(title.endswith(part) or title.startswith(part) for part in parts)


def advice_share(canon: str, start: int, end: int) -> float:
    """How often the text uses the words of advice, for every hundred characters."""
    words = canon[start : min(end, start + _SAMPLE)]
    if not words:
        return 0.0
    return sum(words.count(word) for word in rules.table("advice")["in_text"]) * 100 / len(words)


@lru_cache(maxsize=1)
def _foreign() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    table = rules.table("collections")["foreign"]
    return [(rule["kind"], rules.pattern(rule["title"]), rules.pattern(rule["text"])) for rule in table]


def foreign_kind(title: str, words: str) -> str:
    """What kind of text this is when it is no case (a policy, a paper, a contract …); empty when it may be one."""
    words = words[:_SAMPLE]
    best, best_score = "", 1.0
    for kind, title_pattern, text_pattern in _foreign():
        hits = text_pattern.findall(words)
        density = len(hits) * 100 / max(len(words), 150)
        variety = len(set(hits))
        score = (0.7 if title and title_pattern.search(title) else 0.0) + 0.35 * min(density, 4) * min(1.0, variety / 3)
        if score >= best_score:
            best, best_score = kind, score
    return best


def is_foreign_title(title: str) -> bool:
    """Whether the title of a source is that of a policy, a plan, a paper or the like, and not of stories."""
    if len(title) > _LONGEST_TITLE or speaks_of_story(title) or _OF_CASES.search(title):
        return False
    return any(pattern.search(title) for kind, pattern, _ in _foreign() if kind in _FOREIGN_TITLES)


def is_quiz(canon: str, start: int, end: int) -> bool:
    """Whether a numbered item is a question of a test: a blank to fill in, or choices, before any story is told."""
    longest = _LONGEST_ENGLISH_QUIZ if language_of(canon[start:end]) == "en" else _LONGEST_QUIZ
    match = _QUIZ.search(canon, start, end)
    return match is not None and match.start() - start <= longest


def speaks_of_story(title: str) -> bool:
    """Whether a title announces a story or a report of what happened."""
    return bool(rules.pattern(rules.table("collections")["story_title"]).search(title))


def report_share(title: str, words: str) -> float:
    """How much a text is a report of what an office has done, as its title says, 0…0.3."""
    table = rules.table("collections")
    if not rules.pattern(table["report_title"]).search(title):
        return 0.0
    signs = set(rules.pattern(table["report_text"]).findall(words[:_SAMPLE]))
    return 0.1 * min(3, len(signs))


def has_concluded(canon: str, start: int, end: int) -> bool:
    """Whether the last sentences of a paragraph draw a conclusion or say how it ended."""
    tail = canon[max(start, end - 60) : end]
    return bool(rules.pattern(rules.table("stories")["concluded"]).search(tail))
