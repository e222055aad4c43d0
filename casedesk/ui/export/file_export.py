"""Saving cases as ordinary files from the window: the question what, the work beside the window, what is done then."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casedesk.storage.library import Library
from casedesk.tasks.export_library import Exported, ExportWish, export_library
from casedesk.texts import tr, tr_n
from casedesk.ui.export.export_dialog import FilesDialog
from casedesk.ui.jobs import Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.packs.pack_sources import PackSource, Sources
from casedesk.ui.parts import Parts


class FileExport(Sources):
    """Asks and writes."""

    written = Signal(str, object)
    """What was written in a sentence, and where it is."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(parts.session, window)
        self._parts = parts
        self._window = window

    def ask(self, sources: Sequence[PackSource]) -> FilesDialog:
        """Ask what is saved as what; the first source is the one that is probably meant. Methods are in packs only."""
        offered = [source for source in sources if not source.wish.method_ids]
        dialog = FilesDialog(offered, self._parts, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self._write)
        dialog.open()
        return dialog

    def _write(self, source: PackSource, target: Path) -> None:
        library_path = self._session.library.path
        wish = self._wish(source)

        def work(progress: Progress) -> Exported:
            with making_many_values(), Library.open(library_path, create=False, read_only=True) as library:
                return export_library(library, wish, target, progress)

        self._parts.jobs.start(tr("Write “{name}”").format(name=target.name), work, done=self._tell)

    def _wish(self, source: PackSource) -> ExportWish:
        wish = source.wish
        if wish.case_ids is None:
            return ExportWish(wish.title, None)
        collections = self._session.library.collections.get_many(wish.collection_ids)
        members = (id_ for collection in collections for id_ in collection.case_ids)
        return ExportWish(wish.title, (*wish.case_ids, *members), wish.plan_ids, source.query)

    def _tell(self, done: Exported) -> None:
        counts = [tr_n("{n} case", "{n} cases", done.cases).format(n=f"{done.cases:,}")] if done.cases else []
        if done.plans:
            counts.append(tr_n("{n} lesson plan", "{n} lesson plans", done.plans).format(n=f"{done.plans:,}"))
        words = tr("Wrote “{name}”: {contents}").format(name=done.path.name, contents=tr(", ").join(counts))
        self.written.emit(words, done.path)
