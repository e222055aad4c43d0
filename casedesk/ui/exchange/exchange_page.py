"""What the trainer's other computers have sent beside what is here, to be taken over in one step."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.tasks.compare_pack import ComparedPack, open_pack
from casedesk.tasks.exchange import with_news
from casedesk.tasks.exchange_memory import remember_fetched
from casedesk.texts import tr
from casedesk.ui.exchange.words import when_sent
from casedesk.ui.jobs import Progress
from casedesk.ui.packs.pack_page import PackPage
from casedesk.ui.packs.wording import EXCHANGE
from casedesk.ui.parts import Parts


class ExchangePage(PackPage):
    """One computer after the other, shown as case packs are."""

    said = Signal(str)
    """A sentence for the user, about a pack that is not worth a page."""
    fetched = Signal()
    """A pack has been looked through, and is no longer new."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parts, parent, wording=EXCHANGE)
        self.added.connect(self.fetched)

    @override
    def read(self, library: Path, path: Path, progress: Progress) -> ComparedPack:
        return with_news(library, open_pack(library, path, progress))

    @override
    def show_read(self, pack: ComparedPack) -> None:
        """A pack that has nothing new is not worth a page."""
        if pack.is_news:
            super().show_read(pack)
            return
        if (sent := pack.pack.sent) is not None:
            remember_fetched(self.session.library, sent, pack.path)
            words = tr("{computer} sent nothing that is not here: {when}")
            self.said.emit(words.format(computer=sent.computer, when=when_sent(sent.at)))
            self.fetched.emit()
        self.read_next()

    @override
    def name_contents(self, pack: ComparedPack) -> None:
        super().name_contents(pack)
        if (sent := pack.pack.sent) is not None:
            words = tr("From {computer}, {when}")
            self.name.setText(words.format(computer=sent.computer, when=when_sent(sent.at)))

    @override
    def can_add(self) -> bool:
        return True

    @override
    def button_words(self) -> str:
        return super().button_words() if self.state.is_anything_chosen else tr("Done")
