"""The two cases on the page and what has been chosen from each, without a widget."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Case
from casedesk.domain.merging import MergeField, Side, merge_fields, merged, usual_choices
from casedesk.tasks.case_pair import CasePair

_MIRRORED = {Side.KEPT: Side.OTHER, Side.OTHER: Side.KEPT, Side.BOTH: Side.BOTH}


class PairState(QObject):
    """Which of two cases is kept, and which side each field comes from. What is not chosen goes the usual way."""

    shown = Signal()
    """Another pair, or the same one the other way round."""
    changed = Signal(str)
    """The name of the field for which something else was chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair: CasePair | None = None
        self._asked: dict[str, Side] = {}

    @property
    def is_open(self) -> bool:
        """Whether there is a pair."""
        return self._pair is not None

    @property
    def pair(self) -> CasePair:
        """The pair; the kept case is the one on the left."""
        assert self._pair is not None
        return self._pair

    @property
    def fields(self) -> tuple[MergeField, ...]:
        """What there is to choose from."""
        return merge_fields(self.pair.kept, self.pair.other)

    @property
    def choices(self) -> Mapping[str, Side]:
        """The side of every field."""
        return MappingProxyType({**usual_choices(self.pair.kept, self.pair.other), **self._asked})

    def show(self, pair: CasePair | None) -> None:
        """Begin with a pair, or with none."""
        self._pair = pair
        self._asked = {}
        self.shown.emit()

    def refresh(self, pair: CasePair) -> None:
        """Show the same two as they are now; what was chosen stays where there is something to choose still."""
        self._pair = pair
        names = {field.name for field in self.fields}
        self._asked = {name: side for name, side in self._asked.items() if name in names}
        self.shown.emit()

    def swap(self) -> None:
        """Keep the other one; what was chosen by hand stays chosen."""
        self._pair = self.pair.swapped
        self._asked = {name: _MIRRORED[side] for name, side in self._asked.items()}
        self.shown.emit()

    def choose(self, name: str, side: Side) -> None:
        """Take a field from a side."""
        field = next(field for field in self.fields if field.name == name)
        if side is Side.BOTH and not field.can_be_both:
            return
        if self.choices[name] is not side:
            self._asked[name] = side
            self.changed.emit(name)

    def toggle(self, name: str, side: Side) -> None:
        """Tick or untick a side of a field that may have both; the last tick goes to the other side."""
        present = self.choices[name]
        if present is Side.BOTH:
            self.choose(name, _MIRRORED[side])
        else:
            self.choose(name, _MIRRORED[side] if present is side else Side.BOTH)

    def toggle_both(self, name: str) -> None:
        """Take both sides of a field, or the kept one alone."""
        self.choose(name, Side.KEPT if self.choices[name] is Side.BOTH else Side.BOTH)

    def result(self) -> Case:
        """The case that would come out."""
        return merged(self.pair.kept, self.pair.other, self._asked, now=datetime.now(UTC))
