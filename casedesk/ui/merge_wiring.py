"""Connects the page of similar cases with the library, the commands and the import."""

from PySide6.QtCore import QObject, QTimer

from casedesk.domain.families import best_telling
from casedesk.tasks.duplicate_groups import told_before
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.toast import SHOWN_FOR

_LOOKED_AT = 500
"""Cases of an import that are compared; whoever brings in more will look for himself."""


class MergeWiring(QObject):
    """The ways in: the menu, the palette, two selected cases, and the cases that a case is like; and the way back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._actions = window.actions_table
        self._toast = window.toast
        self._session = window.session
        self._actions.action("case.similar").triggered.connect(self.show_groups)
        self._actions.action("case.merge").triggered.connect(self._compare_selected)
        self._actions.action("case.merge").setEnabled(False)
        window.pages.built.connect(self._wire_page)

    def show_groups(self) -> None:
        """Show the groups of similar cases."""
        self._window.show_page("merge")
        self._pages.merge.show_groups()

    def compare(self, one_id: int, other_id: int) -> None:
        """Lay two cases side by side."""
        self._window.show_page("merge")
        if not self._pages.merge.compare(one_id, other_id):
            self._toast.say(tr("One of the two cases is no longer in the library."))

    def _wire_page(self, name: str) -> None:
        match name:
            case "merge":
                merge = self._pages.merge
                merge.back_requested.connect(lambda: self._window.show_page("library"))
                merge.case_open_requested.connect(self._window.open_case)
                merge.band_changed.connect(self._toast.leave_free)
            case "import":
                self._pages.importing.import_finished.connect(self._look_at_batch)
            case "library":
                library = self._pages.library
                library.list.selection_changed.connect(self._follow_selection)
                library.list.current_changed.connect(self._follow_selection)
                library.case_view.compare_requested.connect(self.compare)
            case _:
                pass

    def _follow_selection(self) -> None:
        self._actions.action("case.merge").setEnabled(self._pages.library.list.selected_count == 2)

    def _compare_selected(self) -> None:
        """The fuller telling of the two is the copy that stays, until the trainer swaps them."""
        cases = self._session.library.cases.get_many(self._pages.library.list.selected_ids)
        if len(cases) == 2:
            kept = best_telling(cases)
            self.compare(kept.id, next(case.id for case in cases if case is not kept))

    def _look_at_batch(self, batch_id: int) -> None:
        """After an import: say it when new cases tell what is in the library already."""
        path, ids = self._session.library.path, self._session.library.cases.of_batch(batch_id)[:_LOOKED_AT]

        def work(progress: Progress) -> int:
            return told_before(path, ids, progress)

        self._window.jobs.start(tr("Looking for similar cases"), work, done=self._tell_alike)

    def _tell_alike(self, count: int) -> None:
        if not count:
            return
        if self._toast.isVisible():  # what can be undone comes first
            QTimer.singleShot(SHOWN_FOR, self, lambda: self._tell_alike(count))
            return
        keys = self._actions.action("case.similar").shortcut()
        words = tr_n(
            "{n} new case tells what the library tells already; {keys} shows it.",
            "{n} new cases tell what the library tells already; {keys} shows them.",
            count,
        )
        self._toast.say(words.format(n=count, keys=keys.toString(keys.SequenceFormat.NativeText)))
