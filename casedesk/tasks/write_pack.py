"""Cases, plans and what belongs to them become one file for a colleague."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.domain.casepack import PackOptions, in_pack, own_uids, pack_case, pack_plan, pictures_of
from casedesk.domain.casepack_json import (
    case_json,
    collection_json,
    document_json,
    filter_json,
    picture_json,
    use_json,
)
from casedesk.domain.casepack_methods import method_json
from casedesk.domain.casepack_plans import plan_json, plan_version
from casedesk.domain.casepack_sent import Sent
from casedesk.domain.casepack_versions import version_of, without_note
from casedesk.domain.errors import BadInputError
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.tasks import pack_file
from casedesk.tasks.pack_file import PackWriter, written_aside
from casedesk.tasks.pack_history import known_versions
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress, stop_if_cancelled
from casedesk.texts import N_, tr

_CHUNK = 200
"""Cases in one member."""
_CHUNK_OF_DOCUMENTS = 20


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is to go into a pack. The cases of the plans and collections go along by themselves.

    `case_ids` None means everything that the library has outside its trash.
    """

    title: str
    case_ids: tuple[int, ...] | None = ()
    plan_ids: tuple[int, ...] = ()
    method_ids: tuple[int, ...] = ()
    collection_ids: tuple[int, ...] = ()
    filter_ids: tuple[int, ...] = ()
    options: PackOptions = field(default_factory=PackOptions)
    pictures: bool = True
    """Whether the pictures of the cases go along."""
    sent: Sent | None = None
    """Who sends it, for a pack in an exchange folder."""


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """What went into a file. `versions` are for `pack_history.remember`; empty where the work was cancelled."""

    path: Path
    cases: int = 0
    plans: int = 0
    methods: int = 0
    size: int = 0
    versions: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def is_written(self) -> bool:
        """Whether there is a file; not when it was cancelled."""
        return self.size > 0


def write_pack(
    library: Library,
    wish: PackWish,
    target: Path,
    progress: Progress = SILENCE,
    *,
    replace_existing: bool = True,
    passphrase: str = "",
) -> WrittenPack:
    """Write a pack, read it back and put it in its place; any thread with a library of its own may do this.

    With a passphrase nobody reads it without, see `sealed_pack`.

    Raises BadInputError where there is nothing to write, or a file already, and CaseDeskError where it cannot be
    written.
    """
    if target.exists() and not replace_existing:
        raise BadInputError(N_("“{path}” is there already; --force replaces it."), path=target)
    contents = Contents(library, wish)
    if not contents.is_anything:
        raise BadInputError(N_("There is nothing to put into a case pack here."))
    try:
        with written_aside(target, passphrase, lambda: progress.is_cancelled) as writer:
            _Writing(library, contents, writer, progress).write()
    except NoLongerWanted:
        return WrittenPack(target)
    size = target.stat().st_size
    return WrittenPack(
        target, len(contents.case_ids), len(contents.plans), len(contents.methods), size, contents.versions
    )


class Contents:
    """The records that go into a pack, by the order of their uids, so that the same records give the same bytes.

    The cases of its plans and collections are among them.
    """

    def __init__(self, library: Library, wish: PackWish) -> None:
        is_whole = wish.case_ids is None
        self.wish = wish
        plans = library.plans.all() if is_whole else library.plans.get_many(wish.plan_ids)
        collections = library.collections.all() if is_whole else library.collections.get_many(wish.collection_ids)
        filters = library.saved_filters.all() if is_whole else library.saved_filters.get_many(wish.filter_ids)
        methods = library.methods.all() if is_whole else library.methods.get_many(wish.method_ids)
        present = frozenset(library.cases.ids())
        wanted: Iterable[int] = present if wish.case_ids is None else wish.case_ids
        linked = [id_ for plan in plans for id_ in plan.case_ids]
        members = [id_ for collection in collections for id_ in collection.case_ids]
        ids = sorted(id_ for id_ in {*wanted, *linked, *members} if id_ in present)
        self.uids = own_uids([(case_id, uid) for case_id, uid in _uids(library, ids)])
        self.case_ids = tuple(sorted(ids, key=lambda id_: self.uids[id_]))
        self.numbers = {id_: number for number, id_ in enumerate(self.case_ids, start=1)}
        self.uids_by_number = {number: self.uids[id_] for id_, number in self.numbers.items()}
        plan_uids = own_uids([(plan.id, plan.uid) for plan in plans])
        ordered = sorted(plans, key=lambda plan: plan_uids[plan.id])
        self.plan_uids = plan_uids
        self.plans = tuple(
            pack_plan(plan, number=at, uid=plan_uids[plan.id], numbers=self.numbers, options=wish.options)
            for at, plan in enumerate(ordered, start=1)
        )
        self.collections = tuple(
            replace(item, case_ids=in_pack(item.case_ids, self.numbers))
            for item in sorted(collections, key=lambda item: item.name)
        )
        self.methods = tuple(sorted(methods, key=lambda item: (item.uid, item.name)))
        self.filters = tuple(sorted(filters, key=lambda item: (item.name, item.query)))
        self.versions: dict[str, tuple[str, ...]] = {}

    @property
    def is_anything(self) -> bool:
        """Whether there is something to put into it, be it that all has been thrown away."""
        is_told = self.wish.sent is not None and bool(self.wish.sent.gone)
        return bool(self.case_ids or self.plans or self.methods or self.collections or self.filters or is_told)


def _uids(library: Library, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    wanted = frozenset(ids)
    return ((id_, uid) for id_, uid in library.cases.uids() if id_ in wanted)


class _Writing:
    """One pack on its way into its file."""

    def __init__(self, library: Library, contents: Contents, writer: PackWriter, progress: Progress) -> None:
        self._library = library
        self._contents = contents
        self._options = contents.wish.options
        self._writer = writer
        self._progress = progress
        self._known = known_versions(library)
        self._pictures: set[str] = set()
        self._documents: dict[int, str] = {}

    def write(self) -> None:
        contents, add = self._contents, self._writer.add_json
        self._write_cases()
        plans = [self._plan(plan) for plan in contents.plans]
        methods = [method_json(method) for method in contents.methods]
        add(pack_file.PLANS, {"plans": plans, **({"methods": methods} if methods else {})})
        collections = [collection_json(item, contents.uids_by_number) for item in contents.collections]
        add(pack_file.COLLECTIONS, {"collections": collections})
        add(pack_file.FILTERS, {"filters": [filter_json(item) for item in contents.filters]})
        if self._options.uses:
            add(pack_file.USES, {"uses": self._uses()})
        pictures = self._write_pictures()
        documents = self._write_documents()
        counts = {"cases": len(contents.case_ids), "plans": len(plans), "collections": len(collections)}
        counts |= {"methods": len(methods)} if methods else {}
        counts |= {"filters": len(contents.filters), "pictures": pictures, "originals": documents}
        self._writer.finish(contents.wish.title, self._options, counts, contents.wish.sent)

    def _write_cases(self) -> None:
        ids, total = self._contents.case_ids, len(self._contents.case_ids)
        for at, start in enumerate(range(0, total, _CHUNK), start=1):
            self._go_on(start, total)
            cases = self._library.cases.get_many(ids[start : start + _CHUNK])
            rows = [self._case(case) for case in cases]
            self._writer.add_json(pack_file.CASES.format(at), {"cases": rows})

    def _case(self, case: Case) -> dict[str, object]:
        contents = self._contents
        uid = contents.uids[case.id]
        digest = self._digest(case)
        packed = pack_case(
            case, number=contents.numbers[case.id], uid=uid, document=1 if digest else 0, options=self._options
        )
        self._pictures |= pictures_of((case,))
        earlier = self._known.get(uid, ())
        if not self._options.notes:
            earlier = tuple(dict.fromkeys(map(without_note, earlier)))
        return case_json(packed, document=digest, versions=self._earlier(uid, version_of(packed), earlier))

    def _plan(self, plan: LessonPlan) -> dict[str, object]:
        uids = self._contents.uids_by_number
        earlier = self._earlier(plan.uid, plan_version(plan, uids), self._known.get(plan.uid, ()))
        return plan_json(plan, uids, versions=earlier)

    def _earlier(self, uid: str, now: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """The versions before the one that goes out, which is to be remembered."""
        self._contents.versions[uid] = (now,)
        return tuple(version for version in known if version != now)

    def _digest(self, case: Case) -> str:
        """The digest of the original, where that goes along; one that the library has lost stays lost."""
        if not self._options.originals or case.origin is None:
            return ""
        document_id = case.origin.document_id
        if document_id not in self._documents:
            digest = self._library.documents.get(document_id).digest
            self._documents[document_id] = digest if self._library.documents.has(digest) else ""
        return self._documents[document_id]

    def _uses(self) -> list[dict[str, object]]:
        """The use records of the cases in the pack; their notes are notes like the others."""
        contents, rows = self._contents, list[tuple[tuple[str, ...], dict[str, object]]]()
        for use in self._library.uses.all():
            if use.case_id in contents.numbers:
                row = self._use(use)
                rows.append((tuple(str(row.get(key, "")) for key in ("case", "day", "group", "planned", "note")), row))
        return [row for _, row in sorted(rows, key=lambda item: item[0])]

    def _use(self, use: UseRecord) -> dict[str, object]:
        plan = self._contents.plan_uids.get(use.plan_id or 0, "")
        kept = use if self._options.notes else replace(use, note="")
        return use_json(kept, case=self._contents.uids[use.case_id], plan=plan)

    def _write_pictures(self) -> int:
        """The pictures of the cases; one that the library has lost stays lost."""
        attachments, rows = self._library.attachments, list[dict[str, object]]()
        wanted = sorted(self._pictures) if self._contents.wish.pictures else ()
        for at, digest in enumerate(wanted):
            self._go_on(at, len(wanted), tr("Pictures"))
            if attachments.has(digest):
                rows.append(picture_json(attachments.get(digest)))
                self._writer.add_bytes(pack_file.PICTURE.format(digest), attachments.data(digest), is_packed=True)
        self._writer.add_json(pack_file.PICTURES, {"pictures": rows})
        return len(rows)

    def _write_documents(self) -> int:
        library = self._library
        by_digest = {digest: document_id for document_id, digest in sorted(self._documents.items()) if digest}
        ordered = [by_digest[digest] for digest in sorted(by_digest)]
        for at, start in enumerate(range(0, len(ordered), _CHUNK_OF_DOCUMENTS), start=1):
            documents = library.documents.get_many(ordered[start : start + _CHUNK_OF_DOCUMENTS])
            rows = [document_json(document) for document in documents]
            self._writer.add_json(pack_file.DOCUMENTS.format(at), {"documents": rows})
            for document in documents:
                self._go_on(start, len(ordered), tr("Originals"))
                data = library.documents.original(document.digest)
                self._writer.add_bytes(pack_file.ORIGINAL.format(document.digest), data, is_packed=False)
        return len(ordered)

    def _go_on(self, done: int, total: int, text: str = "") -> None:
        stop_if_cancelled(self._progress)
        self._progress.report(done, total, text)


def everything(title: str, options: PackOptions) -> PackWish:
    """The wish for all that a library has."""
    return PackWish(title, None, options=options)
