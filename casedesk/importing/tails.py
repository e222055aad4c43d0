"""What stands behind the last case of a row and belongs to none: told by what each of its lines is.

No single sign is sure. A form, an address, a line of links, a remark in brackets, words to the reader, a title with no
story under it speak for it; people and words of the case speak against it. What is cut off begins with such a line, is
borne out by the lines behind it, and nothing in it goes on with the case.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casedesk.importing import rules
from casedesk.importing.asides import is_about_book, is_headed_for_all, kinship, words_for_all
from casedesk.importing.lines import Line, is_ended
from casedesk.importing.markers import Marker
from casedesk.importing.names import names_in
from casedesk.importing.story_signs import story_share
from casedesk.importing.titles import is_title_like

_ENOUGH = 1.0
_OWN = 0.35
"""How strange the first line must be by itself."""
_BORNE_OUT = 0.6
_NEAR = 3
_INSIDE = -0.6
_LONG = 60
_LONG_ENGLISH = 120
"""A paragraph that long ends at its line break, whatever it ends with."""
_SHORTEST_TITLE = 4
_TELLING = 40
_KIN = 0.3
_STORY = 0.4
_BOOKISH = 0.5
_FIRST_WORDS = 6
_STRANGE = 0.06
_FEWEST_TITLES = 2
_REMARK = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_LABEL = re.compile(r"^[^:\n]{1,24}:")


@dataclass(frozen=True, slots=True)
class Tail:
    """Looks for the tail of the last case of a row; `before` are the lines of the cases before it."""

    canon: str
    markers: Mapping[int, Marker]
    before: Sequence[Sequence[Line]] = ()

    def without(self, lines: Sequence[Line]) -> list[Line]:
        """The lines up to the tail; all of them where there is none."""
        first = self._first_free(lines)
        if first >= len(lines):
            return list(lines)
        told = {self._first_words(line) for case in self.before for line in case[1:]}
        strange = [0.0] * first
        for index in range(first, len(lines)):
            is_told = self._first_words(lines[index]) in told
            strange.append(_INSIDE if is_told else self._strangeness(lines, index))
        for index in range(first, len(lines)):
            borne_out = max(strange[index + 1 : index + 1 + _NEAR], default=0.0)
            is_strange = strange[index] >= _OWN and strange[index] + _BORNE_OUT * max(0.0, borne_out) >= _ENOUGH
            if is_strange and min(strange[index:]) > _INSIDE and self._may_begin(lines, index):
                return list(lines[:index])
        return list(lines)

    def _first_free(self, lines: Sequence[Line]) -> int:
        """The first line that may not be part of the case: behind its heading, and behind the text of its last section
        that the other cases have too."""
        known = {self.markers[line.start].word for case in self.before for line in case if line.start in self.markers}
        for index in range(len(lines) - 1, 0, -1):
            marker = self.markers.get(lines[index].start)
            if marker and (marker.word in known or not self.before):
                return index + (2 if marker.end >= lines[index].end else 1)
        return 1 if len(lines[0]) >= _LONG else 2

    def _may_begin(self, lines: Sequence[Line], index: int) -> bool:
        line, before = lines[index], lines[index - 1]
        longest = _LONG_ENGLISH if self.canon[before.start : before.end].isascii() else _LONG
        return line.starts_line and (
            line.after_gap or len(before) >= longest or is_ended(self.canon[max(0, before.end - 2) : before.end])
        )

    def _strangeness(self, lines: Sequence[Line], index: int) -> float:
        """How little a line belongs to the case, from -1 to more than 1."""
        line = lines[index]
        words = self.canon[line.start : line.end]
        announces = words.endswith(":") and index + 1 < len(lines) and len(lines[index + 1]) >= _TELLING
        strange = max(self._of_the_book(line, words, lines, index), 0.0 if announces else _of_form(words))
        if _REMARK.fullmatch(words):
            strange += 0.5
        if strange < _BOOKISH and len(words) >= _TELLING and story_share(self.canon, line.start, line.end) >= _STORY:
            return _INSIDE
        return strange + self._kinship(lines, index, words)

    def _first_words(self, line: Line) -> str:
        """How a line begins: what other cases begin a line with is no tail."""
        return self.canon[line.start : min(line.end, line.start + _FIRST_WORDS)]

    def _of_the_book(self, line: Line, words: str, lines: Sequence[Line], index: int) -> float:
        label = _LABEL.match(words)
        if is_about_book(words) or (label and is_about_book(label.group())):
            return 1.0
        if is_headed_for_all(self.canon, line.start, line.end) or self._names_others(words):
            return 1.0
        if words_for_all(self.canon, line.start, line.end):
            return 0.7
        is_title = len(words) >= _SHORTEST_TITLE and is_title_like(words) and not is_ended(words)
        return 0.4 if is_title and index + 1 < len(lines) and line.starts_line else 0.0

    def _names_others(self, words: str) -> bool:
        """Whether a line names the titles of two other cases."""
        titles = {title for case in self.before if (title := self._title(case))}
        return sum(title in words for title in titles) >= _FEWEST_TITLES

    def _title(self, case: Sequence[Line]) -> str:
        words = re.split(r"[:、.) ]", self.canon[case[0].start : case[0].end].strip())[-1]
        return words if len(words) >= _SHORTEST_TITLE else ""

    def _kinship(self, lines: Sequence[Line], index: int, words: str) -> float:
        line = lines[index]
        own, whole = (line.start, line.end), (lines[0].start, lines[index - 1].end)
        change = 0.0
        people = names_in(self.canon, *own)
        if people and not people.isdisjoint(names_in(self.canon, *whole)):
            change -= 0.8
        if words[0] in '“"「‘':
            change -= 0.4
        if len(words) >= _TELLING:
            alike = kinship(self.canon, own, whole)
            change += 0.2 if alike < _STRANGE else -0.4 if alike > _KIN else 0.0
            change -= 0.4 if story_share(self.canon, *own) >= _STORY else 0.0
        return change


def _of_form(words: str) -> float:
    """How much a line is one of a form, an imprint, a page of links, or a reply to a post."""
    return max(
        (rule["weight"] for rule in rules.table("tails")["line"] if rules.pattern(rule["pattern"]).search(words)),
        default=0.0,
    )
