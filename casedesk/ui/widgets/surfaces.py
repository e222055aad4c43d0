"""The papers that areas are made of: neighbours differ by tone first, by a line second."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QFrame, QWidget

Surface = Literal["desk", "side", "paper", "raised", "card", "popup", "tip", "wash", "completion"]
Edge = Literal["", "left", "right", "top", "bottom"]


def set_surface(widget: QWidget, surface: Surface, *, edge: Edge = "") -> None:
    """Lay a paper under a widget, with a line along one edge where tone is not enough."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("surface", surface)
    if edge:
        widget.setProperty("edge", edge)


def set_completion_surface(completer: QCompleter) -> None:
    """Lay a paper under the list of a completer, which would be black without one."""
    popup = completer.popup()
    if popup is not None:  # pyright: ignore[reportUnnecessaryComparison]
        set_surface(popup, "completion")


class Rule(QFrame):
    """A horizontal hair line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("rule", True)
