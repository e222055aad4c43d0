"""A handout that was edited in Word, held against the library: the cases as the file tells them beside mine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from casedesk.domain import richtext
from casedesk.domain.case import Case
from casedesk.domain.casepack import Pack
from casedesk.domain.casepack_compare import CaseEntry, ChangedBy, FieldRow, Standing, result_of
from casedesk.domain.casepack_versions import differing
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Pseudonym
from casedesk.handout.edited_cases import EditedCase, cases_in
from casedesk.handout.edited_file import read
from casedesk.handout.part_marks import case_key
from casedesk.handout.picture_kinds import picture_kind
from casedesk.handout.taking_back import taken_back
from casedesk.storage.library import Library
from casedesk.storage.story_search import StorySearch
from casedesk.tasks.add_pack import Choices
from casedesk.tasks.compare_pack import ComparedPack
from casedesk.tasks.privacy import masks_for
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.texts import N_, tr, tr_n

_NO_CASE = N_("“{name}” holds no case of this library. Only handouts made from these cases can be read back.")


@dataclass(frozen=True, slots=True)
class ReadHandout(ComparedPack):
    """An edited handout in the form of a pack: `theirs` is what the file says."""

    unchanged: int = 0
    """Cases that the file tells as the library does, or that nobody has edited there."""
    unknown: tuple[str, ...] = ()
    """Titles in the file of cases that the library does not have."""
    images: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """The pictures in the file, by their digest."""


def open_handout(library_path: Path, path: Path, progress: Progress = SILENCE) -> ReadHandout:
    """An edited handout held against a library; any thread may do this.

    Raises BadInputError for a file that is no Word file, or that holds no case of the library.
    """
    with Library.open(library_path, create=False, read_only=True) as library:
        return compared_handout(library, path, progress)


def compared_handout(library: Library, path: Path, progress: Progress = SILENCE) -> ReadHandout:
    """An edited handout held against an open library."""
    file = read(path)
    found = cases_in(file)
    known = _known(library, found)
    names = library.pseudonyms.all()
    entries: list[CaseEntry] = []
    unchanged = 0
    mine = {case.id: case for case in library.cases.get_many(dict.fromkeys(known.values()))}
    for at, edited in enumerate(found):
        progress.report(at, len(found))
        if progress.is_cancelled:
            raise NoLongerWanted
        if at not in known:
            continue
        entry = _entry(library, mine[known[at]], edited, names)
        unchanged += entry is None
        entries += [entry] if entry else []
    if not known:
        raise BadInputError(_NO_CASE, name=path.name)
    unknown = tuple(
        case.title.text for at, case in enumerate(found) if at not in known and case.title and case.title.text
    )
    pack = Pack(path.stem, cases=tuple(entry.theirs for entry in entries))
    return ReadHandout(path, pack, tuple(entries), (), unchanged=unchanged, unknown=unknown, images=file.pictures)


def handout_edit(library: Library, found: ReadHandout, choices: Choices, *, now: datetime | None = None) -> Edit:
    """The edit that takes over what was chosen, one step; pictures that are new are kept in the library at once."""
    now = now or datetime.now(UTC)
    steps: list[Replacement] = []
    for entry in found.cases:
        after = result_of(entry, choices.of(entry), now=now)
        if entry.mine is not None and after is not None:
            steps.append(Replacement(entry.mine, after))
            _keep_pictures(library, after, found.images)
    text = tr_n("Take over {n} case from “{name}”", "Take over {n} cases from “{name}”", len(steps))
    return Edit(text.format(n=len(steps), name=found.path.name), tuple(steps))


def summary(found: ReadHandout) -> str:
    """What the file has, in a line."""
    parts = [tr_n("{n} case edited", "{n} cases edited", len(found.cases)).format(n=len(found.cases))]
    if found.unchanged:
        parts.append(tr_n("{n} unchanged", "{n} unchanged", found.unchanged).format(n=found.unchanged))
    if found.unknown:
        count = len(found.unknown)
        parts.append(tr_n("{n} not in the library", "{n} not in the library", count).format(n=count))
    return tr(", ").join(parts)


def _known(library: Library, found: Sequence[EditedCase]) -> dict[int, int]:
    """The id of each case of the file by its place there: by its mark, else by its title, else by its story."""
    keys = {case_key(uid): id_ for id_, uid in library.cases.uids()}
    known = {at: keys[case.key] for at, case in enumerate(found) if case.key in keys}
    rest = [at for at in range(len(found)) if at not in known]
    if not rest:
        return known
    search = StorySearch(library.path)
    try:
        for at in rest:
            alike = search.alike(found[at].story, limit=1) if found[at].story.strip() else ()
            id_ = alike[0].case_id if alike else None
            if id_ is not None and id_ not in known.values():
                known[at] = id_
    finally:
        search.close()
    return known


def _entry(library: Library, mine: Case, edited: EditedCase, names: Sequence[Pseudonym]) -> CaseEntry | None:
    taken = taken_back(mine, edited, tuple(_stand_ins(library, mine, names)))
    rows = tuple(
        FieldRow(name, taken.changed.get(name, ChangedBy.NOBODY_KNOWS)) for name in differing(mine, taken.case)
    )
    if not rows:
        return None
    return CaseEntry(taken.case, mine, _standing(mine, rows), rows)


def _stand_ins(library: Library, case: Case, names: Sequence[Pseudonym]) -> Iterator[tuple[Pseudonym, ...]]:
    """The ways in which names may have been replaced in print, the usual one first."""
    masks = masks_for(library, case)
    yield from ((*names, *masks), tuple(names), masks)


def _standing(mine: Case, rows: Sequence[FieldRow]) -> Standing:
    if mine.trashed:
        return Standing.TRASHED
    changed = {row.changed_by for row in rows}
    if changed == {ChangedBy.THEM}:
        return Standing.NEWER
    return Standing.DIFFERS if ChangedBy.NOBODY_KNOWS in changed else Standing.APART


def _keep_pictures(library: Library, case: Case, images: Mapping[str, bytes]) -> None:
    for section in case.sections:
        for picture in richtext.pictures(richtext.parse(section.html)) if section.html else ():
            data = images.get(picture.digest)
            kind = picture_kind(data) if data else None
            if data and kind and not library.attachments.has(picture.digest):
                library.attachments.add(data, kind.media_type)


def done_words(edit: Edit) -> str:
    """What has been done, once it has."""
    count = len(edit.replacements)
    return tr_n("Updated {n} case", "Updated {n} cases", count).format(n=count) if count else tr("Nothing was changed.")
