"""Headings that are told by their look: the same sign before each, or the same words with other numbers behind them
("◆ The umbrella", "Recording 0417-A", "3 March, Thursday, night shift")."""

import re
from collections.abc import Iterator, Mapping, Sequence

from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker, role_of_label
from casedesk.importing.marks import Family, Mark
from casedesk.importing.titles import field_label, is_title_like

ALIKE = "alike"
"""The rule of such headings."""
_FEWEST = 3
_IN_LINE = (":", "0")
"""What lines have in common that hold their heading and their text."""
_LONGEST = 40
_LONGEST_CODE = 30
_SHORTEST_TEXT = 60
_SIGN = re.compile(r"[★☆◆◇■□▲△▼●○◎※►▶▪✦❖☞§¶] ?(?=\w|[“\"《「(])")
_DIGITS = re.compile(r"[0-9]+")
_LETTER = re.compile(r"(?<=[0-9-])[A-Za-z](?![A-Za-z])|(?<![A-Za-z])[A-Z](?=-?[0-9])")
_DAY = re.compile(r"(?:(?<=星期)|(?<=周)|(?<=礼拜))[一二三四五六日天]|(?<=[早中晚夜日])[班更]|[早中晚夜日](?=[班更])")
_HELD = re.compile(r"(?:【[^【】\n]{2,30}】|《[^《》\n]{2,30}》|〖[^〖〗\n]{2,30}〗) ?")
_DATED = re.compile(
    r"[月日年期周]|[0-9]{3,}|[0-9]-[A-Za-z0-9]|[A-Z]-?[0-9]|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day)\b"
)
_RUN_IN = re.compile(r"([^\s:,。!?“”\"][^:,。!?“”\"\n]{2,24}|[A-Z][^:.,!?\n]{3,56}): ?(?=\S)")
_COUNT = re.compile(r"([0-9]{1,3}) +(?=\D)")
_LONG = 80
"""A line that long holds the text with its heading."""
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|敬爱的)?[一-鿿]{0,6}(?:同志|编辑部?|老师|姐姐?|大姐|阿姨|经理|先生|女士|台长|信箱)(?:们)?(?:您?好|你好)?[:,!]"
    r"|Dear (?:[A-Z][A-Za-z.]+ ?){1,3}[,:]"
)
_LETTER_HEAD = "letter"
_TAIL = re.compile(r"\([^()]*\)$")
_MERE_NUMBER = re.compile(r"[\W0]*")


def rows_alike(canon: str, lines: Sequence[Line], markers: Mapping[int, Marker]) -> Iterator[list[Mark]]:
    """The lines that look alike and may each head a case: three and more, a text under each, and before each the end of
    another."""
    groups: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if index + 1 == len(lines) and len(line) <= _LONGEST:
            continue  # nothing stands under it
        if line.start not in markers and (key := _look(canon, line)):
            groups.setdefault(key, []).append(index)
    for key, indexes in groups.items():
        fewest = _FEWEST + 1 if key in _IN_LINE else _FEWEST
        if len(indexes) >= fewest and _are_heads(canon, lines, indexes) and _counts(canon, lines, indexes, key):
            yield [_mark(canon, lines[index], key) for index in indexes]


def _counts(canon: str, lines: Sequence[Line], indexes: Sequence[int], key: str) -> bool:
    """Whether lines that begin with a number begin with one and count on; any others do."""
    if key != "0":
        return True
    numbers = [match.group(1) for i in indexes if (match := _COUNT.match(canon, lines[i].start, lines[i].end))]
    return [int(number) for number in numbers] == list(range(1, len(indexes) + 1))


def dates(canon: str, lines: Sequence[Line]) -> Iterator[str]:
    """The words of lines that head texts and differ by a date or a file mark alone, or are the address of a letter: no
    page has them for its header."""
    for heads in rows_alike(canon, lines, {}):
        words = [canon[head.start : head.end] for head in heads]
        if all(_DATED.search(each) or _SALUTATION.fullmatch(each) for each in words):
            yield from words


def addresses(canon: str, line: Line) -> bool:
    """Whether a line is the address with which a letter begins."""
    return _SALUTATION.fullmatch(canon, line.start, line.end) is not None


def _look(canon: str, line: Line) -> str:
    """What a line has in common with others of its row; empty where it cannot head a case."""
    if not line.starts_line:
        return ""
    if held := _HELD.match(canon, line.start, line.end):
        return held.group()[0] if role_of_label(held.group().strip()[1:-1]) is None else ""
    if addresses(canon, line):
        return _LETTER_HEAD
    if run_in := _RUN_IN.match(canon, line.start, line.end):
        label = run_in.group(1).strip()
        return ":" if len(line) >= _LONG and role_of_label(label) is None else ""
    if len(line) >= _LONG and _COUNT.match(canon, line.start, line.end):
        return "0"
    if not line.ends_line or len(line) > _LONGEST:
        return ""
    if line.block.style in (Style.LIST_ITEM, Style.TABLE, Style.CAPTION):
        return ""
    words = canon[line.start : line.end]
    if not is_title_like(words):
        return ""
    if sign := _SIGN.match(words):
        return sign.group().strip()
    if len(line) > _LONGEST_CODE or not _DIGITS.search(words) or field_label(canon, line.start, line.end):
        return ""
    look = _DIGITS.sub("0", _LETTER.sub("A", _DAY.sub("#", _TAIL.sub("", words))))
    refused = rules.pattern(rules.table("headings")["worded"]["refused"])
    word = re.sub(r"[\W0_A#]+", "", look)
    return "" if _MERE_NUMBER.fullmatch(look) or refused.search(word) else " ".join(look.split())


def _are_heads(canon: str, lines: Sequence[Line], indexes: Sequence[int]) -> bool:
    ends = [*indexes[1:], len(lines)]
    texts = [lines[until - 1].end - lines[index].start for index, until in zip(indexes, ends, strict=True)]
    opened = sum(
        lines[index].after_gap or is_ended(canon[max(0, lines[index - 1].end - 2) : lines[index - 1].end])
        for index in indexes[1:]
    )
    distinct = {_head(canon, lines[index]) for index in indexes}
    return (
        sum(text >= _SHORTEST_TEXT for text in texts) * 5 >= len(indexes) * 4
        and opened * 5 >= (len(indexes) - 1) * 4
        and (len(distinct) == len(indexes) or _look(canon, lines[indexes[0]]) == _LETTER_HEAD)
    )


def _mark(canon: str, line: Line, key: str) -> Mark:
    sign = _SIGN.match(canon, line.start, line.end)
    is_held = _HELD.match(canon, line.start, line.end) is not None
    count = _COUNT.match(canon, line.start, line.end) if key == "0" else None
    is_held = is_held or key == ":"
    end = line.start if is_held else count.end() if count else sign.end() if sign else line.end
    return Mark(line.start, end, Family.STYLED, ALIKE, word=key)


def _head(canon: str, line: Line) -> str:
    """The words of a line that head its text: all of it, or the brackets it begins with."""
    held = _HELD.match(canon, line.start, line.end) or (
        len(line) >= _LONG and _RUN_IN.match(canon, line.start, line.end)
    )
    return held.group() if held else canon[line.start : line.end]
