"""Labels: the few words that stand before a stretch of text and say what it is, and the roles that such words mean."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from casedesk.domain.case import Role
from casedesk.importing import rules
from casedesk.importing.lines import Line

_LONGEST = 24
_LONGEST_ENGLISH = 56
_SIGNS = "●◆■▲★※☆◇□▼►▶*#"
_NUMBER = rf"(?:(?:{rules.NUMBER}[、.](?![0-9])|\({rules.NUMBER}\)|第{rules.NUMBER}(?:部分|步)[:、]?) ?)?"
_LABEL = re.compile(
    rf"{_NUMBER}(?:(?:[【\[〖〔<《]+|[{_SIGNS}]+ ?|\() ?{_NUMBER}(?P<held>[^【】\[\]〖〗〔〕<>《》()\n:]{{2,56}}?)"
    rf" ?[】\]〗〕>》){_SIGNS}]+ ?[:—]*"
    rf"|[{_SIGNS}]? ?(?P<before>[^。!?;:,|\n]{{1,56}}?) ?(?::|—{{2}}|\|(?![^\n]*\|))"
    rf"|[{_SIGNS}]? ?(?P<alone>[^。!;:\n]{{2,56}}?) ?$)"
)
_IDEOGRAPH = re.compile("[一-鿿]")
_LATIN = re.compile("[A-Za-z]")
_RUNS_ON = re.compile(r" ?[a-z]")
_LINE_LABEL = re.compile(
    r"^ *[【\[〖]?([^\s:,。【】\[\]〖〗]{2,10}|(?![我你您他她它问答])[一-鿿](?=:)|[A-Z][A-Za-z' ]{2,24})(?:[】\]〗]|:)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """The label [start, end) of a line, with its number, brackets and colon; `words` is without them."""

    start: int
    end: int
    words: str
    is_whole: bool
    """It is all of its line."""
    runs_on: bool
    """What stands behind its colon goes on in small letters."""


@lru_cache(maxsize=1)
def labels_of(canon: str) -> "Labels":
    """The labels of the source that is being read; ask once for all lines."""
    return Labels(canon)


class Labels:
    """The labels of the lines of one source. A line is looked at once, however often it is asked for its label."""

    def __init__(self, canon: str) -> None:
        self._canon = canon
        self._known: dict[tuple[int, int], Label | None] = {}

    def at(self, line: Line) -> Label | None:
        """The label with which a line begins: in brackets, before a colon, or alone; None where it begins with none."""
        key = (line.start, line.end)
        if key not in self._known:
            self._known[key] = _label_at(self._canon, line)
        return self._known[key]


def _label_at(canon: str, line: Line) -> Label | None:
    match = _LABEL.match(canon, line.start, line.end)
    if match is None:
        return None
    words = next(words for words in match.groups() if words).strip()
    longest = _LONGEST_ENGLISH if words.isascii() else _LONGEST
    is_sign = len(words) == 1 and not (match["before"] and _IDEOGRAPH.match(words))
    if is_sign or not 1 <= len(words) <= longest:
        return None
    runs_on = bool(match["before"] and _RUNS_ON.match(canon, match.end(), line.end))
    return Label(match.start(), match.end(), words, match.end() >= line.end, runs_on)


@lru_cache(maxsize=2)
def _phrases(*, is_chinese: bool) -> Sequence[tuple[Role, re.Pattern[str]]]:
    table = rules.table("sections")
    who = table["who"]["pattern"]
    texts = [
        (rule["role"], rule["chinese"] if is_chinese else f"{rule['pattern']}|{rule['chinese']}")
        for rule in table["phrase"]
    ]
    return [(Role(role), re.compile(text.replace("{who}", who), re.IGNORECASE)) for role, text in texts]


@lru_cache(maxsize=4096)
def role_of_phrase(words: str) -> Role | None:
    """The role of a section that is announced by a whole phrase ("What went wrong"); None for any other words."""
    phrases = _phrases(is_chinese=not _LATIN.search(words))  # English ones need time to be made and hold Latin letters
    return next((role for role, pattern in phrases if pattern.fullmatch(words)), None)


def share_labels(canon: str, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether most of the stretches hold a line that begins with the same label: each is then a whole of its own."""
    labels = Counter(label for start, end in stretches for label in set[str](_LINE_LABEL.findall(canon[start:end])))
    return any(count * 5 >= len(stretches) * 3 for count in labels.values())
