"""Places where a case, a part of a collection or a numbered item may begin, on their own line or in mid-line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.case_labels import case_rules, inner_marks, is_reference
from casedesk.importing.lines import Line
from casedesk.importing.marks import (
    CLOSING_LAST,
    FIELD_TITLE,
    NUMBER_IN_LABEL,
    WORDED,
    Family,
    Mark,
    case_mark_of,
    mark_of,
)
from casedesk.importing.numbers import ENGLISH_NUMBER, ENGLISH_ORDINAL, number_of

LONGEST_TITLE = 45
_BARE = "numbered_bare"
_FEWEST_RECORDS = 3
_WORDED = "worded"


_MAY_LEAD = re.compile(
    r"(?=[0-9A-Za-z(①-⑳一二三四五六七八九十其之例题个故情事篇第最我好来嗯那再接然时讲今上中下前以后编语录题献结附本全复完甲乙丙丁戊己庚辛壬癸])(?:"
    r"例|题|个案|故事|情景|情境|事件|篇|第|最后一|时间|讲[完得]|[讲写聊说享]到|[0-9]|[一二三四五六七八九十其之](?:[^一-鿿]|$)|[一二三四五六七八九十][一-鿿]{1,5}完了|\(|[①-⑳]|[上中下前后][篇部编卷辑]|以上|上[面述]|以下|下[面列]|后[记语]|编[后者]|[语录题献]|结语|结束|附|本[章书篇文]|全[书文篇]|复习|完"
    r"|[甲乙丙丁戊己庚辛壬癸][案例]?[、.:|) ]|\b[A-H][.)、]|[IVX](?:[.、:) ]|$)"
    r"|(?i:title|subject|headline|case|story|scenario|example|vignette|incident|chapter|part|unit|module|refer|append|following|these|conclu|acknow|about|editor|compiler|end)"
    r"|[一二三四五六七八九十]月|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    rf"|\b(?i:{ENGLISH_NUMBER})\b|(?:The )?{ENGLISH_ORDINAL}\b)"
)
"""What a heading may begin with; its own first characters stand in front of it, because most lines hold none."""
_SIGNS = re.compile(r"(?:#{1,6} |\*{2}(?=\S)|>{1,2} |[●◆■★☆▲※►▶◎○◇□✦❖]{1,3} ?)+(?=\S)")
_HASHES = re.compile(r"(#{1,6}) +(?=\S)")


@lru_cache(maxsize=1)
def _numbered_rules() -> list[tuple[str, re.Pattern[str]]]:
    return [(rule["id"], rules.pattern(rule["pattern"])) for rule in rules.table("headings")["numbered"]]


@lru_cache(maxsize=1)
def _any_number() -> re.Pattern[str]:
    """All numbers as one pattern; the group tells which rule comes first."""
    return re.compile("|".join(f"(?P<r{i}>{pattern.pattern})" for i, (_, pattern) in enumerate(_numbered_rules())))


@lru_cache(maxsize=1)
def reader_of(canon: str) -> "Reader":
    """The reader of the source that is being read; cleaning and splitting ask it for the same lines."""
    return Reader(canon)


class Reader:
    """Finds the headings of one source; `canon` is it in plain form. A line is read once, however often it is asked."""

    def __init__(self, canon: str) -> None:
        self._canon = canon
        self._read: dict[tuple[int, int, bool, bool], tuple[Mark, ...]] = {}

    def marks_of(self, lines: Sequence[Line]) -> list[Mark]:
        """All possible headings in order."""
        return _with_neighbours([mark for line in lines for mark in self._marks_in(line)])

    def _marks_in(self, line: Line) -> tuple[Mark, ...]:
        if line.block.style is Style.TABLE:
            return ()
        key = (line.start, line.end, line.starts_line, line.ends_line)
        if key not in self._read:
            self._read[key] = tuple(_marks_in(self._canon, line))
        return self._read[key]


def _with_neighbours(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, without labels of a later number that nothing parts from the words behind them and that count on from
    no other label: those are words of a sentence."""
    marks = _with_titled_records(marks)
    numbers = {(mark.word, mark.number) for mark in marks if mark.family is Family.CASE}
    return [
        mark
        for mark in marks
        if mark.rule != _BARE or (mark.number or 0) <= 1 or not numbers.isdisjoint(_around(mark.word, mark.number or 0))
    ]


def _with_titled_records(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks, those of fields that hold a title only where several records begin so and no label counts cases."""
    labels = [mark for mark in marks if mark.family is Family.CASE]
    titled = [mark for mark in labels if mark.rule == FIELD_TITLE]
    if not titled or (len(titled) >= _FEWEST_RECORDS and len(titled) == len(labels)):
        return marks
    return [mark for mark in marks if mark.rule != FIELD_TITLE]


def _around(word: str, number: int) -> set[tuple[str, int | None]]:
    return {(word, number + step) for step in (-2, -1, 1, 2)}


def _marks_in(canon: str, line: Line) -> Iterator[Mark]:
    leads = (
        _leads_behind_signs(canon, line) if _MAY_LEAD.search(canon, line.start, min(line.end, line.start + 60)) else []
    )
    yield from leads
    lead = leads[-1] if leads else None
    covered = lead.end if lead else line.start
    if lead is None or lead.family is not Family.CASE:
        yield from _styled(canon, line, lead)
    yield from inner_marks(canon, line, covered)


def _leads_behind_signs(canon: str, line: Line) -> list[Mark]:
    """The heading with which a line begins, whatever signs adorn it ("### ", "★")."""
    signs = _SIGNS.match(canon, line.start, line.end)
    if signs is None:
        return _leads(canon, line)
    leads = _leads(canon, replace(line, start=signs.end()))
    return [replace(leads[0], start=line.start), *leads[1:]] if leads else []


def _leads(canon: str, line: Line) -> list[Mark]:
    """The heading with which a line begins; two where the title of a collection is glued to the first label."""
    compound = _compound_pattern().match(canon, line.start, line.end)
    if compound:
        label = _label_after(canon, line, compound.end())
        if label:
            collection = Mark(line.start, label.start, Family.COLLECTION, "collection")
            return [collection, label]
    lead = _lead(canon, line)
    if lead is None:
        return []
    if lead.family is Family.COLLECTION and lead.end < line.end:
        numbered = _numbered_at(canon, line, lead.end)
        return [lead, numbered] if numbered else [lead]
    return [lead]


@lru_cache(maxsize=1)
def _compound_pattern() -> re.Pattern[str]:
    word = "(?:案例|故事|实例)"
    before = rf"[^,。:;\n]{{0,24}}?{word}[^,。:;\n]{{0,6}}?|[^,。:;\n]{{0,20}}?目 ?录 ?"
    label = rf"(?:服务|经典|典型|教学)?{word}(?:小故事)?(?:{{n}})[:、. ]"
    doubled = rf"[^,。:;\n]{{2,24}}?{word}(?:集|选|精选|汇编|大全)?(?={word}(?:{{n}})(?![例则个条种类项篇]))"
    return rules.pattern(f"(?:{before})(?={label})|{doubled}")


def _numbered_at(canon: str, line: Line, position: int) -> Mark | None:
    for rule, pattern in _numbered_rules():
        match = pattern.match(canon, position, line.end)
        if match:
            return mark_of(match, Family.NUMBERED, rule)
    return None


def _lead(canon: str, line: Line) -> Mark | None:
    first = _any_lead().match(canon, line.start, line.end)
    for family, rule, pattern in _lead_rules()[int((first.lastgroup or "r0")[1:]) :] if first else ():
        match = pattern.match(canon, line.start, line.end)
        if match and _is_lead(canon, line, family, match):
            if family is Family.CASE:
                return case_mark_of(match, rule)
            return mark_of(match, family, rule)
    return _numbered_lead(canon, line) or _collection(canon, line)


@lru_cache(maxsize=1)
def _any_lead() -> re.Pattern[str]:
    """All leads as one pattern, which saves most lines the trial of each; the group tells which comes first."""
    return re.compile("|".join(f"(?P<r{i}>{pattern.pattern})" for i, (_, _, pattern) in enumerate(_lead_rules())))


@lru_cache(maxsize=1)
def _lead_rules() -> list[tuple[Family, str, re.Pattern[str]]]:
    headings, collections = rules.table("headings"), rules.table("collections")
    found = [(Family.CONTAINER, rule["id"], rules.pattern(rule["pattern"])) for rule in headings["container"]]
    found += [(Family.ANNOUNCEMENT, "announcing", rules.pattern(r["pattern"])) for r in collections["announcing"]]
    found += [
        (Family.CLOSING, CLOSING_LAST if "last" in rule else "closing", rules.pattern(rule["pattern"]))
        for rule in collections["closing"]
    ]
    return found + [(Family.CASE, rule, pattern) for rule, pattern in case_rules()]


def _is_lead(canon: str, line: Line, family: Family, match: re.Match[str]) -> bool:
    if family is Family.CASE:
        return not is_reference(canon, match, line)
    if family is Family.CONTAINER:
        return len(line) <= 60
    return True


def _numbered_lead(canon: str, line: Line) -> Mark | None:
    first = _any_number().match(canon, line.start, line.end)
    for rule, pattern in _numbered_rules()[int((first.lastgroup or "r0")[1:]) :] if first else ():
        match = pattern.match(canon, line.start, line.end)
        if not match:
            continue
        label = _label_after(canon, line, match.end())
        if label:  # "二、案例一:阿里巴巴": the number of the chapter stands before the label of the case
            return Mark(line.start, label.end, Family.CASE, label.rule, label.number, word=label.word)
        if rule == _WORDED:
            if worded := _worded(match):
                return worded
            continue
        mark = mark_of(match, Family.NUMBERED, rule)
        word = _word_behind().match(canon, match.end(), line.end)
        return replace(mark, end=word.end()) if word else mark
    return None


def _worded(match: re.Match[str]) -> Mark | None:
    """A numbered label of any word, in a row with its like; None where the word tells of something else."""
    label = match.group()
    numbers = list(NUMBER_IN_LABEL.finditer(label))
    if not numbers:
        return None
    words = label[: numbers[-1].start()] + label[numbers[-1].end() :]
    word = re.sub(r"[\W\d_]|(?i:no|number)(?=\W*$)", "", words)
    number = number_of(numbers[-1].group().removeprefix("The "))
    if number is None or (word and _refused_words().search(word)):
        return None
    rule = f"{WORDED}{word.lower()}"
    return Mark(match.start(), match.end(), Family.NUMBERED, rule, number, word=word)


@lru_cache(maxsize=1)
def _refused_words() -> re.Pattern[str]:
    return rules.pattern(rules.table("headings")["worded"]["refused"])


@lru_cache(maxsize=1)
def _word_behind() -> re.Pattern[str]:
    """The bare word for a case behind a number, as in "1.案例:"."""
    return rules.pattern(r"[【\[]?(?:案例|实例|个案|案情)[】\]]?(?::|$) ?")


def _label_after(canon: str, line: Line, position: int) -> Mark | None:
    for rule, pattern in case_rules():
        match = pattern.match(canon, position, line.end)
        if match and rule not in ("labelled", "ordinal_piece") and not is_reference(canon, match, line):
            return case_mark_of(match, rule)
    return None


def _collection(canon: str, line: Line) -> Mark | None:
    table = rules.table("collections")
    pattern = rules.pattern(table["title"])
    whole = rules.pattern(rf"[【\[(]?(?:{table['title']})[】\])]?(?:{table['title']})?")
    match = whole.fullmatch(canon, line.start, line.end) if len(line) <= LONGEST_TITLE else None
    match = match or pattern.match(canon, line.start, line.end)
    if not match or match.end() - match.start() < 3:
        return None
    following = canon[match.end() : min(line.end, match.end() + 12)]
    if not following.strip():
        return mark_of(match, Family.COLLECTION, "collection")
    if re.match(r" ?\((?:[一二三四五六七八九十0-9]{1,3})\)", following) or (following[0] == "(" and len(line) < 40):
        return mark_of(match, Family.COLLECTION, "collection")
    if not line.starts_line:
        return None
    title = canon[match.start() : match.end()]
    repeats = following[:3] == title[:3] or (following[:2] == title[:2] and len(title) > 6)
    if repeats or rules.pattern(table["title_glued_next"]).match(canon, match.end(), line.end):
        return mark_of(match, Family.COLLECTION, "collection")
    if following[0] in table["title_refused_next"]:
        return None
    if any(opening.match(canon, match.end(), line.end) for opening in openings()):
        return mark_of(match, Family.COLLECTION, "collection")
    return None


def _styled(canon: str, line: Line, lead: Mark | None) -> Iterator[Mark]:
    """A heading by its looks: a heading style, or a bold or large lone line."""
    block = line.block
    if not (line.starts_line and line.ends_line) or len(line) > 80 or (lead and lead.family is not Family.NUMBERED):
        return
    if hashes := _HASHES.match(canon, line.start, line.end):
        level = hashes.end(1) - hashes.start(1)
        yield Mark(line.start, lead.end if lead else hashes.end(), Family.STYLED, f"heading{level}", level=level)
    elif block.style is Style.HEADING:
        yield Mark(
            line.start, lead.end if lead else line.start, Family.STYLED, f"heading{block.level}", level=block.level
        )
    elif len(line) <= LONGEST_TITLE and (block.bold or block.size >= 1.15) and block.style is not Style.LIST_ITEM:
        level = 7 if block.size < 1.15 else max(4, 7 - round((block.size - 1) * 5))
        yield Mark(line.start, lead.end if lead else line.start, Family.STYLED, f"bold{level}", level=level)


@lru_cache(maxsize=1)
def openings() -> tuple[re.Pattern[str], ...]:
    """How stories begin, scenes first."""
    stories = rules.table("stories")
    return tuple(rules.pattern(text) for text in (*stories["scene"], *stories["person"]))
