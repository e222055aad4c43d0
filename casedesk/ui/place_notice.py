"""The strip that warns of a library in a folder that a program copies to other computers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casedesk.storage.library import Library
from casedesk.storage.synced_folders import Place, place_of
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.notice_strip import NoticeStrip

_ACCEPTED = "place_accepted"


class PlaceNotice(NoticeStrip):
    """Can be put away for now, or for this library in this place; offers the exchange folder instead."""

    def __init__(
        self, appearance: Appearance, library: Library, place: Place, parent: QWidget, *, exchange: Callable[[], object]
    ) -> None:
        def accept() -> None:
            library.settings.set(_ACCEPTED, place)

        answers = (
            (tr("Understood"), self.hide),
            (tr("Exchange folder…"), exchange),
            (tr("Do not say this again"), accept),
        )
        super().__init__(appearance, parent, icon="ph.warning", answers=answers)
        self.later, self.exchange, self.never = self.buttons
        self.say(_words(place))


def place_to_warn_of(library: Library, path: Path) -> Place | None:
    """Whose folder a library lies in, where its user should know and has not said that it is all right."""
    place = place_of(path)
    return None if place is None or library.settings.get(_ACCEPTED) == place else place


def _words(place: Place) -> str:
    if place is Place.NETWORK:
        return tr(
            "The library lies on another computer. It works from one computer at a time; if the connection breaks, "
            "the last change may be missing. A library on this computer is safer, with backups on the other."
        )
    return tr(
        "The library lies in a folder of {place}. Such programs copy it while it is being written and can damage it, "
        "or leave two that differ. Keep it on this computer, and let CaseDesk send what you have through that folder "
        "to your other computers, as an exchange folder."
    ).format(place=place)
