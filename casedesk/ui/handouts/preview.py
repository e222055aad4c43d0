"""The preview of a handout: set by ourselves at once, and the real pages as soon as LibreOffice has laid them out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSizeF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.errors import CaseDeskError
from casedesk.domain.handout import Edition, Handout
from casedesk.handout.pdf_pages import PdfPages
from casedesk.tasks.editions import title_of
from casedesk.tasks.handout_preview import Wanted, asks_for_numbers, laid_out, look
from casedesk.tasks.pdf import can_make_pdf
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.handouts.page_painter import PaintedHandout
from casedesk.ui.handouts.page_view import PageView
from casedesk.ui.handouts.pages_bar import PagesBar, about_pages_words, copies_words, pages_words
from casedesk.ui.handouts.real_pages import RealPages
from casedesk.ui.handouts.typesetting import Typeset, typeset
from casedesk.ui.jobs import Job, Jobs, JobState, Progress
from casedesk.ui.long_lived import making_values_of
from casedesk.ui.session import LibrarySession
from casedesk.ui.theme import Appearance

_WORTH_SHOWING = 1.1
"""Pages that are added are shown where they are so many times those before."""
LAY_OUT_AFTER = 400
"""Milliseconds without a further choice until the real pages are asked for."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is to be seen: the outline of an edition, and what its file is made from."""

    handout: Handout
    wanted: Wanted

    @property
    def edition(self) -> Edition:
        return self.handout.options.edition

    def is_same(self, other: "_Shown | None") -> bool:
        """Whether both have the same pages; only the trainer guide tells those of what else is made."""
        if other is None or self.handout != other.handout or self.wanted.template != other.wanted.template:
            return False
        return self.edition is not Edition.TRAINER or self.wanted.editions == other.wanted.editions


@dataclass(frozen=True, slots=True)
class _Known:
    """The real pages of what was to be seen; `is_final` where nothing will be printed into them any more."""

    shown: _Shown
    pages: RealPages
    is_final: bool


class Preview(QWidget):
    """Shows a handout page by page."""

    changed = Signal()
    """Other pages are shown, or real ones instead of our own."""

    def __init__(
        self,
        *,
        session: LibrarySession,
        jobs: Jobs,
        appearance: Appearance,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._shown: _Shown | None = None
        self._real: dict[Edition, _Known] = {}
        """The real pages of each edition, as they were laid out last."""
        self._job: Job | None = None
        self._problem = ""
        self._copies = 1
        self._pictures = LibraryPictures(session.library)
        self.painted: PaintedHandout | None = None
        """The handout as set by ourselves; None where its real pages were known already."""
        self.view = PageView(appearance, self)
        self.view.setAccessibleName(tr("Pages"))
        self.bar = PagesBar(self.view, appearance, actions, self)
        self._setting: Iterator[Typeset] | None = None
        """Our own pages, as long as some are missing."""
        self._leaving: list[PaintedHandout] = []
        """Pages that were shown before: to free a thousand of them at once would be felt."""
        self._free_on = QTimer(self)
        self._free_on.setInterval(0)
        self._free_on.timeout.connect(self._free_some)
        self._set_on = QTimer(self)
        self._set_on.setSingleShot(True)
        self._set_on.setInterval(0)
        self._set_on.timeout.connect(self._set_next)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LAY_OUT_AFTER)
        self._later.timeout.connect(self._lay_out)
        self.view.turned.connect(self._describe)
        self.view.turned.connect(self._free_on.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.view, 1)

    @property
    def handout(self) -> Handout | None:
        """The handout that is shown."""
        return None if self._shown is None else self._shown.handout

    @property
    def pdf(self) -> PdfPages | None:
        """The real pages of the handout that is shown, once they are there."""
        return known.pages.pdf if (known := self._known()) is not None else None

    @property
    def is_whole(self) -> bool:
        """Whether no page is missing in what could be printed."""
        return self.pdf is not None or (self.painted is not None and self._setting is None)

    @property
    def page_size(self) -> QSizeF:
        """The size of the first page in points."""
        return self.view.pages.sizes[0] if self.view.pages is not None else QSizeF(595, 842)

    def begin(self) -> None:
        """Forget all pages and the place: what is shown next is of another plan."""
        self.clear()
        self._pictures = LibraryPictures(self._session.library)
        self.view.begin()
        self._real.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._stop()
        self._shown = None
        self._leave()
        self.view.show_pages(None)

    def show_handout(self, handout: Handout, wanted: Wanted, *, copies: int) -> None:
        """Show a handout: its real pages where they are known, else our own until those are laid out."""
        shown = _Shown(handout, wanted)
        self._copies = copies
        if shown.is_same(self._shown):
            self._describe()
            return
        self._stop()
        self._forget_drawn()
        self._shown = shown
        self._problem = ""
        self._leave()
        if (known := self._known()) is not None:
            self.view.show_when_drawn(known.pages)
            if known.is_final:
                return
        else:
            self._show_ours()
        self._later.start()

    def _known(self) -> _Known | None:
        known = None if self._shown is None else self._real.get(self._shown.edition)
        return known if known is not None and known.shown.is_same(self._shown) else None

    def _show_ours(self) -> None:
        """Set the first pages now, and the others one piece after the other while the window goes on."""
        assert self._shown is not None
        handout = self._shown.handout
        looks = look(handout)
        self._leave()
        self.painted = PaintedHandout(handout, looks)
        self._setting = typeset(handout, looks, self._pictures)
        self._set_next()

    def _set_next(self) -> None:
        if self.painted is None or self._setting is None:
            return
        piece = next(self._setting)
        self.painted.add(piece)
        if piece.is_last:
            self._setting = None
        else:
            self._set_on.start()
        is_worth_it = self.painted.count >= self.view.count * _WORTH_SHOWING
        if piece.is_last or is_worth_it or self.view.pages is not self.painted:
            self.view.show_growing(self.painted, is_whole=piece.is_last)

    def _leave(self) -> None:
        """Have no pages of our own any more; they are freed when the view shows others."""
        if self.painted is not None:
            self._leaving.append(self.painted)
        self.painted = self._setting = None

    def _free_some(self) -> None:
        gone = next((painted for painted in self._leaving if painted is not self.view.pages), None)
        if gone is None:
            self._free_on.stop()
        elif not gone.free_some():
            self._leaving.remove(gone)

    def _forget_drawn(self) -> None:
        """Free the pixels of editions that are not seen any more."""
        for known in self._real.values():
            if known.pages is not self.view.pages:
                known.pages.forget()

    def _stop(self) -> None:
        self._later.stop()
        self._set_on.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _lay_out(self) -> None:
        if self._shown is not None and self.isVisible() and can_make_pdf():
            self._start(self._shown, has_numbers=self._known() is not None)
            self._describe()

    def _start(self, shown: _Shown, *, has_numbers: bool) -> None:
        path, asks = self._session.library.path, asks_for_numbers(shown.handout)

        def work(progress: Progress) -> PdfPages:
            with making_values_of(len(shown.wanted.plan.case_ids)):
                return laid_out(path, shown.wanted, progress, has_numbers=has_numbers)

        def done(pdf: PdfPages) -> None:
            if shown is self._shown:
                self._take(_Known(shown, RealPages(pdf, self._jobs), is_final=has_numbers or not asks))
                if asks and not has_numbers:
                    self._start(shown, has_numbers=True)

        def failed(error: Exception) -> None:
            self._on_failed(shown, error)

        job = self._jobs.start(tr("Laying out the real pages"), work, done=done, failed=failed)
        if job.state is JobState.RUNNING:
            self._job = job
            job.ended.connect(partial(self._on_ended, job))

    def _take(self, known: _Known) -> None:
        self._job = None
        known.pages.drawn.connect(self.view.take_drawn)
        self._real[known.shown.edition] = known
        self._set_on.stop()
        self.view.show_when_drawn(known.pages)

    def _on_ended(self, job: Job) -> None:
        if job is self._job and job.state is JobState.CANCELLED:
            self._go_without(tr("Stopped."))

    def _go_without(self, problem: str) -> None:
        """There will be no real pages; ours are shown, and why."""
        self._job = None
        self._problem = problem
        if self.pdf is None and self.painted is None:
            self._show_ours()
        self._describe()

    def _on_failed(self, shown: _Shown, error: Exception) -> None:
        if not isinstance(error, CaseDeskError):
            raise error
        if shown is self._shown:
            self._go_without(str(error))

    def _describe(self) -> None:
        if self._shown is None:
            self.bar.show_edition("", "", "", "")
            self.changed.emit()
            return
        pages = tr(", ").join(self._pages_words())
        copies = copies_words(self._copies) if self._copies > 1 else ""
        self.bar.show_edition(title_of(self._shown.edition), pages, copies, self._explanation())
        self.changed.emit()

    def _pages_words(self) -> list[str]:
        if self.pdf is not None:
            return [pages_words(self.view.count)]
        state = tr("real pages are coming…") if self._is_coming() else tr("approximate")
        return [state, about_pages_words(self.view.count)] if self.painted is not None else [state]

    def _is_coming(self) -> bool:
        return not self._problem and can_make_pdf()

    def _explanation(self) -> str:
        if self.pdf is not None:
            return tr("Laid out by LibreOffice; Word may break a line elsewhere.")
        if self._problem:
            return self._problem
        if self._is_coming():
            return tr("LibreOffice is laying out the real pages.")
        return tr("Set by CaseDesk itself. Where LibreOffice is installed, the real pages are shown.")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._setting is not None and self.pdf is None:
            self._set_on.start()
        known = self._known()
        if self._shown is not None and self._job is None and (known is None or not known.is_final):
            self._later.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()
