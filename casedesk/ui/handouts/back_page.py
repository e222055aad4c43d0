"""What was edited in a handout beside what the library has, to be taken over part by part and in one step."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.compare_pack import ComparedPack
from casedesk.tasks.read_handout import ReadHandout, compared_handout, done_words, handout_edit, open_handout, summary
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Progress
from casedesk.ui.packs.pack_page import PackPage
from casedesk.ui.packs.wording import HANDOUT
from casedesk.ui.parts import Parts


class HandoutBackPage(PackPage):
    """One edited handout after the other, shown as a case pack is."""

    said = Signal(str)
    """A sentence for the user, about a file that is not worth a page."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parts, parent, wording=HANDOUT)

    @override
    def read(self, library: Path, path: Path, progress: Progress) -> ComparedPack:
        return open_handout(library, path, progress)

    @override
    def reading_words(self, path: Path) -> str:
        return tr("Read the handout “{name}” back").format(name=path.name)

    @override
    def name_contents(self, pack: ComparedPack) -> None:
        assert isinstance(pack, ReadHandout)
        self.name.setText(tr("Handout “{name}”").format(name=pack.path.stem))
        self.contents.setText(summary(pack))

    @override
    def show_read(self, pack: ComparedPack) -> None:
        """A handout that nobody has edited is not worth a page."""
        if pack.cases:
            super().show_read(pack)
            return
        words = tr("Nothing was edited in “{name}”: its cases stand in the library as they do there.")
        self.said.emit(words.format(name=pack.path.name))
        self.read_next()

    @override
    def compared_again(self, pack: ComparedPack) -> ComparedPack:
        return compared_handout(self.session.library, pack.path)

    @override
    def can_add(self) -> bool:
        return any(self.state.totals)

    @override
    def button_words(self) -> str:
        _, updated, _ = self.state.totals
        words = tr_n("Take over {n} case", "Take over {n} cases", updated)
        return words.format(n=updated) if updated else tr("Nothing to take over")

    @override
    def add(self) -> None:
        found = self.state.compared
        if not isinstance(found, ReadHandout) or not self.add_button.isEnabled():
            return
        try:
            edit = handout_edit(self.session.library, found, self.state.choices)
        except CaseDeskError as error:
            self.session.refused.emit(str(error))
            return
        self.add_button.setEnabled(False)
        done = partial(self._end_taking, found)
        self.session.carry_out(edit, self, announce=done_words(edit), done=done)

    def _end_taking(self, found: ReadHandout, is_written: bool) -> None:
        if not is_written:
            self.state.open(self.compared_again(found))
            return
        self.state.close()
        self.added.emit(0)
        self.read_next()
