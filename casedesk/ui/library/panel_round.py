"""Going round the panels of a page by key: where the focus stands now, and where it goes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Stop:
    """A panel: its area, the widget in it that takes the focus, and what brings it into sight."""

    area: QWidget
    target: QWidget
    bring_up: Callable[[], None] = _nothing


def next_stop(stops: Sequence[Stop], focused: QWidget | None) -> Stop:
    """The stop after the one with the focus; the first one when the focus is elsewhere."""
    at = next((place for place, stop in enumerate(stops) if is_within(focused, stop.area)), -1)
    return stops[(at + 1) % len(stops)]


def is_within(widget: QWidget | None, area: QWidget) -> bool:
    """Whether a widget is the area, or lies in it."""
    return widget is not None and (widget is area or area.isAncestorOf(widget))
