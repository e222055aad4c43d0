"""The lines of an edited Word file, put to the cases and sections that they belong to.

Marks say where a part begins and ends. Where a file has lost them, styles and headings do, as they do for a reader.
"""

from collections import Counter
from dataclasses import dataclass, field

from casedesk.domain.case import Role
from casedesk.handout.edited_file import EditedFile, FileLine, Place
from casedesk.handout.part_lines import Line, Shape, ends_cases, role_of_heading
from casedesk.handout.part_marks import PartMark

_ASKED = (Shape.QUESTION, Shape.ANSWER)


@dataclass(slots=True)
class EditedPart:
    """A section of a case as it stands in the file. Without a mark nobody knows what was printed."""

    role: Role
    place: int
    mark: PartMark | None = None
    lines: list[Line] = field(default_factory=list[Line])


@dataclass(slots=True)
class EditedCase:
    """A case as it stands in the file; without a key it has to be known by its words."""

    key: str
    title: Line | None = None
    mark: PartMark | None = None
    """That of the title."""
    parts: list[EditedPart] = field(default_factory=list[EditedPart])
    loose: list[Line] = field(default_factory=list[Line])
    """Lines that stand before the first part, to which they belong."""

    @property
    def story(self) -> str:
        """All words of the file for this case, for a case to be known by."""
        return "\n".join(line.text for part in self.parts for line in part.lines)


def cases_in(file: EditedFile) -> tuple[EditedCase, ...]:
    """The cases of a file that say something."""
    sorting = _Sorting()
    for line in file.lines:
        sorting.add(line)
    return tuple(case for case in sorting.cases if case.title or case.parts)


class _Sorting:
    """One file, line by line."""

    def __init__(self) -> None:
        self.cases: list[EditedCase] = []
        self._case: EditedCase | None = None
        self._part: EditedPart | None = None

    def add(self, item: FileLine) -> None:
        mark = item.mark
        if mark is not None and mark.is_ours:
            self._part = None  # nor does what follows without a mark belong to the part before
            return
        if mark is not None and mark.role is None and not self._is_under_way(mark):
            self._start_case(mark.case, item.line, mark)
        elif mark is not None and mark.role is not None:
            if item.place is not Place.OURS:
                self._add_marked(mark, mark.role, item.line)
        elif item.place is Place.OTHER_TITLE or (item.line.shape is Shape.HEADING and ends_cases(item.line.text)):
            self._case = self._part = None
        elif item.place is Place.CASE:
            self._start_case("", item.line, None)
        elif item.place is Place.LINE and self._case is not None:
            self._add_loose(self._case, item.line)

    def _is_under_way(self, mark: PartMark) -> bool:
        return self._case is not None and self._case.mark == mark

    def _start_case(self, key: str, title: Line | None, mark: PartMark | None) -> None:
        self._case = next((case for case in self.cases if key and case.key == key), None)
        if self._case is None:
            self._case = EditedCase(key, title, mark)
            self.cases.append(self._case)
        self._part = None

    def _add_marked(self, mark: PartMark, role: Role, line: Line) -> None:
        if self._case is None or self._case.key != mark.case:
            if self._case is not None and not self._case.key and not self._case.parts:
                self._case.key = mark.case  # only the title has lost its mark
            else:
                self._start_case(mark.case, None, None)
        assert self._case is not None
        if self._part is None or self._part.mark != mark:
            known = (part for part in self._case.parts if part.mark == mark)
            place = 0 if role is Role.QUESTION else mark.place
            self._part = next(known, None) or self._new_part(self._case, role, place, mark)
        self._part.lines.append(line)

    def _add_loose(self, case: EditedCase, line: Line) -> None:
        """A line without a mark belongs to what stands before it, but for headings that say something else."""
        role = role_of_heading(line.text) if line.shape is Shape.HEADING else None
        if line.shape in _ASKED and (self._part is None or self._part.role is not Role.QUESTION):
            role = Role.QUESTION
        is_own_heading = line.shape is Shape.HEADING and not case.key
        if role is not None or (is_own_heading and self._part is not None) or (self._part is None and not case.key):
            wanted = role or Role.BODY
            count = Counter(part.role for part in case.parts)[wanted]
            self._part = self._new_part(case, wanted, count, None)
        if self._part is None:
            case.loose.append(line)
        else:
            self._part.lines.append(line)

    def _new_part(self, case: EditedCase, role: Role, place: int, mark: PartMark | None) -> EditedPart:
        part = EditedPart(role, place, mark, _taken(case.loose))
        case.parts.append(part)
        return part


def _taken(lines: list[Line]) -> list[Line]:
    taken = list(lines)
    lines.clear()
    return taken
