"""Words in the secondary colour at the small size."""

from PySide6.QtWidgets import QWidget

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


class MutedLabel(Words):
    """The quiet line: labels of fields, counts, explanations."""

    def __init__(self, appearance: Appearance, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(appearance, text, kind="meta", tone="ink2", parent=parent)
