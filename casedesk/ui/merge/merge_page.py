"""Similar cases: the groups of a library, and one pair of them after the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit
from casedesk.domain.draft import LikenessKind
from casedesk.domain.families import DistinctPair, Family
from casedesk.tasks import families
from casedesk.tasks.backups import Backup, Reason, is_recent, make_backup
from casedesk.tasks.case_pair import pair_of
from casedesk.tasks.duplicate_groups import Group, duplicate_groups
from casedesk.tasks.merging_all import WholeMerge, merging_all, whole_merges_in
from casedesk.tasks.told_apart import ToldApart, taking_back, told_apart
from casedesk.texts import tr
from casedesk.ui.jobs import Job, JobState, Progress
from casedesk.ui.merge.group_book import GroupBook, Pair
from casedesk.ui.merge.groups_view import GroupsView
from casedesk.ui.merge.merge_head import MergeHead
from casedesk.ui.merge.pair_state import PairState
from casedesk.ui.merge.pair_view import PairView
from casedesk.ui.merge.whole_view import WholeView
from casedesk.ui.messages import sentence_of
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.surfaces import set_surface


class MergePage(QWidget):
    """Looks for groups when it is shown, in a job; what is decided here is an edit with undo."""

    back_requested = Signal()
    case_open_requested = Signal(int)
    band_changed = Signal(int)
    """The height of the band at the bottom that no message should cover; 0 for none."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance = parts.appearance
        set_surface(self, "paper")
        self._session = parts.session
        self._jobs = parts.jobs
        self._job: Job | None = None
        self._is_stale = True
        self._is_alone = False
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0
        self.book = GroupBook()
        self.state = PairState(self)
        self.head = MergeHead(self.state, appearance, self)
        self.groups = GroupsView(appearance, self)
        self.pair = PairView(self.state, appearance, self)
        self.whole = WholeView(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.groups)
        self._stack.addWidget(self.pair)
        self._stack.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self._connect()
        self._show_list()

    @property
    def is_comparing(self) -> bool:
        """Whether two cases stand side by side."""
        return self._stack.currentWidget() is self.pair

    def show_groups(self) -> None:
        """Show the list of groups, and look for them where something has changed."""
        self._is_alone = False
        self._show_list()
        self._look_if_stale()

    def compare(self, one_id: int, other_id: int) -> bool:
        """Lay two cases side by side, whether they are alike or not; False where one of them is gone."""
        self._is_alone = True
        self._pairs, self._at = ((one_id, other_id),), 0
        return self._show_pair()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_band()
        if not self.is_comparing:
            self._look_if_stale()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.band_changed.emit(0)
        if self.is_comparing and self._is_alone:
            self._show_list()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.head.back_requested.connect(self._go_back)
        self.head.step_requested.connect(self._step)
        self.groups.group_opened.connect(self._open_group)
        self.groups.cancel_requested.connect(self._cancel)
        self.groups.look_requested.connect(self._look)
        self.groups.whole_requested.connect(self._look_at_whole)
        self.groups.apart.opened.connect(self._open_apart)
        self.groups.apart.back_requested.connect(self._take_back)
        self.whole.merge_requested.connect(self._merge_whole)
        self.whole.compare_requested.connect(self._compare_whole)
        self.pair.distinct_requested.connect(self._tell_apart)
        self.pair.family_requested.connect(self._make_family)
        self.pair.skip_requested.connect(self._skip)
        self.pair.merge_requested.connect(self._merge)
        self.pair.open_requested.connect(self.case_open_requested)
        self._session.changed.connect(self._follow)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.pair)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._merge)

    def _look_if_stale(self) -> None:
        if self._is_stale and self._job is None and self.isVisible():
            self._look()

    def _look(self) -> None:
        path = self._session.library.path
        self._is_stale = False

        def work(progress: Progress) -> tuple[Group, ...]:
            found = duplicate_groups(path, progress)
            progress.stop_if_cancelled()
            return found

        job = self._jobs.start(tr("Looking for similar cases"), work, done=self._take, failed=self._fail)
        if job.state is JobState.RUNNING:
            self._job = job
            job.progressed.connect(self.groups.show_progress)
            job.ended.connect(self._end_job)
            if not self.book.groups:
                self.groups.show_progress(0, 0, "")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end_job(self) -> None:
        job, self._job = self._job, None
        if job is not None and job.state is JobState.CANCELLED:
            self._is_stale = True
            self.groups.show_cancelled()

    def _take(self, found: tuple[Group, ...]) -> None:
        self.book = GroupBook(found)
        if found:
            self.groups.show_book(self.book)
        else:
            self.groups.show_none(self.book)
        if not self.is_comparing:
            self._show_list()

    def _fail(self, error: Exception) -> None:
        self._is_stale = True
        self.groups.show_failed(sentence_of(error))
        if not isinstance(error, OSError):
            self._jobs.failed.emit(error)

    def _show_list(self) -> None:
        self.groups.show_apart(told_apart(self._session.library))
        self.groups.show_book(self.book)
        self._stack.setCurrentWidget(self.groups)
        self._tell_band()
        self.setFocusProxy(self.groups)
        self.head.show_list()
        if self.isVisible():
            self.groups.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_group(self, group: Group) -> None:
        """Go through the pairs of the list, beginning with this group."""
        listed = self.groups.listed
        self._pairs = self.book.pairs(listed)
        first = self.book.pairs([group])
        if first:
            self._at = self._pairs.index(first[0])
            self._back_up()
            self._show_pair()

    def _open_apart(self, apart: ToldApart) -> None:
        self._go_through(((apart.pair.first_id, apart.pair.second_id),))

    def _take_back(self, pairs: Sequence[ToldApart]) -> None:
        edit = taking_back([item.pair for item in pairs])
        if self._session.apply(edit, self, announce=edit.text):
            self._is_stale = True
            self.show_groups()

    def _look_at_whole(self) -> None:
        """Work out what merging all groups of the same text comes to, and show that."""
        path, pairs = self._session.library.path, self.book.pairs(self.book.of_kind(LikenessKind.EXACT))

        self._back_up()
        work = partial(whole_merges_in, path, pairs)
        self._jobs.start(tr("Looking at the cases"), lambda _progress: work(), done=self._show_whole)

    def _show_whole(self, merges: tuple[WholeMerge, ...]) -> None:
        if self.is_comparing or not self.isVisible():
            return  # the trainer has gone elsewhere meanwhile
        self.whole.show_merges(merges, self._session.library.cases.count())
        self._stack.setCurrentWidget(self.whole)
        self.head.show_list(tr("Merge all with the same text"))
        self.setFocusProxy(self.whole)
        self._tell_band()
        self.whole.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge_whole(self, merges: Sequence[WholeMerge]) -> None:
        def done(is_written: bool) -> None:
            if is_written:
                self.book.settle((merge.kept_id, other) for merge in merges for other in merge.other_ids)
                self._is_stale = True
                self.show_groups()
            else:
                self._look_at_whole()

        edit = merging_all(self._session.library, merges)
        self._session.carry_out(edit, self, announce=edit.text, done=done)

    def _compare_whole(self, merge: WholeMerge) -> None:
        """Go through the pairs of one of the merges instead."""
        self._go_through(tuple((merge.kept_id, other) for other in merge.other_ids))

    def _go_through(self, pairs: tuple[Pair, ...]) -> None:
        """Show these pairs instead of those of the list, and then the list."""
        self._pairs, self._at, self._is_alone = pairs, 0, False
        self._show_pair()

    def _show_pair(self) -> bool:
        """Show the pair at hand; those of which a case is gone are passed over."""
        while 0 <= self._at < len(self._pairs):
            pair = pair_of(self._session.library, *self._pairs[self._at])
            if pair is None:
                self._pairs = self._pairs[: self._at] + self._pairs[self._at + 1 :]
                continue
            self.state.show(pair)
            self._stack.setCurrentWidget(self.pair)
            self._tell_band()
            self.setFocusProxy(self.pair)
            self.head.show_place(self._at + 1, len(self._pairs), is_alone=self._is_alone)
            self.pair.begin()
            return True
        self._leave_pairs()
        return False

    def _tell_band(self) -> None:
        footers = {self.pair: self.pair.footer, self.whole: self.whole.footer}
        footer = next((footers[view] for view in footers if view is self._stack.currentWidget()), None)
        self.band_changed.emit(footer.sizeHint().height() if footer else 0)

    def _leave_pairs(self) -> None:
        if self._is_alone:
            self._is_alone = False
            self._show_list()
            self.back_requested.emit()
        else:
            self.show_groups()

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._pairs):
            self._at += by
            self._show_pair()

    def _skip(self) -> None:
        self._at += 1
        self._show_pair()

    def _go_back(self) -> None:
        if self.is_comparing:
            self._leave_pairs()
        elif self._stack.currentWidget() is self.whole:
            self._show_list()
        else:
            self.back_requested.emit()

    def _merge(self) -> None:
        if not self.state.is_open or not self.is_comparing:
            return
        pair = self.state.pair
        edit = families.merging(self._session.library, pair.kept.id, pair.other.id, self.state.choices)
        self._decide(edit, gone=pair.other.id)

    def _tell_apart(self) -> None:
        pair = self.state.pair
        self._decide(families.telling_apart(self._session.library, (pair.kept.id, pair.other.id)))

    def _make_family(self) -> None:
        pair, library = self.state.pair, self._session.library
        if pair.in_one_family:
            self._decide(families.leaving(library, pair.other.id))
        else:
            self._decide(families.joining(library, (pair.kept.id, pair.other.id), best_id=pair.kept.id))

    def _decide(self, edit: Edit, *, gone: int = 0) -> None:
        settled = self._pairs[self._at]
        if edit.replacements and not self._session.apply(edit, self, announce=edit.text):
            return
        self.book.decide(settled, gone=gone)
        rest = self._pairs[: self._at] + self._pairs[self._at + 1 :]
        self._pairs = _without(rest, gone, self.state.pair.kept.id) if gone else rest
        self._is_stale = True
        self._show_pair()

    def _follow(self, changes: Changes, initiator: object) -> None:
        """After undo the pair comes back; after any other change of the two they are shown as they are now."""
        if initiator is self or not (changes.ids(Case) or changes.ids(Family) or changes.ids(DistinctPair)):
            return
        self._is_stale = True
        touched = changes.ids(Case) | changes.ids(Family) | changes.ids(DistinctPair)
        last = self.book.last
        if initiator is None and last is not None and self.isVisible() and self._is_taken_back(last):
            self.book.take_back()
            self._pairs = (*self._pairs[: self._at], last, *self._pairs[self._at :])
            self._show_pair()
        elif self.is_comparing and touched:
            pair = self.state.pair
            fresh = pair_of(self._session.library, pair.kept.id, pair.other.id)
            if fresh is None:
                self._show_pair()
            else:
                self.state.refresh(fresh)
        else:
            self._look_if_stale()

    def _is_taken_back(self, last: Pair) -> bool:
        library = self._session.library
        if pair_of(library, *last) is None or library.distinct_pairs.of(*last):
            return False
        family = library.families.of_case(last[0])
        return family is None or last[1] not in family.case_ids

    def _back_up(self) -> None:
        """Make a copy beside the window before the first merge of a while."""
        path = self._session.library.path

        def work(_progress: Progress) -> Backup | None:
            return None if is_recent(path) else make_backup(path, Reason.BEFORE_MERGE)

        self._jobs.start(tr("Backup"), work, done=lambda _backup: None)


def _without(pairs: Sequence[Pair], gone: int, kept: int) -> tuple[Pair, ...]:
    """The pairs with the kept case in the place of the one that went into it."""
    renamed = ((kept if one == gone else one, kept if other == gone else other) for one, other in pairs)
    return tuple(dict.fromkeys(pair for pair in renamed if pair[0] != pair[1]))
