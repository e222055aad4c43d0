"""Writing case packs from the window: the question what, the work beside the window, and the word that it is done."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.casepack import PackOptions
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.pack_history import remember
from casedesk.tasks.search import search
from casedesk.tasks.write_pack import PackWish, WrittenPack, write_pack
from casedesk.texts import language, tr, tr_n
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.packs.export_dialog import ExportDialog, PackSource
from casedesk.ui.packs.pack_words import contents_words, counted_methods
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings
from casedesk.ui.theme import Appearance


class PackExport(QObject):
    """Asks and writes. What went out is remembered, so that what comes back finds its common ancestor."""

    said = Signal(str)

    def __init__(
        self,
        *,
        session: LibrarySession,
        jobs: Jobs,
        appearance: Appearance,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._appearance = appearance
        self._settings = settings
        self._window = window

    def ask(self, sources: Sequence[PackSource]) -> ExportDialog:
        """Ask what goes into a pack; the first source is the one that is probably meant."""
        dialog = ExportDialog(sources, appearance=self._appearance, settings=self._settings, parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self._write)
        dialog.open()
        return dialog

    def library_sources(self, *, shown: Sequence[int] = (), basket: Sequence[int] = ()) -> tuple[PackSource, ...]:
        """Everything, and the parts of a library that have a name."""
        library = self._session.library
        total = library.cases.count()
        sources = [
            PackSource(tr("Everything: {contents}").format(contents=_cases(total)), PackWish(_name(library), None))
        ]
        if 0 < len(shown) < total:
            words = tr("What the list shows: {contents}").format(contents=_cases(len(shown)))
            sources.append(PackSource(words, PackWish(_name(library), tuple(shown))))
        if basket:
            words = tr("The basket: {contents}").format(contents=_cases(len(basket)))
            sources.append(PackSource(words, PackWish(tr("Basket"), tuple(basket))))
        for item in library.collections.all():
            words = tr("Collection “{name}”: {contents}").format(name=item.name, contents=_cases(len(item.case_ids)))
            sources.append(PackSource(words, PackWish(item.name, collection_ids=(item.id,))))
        if methods := library.methods.all():
            words = tr("My methods: {contents}").format(contents=counted_methods(len(methods)))
            wish = PackWish(tr("My methods"), method_ids=tuple(method.id for method in methods))
            sources.append(PackSource(words, wish))
        for saved in library.saved_filters.all():
            words = tr("Saved filter “{name}”").format(name=saved.name)
            sources.append(PackSource(words, PackWish(saved.name, filter_ids=(saved.id,)), saved.query))
        return tuple(sources)

    def case_source(self, case_ids: Sequence[int]) -> PackSource:
        """The cases that are selected."""
        library = self._session.library
        title = library.cases.get(case_ids[0]).title if len(case_ids) == 1 else _name(library)
        words = tr("The selection: {contents}").format(contents=_cases(len(case_ids)))
        return PackSource(words, PackWish(title, tuple(case_ids)))

    def plan_source(self, plan: LessonPlan) -> PackSource:
        """A plan with its cases."""
        words = tr("Lesson plan “{name}” with {contents}")
        contents = _cases(len(plan.case_ids))
        return PackSource(words.format(name=plan.title, contents=contents), PackWish(plan.title, plan_ids=(plan.id,)))

    def _write(self, source: PackSource, options: PackOptions, path: Path, passphrase: str) -> None:
        library_path = self._session.library.path

        def work(progress: Progress) -> WrittenPack:
            wish = replace(source.wish, options=options)
            if source.query:
                wish = replace(wish, case_ids=tuple(search(library_path, source.query, limit=0).hits.ids))
            with Library.open(library_path, create=False, read_only=True) as library:
                return write_pack(library, wish, path, progress, passphrase=passphrase)

        title = tr("Write the pack “{name}”").format(name=path.name)
        self._session.note_files(self._jobs.start(title, work, done=self._tell), path.parent)

    def _tell(self, written: WrittenPack) -> None:
        if not written.is_written:
            return
        if not self._session.library.is_read_only:
            remember(self._session.library, written.versions)
        size = QLocale(language()).formattedDataSize(written.size, 1)
        sentence = tr("Wrote “{name}”: {contents}, {size}")
        contents = contents_words(written.cases, written.plans, [(written.methods, counted_methods(written.methods))])
        self.said.emit(sentence.format(name=written.path.name, contents=contents, size=size))


def _cases(count: int) -> str:
    return tr_n("{n} case", "{n} cases", count).format(n=f"{count:,}")


def _name(library: Library) -> str:
    """What a pack of a whole library is called: as the library, unless that has the name that all have."""
    return tr("Cases") if library.path.stem == "library" else library.path.stem
