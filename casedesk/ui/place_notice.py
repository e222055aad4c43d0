"""The strip that warns of a library in a folder that a program copies to other computers."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from casedesk.storage.library import Library
from casedesk.storage.synced_folders import Place, place_of
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.notice_strip import NoticeStrip

_ACCEPTED = "place_accepted"


class PlaceNotice(NoticeStrip):
    """Can be put away for now, or for this library in this place."""

    def __init__(self, appearance: Appearance, library: Library, place: Place, parent: QWidget) -> None:
        def accept() -> None:
            library.settings.set(_ACCEPTED, place)

        answers = ((tr("Understood"), self.hide), (tr("Do not say this again"), accept))
        super().__init__(appearance, parent, icon="ph.warning", answers=answers)
        self.later, self.never = self.buttons
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
        "or leave two that differ. Keep it on this computer, and take it along as a case pack."
    ).format(place=place)
