"""A pack held against a library: how each case stands there, what may be done about it, and what comes of that.

Engines that merge were weighed, and there are good ones with wheels for every system: Loro (3.5 to 4.3 MB, MIT),
pycrdt, which is Yjs in Rust (0.9 to 2 MB, MIT), and SQLite's session extension in apsw (3 to 4 MB, any OSI licence).
The first two would have to hold every case as a document of their own beside the library, with all keys ever pressed
or an edit guessed from two texts; and they settle by themselves what two people have written in one sentence: both
halves end up in it one after the other, which no trainer has written and nobody is asked about. Sessions send rows by
their numbers, which differ from library to library, must see every change as it is made, know rows and not who has
seen what, and apsw would bring a second SQLite beside the encrypted one. None knows what is right here: a field that
only one side has changed is taken, a field that both have changed is shown to a person. That needs the common ancestor
alone, which a few hashes tell (`casepack_versions`); a test proves that three computers come to the same cases so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from casedesk.domain import casepack_versions as versions
from casedesk.domain.case import Case
from casedesk.domain.lesson import LessonPlan


class Standing(StrEnum):
    """How a case or a plan of a pack stands in the library."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    """Theirs has gone on from mine, which has not been touched."""
    OLDER = "older"
    """Mine has gone on from theirs."""
    APART = "apart"
    """Both have been changed since they were the same."""
    DIFFERS = "differs"
    """They differ, and nobody knows where they were the same."""
    TRASHED = "trashed"
    """It lies in the trash here."""
    GONE = "gone"
    """It was thrown away over there; `theirs` is mine under a number of its own."""


class Take(StrEnum):
    """What to do with a case or a plan of a pack."""

    THEIRS = "theirs"
    """Add it, or make mine like it."""
    MINE = "mine"
    """Leave everything as it is."""
    BOTH = "both"
    """Keep mine and add theirs as another one."""
    FIELDS = "fields"
    """Take some fields of theirs into mine."""


class ChangedBy(StrEnum):
    """Who has changed a field since both were the same."""

    ME = "me"
    THEM = "them"
    BOTH = "both"
    NOBODY_KNOWS = "nobody_knows"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in which mine and theirs differ; `name` is one of `casepack_versions.FIELDS` or the note."""

    name: str
    changed_by: ChangedBy


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done with one record, and with Take.FIELDS which fields of theirs go into mine."""

    take: Take
    fields: frozenset[str] = field(default_factory=frozenset[str])


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case of a pack beside mine, where there is one."""

    theirs: Case
    mine: Case | None
    standing: Standing
    rows: tuple[FieldRow, ...] = ()

    @property
    def choices(self) -> tuple[Take, ...]:
        """What can be done, the usual first to last."""
        match self.standing:
            case Standing.NEW:
                return (Take.THEIRS, Take.MINE)
            case Standing.SAME:
                return (Take.MINE,)
            case Standing.TRASHED:
                return (Take.MINE, Take.THEIRS, Take.BOTH)
            case Standing.GONE:
                return (Take.MINE, Take.THEIRS)
            case _:
                return (Take.MINE, Take.THEIRS, Take.FIELDS, Take.BOTH)

    @property
    def proposed(self) -> Choice:
        """What loses nothing: what only they have changed is taken, what I have changed stays."""
        match self.standing:
            case Standing.NEW | Standing.NEWER:
                return Choice(Take.THEIRS)
            case Standing.APART:
                theirs = frozenset(row.name for row in self.rows if row.changed_by is ChangedBy.THEM)
                return Choice(Take.FIELDS, theirs) if theirs else Choice(Take.MINE)
            case Standing.SAME | Standing.OLDER | Standing.DIFFERS | Standing.TRASHED | Standing.GONE:
                return Choice(Take.MINE)

    @property
    def conflicts(self) -> int:
        """How many fields both have changed."""
        return sum(row.changed_by in (ChangedBy.BOTH, ChangedBy.NOBODY_KNOWS) for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan of a pack beside mine. Plans are taken whole."""

    theirs: LessonPlan
    mine: LessonPlan | None
    standing: Standing

    @property
    def choices(self) -> tuple[Take, ...]:
        """What can be done."""
        match self.standing:
            case Standing.NEW:
                return (Take.THEIRS, Take.MINE)
            case Standing.SAME:
                return (Take.MINE,)
            case Standing.GONE:
                return (Take.MINE, Take.THEIRS)
            case _:
                return (Take.MINE, Take.THEIRS, Take.BOTH)

    @property
    def proposed(self) -> Choice:
        """What loses nothing: a plan that only they have changed is taken, one that I have changed stays mine."""
        return Choice(Take.THEIRS if self.standing in (Standing.NEW, Standing.NEWER) else Take.MINE)

    @property
    def conflicts(self) -> int:
        """Whether both have changed it; a plan is taken whole."""
        return int(self.standing in (Standing.APART, Standing.DIFFERS))


Entry = CaseEntry | PlanEntry


def case_entry(
    theirs: Case, mine: Case | None, *, their_versions: Sequence[str], my_versions: Sequence[str], with_notes: bool
) -> CaseEntry:
    """How a case of a pack stands beside mine; the versions are those that either library remembers."""
    if mine is None:
        return CaseEntry(theirs, None, Standing.NEW)
    names = versions.differing(mine, theirs, with_notes=with_notes)
    if not names:
        return CaseEntry(theirs, mine, Standing.TRASHED if mine.trashed else Standing.SAME)
    here, there = versions.version_of(mine), versions.version_of(theirs)
    if not with_notes:
        here, my_versions = versions.without_note(here), [versions.without_note(known) for known in my_versions]
    base = versions.newest_common((*my_versions, here), (*their_versions, there))
    rows = _rows(names, mine, theirs, base)
    if mine.trashed:
        return CaseEntry(theirs, mine, Standing.TRASHED, rows)
    standing = _standing(here=here, there=there, base=base)
    is_all_known = all(row.changed_by is not ChangedBy.NOBODY_KNOWS for row in rows)
    return CaseEntry(theirs, mine, standing if is_all_known or standing is not Standing.NEWER else Standing.APART, rows)


def plan_entry(
    theirs: LessonPlan,
    mine: LessonPlan,
    *,
    here: str,
    there: str,
    their_versions: Sequence[str],
    my_versions: Sequence[str],
) -> PlanEntry:
    """How a plan of a pack stands beside mine; `here` and `there` are the versions that the two are."""
    if mine.trashed:
        return PlanEntry(theirs, mine, Standing.TRASHED)
    if here == there:
        return PlanEntry(theirs, mine, Standing.SAME)
    base = versions.newest_common((*my_versions, here), (*their_versions, there))
    return PlanEntry(theirs, mine, _standing(here=here, there=there, base=base))


def gone_case(mine: Case, *, number: int, version: str) -> CaseEntry:
    """A case of mine that was thrown away over there; its rows are what I have changed since."""
    names = sorted(versions.changed_since(version, mine)) if version else ()
    return CaseEntry(
        replace(mine, id=number), mine, Standing.GONE, tuple(FieldRow(name, ChangedBy.ME) for name in names)
    )


def gone_plan(mine: LessonPlan, *, number: int) -> PlanEntry:
    """A plan of mine that was thrown away over there."""
    return PlanEntry(replace(mine, id=number), mine, Standing.GONE)


def result_of(entry: CaseEntry, choice: Choice, *, now: datetime) -> Case | None:
    """My case as a choice makes it; None where it stays as it is. For cases that I have."""
    if entry.mine is None or choice.take in (Take.MINE, Take.BOTH):
        return None
    if entry.standing is Standing.GONE:
        return replace(entry.mine, trashed=now)
    names = [row.name for row in entry.rows if choice.take is Take.THEIRS or row.name in choice.fields]
    merged = versions.with_fields(entry.mine, entry.theirs, names)
    if choice.take is Take.THEIRS:
        merged = replace(merged, trashed=None)
    return None if merged == entry.mine else replace(merged, modified=now)


def _standing(*, here: str, there: str, base: str) -> Standing:
    if not base:
        return Standing.DIFFERS
    if base == there:
        return Standing.OLDER
    return Standing.NEWER if base == here else Standing.APART


def _rows(names: Sequence[str], mine: Case, theirs: Case, base: str) -> tuple[FieldRow, ...]:
    if not base:
        return tuple(FieldRow(name, ChangedBy.NOBODY_KNOWS) for name in names)
    by_me, by_them = versions.changed_since(base, mine), versions.changed_since(base, theirs)
    return tuple(FieldRow(name, _changed_by(name, by_me, by_them)) for name in names)


def _changed_by(name: str, by_me: frozenset[str], by_them: frozenset[str]) -> ChangedBy:
    match (name in by_me, name in by_them):
        case (True, True):
            return ChangedBy.BOTH
        case (True, False):
            return ChangedBy.ME
        case (False, True):
            return ChangedBy.THEM
        case _:
            return ChangedBy.NOBODY_KNOWS
