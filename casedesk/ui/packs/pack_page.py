"""The preview of a case pack: what is new, what differs, and what to do about each; then all of it in one step."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.changes import Edit
from casedesk.domain.errors import CaseDeskError, PassphraseError
from casedesk.storage.library import Library
from casedesk.tasks.add_pack import ids_for, pack_addition, step_name
from casedesk.tasks.compare_pack import ComparedPack, compared, open_pack
from casedesk.tasks.out_of_backup import compare_backup
from casedesk.tasks.pack_outcome import PackAddition, remember_fetch, remember_versions
from casedesk.tasks.passphrases import unlock
from casedesk.tasks.read_pack import packs_in
from casedesk.tasks.second_truth import unseal_truth
from casedesk.texts import tr
from casedesk.ui.jobs import Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.packs.pack_comparison import PackComparison
from casedesk.ui.packs.pack_list import PackList
from casedesk.ui.packs.pack_state import PackState
from casedesk.ui.packs.pack_words import add_words, bring_back_words, contents_words, counted_others
from casedesk.ui.packs.wording import PACK, Wording
from casedesk.ui.parts import Parts
from casedesk.ui.passphrase.question import PassphraseQuestion
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import Rule, set_surface


class PackPage(QWidget):
    """One pack after the other; none of it is in the library before it is added."""

    shown_requested = Signal()
    """A pack has been read and should be seen."""
    left = Signal(bool)
    """There is nothing more to look at; whether the last was a backup."""
    added = Signal(int)
    """The id of the batch that was added, 0 where only what was there has changed."""
    case_open_requested = Signal(int)

    def __init__(self, parts: Parts, parent: QWidget | None = None, *, wording: Wording = PACK) -> None:
        super().__init__(parent)
        self.session = parts.session
        self._jobs = parts.jobs
        self._appearance = appearance = parts.appearance
        self._waiting: list[Path] = []
        self._reading: Path | None = None
        self.state = PackState(self, wording=wording)
        self.list = PackList(self.state, appearance, self)
        self.comparison = PackComparison(self.state, appearance, self)
        self.name = ElidedLabel(parent=self)
        self.contents = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._hint = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.leave_button = Button("", "link", parent=self)
        self.add_button = Button("", "primary", parent=self)
        set_surface(self, "paper")
        self._build()
        self.state.chosen.connect(self._show_totals)
        self.leave_button.clicked.connect(self.leave)
        self.add_button.clicked.connect(self.add)
        self.comparison.case_requested.connect(self.case_open_requested)
        appearance.changed.connect(self._take_looks)
        self._take_looks()
        self.setFocusProxy(self.list)

    def open_packs(self, paths: Sequence[Path]) -> None:
        """Read packs, also those in folders, and show them one after the other; what cannot be read is said."""
        files = tuple(path for path in paths if not path.is_dir())
        self._queue(files)
        if files and self.state.compared is not None:
            self.shown_requested.emit()
        folders = tuple(path for path in paths if path.is_dir())
        if folders:
            self._jobs.start(tr("Look for case packs"), lambda _progress: packs_in(folders), done=self._queue)

    def open_backup(self, backup: Path, name: str) -> None:
        """Show what a backup of the library has that is gone or changed since; nothing of it is chosen yet."""
        library = self.session.library.path

        def work(progress: Progress) -> ComparedPack:
            return compare_backup(library, backup, name, progress)

        self._jobs.start(
            tr("Compare with a backup"),
            work,
            done=self._show_backup,
            failed=partial(self._tell_of_backup, backup, name),
        )

    def add(self) -> None:
        """Do what was chosen, in one step."""
        pack = self.state.compared
        if pack is None or not self.add_button.isEnabled():
            return
        library, choices, made = self.session.library, self.state.choices, list[PackAddition]()
        new_ids = ids_for(library, pack.pack)

        def make(reading: Library) -> Edit:
            made.append(pack_addition(reading, pack, choices, keeper=library, new_ids=new_ids))
            return made[-1].edit

        self.add_button.setEnabled(False)
        count = sum(self.state.totals) + len(pack.pack.uses) + len(pack.pack.pictures) + len(pack.pack.documents)
        try:
            self.session.change_many(
                step_name(pack),
                count,
                make,
                self,
                announce=lambda _edit: made[-1].sentence,
                then=lambda: remember_versions(library, made[-1]),
                done=partial(self._end_adding, pack, made),
            )
        except CaseDeskError as error:
            self.session.refused.emit(str(error))
            self._show_totals()

    def _end_adding(self, pack: ComparedPack, made: Sequence[PackAddition], is_written: bool) -> None:
        if not is_written:
            self._look_again(pack)
            return
        (addition,) = made
        remember_fetch(self.session.library, addition)
        self._close()
        self.added.emit(addition.batch.id if addition.added else 0)
        if not addition.edit.replacements:
            self.session.announced.emit(addition.sentence)
        self.read_next()

    def leave(self) -> None:
        """Add nothing of this pack."""
        was_backup = self.state.is_backup
        self._close()
        if self._waiting:
            self.read_next()
        else:
            self.left.emit(was_backup)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _queue(self, paths: tuple[Path, ...]) -> None:
        self._waiting.extend(path for path in paths if path not in self._waiting)
        if self._reading is None and self.state.compared is None:
            self.read_next()

    def read_next(self) -> None:
        """Read the next of the files that wait."""
        if not self._waiting:
            return
        path, library = self._waiting.pop(0), self.session.library.path
        self._reading = path

        def work(progress: Progress) -> ComparedPack:
            with making_many_values():
                found = self.read(library, path, progress)
            progress.stop_if_cancelled()
            return found

        job = self._jobs.start(self.reading_words(path), work, done=self._take_read, failed=partial(self._tell, path))
        job.ended.connect(partial(self._go_on, path))

    def _take_read(self, pack: ComparedPack) -> None:
        self._reading = None
        self.show_read(pack)

    def _go_on(self, path: Path) -> None:
        """After a pack whose reading was cancelled comes the next one."""
        if self._reading == path:
            self._reading = None
            self.read_next()

    def show_read(self, pack: ComparedPack) -> None:
        """Show a file that has been read."""
        self.state.open(pack)
        self._hint.setText(tr(self.state.wording.hint))
        self.leave_button.setText(tr(self.state.wording.leave))
        self.name_contents(pack)
        self.shown_requested.emit()

    def read(self, library: Path, path: Path, progress: Progress) -> ComparedPack:
        """What is in a file; on another thread."""
        return open_pack(library, path, progress)

    def reading_words(self, path: Path) -> str:
        """What the job is called that reads a file."""
        return tr("Read the pack “{name}”").format(name=path.name)

    def name_contents(self, pack: ComparedPack) -> None:
        """Say at the top what the file is, and what is in it."""
        name = pack.pack.title or pack.path.stem
        self.name.setText(name if pack.is_backup else tr("Case pack “{name}”").format(name=name))
        held = pack.pack
        self.contents.setText(contents_words(len(held.cases), len(held.plans), counted_others(held)))

    def _show_backup(self, pack: ComparedPack) -> None:
        if pack.cases or pack.plans:
            self.show_read(pack)
        else:
            self.session.refused.emit(tr("Nothing in this backup differs from the library."))

    def _tell_of_backup(self, backup: Path, name: str, error: Exception) -> None:
        if isinstance(error, PassphraseError):
            if self._is_unlocked(backup, _unlock):
                self.open_backup(backup, name)
        else:
            self._jobs.failed.emit(error)

    def _tell(self, path: Path, error: Exception) -> None:
        if isinstance(error, PassphraseError):
            if self._is_unlocked(path, unseal_truth):
                self._waiting.insert(0, path)
        elif isinstance(error, CaseDeskError):
            self.session.refused.emit(str(error))
        else:
            self._jobs.failed.emit(error)
        self._reading = None
        self.read_next()

    def _is_unlocked(self, path: Path, try_words: Callable[[Path, str, Progress], None]) -> bool:
        """Ask for the passphrase of a file; False where the user gave up."""
        question = PassphraseQuestion(path.name, partial(try_words, path), self._appearance, self.window())
        is_right = question.exec() == QDialog.DialogCode.Accepted
        question.deleteLater()
        return is_right

    def _look_again(self, pack: ComparedPack) -> None:
        """The library has changed under the preview: it was refused, and is compared anew."""
        self.state.open(self.compared_again(pack))

    def compared_again(self, pack: ComparedPack) -> ComparedPack:
        """The same file held against the library as it is now."""
        return compared(self.session.library, pack.path, pack.pack, is_backup=pack.is_backup)

    def _close(self) -> None:
        self.state.close()

    def _show_totals(self) -> None:
        self.add_button.setText(self.button_words())
        self.add_button.setEnabled(self.can_add())

    def can_add(self) -> bool:
        """Whether there is anything to write, be it only to remember what was decided."""
        return self.state.is_anything_chosen or self._has_others or self.state.has_decided

    @property
    def _has_others(self) -> bool:
        pack = self.state.compared.pack if self.state.compared else None
        return pack is not None and bool(pack.methods or pack.collections or pack.filters or pack.uses)

    def button_words(self) -> str:
        """What the filled button does."""
        added, updated, plans = self.state.totals
        if self.state.is_backup:
            return bring_back_words(added + updated, plans)
        if self.state.is_anything_chosen:
            return add_words(added, updated, plans, self.state.thrown_away)
        if self._has_others:
            return tr("Add the rest")
        return tr("Keep mine") if self.state.has_decided else tr("Nothing to add")

    def _build(self) -> None:
        self._header = QWidget(self)
        set_surface(self._header, "paper", edge="bottom")
        back = IconButton(self._appearance, "ph.arrow-left", tr("Back, and add nothing"), self._header)
        back.clicked.connect(self.leave)
        head = QHBoxLayout(self._header)
        head.setContentsMargins(16, 0, 24, 0)
        head.setSpacing(12)
        head.addWidget(back)
        head.addWidget(self.name, 1)
        head.addWidget(self.contents)
        side = QWidget(self)
        set_surface(side, "side", edge="right")
        inner = QVBoxLayout(side)
        inner.setContentsMargins(8, 4, 8, 8)
        inner.addWidget(self.list)
        side.setMinimumWidth(220)
        self.comparison.setMinimumWidth(320)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(side)
        splitter.addWidget(self.comparison)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([340, 900])
        footer = QHBoxLayout()
        footer.setContentsMargins(20, 12, 24, 12)
        footer.setSpacing(24)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        footer.addWidget(self._hint, 1)
        footer.addWidget(self.leave_button)
        footer.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(splitter, 1)
        column.addWidget(Rule(self))
        column.addLayout(footer)

    def _take_looks(self) -> None:
        self._header.setFixedHeight(max(48, self._appearance.px(48)))
        self.name.setFont(self._appearance.font("ui_medium"))


def _unlock(backup: Path, passphrase: str, _progress: Progress) -> None:
    unlock(backup, passphrase)
