"""The life of two libraries: whatever is done in whatever order, they hold what a plain dictionary says.

A sample is run with the other tests; `pytest --hypothesis-profile=search` looks for new orders, and longer ones.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.storage import text_index
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library
from casedesk.tasks import trash
from casedesk.tasks.add_cases import addition
from casedesk.tasks.add_pack import Choices, pack_addition, remember_pack
from casedesk.tasks.batches import taking_out
from casedesk.tasks.bulk_edits import values_edit
from casedesk.tasks.families import merging
from casedesk.tasks.import_documents import read_pasted
from casedesk.tasks.library_care import bring_back
from casedesk.tasks.write_pack import everything
from tests.builders import NOW, make_case, make_plan
from tests.storage.steps import contents
from tests.tasks.packs import ALL, compared, packed

IS_SMALL = settings.default is not None and settings.default.derandomize
LATER = NOW + timedelta(hours=1)
IMPORTED = """案例一：门口的雨伞{one}
雨下得很急，第{one}位老人在店门口停下，店员把自己的雨伞递了过去。
思考：第一句话说什么？
点评：先看人，再看天。

案例二：换了三次的座位{two}
一家{two}口嫌风大又嫌太暗，领班第三次亲自端着餐具过去。
点评：换座位不丢人。
"""
NOT_UNDONE = frozenset({"blob", "attachment", "setting", "case_version"})
"""Tables that an undo leaves as they are: bytes kept ahead of their case, what packs know, the histories."""


@dataclass(frozen=True)
class Seen:
    """A case as its trainer sees it."""

    uid: str
    title: str
    text: str
    tags: frozenset[str]
    is_trashed: bool = False


Shelf = dict[int, Seen]
"""All cases of a library by their numbers."""


@dataclass
class Desk:
    """An open library, what it must hold, and the steps that can be taken back and done again."""

    library: Library
    shelf: Shelf = field(default_factory=dict[int, Seen])
    steps: list[tuple[Edit, Shelf]] = field(default_factory=list[tuple[Edit, Shelf]])
    """Done since it was opened, each with what was there before."""
    undone: list[tuple[Edit, Shelf]] = field(default_factory=list[tuple[Edit, Shelf]])
    """Taken back, each with what was there after it."""
    beginning: dict[str, list[tuple[object, ...]]] = field(default_factory=dict[str, list[tuple[object, ...]]])

    def begin(self) -> None:
        """What an undo of everything comes back to."""
        self.steps, self.undone, self.beginning = [], [], rows_of(self.library.path)

    def do(self, edit: Edit, after: Shelf, *, is_long: bool = False) -> None:
        """Carry a step out, after which there is to be this."""
        if edit.replacements:
            if is_long:
                self.library.apply_beside(edit, lambda _done, _total: None)
            else:
                self.library.apply(edit)
            self.steps.append((edit, self.shelf))
            self.undone.clear()
        self.shelf = after

    def present(self, *, trashed: bool = False) -> list[int]:
        """The numbers of the cases outside the trash, or in it."""
        return [id_ for id_, seen in self.shelf.items() if seen.is_trashed == trashed]

    def case(self, at: int) -> Case:
        """One of the cases outside the trash."""
        ids = self.present()
        return self.library.cases.get(ids[at % len(ids)])


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in contents(path).items() if name not in NOT_UNDONE}


def shelf_of(library: Library) -> Shelf:
    ids = sorted((*library.cases.ids(), *library.cases.ids(trashed=True)))
    return {case.id: seen(case) for case in library.cases.get_many(ids)}


def seen(case: Case) -> Seen:
    text = "".join(section.html for section in case.sections)
    return Seen(case.uid, case.title, text, frozenset(case.tags), case.trashed is not None)


machines = st.integers(0, 1)
places = st.integers(0, 9)


class LibraryLife(RuleBasedStateMachine):
    """Two computers, each with a library."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.number = count(1)
        self.desks = [Desk(Library.open(self.folder / f"{name}.casedesk")) for name in ("a", "b")]
        self.copies: dict[Path, Shelf] = {}

    @initialize()
    def begin(self) -> None:
        for desk in self.desks:
            desk.begin()

    @rule(at=machines)
    def write(self, at: int) -> None:
        desk, number = self.desks[at], next(self.number)
        case = make_case(
            f"第{number}位客人。", id=desk.library.new_id(Case), uid=f"{at}-{number}", title=f"案例{number}"
        )
        desk.do(Edit("new", (Replacement(None, case),)), {**desk.shelf, case.id: seen(case)})

    @rule(at=machines, place=places)
    def edit(self, at: int, place: int) -> None:
        self._change(at, place, lambda case: replace(case, title=f"题目{next(self.number)}", modified=LATER))

    @rule(at=machines, place=places)
    def throw_away(self, at: int, place: int) -> None:
        self._change(at, place, lambda case: replace(case, trashed=LATER))

    def _change(self, at: int, place: int, change: Callable[[Case], Case]) -> None:
        desk = self.desks[at]
        if desk.present():
            before = desk.case(place)
            after = change(before)
            desk.do(Edit("change", (Replacement(before, after),)), {**desk.shelf, before.id: seen(after)})

    @rule(at=machines)
    def bring_out_of_the_trash(self, at: int) -> None:
        desk = self.desks[at]
        entries = trash.trash_entries(desk.library)[:1]
        back = {entry.id: replace(desk.shelf[entry.id], is_trashed=False) for entry in entries if entry.kind is Case}
        if entries:
            desk.do(trash.restoring(desk.library, entries), {**desk.shelf, **back})

    @rule(at=machines)
    def empty_the_trash(self, at: int) -> None:
        desk = self.desks[at]
        if entries := trash.trash_entries(desk.library):
            left = {id_: desk.shelf[id_] for id_ in desk.present()}
            desk.do(trash.deleting_for_good(desk.library, entries), left)

    @rule(at=machines, place=places)
    def merge(self, at: int, place: int) -> None:
        desk = self.desks[at]
        if len(desk.present()) < 2:
            return
        kept, other = desk.case(place), desk.case(place + 1)
        edit = merging(desk.library, kept.id, other.id, {}, now=LATER)
        after = {step.id: step.after for step in edit.replacements if isinstance(step.after, Case)}
        result = seen(after[kept.id])
        assert result.title == kept.title
        assert result.tags == {*kept.tags, *other.tags}
        assert seen(kept).text in result.text
        gone = replace(seen(other), is_trashed=True)
        desk.do(edit, {**desk.shelf, kept.id: result, other.id: gone})

    @rule(at=machines)
    def import_two(self, at: int) -> None:
        desk, one, two = self.desks[at], next(self.number), next(self.number)
        text = IMPORTED.format(one=one, two=two)
        added = addition(desk.library, [read_pasted(text, f"粘贴{one}")], name=f"粘贴{one}", now=NOW)
        assert [case.title for case in added.cases] == [f"门口的雨伞{one}", f"换了三次的座位{two}"]
        desk.do(added.edit, {**desk.shelf, **{case.id: seen(case) for case in added.cases}})

    @rule(at=machines)
    def take_the_last_import_out(self, at: int) -> None:
        desk = self.desks[at]
        for batch in desk.library.batches.all()[-1:]:
            edit = taking_out(desk.library, batch.id, now=LATER).edit
            taken = {step.id: replace(desk.shelf[step.id], is_trashed=True) for step in edit.replacements}
            desk.do(edit, {**desk.shelf, **taken})

    @rule(at=machines)
    def tag_all(self, at: int) -> None:
        desk, tag = self.desks[at], f"标签{next(self.number)}"
        ids = desk.present()
        edit = values_edit(desk.library.path, ids, Wish(ValueChange.ADD, Facet.TAG, tag), LATER, text="tag")
        tagged = {id_: replace(desk.shelf[id_], tags=desk.shelf[id_].tags | {tag}) for id_ in ids}
        desk.do(edit, {**desk.shelf, **tagged}, is_long=True)

    @rule(at=machines)
    def plan(self, at: int) -> None:
        desk = self.desks[at]
        cases = desk.library.cases.get_many(desk.present()[:2])
        plan = make_plan(*cases, id=desk.library.new_id(LessonPlan), uid=f"{at}-plan-{next(self.number)}")
        desk.do(Edit("plan", (Replacement(None, plan),)), desk.shelf)

    @precondition(lambda self: any(desk.steps for desk in self.desks))
    @rule(at=machines, times=st.integers(1, 4))
    def undo(self, at: int, times: int) -> None:
        desk = self.desks[at]
        for edit, before in reversed(desk.steps[-times:]):
            desk.library.apply(edit.inverted())
            desk.undone.append((edit, desk.shelf))
            desk.shelf = before
            desk.steps.pop()
        if not desk.steps:
            assert rows_of(desk.library.path) == desk.beginning, "all that was done is taken back"

    @precondition(lambda self: any(desk.undone for desk in self.desks))
    @rule(at=machines)
    def redo(self, at: int) -> None:
        desk = self.desks[at]
        if desk.undone:
            edit, after = desk.undone.pop()
            desk.library.apply(edit)
            desk.steps.append((edit, desk.shelf))
            desk.shelf = after

    @rule(at=machines)
    def back_up(self, at: int) -> None:
        copy = self.folder / f"copy {at} {next(self.number)}.casedesk"
        self.desks[at].library.backup(copy)
        self.copies[copy] = self.desks[at].shelf

    @precondition(lambda self: self.copies)
    @rule(at=machines, which=places)
    def restore(self, at: int, which: int) -> None:
        desk = self.desks[at]
        mine = [copy for copy in self.copies if copy.name.startswith(f"copy {at} ")]
        if not mine:
            return
        copy, path = mine[which % len(mine)], desk.library.path
        desk.library.close()
        aside = bring_back(copy, path)
        assert aside is not None
        self.copies[aside] = desk.shelf
        desk.library, desk.shelf = Library.open(path, create=False), self.copies[copy]
        desk.begin()

    @rule(at=machines)
    def close_and_open(self, at: int) -> None:
        desk = self.desks[at]
        desk.library.sweep()
        desk.library.close()
        assert not desk.library.path.with_name(desk.library.path.name + "-wal").exists()
        desk.library = Library.open(desk.library.path, create=False)
        desk.begin()

    @rule(giver=machines)
    def hand_over(self, giver: int) -> None:
        here, there = self.desks[giver], self.desks[1 - giver]
        if not here.present():
            return
        path = self.folder / "pack.casepack"
        packed(here.library, path, everything("包", ALL))
        added = pack_addition(there.library, compared(there.library, path), Choices(), now=LATER)
        before = {seen.uid: (id_, seen) for id_, seen in there.shelf.items()}
        after = dict(there.shelf)
        for step in added.edit.replacements:
            if isinstance(step.after, Case):
                after[step.id] = seen(step.after)
        given = {here.shelf[id_].uid: here.shelf[id_] for id_ in here.present()}
        there.do(added.edit, after)
        remember_pack(there.library, added)
        found = {seen.uid: seen for seen in after.values()}
        for uid, theirs in given.items():
            if uid not in before:
                assert found[uid] == theirs
                continue
            mine = before[uid][1]
            assert found[uid].is_trashed == mine.is_trashed, "nothing comes out of the trash unasked"
            assert found[uid].title in (mine.title, theirs.title)
            assert found[uid].text in (mine.text, theirs.text)
        assert all(found[uid] == mine for uid, (_, mine) in before.items() if uid not in given)

    @invariant()
    def they_hold_what_they_should(self) -> None:
        for desk in self.desks:
            assert shelf_of(desk.library) == desk.shelf

    def teardown(self) -> None:
        for desk in self.desks:
            assert desk.library.check() == ()
            desk.library.close()
            index_is_as_if_made_anew(desk.library.path)
        for copy, shelf in self.copies.items():
            with Library.open(copy, create=False, read_only=True) as library:
                assert shelf_of(library) == shelf, "a copy holds what it held"
        self._folder.cleanup()


def index_is_as_if_made_anew(path: Path) -> None:
    other = path.with_suffix(".other")
    shutil.copyfile(path, other)
    with closing(connect(other, mode="rw")) as connection:
        text_index.rebuild(connection)
        connection.commit()
    mine, anew = contents(path), contents(other)
    assert all(mine[name] == anew[name] for name in ("words", "case_figures", "case_snippet") if name in mine)


TestLibraryLife = LibraryLife.TestCase
TestLibraryLife.settings = (
    settings(max_examples=3, stateful_step_count=16) if IS_SMALL else settings(max_examples=300, stateful_step_count=60)
)
