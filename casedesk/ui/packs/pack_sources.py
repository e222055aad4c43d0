"""What can leave a library: everything, and the parts of it that have a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.write_pack import PackWish
from casedesk.texts import tr, tr_n
from casedesk.ui.packs.pack_words import counted_methods
from casedesk.ui.session import LibrarySession


@dataclass(frozen=True, slots=True)
class PackSource:
    """Something that can be packed: what it is called in the list, and the wish for it without options.

    `query` names cases by a search that is made when the pack is written.
    """

    words: str
    wish: PackWish
    query: str = ""


class Sources(QObject):
    """Names what can leave the library of a session."""

    def __init__(self, session: LibrarySession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def library_sources(
        self, *, selected: Sequence[int] = (), shown: Sequence[int] = (), basket: Sequence[int] = ()
    ) -> tuple[PackSource, ...]:
        """Everything, and the parts of a library that have a name; first what is selected, where that is more than one
        case.
        """
        library = self._session.library
        total = library.cases.count()
        sources = [self.case_source(selected)] if len(selected) > 1 else []
        words = tr("Everything: {contents}").format(contents=_cases(total))
        sources.append(PackSource(words, PackWish(_name(library), None)))
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


def _cases(count: int) -> str:
    return tr_n("{n} case", "{n} cases", count).format(n=f"{count:,}")


def _name(library: Library) -> str:
    """What a pack of a whole library is called: as the library, unless that has the name that all have."""
    return tr("Cases") if library.path.stem == "library" else library.path.stem
