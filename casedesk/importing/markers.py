"""Markers: the words that begin a section of a case ("点评:", "【启示】", "Discussion questions")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casedesk.domain.case import Role
from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.labels import Labels, labels_of, role_of_phrase
from casedesk.importing.lines import Line


@dataclass(frozen=True, slots=True)
class Marker:
    """The label [start, end) of a section."""

    start: int
    end: int
    role: Role
    word: str


_NOTE_LENGTH = 25
_LONGEST_LABEL = 80
"""No label at the beginning of a line is longer."""
_LABELLED = re.compile(f"[^。!?\n:—】\\]〗〕)》>*●◆■▲★※☆◇□-]{{0,{_LONGEST_LABEL - 1}}}+[-:—】\\]〗〕)》>*●◆■▲★※☆◇□]")
"""A sign that ends a label, near the beginning of a line and in front of the end of its first sentence."""
_INNER_SIGN = re.compile("[:【\\[〖〔]")
_LABEL_SIGNS = re.compile(rf"^[\W_]*(?:{rules.NUMBER}[、.)][\W_]*)?|[\W_]+$")


@lru_cache(maxsize=1)
def _roles() -> dict[str, Role]:
    return {word.lower(): Role(rule["role"]) for rule in rules.table("sections")["section"] for word in rule["words"]}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """At the beginning of a line, glued at the beginning of a line, and in mid-line."""
    table = rules.table("sections")
    words = sorted(_roles(), key=len, reverse=True)
    plain = "|".join(re.escape(w) for w in words)
    alternatives = f"{plain}|{table['spoken']['pattern']}"
    also = r"(?:[与和及、/&][一-鿿]{2,4})?"
    count = rf"(?: ?{rules.NUMBER})?"
    cores = [
        f"{table['before']}(?P<word{i}>{choice}){also}{table['after']}{count}"
        for i, choice in enumerate((alternatives, alternatives, plain))
    ]
    number = r"(?:(?:{n}[、.]|\((?:{n})\)|第(?:{n})(?:部分|步)[:、]?) ?)?"
    line = (
        rf"{number}(?:[【\[〖〔(《<●◆■▲★※☆◇□▼►▶*#]+ ?{number}{cores[0]} ?[】\]〗〕)》>*●◆■▲★※☆◇□]+ ?[:—]*"
        rf"|[●◆■▲★※☆◇□▼►▶*]? ?{cores[1]} ?(?::|—{{2}}|--|\|(?![^\n]*\|))"
        rf"|[●◆■▲★※☆◇□▼►▶*]? ?{cores[2]} ?$)"
    )
    glued_words = sorted(table["glued"]["words"], key=len, reverse=True)
    glued = rf"(?P<word0>{'|'.join(glued_words)})(?=[一-鿿“\"])(?![{table['glued']['refused_next']}])"
    flowing = [w for w in words if w not in {x.lower() for x in table["line_start_only"]["words"]}]
    inner_word = f"(?P<word1>{'|'.join(re.escape(w) for w in flowing)})"
    inner = (
        rf"(?<=[。!?.…”\"'」』)】;])[ ]?(?:[【\[〖〔]{table['before']}(?P<word0>{alternatives})"
        rf"{also}{table['after']}[】\]〗〕] ?:?|{table['before']}{inner_word}{also}{table['after']} ?:"
        rf"|{table['said']['pattern']})"
    )
    return tuple(re.compile(text.replace("{n}", rules.NUMBER), re.IGNORECASE) for text in (line, glued, inner))  # type: ignore[return-value]


def is_section_label(words: str) -> bool:
    """Whether a whole line in plain form is the label of a section and nothing else."""
    match = _patterns()[0].fullmatch(words)
    return match is not None or role_of_phrase(words.strip(" :")) is not None


def role_of_label(words: str) -> Role | None:
    """The role that words mean which are the label of a section and nothing else."""
    return _roles().get(words.strip().lower()) or role_of_phrase(words.strip())


def markers_of(canon: str, lines: Sequence[Line], label_ends: frozenset[int] = frozenset()) -> list[Marker]:
    """All section markers in order; `canon` is the source in plain form. One may also follow the label of a case."""
    found: list[Marker] = []
    labels = labels_of(canon)
    for line in lines:
        if line.block.style is not Style.TABLE:
            found.extend(_markers_in(canon, line, label_ends, labels))
    return [marker for marker in found if not _is_for_all(marker, found, cases=len(label_ends))]


def _is_for_all(marker: Marker, found: Sequence[Marker], *, cases: int) -> bool:
    """Whether notes for whoever leads the group stand once in a collection: they are about all of its cases."""
    is_for_leader = re.search(rules.table("sections")["who"]["pattern"], marker.word, re.IGNORECASE)
    return bool(cases > 2 and is_for_leader) and sum(other.word == marker.word for other in found) == 1


def _markers_in(canon: str, line: Line, label_ends: frozenset[int], labels: Labels) -> Iterator[Marker]:
    at_line, glued, inner = _patterns()
    match = at_line.match(canon, line.start, line.end) if _may_lead(canon, line) else None
    match = match or glued.match(canon, line.start, line.end)
    position = line.start
    if match is None and label_ends:
        near = range(line.start + 2, min(line.start + 24, line.end))
        behind = 0 if label_ends.isdisjoint(near) else next(end for end in near if end in label_ends)
        match = at_line.match(canon, behind, line.end) if behind else None
    if match and _is_marker(canon, match, line):
        yield _marker(match)
        position = match.end()
    elif match is None and (phrase := _phrase(canon, line, labels)):
        yield phrase
        position = phrase.end
    if line.end - position < 6 or not _INNER_SIGN.search(canon, position, line.end):
        return
    for match in inner.finditer(canon, position, line.end):
        if _is_marker(canon, match, line):
            yield _marker(match)


def _may_lead(canon: str, line: Line) -> bool:
    """Whether a line may begin with a label: a sign that ends one is near, or the line is short and no sentence."""
    if _LABELLED.match(canon, line.start):
        return True
    return len(line) <= _LONGEST_LABEL and canon[line.end - 1] not in "。!?"


def _phrase(canon: str, line: Line, labels: Labels) -> Marker | None:
    """The label of a line that is a whole phrase ("What went wrong")."""
    label = labels.at(line) if line.starts_line else None
    role = role_of_phrase(label.words) if label and not label.runs_on else None
    return Marker(label.start, label.end, role, canon[label.start : label.end]) if label and role else None


_TALK = re.compile(
    r"(?:案例|课堂|小组)?(?:讨论|思考|反思|想一想|议一议|说一说|论一论|评一评)"
    r"|discussion|think about it|consider|reflect(?:ion)?",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\s*(?:.*[^。!?.”\n]\n)*.*")
_ASKING = re.compile(r"\?|[请试]|如何|怎[么样]|哪|什么|是否|为何|谈谈|说说|[吗呢]|^ *\(?[1一①]")


def with_true_roles(canon: str, markers: Sequence[Marker], end: int) -> Iterator[Marker]:
    """The markers of a text that ends at `end`. A "discussion" that asks nothing is an analysis; a label means the same
    wherever it stands, so what most of its texts are decides."""
    ends = [*(marker.start for marker in markers[1:]), end]
    asking: dict[str, list[bool]] = {}
    for marker, until in zip(markers, ends, strict=False):
        words = _LABEL_SIGNS.sub("", marker.word)
        text = _PARAGRAPH.match(canon, marker.end, until).group()  # type: ignore[union-attr]
        if marker.role is Role.QUESTION and _TALK.fullmatch(words) and len(text) >= _NOTE_LENGTH:
            asking.setdefault(words, []).append(bool(_ASKING.search(text)))
    told = {words for words, asks in asking.items() if sum(asks) * 2 < len(asks)}
    for marker in markers:
        is_told = marker.role is Role.QUESTION and _LABEL_SIGNS.sub("", marker.word) in told
        yield replace(marker, role=Role.ANALYSIS) if is_told else marker


def _is_marker(canon: str, match: re.Match[str], line: Line) -> bool:
    if _word(match) == "注":
        return line.end - match.end() >= _NOTE_LENGTH
    return not (match.group().endswith(")") and canon[match.end() : match.end() + 1] in ",。、")


def _word(match: re.Match[str]) -> str:
    return next(word for word in match.groupdict().values() if word).lower()


def _marker(match: re.Match[str]) -> Marker:
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    label = match.group().strip()
    whole = _LABEL_SIGNS.sub("", label).lower()
    return Marker(start, match.end(), _roles().get(whole) or _roles().get(_word(match), Role.ANALYSIS), label)
