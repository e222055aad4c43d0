"""Three computers write at random and hand each other packs in any order: nothing is overwritten unasked, and once
there is nothing new for anybody they all have the same cases.

What each of them knows is kept beside it, field by field: the value that stands there, and those that it has followed.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count, permutations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.case import Case, Role
from casedesk.domain.casepack_compare import CaseEntry, ChangedBy, Choice, Take
from casedesk.domain.casepack_versions import value_of
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import Choices, carry_out, pack_addition
from casedesk.tasks.write_pack import everything
from tests.builders import NOW, make_case, make_section
from tests.tasks.packs import ALL, change, compared, packed, put

NAMES = ("title", "source", "tags", "note", "section:analysis")
PAIRS = tuple(permutations(range(3), 2))
OPEN = (ChangedBy.BOTH, ChangedBy.NOBODY_KNOWS)
MOST = 6 if settings.default and settings.default.derandomize else 200


@dataclass(frozen=True)
class Known:
    """A value of a field and those that were there before it, on whichever computer."""

    value: Any
    before: frozenset[Any] = frozenset()

    def after(self, other: "Known") -> "Known":
        """The same value, written with the other one known."""
        past = self.before | other.before | {other.value}
        return Known(self.value, past - {self.value})


@dataclass
class Machine:
    """A computer: its library, and what it knows of every field by the case's uid and the field's name."""

    library: Library
    known: dict[tuple[str, str], Known] = field(default_factory=dict[tuple[str, str], Known])

    def cases(self) -> dict[str, Case]:
        """Its cases by their uids."""
        return {case.uid: case for case in self.library.cases.get_many(self.library.cases.ids())}

    def add(self, uid: str) -> None:
        """Write a new case."""
        put(self.library, make_case(uid=uid, id=self.library.new_id(Case), title=uid))
        self.known |= {(uid, name): Known(value_of(self.cases()[uid], name)) for name in NAMES}

    def write(self, uid: str, name: str, text: str) -> None:
        """Write something into a field that was never there."""
        case = self.cases()[uid]
        after = replace(written(case, name, text), modified=NOW + timedelta(hours=1))
        change(self.library, case, after)
        self.known[uid, name] = Known(value_of(after, name)).after(self.known[uid, name])


def written(case: Case, name: str, text: str) -> Case:
    match name:
        case "tags":
            return replace(case, tags=(text,))
        case "section:analysis":
            others = tuple(section for section in case.sections if section.role is not Role.ANALYSIS)
            return replace(case, sections=(*others, make_section(Role.ANALYSIS, text)))
        case _:
            return replace(case, **{name: text})


@dataclass
class Handing:
    """A pack on its way from one computer to another."""

    giver: Machine
    taker: Machine

    def go(self, *, decides: bool) -> int:
        """Hand it over; how much was new. Where both have written, the larger text stays if somebody `decides`."""
        if not self.giver.cases():
            return 0
        path = self.giver.library.path.with_suffix(".casepack")
        packed(self.giver.library, path, everything("包", ALL))
        found = compared(self.taker.library, path)
        choices = {entry.theirs.id: self._decided(entry) for entry in found.cases if entry.conflicts and decides}
        before = self.taker.cases()
        carry_out(self.taker.library, pack_addition(self.taker.library, found, Choices(choices)))
        after = self.taker.cases()
        open_ = sum(self._learn(entry, before.get(entry.theirs.uid), after, decides=decides) for entry in found.cases)
        return open_ + sum(before.get(uid) != case for uid, case in after.items())

    def _decided(self, entry: CaseEntry) -> Choice:
        names = {row.name for row in entry.rows if row.changed_by is ChangedBy.THEM}
        names |= {row.name for row in entry.rows if row.changed_by in OPEN and self._is_theirs(entry, row.name)}
        return Choice(Take.FIELDS, frozenset(names)) if names else Choice(Take.MINE)

    def _is_theirs(self, entry: CaseEntry, name: str) -> bool:
        mine, theirs = self._two(entry.theirs.uid, name)
        if mine.value in theirs.before or theirs.value in mine.before:
            return mine.value in theirs.before
        return repr(theirs.value) > repr(mine.value)

    def _two(self, uid: str, name: str) -> tuple[Known, Known]:
        return self.taker.known[uid, name], self.giver.known[uid, name]

    def _learn(self, entry: CaseEntry, before: Case | None, after: dict[str, Case], *, decides: bool) -> int:
        """Hold what was done against what is known; how many fields both have written and nobody has decided on."""
        uid = entry.theirs.uid
        if before is None:
            self.taker.known |= {(uid, name): self.giver.known[uid, name] for name in NAMES}
            return 0
        open_ = {row.name for row in entry.rows if row.changed_by in OPEN}
        for name in NAMES:
            mine, theirs = self._two(uid, name)
            now = value_of(after[uid], name)
            assert now in (mine.value, theirs.value)
            if mine.value == theirs.value:
                self.taker.known[uid, name] = Known(now, mine.before | theirs.before)
            elif now == theirs.value:
                assert name in open_ or mine.value in theirs.before, f"{name} was overwritten unasked"
                self.taker.known[uid, name] = theirs.after(mine)
            elif name not in open_ or decides:
                assert name in open_ or theirs.value in mine.before, f"{name} was passed over unasked"
                self.taker.known[uid, name] = mine.after(theirs)
        return 0 if decides else len(open_)


def machines(folder: Path, stack: ExitStack) -> list[Machine]:
    return [Machine(stack.enter_context(Library.open(folder / f"{name}.casedesk"))) for name in ("a", "b", "c")]


steps = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2), st.integers(0, 9), st.sampled_from(NAMES)),
    st.tuples(st.just("add"), st.integers(0, 2)),
    st.tuples(st.sampled_from(("hand", "decide")), st.sampled_from(PAIRS)),
)


@settings(max_examples=MOST)
@given(done=st.lists(steps, min_size=4, max_size=24), order=st.randoms(use_true_random=False))
def test_three_machines_come_to_the_same_cases_and_nothing_is_overwritten_unasked(done: list[Any], order: Any) -> None:
    texts = map(str, count(1))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        three = machines(Path(folder), stack)
        three[0].add("first")
        for kind, *values in done:
            take(three, kind, values, texts)
        for _round in range(6):
            pairs = list(PAIRS)
            order.shuffle(pairs)
            if not sum(Handing(three[giver], three[taker]).go(decides=True) for giver, taker in pairs):
                break
        else:
            raise AssertionError("they do not come to rest")
        first, *others = (contents_of(machine) for machine in three)
        assert all(other == first for other in others)


def take(three: list[Machine], kind: str, values: list[Any], texts: Iterator[str]) -> None:
    if kind in ("hand", "decide"):
        giver, taker = values[0]
        Handing(three[giver], three[taker]).go(decides=kind == "decide")
        return
    machine = three[values[0]]
    if kind == "add":
        machine.add(f"case {next(texts)}")
    elif uids := sorted(machine.cases()):
        machine.write(uids[values[1] % len(uids)], values[2], f"text {next(texts)}")


def contents_of(machine: Machine) -> dict[str, list[Any]]:
    return {uid: [value_of(case, name) for name in NAMES] for uid, case in sorted(machine.cases().items())}
