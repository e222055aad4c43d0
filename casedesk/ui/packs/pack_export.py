"""Writing case packs from the window: the question what, the work beside the window, and the word that it is done."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.casepack import PackOptions
from casedesk.storage.library import Library
from casedesk.tasks.pack_history import remember
from casedesk.tasks.search import search
from casedesk.tasks.write_pack import WrittenPack, write_pack
from casedesk.texts import language, tr
from casedesk.ui.jobs import Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.packs.export_dialog import ExportDialog
from casedesk.ui.packs.pack_sources import PackSource, Sources
from casedesk.ui.packs.pack_words import contents_words, counted_methods
from casedesk.ui.parts import Parts


class PackExport(Sources):
    """Asks and writes. What went out is remembered, so that what comes back finds its common ancestor."""

    said = Signal(str)

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(parts.session, window)
        self._parts = parts
        self._window = window

    def ask(self, sources: Sequence[PackSource]) -> ExportDialog:
        """Ask what goes into a pack; the first source is the one that is probably meant."""
        dialog = ExportDialog(sources, self._parts, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self._write)
        dialog.open()
        return dialog

    def _write(self, source: PackSource, options: PackOptions, path: Path, passphrase: str) -> None:
        library_path = self._session.library.path

        def work(progress: Progress) -> WrittenPack:
            wish = replace(source.wish, options=options)
            if source.query:
                wish = replace(wish, case_ids=tuple(search(library_path, source.query, limit=0).hits.ids))
            with making_many_values(), Library.open(library_path, create=False, read_only=True) as library:
                return write_pack(library, wish, path, progress, passphrase=passphrase)

        title = tr("Write the pack “{name}”").format(name=path.name)
        self._session.note_files(self._parts.jobs.start(title, work, done=self._tell), path.parent)

    def _tell(self, written: WrittenPack) -> None:
        if not written.is_written:
            return
        if not self._session.library.is_read_only:
            remember(self._session.library, written.versions)
        size = QLocale(language()).formattedDataSize(written.size, 1)
        sentence = tr("Wrote “{name}”: {contents}, {size}")
        contents = contents_words(written.cases, written.plans, [(written.methods, counted_methods(written.methods))])
        self.said.emit(sentence.format(name=written.path.name, contents=contents, size=size))
