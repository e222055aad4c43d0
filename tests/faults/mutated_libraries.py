"""All that somebody does with a library, done with one that something has happened to."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.library import Collection, Document
from casedesk.domain.library_faults import Trouble
from casedesk.storage import passphrases
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.export_markdown import export_markdown
from casedesk.tasks.library_care import rescue, take_rescued
from casedesk.tasks.sample_library import sample_edit
from tests.builders import make_case
from tests.data.build_library_v6 import course
from tests.faults.mutations import mutated

OLD = Path(__file__).parents[1] / "data"
PASSPHRASE = "geheim"
_JOURNAL = "-wal"
_CASES = 4
_NOT_MENDED = {Trouble.PICTURE, Trouble.ORIGINAL}
"""What nobody has any more is said to be missing, and nothing is made up for it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Sound libraries, and what is known of them."""

    plain: Path
    open: Path
    """One whose journal has not been taken in: as a power cut leaves it."""
    protected: Path
    backup: Path
    cases: int


def make_ground(folder: Path) -> Ground:
    """Libraries with something of everything."""
    plain = folder / "plain.casedesk"
    with Library.open(plain) as library:
        library.apply(_some_of_sample(library, "zh"))
        picture = library.attachments.add(b"\x89PNG bytes of a picture" * 300, "image/png", name="a.png")
        document = Document(library.new_id(Document), "旧案例.docx", library.documents.keep(b"PK" * 9000), "", "正文")
        case = make_case(f'茶凉了。<img src="attachment:{picture.digest}" alt="">', id=90, uid="u90")
        records = (document, case, Collection(7, "集", (90,)), replace(course(), id=70))
        library.apply(Edit("put", tuple(Replacement(None, record) for record in records)))
        for words in ("一", "二", "三"):
            before = library.cases.get(90)
            library.apply(Edit("change", (Replacement(before, replace(before, title=words, note=words * 900)),)))
        library.backup(folder / "backup.casedesk")
        cases = library.cases.count()
    with Library.open(folder / "open.casedesk") as library:
        library.apply(_some_of_sample(library, "en"))
        for ending in ("", _JOURNAL):
            shutil.copyfile(folder / f"open.casedesk{ending}", folder / f"left.casedesk{ending}")
    shutil.copyfile(plain, folder / "protected.casedesk")
    passphrases.set_passphrase(folder / "protected.casedesk", PASSPHRASE)
    return Ground(plain, folder / "left.casedesk", folder / "protected.casedesk", folder / "backup.casedesk", cases)


def _some_of_sample(library: Library, language: str) -> Edit:
    """The sample with few of its cases: what is small is hit in all its parts."""
    edit = sample_edit(library, language=language)
    cases = [item for item in edit.replacements if item.kind is Case]
    others = [item for item in edit.replacements if item.kind is not Case]
    return Edit(edit.text, (*cases[:_CASES], *others))


def unlock(ground: Ground) -> None:
    """Know the passphrase, as somebody who has opened the library before."""
    passphrases.unlock(ground.protected, PASSPHRASE)


def use_one(ground: Ground, folder: Path, chance: random.Random) -> str:
    """Something happens to a library, and somebody uses it: how it ends. Raises what is no sentence."""
    source = chance.choice((ground.plain,) * 5 + (ground.open, ground.protected, *sorted(OLD.glob("library-v*"))[-3:]))
    path = folder / "my.casedesk"
    _write(source, path, chance)
    backup = ground.backup if source == ground.plain and chance.random() < 0.3 else None
    try:
        library = Library.open(path)
    except DamagedError:
        return _rescued(path, backup)
    except CaseDeskError:
        return "refused"
    told: list[CaseDeskError] = []
    with library:
        library.leave_out(told.append)
        for step in _steps(library, folder):
            try:
                step()
            except CaseDeskError as error:
                told.append(error)
    return f"met, {_rescued(path, backup)}" if told else "used"


def _write(source: Path, path: Path, chance: random.Random) -> None:
    journal = source.with_name(source.name + _JOURNAL)
    content = source.read_bytes()
    if journal.exists():
        is_in_journal = chance.random() < 0.5
        kept = journal.read_bytes()
        path.with_name(path.name + _JOURNAL).write_bytes(mutated(kept, chance) if is_in_journal else kept)
        path.write_bytes(content if is_in_journal else mutated(content, chance))
        return
    path.write_bytes(mutated(content, chance))
    if chance.random() < 0.2:
        path.with_name(path.name + _JOURNAL).write_bytes(b"left")


def _rescued(path: Path, backup: Path | None) -> str:
    try:
        rescued, _ = rescue(path, backup=backup)
    except CaseDeskError:
        return "lost"
    take_rescued(rescued, path)
    with Library.open(path) as library:
        assert {fault.trouble for fault in library.check()} <= _NOT_MENDED, library.check()
        for step in _steps(library, path.parent):
            step()
    return "rescued"


def _steps(library: Library, folder: Path) -> tuple[Callable[[], object], ...]:
    """What a window does, each alone, so that one that fails keeps nobody from the others."""
    return (
        lambda: _search(library.path),
        lambda: _read(library),
        lambda: _read_others(library),
        lambda: _export(library, folder / "out"),
        lambda: _edit(library),
        library.check,
        lambda: library.backup(folder / "copy.casedesk"),
        library.repair,
    )


def _search(path: Path) -> None:
    everything = CaseFilter()
    with closing(Searcher(path)) as searcher:
        for order in Order:
            searcher.summaries(searcher.find(everything, order).ids, everything)
        for words in ("客户 投诉", "茶", "state:pending", "title:茶"):
            wanted = CaseFilter(text=words)
            searcher.summaries(searcher.find(wanted, Order.RELEVANCE).ids, wanted)
        for case_id in searcher.find(everything, Order.TITLE).ids[:1]:
            searcher.similar(case_id)


def _read(library: Library) -> None:
    for case in library.cases.get_many(library.cases.ids()):
        repr((case, library.versions.of_case(case.id)))


def _read_others(library: Library) -> None:
    shelves = (
        library.plans, library.methods, library.collections, library.saved_filters, library.pseudonyms,
        library.batches, library.documents, library.uses, library.families, library.distinct_pairs, library.merges,
    )  # fmt: skip
    for shelf in shelves:
        repr(shelf.all())
    for facet in Facet:
        library.known_values(facet)
    library.settings.below("")


def _export(library: Library, folder: Path) -> None:
    try:
        export_markdown(library, library.cases.ids(), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _edit(library: Library) -> None:
    for case in library.cases.get_many(library.cases.ids())[:1]:
        changed = replace(case, title=case.title + "！")
        library.apply(Edit("change", (Replacement(case, changed),)))
        library.apply(Edit("change", (Replacement(changed, case),)))
