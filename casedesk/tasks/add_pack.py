"""What was chosen of a pack becomes one edit of the library, and a batch that can be taken out again."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, count, islice
from uuid import uuid4

from casedesk.domain.case import Case
from casedesk.domain.casepack import Pack, pictures_of, with_case_ids
from casedesk.domain.casepack_compare import CaseEntry, Choice, Entry, Standing, Take, result_of
from casedesk.domain.casepack_methods import missing_methods
from casedesk.domain.casepack_plans import plan_version
from casedesk.domain.casepack_versions import version_of
from casedesk.domain.changes import Edit, Record, Replacement, Why
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Attachment, Collection, Document, ImportBatch, SavedFilter, UseRecord
from casedesk.domain.methods import Method
from casedesk.storage.library import Library
from casedesk.tasks import pack_file
from casedesk.tasks.backup_reading import bytes_in_backup, opened_backup
from casedesk.tasks.batches import free_name
from casedesk.tasks.compare_pack import ComparedPack
from casedesk.tasks.pack_file import PackArchive
from casedesk.tasks.pack_outcome import Fetched, PackAddition, remember_pack
from casedesk.tasks.read_pack import blob
from casedesk.texts import tr

BytesOf = Callable[[str], bytes]
"""Gives the bytes of a picture or an original by its name in a pack."""
NewIds = Callable[[type[Record], int], Sequence[int]]
"""Gives so many ids for new records of a kind."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided, by the number of the case or plan in the pack; what is not named goes as proposed."""

    cases: Mapping[int, Choice] = field(default_factory=dict[int, Choice])
    plans: Mapping[int, Choice] = field(default_factory=dict[int, Choice])

    def of(self, entry: Entry) -> Choice:
        """What happens with an entry."""
        return self._chosen(entry).get(entry.theirs.id, entry.proposed)

    def is_decided(self, entry: Entry) -> bool:
        """Whether somebody has chosen, be it what is proposed."""
        return entry.theirs.id in self._chosen(entry)

    def _chosen(self, entry: Entry) -> Mapping[int, Choice]:
        return self.cases if isinstance(entry, CaseEntry) else self.plans


def pack_addition(
    library: Library,
    compared: ComparedPack,
    choices: Choices,
    *,
    now: datetime | None = None,
    keeper: Library | None = None,
    new_ids: NewIds | None = None,
) -> PackAddition:
    """The edit that does what was chosen; pictures and originals are kept in the library at once, by their hash.

    The edit is empty where there is nothing to do. Another thread reads from a `library` of its own, and names the
    `keeper` that can be written, with ids that were set aside for it before. Raises UnreadableFileError when the pack
    has changed since.
    """
    adding = _Adding(library, compared, choices, now or datetime.now(UTC), new_ids or library.new_ids)
    addition = adding.addition()
    if adding.wanted:
        with _bytes_of(compared) as bytes_of:
            (keeper or library).keep_beside((picture, bytes_of(name)) for name, picture in adding.wanted.items())
    return addition


def ids_for(library: Library, pack: Pack) -> NewIds:
    """Set aside as many ids as a pack may need, for another thread."""
    counts: dict[type[Record], int] = {
        Case: len(pack.cases),
        LessonPlan: len(pack.plans),
        Method: len(pack.methods),
        Collection: len(pack.collections),
        SavedFilter: len(pack.filters),
        UseRecord: len(pack.uses),
        Document: len(pack.documents),
        ImportBatch: 1,
    }
    free = {kind: iter(library.new_ids(kind, n)) for kind, n in counts.items() if n}
    return lambda kind, n: tuple(islice(free[kind], n))


@contextmanager
def _bytes_of(compared: ComparedPack) -> Generator[BytesOf]:
    if compared.is_backup:
        with opened_backup(compared.path) as then:
            yield partial(bytes_in_backup, then)
    else:
        with PackArchive(compared.path) as archive:
            yield partial(blob, archive)


def carry_out(library: Library, addition: PackAddition) -> None:
    """Do it, for those without an undo stack."""
    library.apply(addition.edit)
    remember_pack(library, addition)


class _Adding:
    """One pack on its way into a library."""

    def __init__(
        self, library: Library, compared: ComparedPack, choices: Choices, now: datetime, new_ids: NewIds
    ) -> None:
        self._library = library
        self._compared = compared
        self._pack: Pack = compared.pack
        self._choices = choices
        self._now = now
        self._new_ids = new_ids
        self.wanted: dict[str, Attachment | None] = {}
        """What the library is to keep, by its name in the pack; with what is known of it where it is a picture."""
        self._batch_id = self._new_id(ImportBatch)
        self._ids: dict[int, int] = {
            entry.theirs.id: entry.mine.id for entry in compared.cases if entry.mine is not None
        }
        self._plan_ids: dict[int, int] = {
            entry.theirs.id: entry.mine.id for entry in compared.plans if entry.mine is not None
        }
        self._documents: dict[int, int] = {}
        self._entries: tuple[Entry, ...] = (*compared.cases, *compared.plans)
        self._uids = {case.id: case.uid for case in self._pack.cases}

    def addition(self) -> PackAddition:
        new, updates = self._cases()
        plans, methods = list(self._plans()), list(self._methods())
        steps = [
            *updates,
            *(Replacement(None, case) for case in new),
            *plans,
            *methods,
            *self._collections(),
            *self._filters(),
            *self._uses(),
        ]
        documents = list(self._new_documents())
        new_ids = tuple(self._documents[document] for document in sorted(self._documents))
        batch = ImportBatch(self._batch_id, free_name(self._library, _name(self._compared)), self._now, new_ids)
        created: list[Record] = [batch, *documents] if steps else []
        edit = Edit(
            step_name(self._compared),
            (*(Replacement(None, item) for item in created), *steps),
            why=Why.IMPORTED,
        )
        taken = [*new, *(step.after for step in updates if isinstance(step.after, Case))]
        self._keep_pictures(taken)
        versions, common = self._versions()
        if self._compared.is_backup:
            versions, common = {}, {}
        trashed = sum(self._is_thrown_away(entry) for entry in self._entries)
        going = sum(self._is_thrown_away(entry) for entry in self._compared.plans)
        return PackAddition(
            edit,
            batch,
            added=len(new),
            updated=len(updates) - trashed + going,
            plans=sum(step.before is None for step in plans),
            plans_updated=sum(step.before is not None for step in plans) - going,
            methods=len(methods),
            trashed=trashed,
            versions=versions,
            common=common,
            fetched=self._fetched(),
        )

    def _new_id(self, kind: type[Record]) -> int:
        return self._new_ids(kind, 1)[0]

    def _is_thrown_away(self, entry: Entry) -> bool:
        return entry.standing is Standing.GONE and self._choices.of(entry).take is Take.THEIRS

    def _fetched(self) -> Fetched | None:
        if self._pack.sent is None:
            return None
        told = tuple(entry.theirs.uid for entry in self._entries if entry.standing is Standing.GONE)
        alive = (*self._uids.values(), *(plan.uid for plan in self._pack.plans))
        return Fetched(self._pack.sent, self._compared.path, told, alive)

    def _cases(self) -> tuple[list[Case], list[Replacement]]:
        new: list[Case] = []
        updates: list[Replacement] = []
        for entry in self._compared.cases:
            choice = self._choices.of(entry)
            is_new = entry.mine is None and choice.take is not Take.MINE
            if is_new or choice.take is Take.BOTH:
                new.append(self._new_case(entry))
            elif entry.mine is not None and (after := result_of(entry, choice, now=self._now)):
                updates.append(Replacement(entry.mine, after))
        ids = self._new_ids(Case, len(new)) if new else ()
        numbered: list[Case] = []
        for case, id_ in zip(new, ids, strict=True):
            self._ids[case.id] = id_
            numbered.append(replace(case, id=id_))
        return numbered, updates

    def _new_case(self, entry: CaseEntry) -> Case:
        """Their case as one of mine, still under its number in the pack."""
        theirs = entry.theirs
        uid = theirs.uid if entry.mine is None else uuid4().hex
        origin = theirs.origin and replace(theirs.origin, document_id=self._document_id(theirs.origin.document_id))
        return replace(theirs, uid=uid, origin=origin, batch_id=self._batch_id)

    def _document_id(self, number: int) -> int:
        """The id of an original in the library, which may have it already."""
        if number not in self._documents:
            known = self._library.documents.of_digest(self._pack.documents[number - 1].digest)
            self._documents[number] = known.id if known else self._new_id(Document)
        return self._documents[number]

    def _new_documents(self) -> Iterator[Document]:
        for number, id_ in self._documents.items():
            theirs = self._pack.documents[number - 1]
            if self._library.documents.of_digest(theirs.digest) is None:
                self.wanted[pack_file.ORIGINAL.format(theirs.digest)] = None
                yield replace(theirs, id=id_)

    def _keep_pictures(self, cases: list[Case]) -> None:
        wanted = pictures_of(cases)
        for picture in self._pack.pictures:
            if picture.digest in wanted and not self._library.attachments.has(picture.digest):
                self.wanted[pack_file.PICTURE.format(picture.digest)] = picture

    def _plans(self) -> Iterator[Replacement]:
        for entry in self._compared.plans:
            take = self._choices.of(entry).take
            if take is Take.MINE:
                continue
            if entry.standing is Standing.GONE and entry.mine is not None:
                yield Replacement(entry.mine, replace(entry.mine, trashed=self._now))
                continue
            theirs = with_case_ids(entry.theirs, self._ids)
            if entry.mine is not None and take is Take.THEIRS:
                mine = entry.mine
                after = replace(theirs, id=mine.id, created=mine.created, archived=mine.archived, modified=self._now)
                yield Replacement(entry.mine, after)
                continue
            uid = theirs.uid if entry.mine is None else uuid4().hex
            id_ = self._new_id(LessonPlan)
            self._plan_ids[entry.theirs.id] = id_
            yield Replacement(None, replace(theirs, id=id_, uid=uid))

    def _methods(self) -> Iterator[Replacement]:
        """Methods that are not here yet; one that is here in another form is added under a name of its own."""
        mine = self._library.methods.all()
        names, uids = {method.name for method in mine}, {method.uid for method in mine}
        for theirs in missing_methods(mine, self._pack.methods):
            uid = uuid4().hex if theirs.uid in uids else theirs.uid
            uids.add(uid)
            id_, name = self._new_id(Method), _untaken(theirs.name, names)
            yield Replacement(None, replace(theirs, id=id_, uid=uid, name=name))

    def _collections(self) -> Iterator[Replacement]:
        """Collections of the same name are one; those that would be empty are left out."""
        mine = {item.name: item for item in self._library.collections.all()}
        for theirs in self._pack.collections:
            members = tuple(self._ids[number] for number in theirs.case_ids if number in self._ids)
            present = mine.get(theirs.name)
            if present is None and members:
                mine[theirs.name] = Collection(self._new_id(Collection), theirs.name, members)
                yield Replacement(None, mine[theirs.name])
            elif present is not None and not set(members) <= set(present.case_ids):
                joined = tuple(dict.fromkeys((*present.case_ids, *members)))
                yield Replacement(present, replace(present, case_ids=joined))

    def _filters(self) -> Iterator[Replacement]:
        mine = {(item.name, item.query) for item in self._library.saved_filters.all()}
        taken = {name for name, _ in mine}
        for theirs in self._pack.filters:
            if (theirs.name, theirs.query) in mine:
                continue
            name = _untaken(theirs.name, taken)
            yield Replacement(None, SavedFilter(self._new_id(SavedFilter), name, theirs.query))

    def _uses(self) -> Iterator[Replacement]:
        """What was taught and is not noted here yet."""
        noted = {replace(known, id=0) for known in self._library.uses.all()}
        for theirs in self._pack.uses:
            if theirs.case_id not in self._ids:
                continue
            plan_id = self._plan_ids.get(theirs.plan_id) if theirs.plan_id else None
            case_id = self._ids[theirs.case_id]
            fresh = replace(theirs, id=0, case_id=case_id, plan_id=plan_id)
            if fresh not in noted:
                noted.add(fresh)
                yield Replacement(None, replace(fresh, id=self._new_id(UseRecord)))

    def _versions(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """What to remember: of all that was looked at here, the versions that it has had over there.

        Not of what both have changed and nobody has decided about: over there it would count as older than mine.
        """
        seen: dict[str, tuple[str, ...]] = {}
        common: dict[str, tuple[str, ...]] = {}
        for entry in self._entries:
            if not self._is_left_out(entry):
                (common if entry.standing is Standing.SAME else seen)[entry.theirs.uid] = self._their_versions(entry)
        return seen, common

    def _is_left_out(self, entry: Entry) -> bool:
        stays = self._choices.of(entry).take is Take.MINE
        is_absent = entry.mine is None or entry.standing is Standing.TRASHED
        if entry.standing is Standing.GONE:
            return True
        return (stays and is_absent) or (entry.conflicts > 0 and not self._choices.is_decided(entry))

    def _their_versions(self, entry: Entry) -> tuple[str, ...]:
        pack, theirs = self._pack, entry.theirs
        if isinstance(theirs, Case):
            return (*pack.versions.get(theirs.id, ()), version_of(theirs))
        return (*pack.plan_versions.get(theirs.id, ()), plan_version(theirs, self._uids))


def _name(compared: ComparedPack) -> str:
    sent = compared.pack.sent
    return sent.computer if sent else compared.pack.title or compared.path.stem


def step_name(compared: ComparedPack) -> str:
    """What adding it is called."""
    name = _name(compared)
    if compared.is_backup:
        return tr("Take back from “{name}”").format(name=name)
    return (tr("Fetch from “{name}”") if compared.pack.sent else tr("Add the pack “{name}”")).format(name=name)


def _untaken(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from then on."""
    numbered = (tr("{name} ({n})").format(name=name, n=n) for n in count(2))
    found = next(free for free in chain((name,), numbered) if free not in taken)
    taken.add(found)
    return found
