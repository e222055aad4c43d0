"""Connects the exchange folder with the window: commands, the line that tells of something newer, settings, preview."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from casedesk.domain.errors import CaseDeskError
from casedesk.storage.library import Library
from casedesk.tasks import exchange
from casedesk.tasks.exchange_folder import FolderContents, packs_of_others
from casedesk.tasks.exchange_memory import Stamp
from casedesk.tasks.exchange_place import ExchangePlace, exchange_place, keep_exchange_place
from casedesk.tasks.pack_history import to_remember
from casedesk.tasks.passphrases import is_protected
from casedesk.tasks.write_pack import WrittenPack
from casedesk.texts import tr
from casedesk.ui.exchange.watch import ExchangeWatch
from casedesk.ui.exchange.words import news_sentence, sent_sentence
from casedesk.ui.jobs import Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip

if TYPE_CHECKING:
    from casedesk.ui.exchange.exchange_page import ExchangePage
    from casedesk.ui.settings_page.exchange_section import ExchangeSection

Told = TypeVar("Told")
EXCHANGE = "exchange"
"""The name of the page that shows what another computer has sent, and of the section of the settings."""
_A_MOMENT = 1
"""Milliseconds; with none, Qt would do it before it looks at the keyboard and the mouse."""


class ExchangeWiring(QObject):
    """Sends and fetches on command; looks into the folder whenever the window gets the focus."""

    def __init__(self, window: MainWindow, *, back_up: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._back_up = back_up
        self._say = window.toast.say
        self._words: str | None = None
        """The passphrase of this sitting, empty for none; None while nobody was asked."""
        self._put_off: frozenset[Stamp] = frozenset()
        self.watch = ExchangeWatch(window.session, window.jobs, self)
        answers = ((tr("Fetch"), self.fetch), (tr("Not now"), self._put_news_off))
        self.notice = NoticeStrip(window.appearance, window, icon="ph.download-simple", answers=answers)
        window.add_notice(self.notice)
        self._section: ExchangeSection | None = None
        self.watch.changed.connect(self._show_news)
        actions = window.actions_table
        actions.action("file.send").triggered.connect(self.send)
        actions.action("file.fetch").triggered.connect(self.fetch)
        actions.action("file.exchange").triggered.connect(lambda: window.show_settings(EXCHANGE))
        window.pages.built.connect(self._wire_page)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self.watch.look()
        return False

    def send(self) -> None:
        """Put everything into the exchange folder; the first time somebody says which one that is."""
        self._window.save_now()
        place = self._place()
        if place is None:
            return
        if self._words is None and is_protected(self._session.library.path):
            self._ask_words()
        else:
            self._send(self._words or "")

    def fetch(self) -> None:
        """Show what other computers have put into the exchange folder."""
        self._window.save_now()
        place = self._place()
        if place is None:
            return

        def work(_progress: Progress) -> FolderContents:
            return packs_of_others(place)

        self._window.jobs.start(tr("Look into the exchange folder"), work, done=self._open)

    def choose_folder(self) -> bool:
        """Ask for the exchange folder; False where nobody named one that can be used."""
        title = tr("Exchange folder: in your cloud service, or on a stick")
        chosen = QFileDialog.getExistingDirectory(self._window, title, exchange_place().folder or str(Path.home()))
        return bool(chosen) and self.keep(replace(exchange_place(), folder=chosen))

    def keep(self, place: ExchangePlace) -> bool:
        """Remember what was chosen; a folder that cannot be used is refused with a sentence."""
        try:
            keep_exchange_place(place)
        except CaseDeskError as error:
            self._say(str(error))
            return False
        self._refresh()
        self.watch.look_again()
        return True

    def _place(self) -> ExchangePlace | None:
        """The folder, chosen now where it was not; None where there is none, which has been said."""
        if not exchange_place().folder and not self.choose_folder():
            return None
        try:
            return exchange.present_place()
        except CaseDeskError as error:
            self._say(str(error))
            return None

    def _ask_words(self) -> None:
        from casedesk.ui.exchange.send_question import SendQuestion

        question = SendQuestion(self._window.appearance, self._window)
        question.wished.connect(self._send)
        question.finished.connect(question.deleteLater)
        question.open()

    def _send(self, words: str) -> None:
        self._words = words
        library = self._session.library
        who, path = exchange.sender(library), library.path

        def work(progress: Progress) -> tuple[WrittenPack, Mapping[str, Any]]:
            with making_many_values(), Library.open(path, create=False, read_only=True) as reading:
                written = exchange.send(reading, who, progress, passphrase=words)
                return written, to_remember(reading, written.versions)

        def done(sent: tuple[WrittenPack, Mapping[str, Any]]) -> None:
            written, versions = sent
            if written.is_written:
                exchange.end_sending(library, who, written, versions)
                self._say(sent_sentence(written))
                self._refresh()

        job = self._window.jobs.start(tr("Send to the exchange folder"), work, done=done)
        self._session.note_files(job, Path(exchange_place().folder))

    def _open(self, found: FolderContents) -> None:
        self.notice.hide()
        if found.incoming:
            self._window.pages.exchange.open_packs([item.path for item in found.incoming])
        nothing = () if found.incoming else (tr("No other computer has sent anything."),)
        if sentences := (*nothing, *found.remarks):
            self._say("\n".join(sentences[:3]))

    def _put_news_off(self) -> None:
        self._put_off = frozenset(item.incoming.stamp for item in self.watch.news)

    def _show_news(self) -> None:
        news = [item for item in self.watch.news if item.incoming.stamp not in self._put_off]
        self.notice.say(news_sentence(news))
        self._refresh()

    def _refresh(self) -> None:
        if self._section is not None:
            self._section.show_found(self.watch.contents, self.watch.news)

    def _wire_page(self, name: str) -> None:
        match name:
            case "exchange":
                self._wire_preview(self._window.pages.exchange)
            case "settings":
                self._window.pages.settings.section_built.connect(self._wire_section)
            case _:
                pass

    def _wire_preview(self, page: "ExchangePage") -> None:
        window = self._window
        page.shown_requested.connect(self._back_up)
        page.shown_requested.connect(partial(self._in_a_moment, window.show_page, EXCHANGE))
        page.left.connect(lambda: window.show_page("library"))
        page.added.connect(partial(self._in_a_moment, self._end))
        page.fetched.connect(self.watch.look_again)
        page.said.connect(self._say)
        page.case_open_requested.connect(window.open_case)

    def _in_a_moment(self, go_there: Callable[[Told], object], told: Told) -> None:
        """Show another page once what was asked for before has been seen to: both at once can be felt."""
        QTimer.singleShot(_A_MOMENT, self, lambda: go_there(told))

    def _end(self, batch_id: int) -> None:
        if batch_id:
            self._window.show_batch(batch_id)
        else:
            self._window.show_page("library")

    def _wire_section(self, section: QWidget) -> None:
        if type(section).__name__ == "ExchangeSection":
            self._section = made = cast("ExchangeSection", section)
            made.folder_requested.connect(self.choose_folder)
            made.kept.connect(self.keep)
            made.send_requested.connect(self.send)
            made.fetch_requested.connect(self.fetch)
            self._refresh()
