"""The trainer's other computers: the folder between them, what this one is called, sending and fetching."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from casedesk.storage.library import Library
from casedesk.tasks.exchange import News
from casedesk.tasks.exchange_folder import FolderContents
from casedesk.tasks.exchange_memory import last_sent
from casedesk.tasks.exchange_place import exchange_place
from casedesk.texts import tr, tr_n
from casedesk.ui.exchange.words import news_sentence, when_sent
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField

_NAME_WIDTH = 200


class ExchangeSection(Section):
    """Says what is true now; sending and fetching are wishes."""

    folder_requested = Signal()
    """Ask for a folder."""
    kept = Signal(object)
    """The ExchangePlace that shall be remembered."""
    send_requested = Signal()
    fetch_requested = Signal()

    def __init__(self, appearance: Appearance, settings: Settings, library: Library) -> None:
        super().__init__(appearance, settings, tr("Your other computers"))
        self._library = library
        about = tr(
            "Through a folder that a cloud service brings to your other computers, or on a stick. Only finished, "
            "checked packs are put there, never the library itself, so that no service can harm it."
        )
        self.add(Words(appearance, about, tone="ink2", wraps=True))
        self.choose, self.forget = LinkButton(tr("Choose…")), LinkButton(tr("None"))
        self.choose.clicked.connect(self.folder_requested)
        self.forget.clicked.connect(lambda: self.kept.emit(replace(exchange_place(), folder="")))
        self._folder = self.add_row(tr("Exchange folder"), "", _beside(self.choose, self.forget))
        self.name = LineField()
        self.name.setMinimumWidth(appearance.px(_NAME_WIDTH))
        self.name.editingFinished.connect(self._rename)
        self.add_row(tr("Name of this computer"), tr("So that you know over there where a pack is from"), self.name)
        self.originals = QCheckBox()
        self.originals.clicked.connect(self._take_originals)
        words = tr("The files that the cases were cut out of; larger packs")
        self.add_row(tr("Send the originals as well"), words, self.originals)
        self.send = Button(tr("Send now"))
        self.send.clicked.connect(self.send_requested)
        self._sent = self.add_row(tr("Send to the exchange folder"), "", self.send)
        self.fetch = Button(tr("Fetch newer"))
        self.fetch.clicked.connect(self.fetch_requested)
        self._news = self.add_row(tr("Fetch from the exchange folder"), "", self.fetch)
        self.remarks = Words(appearance, kind="meta", tone="ink2", wraps=True)
        self.add(self.remarks)
        self.show_found(FolderContents(), ())

    def refresh(self) -> None:
        """Say what is true now."""
        place = exchange_place()
        if not place.folder:
            folder = tr("None yet. A folder of OneDrive, iCloud, Dropbox or another service, or one on a stick")
        elif place.is_there:
            folder = "{folder}"
        else:
            folder = tr("{folder} (not there now)")
        self._folder.say(folder.format(folder=place.folder))
        self.forget.setVisible(bool(place.folder))
        if not self.name.hasFocus():
            self.name.setText(place.computer)
        self.originals.setChecked(place.originals)
        self._sent.say(self._sent_words())

    def show_found(self, contents: FolderContents, news: Sequence[News]) -> None:
        """Show what lies in the folder."""
        self.refresh()
        nothing = tr("Nothing newer from: {computers}")
        computers = tr(", ").join(item.computer for item in contents.incoming)
        none = nothing.format(computers=computers) if computers else tr("No other computer has sent anything.")
        self._news.say(news_sentence(news) or none)
        self.remarks.setText("\n".join(contents.remarks))
        self.remarks.setVisible(bool(contents.remarks))

    def _sent_words(self) -> str:
        known = last_sent(self._library)
        if known is None:
            return tr("All cases, plans, methods and pictures, with your notes and use records. Nothing was sent yet")
        words = tr_n("Last sent {when}: {n} case", "Last sent {when}: {n} cases", known[1])
        return words.format(when=when_sent(known[0]), n=f"{known[1]:,}")

    def _rename(self) -> None:
        place, name = exchange_place(), self.name.text().strip()
        if name and name != place.computer:
            self.kept.emit(replace(place, computer=name))

    def _take_originals(self) -> None:
        self.kept.emit(replace(exchange_place(), originals=self.originals.isChecked()))


def _beside(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for button in buttons:
        row.addWidget(button)
    return holder
