"""A case pack as values: proved, within bounds, its texts cleaned. Nothing in it is executed, followed or fetched."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeVar

from casedesk.domain.case import Case
from casedesk.domain.casepack import SUFFIX, Pack
from casedesk.domain.casepack_json import case_of, collection_of, document_of, filter_of, picture_of, use_of
from casedesk.domain.casepack_methods import method_of
from casedesk.domain.casepack_plans import plan_of
from casedesk.domain.casepack_versions import REMEMBERED, is_version
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Document
from casedesk.domain.methods import Method
from casedesk.domain.strict_json import Fields
from casedesk.tasks import pack_file
from casedesk.tasks.pack_file import CUT_SHORT, NONSENSE, PackArchive
from casedesk.tasks.progress import SILENCE, Progress

T = TypeVar("T")
_CASES = re.compile(r"cases/[0-9]{5}\.json")
_DOCUMENTS = re.compile(r"documents/[0-9]{5}\.json")


def packs_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The case packs among files and in folders, each once; hidden files of folders are passed over."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        found.update(dict.fromkeys(item for item in inside if is_pack(item) and not item.name.startswith(".")))
    return tuple(found)


def is_pack(path: Path) -> bool:
    """Whether a file calls itself a case pack."""
    return path.suffix.lower() == SUFFIX


def read_pack(path: Path, progress: Progress = SILENCE, *, proves_bytes: bool = True) -> Pack:
    """All that a pack says; pictures and originals stay in it, and are proved unless somebody only wants a glance.

    Raises UnreadableFileError with a sentence for a pack that is damaged, too new, too large or no pack at all. When
    cancelled, the cases read so far come back, and nobody should use them.
    """
    with PackArchive(path) as archive:
        return _Reading(archive, progress, proves_bytes=proves_bytes).pack()


class _Reading:
    """One pack being read."""

    def __init__(self, archive: PackArchive, progress: Progress, *, proves_bytes: bool) -> None:
        self._archive = archive
        self._proves_bytes = proves_bytes
        self._progress = progress
        self._numbers: dict[str, int] = {}
        self._versions: dict[int, tuple[str, ...]] = {}
        self._plan_versions: dict[int, tuple[str, ...]] = {}

    def pack(self) -> Pack:
        archive = self._archive
        documents = tuple(self._documents())
        by_digest = {document.digest: document.id for document in documents}
        cases = tuple(self._cases(by_digest))
        plans = self._plans()
        plan_numbers = {plan.uid: plan.id for plan in plans}
        numbers = self._numbers
        uses = self._listed(pack_file.USES, lambda at, part: use_of(part, number=at, cases=numbers, plans=plan_numbers))
        pictures = self._listed(pack_file.PICTURES, lambda _, part: picture_of(part))
        if self._proves_bytes:
            self._prove([pack_file.PICTURE.format(picture.digest) for picture in pictures])
            self._prove([pack_file.ORIGINAL.format(document.digest) for document in documents])
        return Pack(
            title=archive.title,
            options=archive.options,
            cases=cases,
            plans=plans,
            methods=self._methods(),
            collections=self._listed(
                pack_file.COLLECTIONS, lambda at, part: collection_of(part, number=at, cases=numbers)
            ),
            filters=self._listed(pack_file.FILTERS, lambda at, part: filter_of(part, number=at)),
            uses=tuple(use for use in uses if use.case_id),
            documents=documents,
            pictures=pictures,
            versions=self._versions,
            plan_versions=self._plan_versions,
            sent=archive.sent,
        )

    def _cases(self, documents: dict[str, int]) -> Iterator[Case]:
        names = [name for name in self._archive.names if _CASES.fullmatch(name)]
        for done, name in enumerate(names):
            if self._progress.is_cancelled:
                return
            self._progress.report(done, len(names))
            yield from self._made(name, "cases", lambda part: self._case(part, documents))

    def _case(self, part: Fields, documents: dict[str, int]) -> Case:
        case = case_of(part, number=len(self._numbers) + 1, documents=documents)
        if not case.uid.strip() or case.uid in self._numbers:
            raise ValueError("no uid of its own")
        self._numbers[case.uid] = case.id
        self._versions[case.id] = _versions(part)
        return case

    def _plans(self) -> tuple[LessonPlan, ...]:
        plans = self._listed(pack_file.PLANS, self._plan)
        if len({plan.uid for plan in plans}) != len(plans):
            raise self._archive.refusal(NONSENSE, pack_file.PLANS)
        return plans

    def _plan(self, number: int, part: Fields) -> LessonPlan:
        self._plan_versions[number] = _versions(part)
        return plan_of(part, number=number, cases=self._numbers)

    def _methods(self) -> tuple[Method, ...]:
        """The methods, which stand beside the plans: programs that do not know them pass them over."""
        if not self._archive.has(pack_file.PLANS):
            return ()
        numbers = count(1)
        return tuple(self._made(pack_file.PLANS, "methods", lambda part: method_of(part, number=next(numbers))))

    def _documents(self) -> Iterator[Document]:
        seen = set[str]()
        for name in self._archive.names:
            if _DOCUMENTS.fullmatch(name):
                for document in self._made(name, "documents", lambda part: document_of(part, number=0)):
                    if document.digest in seen:
                        raise self._archive.refusal(NONSENSE, name)
                    seen.add(document.digest)
                    yield replace(document, id=len(seen))

    def _listed(self, name: str, make: Callable[[int, Fields], T]) -> tuple[T, ...]:
        if not self._archive.has(name):
            return ()
        count = iter(range(1, pack_file.MAX_MEMBERS * 10))
        return tuple(self._made(name, name.removesuffix(".json"), lambda part: make(next(count), part)))

    def _made(self, name: str, field: str, make: Callable[[Fields], T]) -> Iterator[T]:
        """What a member lists, made into values; whatever does not fit is a refusal of the whole pack."""
        try:
            for part in self._archive.json(name).parts(field):
                yield make(part)
        except (ValueError, OverflowError, TypeError) as error:
            raise self._archive.refusal(NONSENSE, name) from error

    def _prove(self, names: list[str]) -> None:
        """Hold the bytes of pictures or originals against what is said of them."""
        for done, name in enumerate(names):
            if self._progress.is_cancelled:
                return
            self._progress.report(done, len(names))
            if not self._archive.has(name):
                raise self._archive.refusal(CUT_SHORT, name)
            _ = blob(self._archive, name)


def _versions(part: Fields) -> tuple[str, ...]:
    return tuple(version for version in part.texts("versions") if is_version(version))[-REMEMBERED:]


def blob(archive: PackArchive, name: str) -> bytes:
    """The bytes of a picture or an original, which are named by their hash."""
    data = archive.read(name)
    if archive.digest(name) != name.rpartition("/")[2]:
        raise archive.refusal(pack_file.CHANGED, name)
    return data
