"""A case as an edited Word file tells it, held against the same case in the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from casedesk.domain import pseudonyms as names
from casedesk.domain import richtext
from casedesk.domain.case import Case, Role, Section
from casedesk.domain.casepack_compare import ChangedBy
from casedesk.domain.handout_blocks import HandoutBlock, Kind, Para
from casedesk.domain.library import Pseudonym
from casedesk.handout.canonical_html import blocks_of
from casedesk.handout.case_blocks import words
from casedesk.handout.edited_blocks import Words, edited, stored
from casedesk.handout.edited_cases import EditedCase, EditedPart
from casedesk.handout.edited_questions import asked_in, printed_questions, question_sections, with_questions
from casedesk.handout.masking import mask_case
from casedesk.handout.part_lines import Line, Shape, digest_of, lines_of, told
from casedesk.handout.part_marks import PartMark

StandIns = tuple[Pseudonym, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The case with all that the file says, and who has changed each field that differs."""

    case: Case
    changed: Mapping[str, ChangedBy] = field(default_factory=dict[str, ChangedBy])


def taken_back(mine: Case, found: EditedCase, stand_ins: Sequence[StandIns]) -> TakenBack:
    """My case as the file tells it. `stand_ins` are the ways in which names may have been replaced in print.

    What the file says as it was printed has not been edited, even where the library has another text by now.
    """
    versions = tuple(_Version(mine, mask_case(mine, each), each) for each in dict.fromkeys((*stand_ins, ())))
    changed: dict[str, ChangedBy] = {}
    theirs = _with_title(mine, found, versions, changed)
    sections = list(theirs.sections)
    for part in found.parts:
        if part.role is Role.QUESTION:
            _edit_questions(sections, part, versions, changed)
            continue
        at = _place(mine.sections, part)
        if at is None:
            if part.mark is None:
                sections.append(_new_section(part))
                changed[f"section:{part.role}"] = ChangedBy.NOBODY_KNOWS
            continue
        if (after := _edited_section(at, part, versions, changed)) is not None:
            sections[at] = after
    sections = _without_removed(mine, found, sections, changed)
    return TakenBack(replace(theirs, sections=tuple(sections)), changed)


@dataclass(frozen=True, slots=True)
class _Version:
    """A case as it may have been printed."""

    mine: Case
    masked: Case
    stand_ins: StandIns

    def real(self, text: str) -> Words:
        """What gives the stand-ins in an edited text back the names that `text`, which is mine, has in their place."""
        used = dict.fromkeys(hit.pseudonym for hit in names.find_names(text, self.stand_ins))
        back = tuple(
            Pseudonym(real=item.stand_in, stand_in=item.real)
            for item in used
            if item.stand_in and item.stand_in not in text
        )
        return lambda words: names.apply(words, back) if back else words


def _with_title(mine: Case, found: EditedCase, versions: Sequence[_Version], changed: dict[str, ChangedBy]) -> Case:
    if found.title is None or not found.title.text or not found.key:
        return mine
    heads = [(version, lines_of((Para(Kind.CASE_TITLE, words(version.masked.printed_title)),))) for version in versions]
    printed = [(version, lines) for version, lines in heads if lines]
    said = Line(Shape.TEXT, found.title.inlines)
    if any(line.text == said.text for _, lines in printed for line in lines):
        return mine
    who = _who(found.mark, digest_of((said,)), [digest_of(lines) for _, lines in printed])
    if who is ChangedBy.ME:
        return mine
    name = "learner_title" if mine.learner_title else "title"
    changed[name] = who
    text = versions[0].real(mine.printed_title)(said.text)
    return replace(mine, **{name: text})


def _who(mark: PartMark | None, now: str, then: Sequence[str]) -> ChangedBy:
    """Who has changed a part, by what was printed: the mark knows its hash."""
    if mark is None:
        return ChangedBy.NOBODY_KNOWS
    if mark.digest == now:
        return ChangedBy.ME
    return ChangedBy.THEM if mark.digest in then else ChangedBy.BOTH


def _edited_section(
    at: int, part: EditedPart, versions: Sequence[_Version], changed: dict[str, ChangedBy]
) -> Section | None:
    """The section with the file's words, None where these are mine or nobody has touched them in the file."""
    printed = [_printed(version.masked.sections[at]) for version in versions]
    now = digest_of(part.lines)
    digests = [digest_of(lines) for lines in printed]
    if now in digests:
        return None
    who = _who(part.mark, now, digests)
    if who is ChangedBy.ME:
        return None
    version = _nearest(part, digests, printed, versions)
    section, masked = version.mine.sections[at], version.masked.sections[at]
    real = version.real(f"{section.title}\n{richtext.to_plain(section.html)}")
    before = stored(blocks_of(section.html), blocks_of(masked.html))
    heading, lines = _parted(part.lines)
    title = section.title if heading == masked.title.strip() else real(heading)
    after = replace(section, title=title, html=richtext.serialise(edited(before, lines, real)))
    if after == section:
        return None
    changed[f"section:{section.role}"] = _worse(changed.get(f"section:{section.role}"), who)
    return after


def _edit_questions(
    sections: list[Section], part: EditedPart, versions: Sequence[_Version], changed: dict[str, ChangedBy]
) -> None:
    """Put the file's questions into the sections, where somebody has touched them in the file."""
    places = question_sections(sections)
    if not places:
        _, asked = asked_in(part.lines)
        if part.mark is None and asked:
            sections.append(Section(Role.QUESTION))
            places = [len(sections) - 1]
        else:
            return
    mine = [sections[at] for at in places]
    name = f"section:{Role.QUESTION}"
    if part.mark is not None and part.mark.digest == digest_of(part.lines):
        return
    version, printed = versions[0], None
    for each in versions if part.mark is not None else ():
        masked = [each.masked.sections[at] for at in places]
        if part.mark and (printed := printed_questions(masked, part.mark)):
            version = each
            break
    twins = [version.masked.sections[at] if at < len(version.masked.sections) else sections[at] for at in places]
    text = "\n".join(f"{item.text}\n{item.answer}" for section in mine for item in section.questions)
    has_answers = part.mark.has_answers if part.mark else any(line.shape is Shape.ANSWER for line in part.lines)
    after = with_questions(mine, twins, part.lines, printed, version.real(text), has_answers=has_answers)
    if after == tuple(mine):
        return
    for at, section in zip(places, after, strict=True):
        sections[at] = section
    if part.mark is None:
        changed[name] = ChangedBy.NOBODY_KNOWS
    else:
        changed[name] = ChangedBy.THEM if printed else ChangedBy.BOTH


def _nearest(
    part: EditedPart, digests: Sequence[str], printed: Sequence[Sequence[Line]], versions: Sequence[_Version]
) -> _Version:
    """The version that was printed, or where nobody knows the one that has most lines in common with the file."""
    if part.mark is not None and part.mark.digest in digests:
        return versions[digests.index(part.mark.digest)]
    keys = {line.key for line in part.lines}
    shares = [sum(line.key in keys for line in lines) for lines in printed]
    return versions[shares.index(max(shares))]


def _printed(section: Section) -> tuple[Line, ...]:
    """The lines of a section under its own heading, where it has one."""
    heading: list[HandoutBlock] = [Para(Kind.HEADING, words(section.title))]
    body = (line for item in stored(*(blocks_of(section.html),) * 2) for line in item.printed)
    return told((*lines_of(heading), *body))


def _parted(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The section's own heading and its other lines."""
    own = told(lines)
    return (own[0].text, own[1:]) if own and own[0].shape is Shape.HEADING else ("", own)


def _new_section(part: EditedPart) -> Section:
    _, lines = _parted(part.lines)
    return Section(part.role, richtext.serialise(edited((), lines, lambda text: text)))


def _place(sections: Sequence[Section], part: EditedPart) -> int | None:
    """Where the section stands that a part is: by its heading where there is no mark, else by its place."""
    heading, _ = _parted(part.lines)
    if part.mark is None and heading:
        titled = (at for at, section in enumerate(sections) if section.title.strip() == heading)
        if (found := next(titled, None)) is not None:
            return found
    alike = [at for at, section in enumerate(sections) if section.role is part.role]
    return alike[part.place] if part.place < len(alike) else None


def _worse(before: ChangedBy | None, now: ChangedBy) -> ChangedBy:
    """What holds for a field of several sections."""
    return now if before in (None, ChangedBy.THEM) else before


def _without_removed(
    mine: Case, found: EditedCase, sections: list[Section], changed: dict[str, ChangedBy]
) -> list[Section]:
    """The sections without those that were printed and are no longer in the file."""
    if found.mark is None:
        return sections
    there = {(part.role, part.place) for part in found.parts}
    for role in dict.fromkeys(found.mark.roles):
        printed = [at for at, item in enumerate(mine.sections) if item.role is role and _printed(item)]
        if role is Role.QUESTION or len(printed) != found.mark.roles.count(role):
            continue
        for at in printed:
            place = sum(item.role is role for item in mine.sections[:at])
            if (role, place) not in there:
                sections[at] = Section(role)
                changed[f"section:{role}"] = _worse(changed.get(f"section:{role}"), ChangedBy.THEM)
    return [section for section in sections if section != Section(section.role) or section in mine.sections]
