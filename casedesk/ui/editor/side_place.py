"""Where a panel stands beside the text of a case: at its right, or below it where both would be too narrow."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from casedesk.ui.widgets.surfaces import set_surface

Side = Literal["right", "below"]
_LARGEST = 16_777_215


def fit_beside(panel: QWidget, side: Side, *, width: int, height: int) -> None:
    """Give a panel its width at the right of the text, or its height below it, and the edge to go with that."""
    is_right = side == "right"
    panel.setMinimumSize(width if is_right else 0, 0 if is_right else height)
    panel.setMaximumSize(width if is_right else _LARGEST, _LARGEST if is_right else height)
    edge = "left" if is_right else "top"
    if panel.property("edge") != edge:
        set_surface(panel, "side", edge=edge)
        panel.style().unpolish(panel)
        panel.style().polish(panel)
