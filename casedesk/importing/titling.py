"""Titles of cases: where the title of each stands, found alike for all that begin alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.importing import rules
from casedesk.importing.copied_tables import UNTITLED_ROW
from casedesk.importing.headings import LONGEST_TITLE
from casedesk.importing.lines import Line, Wrapping, trim
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Mark
from casedesk.importing.regions import Region
from casedesk.importing.title_cells import title_cells
from casedesk.importing.titles import field_label, glued_title_end, is_title_like, names_title

_LEADING_NUMBER = re.compile(
    r"(?:[0-9]{1,2}[.-][0-9]{1,2}(?![0-9.%])"
    rf"|{rules.CHINESE_NUMBER}、|\((?:{rules.NUMBER})\)|[0-9]{{1,3}}[.、](?![0-9])|[①-⑳]) ?"
)
_PAGE_BEHIND = re.compile(r"(?:[·.…⋯]{2,}|[ \t\u3000]{2,}|\u3000)[ \u3000]*[0-9]{1,4}$")
_COMMA = re.compile("[,;]")
_BARE_NUMBER = re.compile(rf"[【\[(〔〖]?(?:No\.? ?)?(?:{rules.NUMBER}|[①-⑳]|[IVX]{{1,5}})[】\])〕〗]?[.、:]?")
_SPEAKER = re.compile(r"[^\s:,。;!?]{1,8}: *\S")
_LABEL_WORD = re.compile(
    r"(?:正面|反面|负面|正反|典型|经典|优秀)?(?:案例|个案|故事|实例|情景)(?:名称|标题)? ?: *|[^\s|]{1,4}\| *"
    r"|(?:附加|补充|拓展|延伸|备用|附录)(?:案例|个案|故事|实例|情景) +"
    r"|[【\[〖][^】\]〗]{1,6}[】\]〗] *(?=[^\s【\[]{2})"
)
_QUOTED_TITLE = re.compile(r"[《【〖]([^》】〗\n]{2,40})[》】〗][。:.]? *|[“「]([^”」\n]{2,30})[”」](?:[。:.] *|$)")
_TITLE_SIGNS = " :：、.．·•-—–*#|｜★☆◆◇●○■□▲△※◎►▶✦❖"
_FEWEST_ALIKE = 3
_SHORTEST = 2
_MOST_FIELDS = 8
_SURE = 2.7
"""How well a title must stand out that is glued to the line below a label."""


@dataclass(frozen=True, slots=True)
class CaseTitle:
    """Where the title stands: the stretches that are heading, the words of the title, and where the body begins."""

    headings: tuple[tuple[int, int], ...]
    words: str
    body_start: int
    title: tuple[int, int] | None = None
    """Where the line of the title stands, without the label."""
    is_glued: bool = False
    """It was found by how it stands out from the words behind it, which may deceive."""


class Titler:
    """Finds the titles of the cases of one source."""

    def __init__(
        self, text: str, canon: str, wrapping: Wrapping, markers: Mapping[int, Marker], known: frozenset[str]
    ) -> None:
        self._text = text
        self._canon = canon
        self._wrapping = wrapping
        self._markers = markers
        self._known = known

    def titles_of(self, regions: Sequence[Region]) -> list[CaseTitle]:
        """The title of each case. Cases that begin alike have titles that end alike, or none have one."""
        found = [self._title(region) for region in regions]
        kinds: dict[str, list[int]] = {}
        for index, region in enumerate(regions):
            if region.mark and (found[index].is_glued or not found[index].words):
                kinds.setdefault(region.mark.kind, []).append(index)
        for indexes in kinds.values():
            self._agree(regions, found, indexes)
        self._without_neighbours(regions, found)
        return found

    def _without_neighbours(self, regions: Sequence[Region], found: list[CaseTitle]) -> None:
        """The titles without the date, the name or the number that stands beside each title of a row."""
        kinds: dict[str, list[int]] = {}
        for index, region in enumerate(regions):
            if found[index].title and not found[index].is_glued:
                kinds.setdefault(region.mark.kind if region.mark else "", []).append(index)
        for indexes in kinds.values():
            lines = [self._text[slice(*title)] for i in indexes if (title := found[i].title)]
            for index, cell in zip(indexes, title_cells(lines) or (), strict=False):
                found[index] = replace(found[index], words=clean_title(cell))

    def _agree(self, regions: Sequence[Region], found: list[CaseTitle], indexes: Sequence[int]) -> None:
        """Titles glued to their stories: all end at a space where most do, and few among many without are none."""
        if len(indexes) < _FEWEST_ALIKE:
            return
        parted = {index: self._before_space(regions[index]) for index in indexes}
        at_space = [i for i in indexes if (title := parted[i]) and title.words == found[i].words]
        glued = [index for index in indexes if found[index].is_glued]
        are_parted = len([title for title in parted.values() if title]) * 4 >= len(indexes) * 3
        if at_space and (are_parted or len(at_space) * 2 > len(glued) >= _FEWEST_ALIKE):
            found[:] = [parted.get(index) or title for index, title in enumerate(found)]
            return
        if len(glued) * _FEWEST_ALIKE <= len(indexes):
            for index in glued:
                found[index] = self._without_title(regions[index], found[index])

    def _before_space(self, region: Region) -> CaseTitle | None:
        """The title up to the first space behind the label."""
        mark, line = region.mark, region.lines[0]
        if mark is None or not mark.start <= line.start <= mark.end < line.end:
            return None
        position = self._canon.find(" ", mark.end + _SHORTEST, min(line.end, mark.end + LONGEST_TITLE))
        if position < 0 or self._canon[mark.end : position].isascii() or "," in self._canon[mark.end : position]:
            return None
        return replace(self._titled(mark.start, mark.end, position, position), is_glued=True)

    @staticmethod
    def _without_title(region: Region, title: CaseTitle) -> CaseTitle:
        mark = region.mark
        if mark is None or title.headings[-1][0] != mark.start:
            return title
        return CaseTitle((*title.headings[:-1], (mark.start, mark.end)), "", mark.end)

    def _title(self, region: Region) -> CaseTitle:
        if region.mark is None:
            return self._known_title(region)
        lines = region.lines
        mark = region.mark
        if mark.rule == UNTITLED_ROW:
            return CaseTitle(((mark.start, mark.end),) if mark.end > mark.start else (), "", mark.end)
        first = lines[0]
        words_end = first.end
        rest = self._canon[mark.end : words_end]
        if not rest.strip(" :、.】])"):
            return self._title_below(mark, lines)
        if len(lines) > 1 and self._is_whole_title(rest, lines[0], lines[1]):
            return self._titled(mark.start, mark.end, words_end, words_end)
        return self._glued(mark.start, mark.end, words_end, ((mark.start, mark.end),))

    def _known_title(self, region: Region) -> CaseTitle:
        first = region.lines[0].start
        if region.title is None:
            return CaseTitle((), "", first)
        start, end = region.title
        if _BARE_NUMBER.fullmatch(self._canon, start, end):
            return CaseTitle(((start, end),), "", max(first, end))
        label = _LEADING_NUMBER.match(self._canon, start, end) or _LABEL_WORD.match(self._canon, start, end)
        return self._titled(start, label.end() if label else start, end, max(first, end))

    def _is_whole_title(self, rest: str, line: Line, following: Line) -> bool:
        if not line.ends_line and following.start not in self._markers:
            return False
        return is_title_like(rest) and not self._runs_on(rest, line, following)

    def _runs_on(self, rest: str, line: Line, following: Line) -> bool:
        """Whether a short rest of a line is the beginning of a hard-wrapped paragraph."""
        return len(rest) > 25 and rest.count(",") > 0 and self._wrapping.continues(line, following) and line.ends_line

    def _title_below(self, mark: Mark, lines: Sequence[Line]) -> CaseTitle:
        """The title of a label that stands alone: the next line, or what is glued to its beginning."""
        label = ((mark.start, lines[0].end),)
        if len(lines) < 2 or lines[1].start in self._markers:
            return CaseTitle(label, "", lines[0].end)
        line = lines[1]
        if field_label(self._canon, line.start, line.end):
            return self._title_in_fields(label, lines)
        if _SPEAKER.match(self._canon, line.start, line.end):
            return CaseTitle(label, "", lines[0].end)
        number = _LEADING_NUMBER.match(self._canon, line.start, line.end)
        start = number.end() if number else line.start
        words = self._canon[start : line.end]
        if len(lines) > 2 and is_title_like(words) and line.ends_line:
            behind = lines[2]
            if len(behind) > len(line) or behind.start in self._markers:
                return self._titled(line.start, start, line.end, line.end, label)
            if len(lines) > 3 and self._is_better_title(line, behind, lines[3]):
                above = (*label, (line.start, line.end))
                return self._titled(behind.start, behind.start, behind.end, behind.end, above)
        if number:
            return self._glued(line.start, start, line.end, (*label, (line.start, start)))
        title_end = glued_title_end(self._canon, start, line.end, known=self._known, least=_SURE)
        if title_end:
            return self._titled(line.start, start, title_end, title_end, label)
        return CaseTitle(label, "", lines[0].end)

    def _is_better_title(self, line: Line, behind: Line, body: Line) -> bool:
        """Whether of two short lines above a story the second is its title, since the first is a part of a sentence."""
        words = self._canon[behind.start : behind.end]
        is_whole = is_title_like(words) and not _COMMA.search(words) and words[0].isalnum()
        return bool(_COMMA.search(self._canon, line.start, line.end)) and is_whole and len(body) > len(behind)

    def _title_in_fields(self, label: tuple[tuple[int, int], ...], lines: Sequence[Line]) -> CaseTitle:
        """The title among the fields below a label ("Date: …", "Subject: …"); the other fields belong to the body."""
        for line in lines[1:_MOST_FIELDS]:
            field = field_label(self._canon, line.start, line.end)
            if field and names_title(field.group(1)):
                return CaseTitle(label, clean_title(self._text[field.end() : line.end]), lines[0].end)
            if field is None:
                break
        return CaseTitle(label, "", lines[0].end)

    def _glued(self, line_start: int, start: int, end: int, without: tuple[tuple[int, int], ...]) -> CaseTitle:
        if quoted := _QUOTED_TITLE.match(self._canon, start, end):
            held = quoted.lastindex or 1
            title = self._titled(line_start, quoted.start(held), quoted.end(held), quoted.end(), without[:-1])
            return replace(title, headings=(*without[:-1], trim(self._text, line_start, quoted.end())))
        title_end = glued_title_end(self._canon, start, end, known=self._known)
        if title_end is None:
            return CaseTitle(without, "", max(stop for _, stop in without))
        return replace(self._titled(line_start, start, title_end, title_end, without[:-1]), is_glued=True)

    def _titled(
        self, line_start: int, start: int, end: int, body_start: int, label: tuple[tuple[int, int], ...] = ()
    ) -> CaseTitle:
        headings = (*label, trim(self._text, line_start, end))
        return CaseTitle(headings, clean_title(self._text[start:end]), body_start, trim(self._text, start, end))


def clean_title(words: str) -> str:
    """A title as one line, without the remains of its label."""
    words = re.sub(r"\s+", " ", _PAGE_BEHIND.sub("", words)).replace(" ——", "——").strip(_TITLE_SIGNS)
    for opened, closed in (("【", "】"), ("[", "]"), ("〖", "〗"), ("(", ")"), ("（", "）")):
        if words.endswith(closed) and opened not in words:
            words = words[:-1]
        if words.startswith(opened) and (
            closed not in words or (words.endswith(closed) and words.count(opened) == 1 and opened in "【[〖")
        ):
            words = words[1:].removesuffix(closed)
    return words.strip()
