"""Labels of cases: how they look, where one is only spoken of, and those glued into the midst of a line."""

import re
from collections.abc import Iterator
from functools import lru_cache

from casedesk.importing import rules
from casedesk.importing.lines import Line
from casedesk.importing.marks import Family, Mark, case_mark_of, mark_of

_MAY_HOLD = re.compile(
    r"例|题|个案|故事|情景|(?:第[一二三四五六七八九十]|最后一|下一)[个件桩则位段]|编后语|编者按|结束语|写在最后|[讲说绍享写聊]到|讲完"
    r"|往下|时间|讲得不好|接下来|后面还有|再来看"
)
_MAY_CLOSE = re.compile(
    "编后语|编者按|结束语|写在最后|讲完|讲到|说到|绍到|享到|写到|聊到|时间|讲得不好|往下|接着|下一个|再来看|看第|讲第"
    "|后面还有"
)
"""What every closing in mid-line holds; written out, because a search for mere words is the fastest there is."""
_SHORTEST_LINE = 12
_SENTENCE_END = "。!?.…”\"'」』)】;"
_REFERS = re.compile(r"(?:在|如|见|从|和|与|据|参见|上述|以上|该|本|及|第|按|对|由)$")
_REFERRED = re.compile(r" ?(?:中|里|所|的|和|与|及|,|。|、[^一-鿿]|\)|;|是|说|为|表明|告诉|至|到|-)")


@lru_cache(maxsize=1)
def case_rules() -> list[tuple[str, re.Pattern[str]]]:
    """The rules for labels of cases with their names, in the order in which they are tried."""
    return [(rule["id"], rules.pattern(rule["pattern"])) for rule in rules.table("headings")["case"]]


def inner_marks(canon: str, line: Line, covered: int) -> Iterator[Mark]:
    """Headings glued into a line: after the end of a sentence, or after a short title of the collection."""
    if line.end - line.start <= _SHORTEST_LINE or not _MAY_HOLD.search(canon, line.start + 1, line.end):
        return
    first = max(covered, line.start + 1)
    labels = _inner_pattern().finditer(canon, first, line.end) if _inner_word().search(canon, first, line.end) else ()
    for match in labels:
        position = match.start()
        before = canon[max(line.start, position - 3) : position].rstrip()
        if not before or not (
            before[-1] in _SENTENCE_END or (position - line.start <= 24 and "," not in canon[line.start : position])
        ):
            continue
        for rule, pattern in case_rules():
            hit = pattern.match(canon, position, line.end)
            if hit and rule != "labelled" and not is_reference(canon, hit, line):
                yield case_mark_of(hit, rule)
                break
    closings = (
        _inner_closing().finditer(canon, covered, line.end) if _MAY_CLOSE.search(canon, covered, line.end) else ()
    )
    for match in closings:
        if match.start() > line.start and canon[match.start() - 1] in _SENTENCE_END:
            yield mark_of(match, Family.CLOSING, "closing")


@lru_cache(maxsize=1)
def _inner_word() -> re.Pattern[str]:
    """The word of a label in mid-line with its number or bracket, which is far quicker to find than the whole label."""
    return rules.pattern(
        r"(?:案例|实例|个案|故事|情景|范例|例)(?:(?:小故事|经典|故事)?篇?之?(?:{n})|[^】\n]{0,6}】)"
        r"|(?:第{n}|最后一|下一)[个件桩则位段][^。“\n]{0,8}“"
    )


@lru_cache(maxsize=1)
def _inner_pattern() -> re.Pattern[str]:
    word = "(?:案例|实例|个案|故事|情景|范例|例)"
    bracketed = rf"【[^】\n]{{0,8}}{word}[^】\n]{{0,6}}】|\((?:{word})(?:{{n}})[):]"
    plain = rf"(?:服务|经典|典型|教学|投诉)?{word}(?:小故事|经典)?(?:篇|之)?(?:{{n}})"
    long = r"[一-鿿]{2,12}案例(?:经典|故事|小故事)?篇?(?:{n})"
    behind = r"(?=[:、.]|[ ]|[一-鿿“\"《]|$)"
    spoken = next(rule["pattern"] for rule in rules.table("headings")["case"] if rule["id"] == "spoken")
    return rules.pattern(rf"(?:{bracketed}|{plain}(?:(?=[\])])|{behind})|{long}{behind}|{spoken})")


@lru_cache(maxsize=1)
def _inner_closing() -> re.Pattern[str]:
    return rules.pattern(f"(?:编后语|编者按|结束语|写在最后):|(?:{rules.table('collections')['spoken_end']})")


def is_reference(canon: str, match: re.Match[str], line: Line) -> bool:
    """Whether a label is only spoken of ("如案例一所示")."""
    label = match.group().rstrip()
    if label[-1:] in ":】]〗〕)" and not _REFERS.search(canon[max(line.start, match.start() - 2) : match.start()]):
        return False
    before = canon[max(line.start, match.start() - 3) : match.start()]
    inside = re.split(r"案例|实例|个案|故事", label)[0]
    return bool(_REFERS.search(before) or _REFERS.search(inside) or _REFERRED.match(canon, match.end(), line.end))
