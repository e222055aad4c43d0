"""Where a case ends although no other begins: at a text of another kind, at an article, at the imprint."""

import itertools
import re
from collections.abc import Mapping, Sequence

from casedesk.domain.draft import Style
from casedesk.importing import rules
from casedesk.importing.asides import is_headed_for_all, kinship, words_for_all
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker
from casedesk.importing.marks import Mark
from casedesk.importing.regions import Zone
from casedesk.importing.story_signs import foreign_kind, story_share
from casedesk.importing.stretches import DIVIDER
from casedesk.importing.titles import is_title_like

_MAY_BE_STRAY = re.compile("甲方|乙方|合同|协议|承租|出租|收回|转租")
_FEWEST_ALIKE = 1
_FEWEST_ENDED = 2
_SHORTEST_STORY = 40
_ENOUGH = 0.25
_LITTLE_STORY = 0.34
_SHORTEST_REST = 12
_FEWEST_IN_LIST = 3
_STRANGE = 0.06
_FEWEST_SIGNED = 4
_FEWEST_WHOLE = 4
"""So many cases without a blank line tell that none has one."""
_SHORTEST_TITLE = 4
_LONGEST_IMPRINT = 6
_WIDEST_IMPRINT = 40
_DATED = re.compile(
    r"(?:19|20)[0-9]{2} ?年 ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?|[0-9]{1,2} [A-Z][a-z]+ (?:19|20)[0-9]{2}"
)
_NUMBERED = re.compile(r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳]|[-•·]|[A-Ha-h][.、)]")


class Endings:
    """Finds the ends of the cases of one source."""

    def __init__(self, canon: str, markers: Mapping[int, Marker]) -> None:
        self._canon = canon
        self._markers = markers

    def is_apart_alone(self, zone: Zone, heads: Sequence[Mark]) -> bool:
        """Whether none of the cases before the last holds a lone title that stands apart."""
        lines = [line for line in zone.lines if heads[0].start <= line.start < heads[-1].start]
        starts = {head.start for head in heads}
        inner = (
            i for i in range(1, len(lines) - 1) if lines[i].start not in starts and lines[i - 1].start not in starts
        )
        return len(heads) > _FEWEST_ALIKE and not any(
            self._is_lone_title(lines, index) and lines[index].after_gap for index in inner
        )

    def without_foreign(self, lines: list[Line]) -> list[Line]:
        """The lines up to where a contract or the like begins that has strayed into the file."""
        taken = 0
        for index, line in enumerate(lines):
            if taken > 150 and line.start not in self._markers and _is_stray(self._canon, lines, index):
                return lines[:index]
            taken += len(line)
        return lines

    def without_essay(self, lines: list[Line], *, is_apart_alone: bool = False) -> list[Line]:
        """The lines of the last case of a row, up to a lone title under which an article without sections begins."""
        last_marked = max((i for i, line in enumerate(lines) if line.start in self._markers), default=0)
        for index in range(2, len(lines) - 1):
            if lines[index].start - lines[0].start <= 60 or not self._is_lone_title(lines, index):
                continue
            if self._begins_other_text(lines, index) or (index >= last_marked and self._begins_article(lines, index)):
                return lines[:index]
            if index > last_marked and is_apart_alone and self._stands_apart(lines, index):
                return lines[:index]
        return lines

    def without_aftermath(self, lines: list[Line], *, row_start: int) -> list[Line]:
        """The lines of the last case of a row, up to where all cases are spoken of and no story is told any more; with
        words that no case before it holds, from `row_start` on."""
        last_marked = max((i for i, line in enumerate(lines) if line.start in self._markers), default=0)
        own = self._markers.get(lines[last_marked].start)
        is_usual = own is not None and own.word in self._canon[row_start : lines[0].start]
        for index in range(max(1, last_marked + is_usual), len(lines)):
            if self._begins_aftermath(lines, index, row_start):
                return lines[:index]
        return lines

    def without_apart(self, lines: list[Line], before: Sequence[Sequence[Line]]) -> list[Line]:
        """The lines of the last case of a row, up to the blank line in it where none of the many cases `before` it has
        one; the first of those may hold words about all of them."""
        others = before[1:]
        if len(before) < _FEWEST_WHOLE or any(self._parted(case, i) for case in others for i in range(1, len(case))):
            return lines
        for index in range(1, min(len(lines), max(map(len, before)) + 1)):
            is_whole = is_ended(self._canon[max(0, lines[index - 1].end - 2) : lines[index - 1].end])
            if is_whole and lines[index].start not in self._markers and self._parted(lines, index):
                return lines[:index]
        return lines

    def without_aside(self, lines: list[Line]) -> list[Line]:
        """The lines of a case told aloud, without the few words behind a blank line that are for those who listen."""
        for index in range(1, len(lines)):
            told = lines[index - 1].end - lines[0].start
            if lines[index].after_gap and (lines[-1].end - lines[index].start) * 2 < told:
                return lines[:index]
        return lines

    def _parted(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a blank line, or a line of signs, stands before one of the lines."""
        return lines[index].after_gap or bool(DIVIDER.search(self._canon, lines[index - 1].end, lines[index].start))

    def without_surplus(self, lines: list[Line], before: Sequence[Sequence[Line]]) -> list[Line]:
        """The lines of the last case of a row, up to where the section is full with which the cases `before` it end and
        something else begins: a title, an unknown label, or words that have nothing to do with the case."""
        endings = [ending for case in before if (ending := self._last_section(case))]
        own = self._last_section(lines)
        if own is None or len(endings) < _FEWEST_ENDED or len(endings) * 4 < len(before) * 3:
            return lines
        if any(ending[0] != own[0] for ending in endings):
            return lines
        first = len(lines) - own[1] + max(count for _, count in endings)
        for index in range(first, len(lines)):
            if self._is_foreign(lines, index):
                return lines[:index]
        return lines

    def _last_section(self, lines: Sequence[Line]) -> tuple[str, int] | None:
        """The label of the last section of a case, and how many lines it has."""
        labels = [index for index, line in enumerate(lines) if line.start in self._markers]
        return (self._markers[lines[labels[-1]].start].word, len(lines) - labels[-1]) if labels else None

    def _is_foreign(self, lines: Sequence[Line], index: int) -> bool:
        line, before = lines[index], lines[index - 1]
        if not line.starts_line or _NUMBERED.match(self._canon, line.start, line.end):
            return False
        if not is_ended(self._canon[max(0, before.end - 2) : before.end]) and before.start not in self._markers:
            return False
        words = self._canon[line.start : line.end]
        if is_title_like(words) and not is_ended(words) and index + 1 < len(lines):
            return True
        return kinship(self._canon, (line.start, line.end), (lines[0].start, line.start)) < _STRANGE

    def _begins_aftermath(self, lines: Sequence[Line], index: int, row_start: int) -> bool:
        line, before = lines[index], lines[index - 1]
        if not line.starts_line or not is_ended(self._canon[max(0, before.end - 2) : before.end]):
            return False
        until = line.end
        if not is_ended(self._canon[max(0, line.end - 2) : line.end]) and index + 1 < len(lines):
            until = lines[index + 1].end
        words = words_for_all(self._canon, line.start, until)
        if not words or words in self._canon[row_start : lines[0].start]:
            return False
        is_headed = is_headed_for_all(self._canon, line.start, line.end)
        return is_headed or story_share(self._canon, line.start, lines[-1].end) < _ENOUGH

    def next_title(self, lines: Sequence[Line]) -> int | None:
        """The line under which another case begins that lost its label: a lone title between two sections of one name
        with a story under it."""
        labels = {i: self._markers[line.start] for i, line in enumerate(lines) if line.start in self._markers}
        if len({marker.word for marker in labels.values()}) == len(labels):
            return None
        for index in range(2, len(lines) - 1):
            if not self._is_lone_title(lines, index):
                continue
            before = {marker.word for i, marker in labels.items() if i < index}
            again = next((i for i, marker in labels.items() if i > index and marker.word in before), None)
            first = index + 2 if again == index + 1 else index + 1
            until = next((i for i in labels if i >= first), len(lines)) if again == index + 1 else again
            if until and until > first and self._tells(lines[first], lines[until - 1]):
                return index
        return None

    def _tells(self, first: Line, last: Line) -> bool:
        return last.end - first.start >= _SHORTEST_STORY and story_share(self._canon, first.start, last.end) >= _ENOUGH

    def without_notes(self, lines: list[Line]) -> list[Line]:
        """The lines without what an editor says behind them."""
        note = rules.pattern(rules.table("collections")["editor_note"])
        while len(lines) > 1 and note.fullmatch(self._canon, lines[-1].start, lines[-1].end):
            lines = lines[:-1]
        return lines

    def all_ended(self, zone: Zone, heads: Sequence[Mark]) -> bool:
        """Whether the cases before the last, two or more, end as a sentence does; one in four may break off."""
        starts = {head.start for head in heads[1:]}
        before = [first for first, second in itertools.pairwise(zone.lines) if second.start in starts]
        ended = sum(is_ended(self._canon[max(0, line.end - 2) : line.end]) for line in before)
        return len(before) >= _FEWEST_ENDED and ended * 4 >= len(before) * 3

    def without_imprint(self, lines: list[Line]) -> list[Line]:
        """The lines of a last case without the short ones behind it that are no sentences: names, dates, addressees."""
        kept = len(lines)
        while kept > 2 and self._is_imprint(lines[kept - 1]):
            kept -= 1
        is_whole = is_ended(self._canon[max(0, lines[kept - 1].end - 2) : lines[kept - 1].end])
        return lines[:kept] if is_whole and len(lines) - kept <= _LONGEST_IMPRINT else lines

    def without_signature(self, lines: list[Line]) -> list[Line]:
        """The lines of a last case without the date behind it, and without who signs above the date."""
        if len(lines) < _FEWEST_SIGNED or not _DATED.fullmatch(self._canon, lines[-1].start, lines[-1].end):
            return lines
        return lines[: -2 if self._is_imprint(lines[-2]) else -1]

    def _is_imprint(self, line: Line) -> bool:
        words = self._canon[line.start : line.end]
        if line.start in self._markers or not line.starts_line or line.block.style in (Style.LIST_ITEM, Style.TABLE):
            return False
        return len(words) <= _WIDEST_IMPRINT and not is_ended(words) and not _NUMBERED.match(words)

    def _begins_other_text(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a policy, a paper or the like begins under a title that stands apart."""
        title, first, last = lines[index], lines[index + 1], lines[min(index + 3, len(lines) - 1)]
        words = self._canon[title.start : title.end]
        return title.after_gap and first.after_gap and bool(foreign_kind(words, self._canon[first.start : last.end]))

    def _is_lone_title(self, lines: Sequence[Line], index: int) -> bool:
        line, before = lines[index], lines[index - 1]
        words = self._canon[line.start : line.end]
        if (
            line.start in self._markers
            or not line.starts_line
            or not is_title_like(words)
            or not _SHORTEST_TITLE <= len(words) <= (80 if words.isascii() else 40)
        ):
            return False
        if line.block.style is Style.LIST_ITEM or re.match(r"[\d一二三四五六七八九十(（]", words):
            return False
        return self._canon[before.end - 1] in '。!?.”"…)'

    def _begins_article(self, lines: Sequence[Line], index: int) -> bool:
        start, end = lines[index + 1].start, lines[-1].end
        return end - start > 250 and story_share(self._canon, start, end) < _LITTLE_STORY

    def _stands_apart(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a title stands apart with a text under it that tells no story."""
        start, end = lines[index + 1].start, lines[-1].end
        is_apart = lines[index].after_gap or self._is_list(lines[index + 1 :])
        return is_apart and end - start > _SHORTEST_REST and story_share(self._canon, start, end) < _LITTLE_STORY

    def _is_list(self, lines: Sequence[Line]) -> bool:
        """Whether most of the lines are no sentences and none of a case's: a table, a form, a list of names."""
        open_ends = sum(not is_ended(self._canon[max(0, line.end - 2) : line.end]) for line in lines)
        return len(lines) >= _FEWEST_IN_LIST and open_ends * 3 >= len(lines) * 2


def _is_stray(canon: str, lines: Sequence[Line], index: int) -> bool:
    if not _MAY_BE_STRAY.search(canon, lines[index].start, lines[index].end):
        return False
    last = lines[min(index + 3, len(lines) - 1)]
    return foreign_kind("", canon[lines[index].start : last.end]) == "contract"
