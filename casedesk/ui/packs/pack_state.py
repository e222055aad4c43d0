"""The preview of one pack: what it holds, and what was decided about it so far."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar, assert_never

from PySide6.QtCore import QObject, Signal

from casedesk.domain.casepack_compare import CaseEntry, Choice, Entry, PlanEntry, Standing, Take
from casedesk.tasks.add_pack import Choices
from casedesk.tasks.compare_pack import ComparedPack
from casedesk.ui.packs.wording import BACKUP, PACK, Wording

E = TypeVar("E", bound=Entry)

ATTENTION = (
    Standing.APART,
    Standing.DIFFERS,
    Standing.GONE,
    Standing.TRASHED,
    Standing.NEWER,
    Standing.NEW,
    Standing.OLDER,
    Standing.SAME,
)
"""What needs a look comes first."""


class PackState(QObject):
    """Choices per case and plan. Nothing of it is in the library before all is added at once."""

    opened = Signal()
    chosen = Signal()
    """Something was decided."""
    selected = Signal()

    def __init__(self, parent: QObject | None = None, *, wording: Wording = PACK) -> None:
        super().__init__(parent)
        self._wording = wording
        self.compared: ComparedPack | None = None
        self.entry: Entry | None = None
        self._cases: dict[int, Choice] = {}
        self._plans: dict[int, Choice] = {}
        self._counts: Counter[tuple[bool, Standing, Take]] = Counter()

    @property
    def is_backup(self) -> bool:
        """Whether it is a backup of this library that is looked at."""
        return self.compared is not None and self.compared.is_backup

    def open(self, compared: ComparedPack) -> None:
        """Show another pack, with everything as proposed; of a backup nothing is, for it is there to pick from."""
        self.compared = compared
        self._cases, self._plans = {}, {}
        entries: tuple[Entry, ...] = (*compared.cases, *compared.plans)
        if compared.is_backup:
            for entry in entries:
                self._choices(entry)[entry.theirs.id] = Choice(Take.MINE)
        self._counts = self._counted(compared.cases) + self._counted(compared.plans)
        self.entry = None
        self.opened.emit()
        self.chosen.emit()

    def close(self) -> None:
        """Forget the pack."""
        self.compared = None
        self.entry = None

    def groups(self) -> tuple[tuple[Standing, tuple[CaseEntry, ...]], ...]:
        """The cases by their standing, those that need a look first."""
        found = _by_standing(self.compared.cases if self.compared else ())
        return tuple((standing, tuple(found[standing])) for standing in ATTENTION if standing in found)

    @property
    def wording(self) -> Wording:
        """What the two sides are called."""
        return BACKUP if self.is_backup else self._wording

    def takes(self, entry: Entry) -> tuple[Take, ...]:
        """What can be done with an entry in this kind of preview."""
        return tuple(take for take in entry.choices if take in self.wording.takes)

    def select(self, entry: Entry | None) -> None:
        """Look at an entry."""
        if entry is not self.entry:
            self.entry = entry
            self.selected.emit()

    def choice(self, entry: Entry) -> Choice:
        """What will be done with an entry."""
        return self._choices(entry).get(entry.theirs.id, entry.proposed)

    def choose(self, entry: Entry, choice: Choice) -> None:
        """Decide about an entry."""
        self._set(entry, choice)
        self.chosen.emit()

    def alike(self, entry: Entry) -> int:
        """How many other entries stand as this one does."""
        return sum(other is not entry for other in self._like(entry))

    def choose_for_alike(self, entry: Entry) -> None:
        """Decide about all that stand as this one does what was decided about this one.

        Field by field means for the others what is proposed for them: their fields are not the same.
        """
        choice = self.choice(entry)
        for other in self._like(entry):
            if other is not entry and choice.take in other.choices:
                self._set(other, self._proposed_fields(other) if choice.take is Take.FIELDS else choice)
        self.chosen.emit()

    def toggle_field(self, entry: CaseEntry, name: str, *, is_theirs: bool) -> None:
        """Take a field of theirs, or keep mine."""
        choice = self.choice(entry)
        match choice.take:
            case Take.FIELDS:
                fields = choice.fields
            case Take.THEIRS:
                fields = frozenset(row.name for row in entry.rows)
            case Take.MINE | Take.BOTH:
                fields = frozenset[str]()
            case _:
                assert_never(choice.take)
        self.choose(entry, Choice(Take.FIELDS, fields | {name} if is_theirs else fields - {name}))

    def takes_field(self, entry: CaseEntry, name: str) -> bool:
        """Whether a field of theirs will be taken."""
        choice = self.choice(entry)
        return choice.take is Take.THEIRS or (choice.take is Take.FIELDS and name in choice.fields)

    @property
    def choices(self) -> Choices:
        """All that was decided."""
        return Choices(dict(self._cases), dict(self._plans))

    @property
    def totals(self) -> tuple[int, int, int]:
        """How many cases will be added, how many updated, and how many plans taken."""
        added = updated = plans = 0
        for (is_case, standing, take), count in self._counts.items():
            if take is Take.MINE or standing is Standing.GONE:
                continue
            if not is_case:
                plans += count
            elif standing is Standing.NEW or take is Take.BOTH:
                added += count
            else:
                updated += count
        return added, updated, plans

    @property
    def thrown_away(self) -> int:
        """How many cases and plans will go into the trash, as over there."""
        return sum(
            count
            for (_, standing, take), count in self._counts.items()
            if standing is Standing.GONE and take is Take.THEIRS
        )

    @property
    def is_anything_chosen(self) -> bool:
        """Whether anything will be written of what is shown."""
        return any(self.totals) or self.thrown_away > 0

    @property
    def has_decided(self) -> bool:
        """Whether anything was decided about what differs, be it what was proposed; that is remembered."""
        return not self.is_backup and bool(self._cases or self._plans)

    def is_open(self, entry: Entry) -> bool:
        """Whether both sides have changed it and nobody has decided yet."""
        return entry.conflicts > 0 and entry.mine is not None and entry.theirs.id not in self._choices(entry)

    def _counted(self, entries: Sequence[Entry]) -> Counter[tuple[bool, Standing, Take]]:
        """How many stand and go so. What is proposed follows from how a thing stands, unless both have changed it."""
        counts: Counter[tuple[bool, Standing, Take]] = Counter()
        for standing, alike in _by_standing(entries).items():
            if standing is Standing.APART:
                counts.update(self._key(entry, self.choice(entry)) for entry in alike)
            else:
                counts[self._key(alike[0], self.choice(alike[0]))] = len(alike)
        return counts

    def _like(self, entry: Entry) -> tuple[Entry, ...]:
        if self.compared is None:
            return ()
        entries: tuple[Entry, ...] = self.compared.cases if isinstance(entry, CaseEntry) else self.compared.plans
        return tuple(other for other in entries if other.standing is entry.standing)

    def _proposed_fields(self, entry: Entry) -> Choice:
        return entry.proposed if entry.proposed.take is Take.FIELDS else Choice(Take.FIELDS)

    def _choices(self, entry: Entry) -> dict[int, Choice]:
        return self._plans if isinstance(entry, PlanEntry) else self._cases

    def _set(self, entry: Entry, choice: Choice) -> None:
        self._counts[self._key(entry, self.choice(entry))] -= 1
        self._choices(entry)[entry.theirs.id] = choice
        self._counts[self._key(entry, choice)] += 1

    def _key(self, entry: Entry, choice: Choice) -> tuple[bool, Standing, Take]:
        take = Take.MINE if choice.take is Take.FIELDS and not choice.fields else choice.take
        return isinstance(entry, CaseEntry), entry.standing, take


def _by_standing(entries: Sequence[E]) -> dict[Standing, list[E]]:
    found: dict[Standing, list[E]] = {}
    for entry in entries:
        found.setdefault(entry.standing, []).append(entry)
    return found
