"""The values that are offered while a case is filed: the ones given last, the most used, and what its words suggest."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes
from casedesk.domain.draft import Suggestion
from casedesk.tasks.own_facets import SUGGESTED_FACETS, LibraryFacets
from casedesk.texts import tr
from casedesk.ui.editor.facet_line import FacetLine
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.session import LibrarySession

_RECENT = "recent_values"
_MOST_RECENT = 6
_WORTH_LEARNING = 20
"""After so many cases have changed the library is read anew for suggestions."""


Offered = Mapping[Facet, tuple[Suggestion, ...]]


class OfferedValues(QObject):
    """Knows the values of a library. What it teaches about suggestions is learned in a worker, when first needed."""

    def __init__(self, session: LibrarySession, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._learned: LibraryFacets | None = None
        self._given: dict[Facet, tuple[str, ...]] = {}
        self._changed = 0
        session.changed.connect(self._count)

    def known(self, facet: Facet) -> tuple[str, ...]:
        """The values of a facet: those given last, then the most used ones."""
        known = self._session.library.known_values(facet)
        recent = (value for value in self._recent().get(facet.value, []) if value in known)
        return tuple(dict.fromkeys((*recent, *known)))

    def serve(self, line: FacetLine) -> None:
        """Offer suggestions in a line whenever one of its facets is being changed, and remember what is given."""
        line.editing_begun.connect(lambda case, facet: self._begin(line, case, facet))  # pyright: ignore
        line.values_changed.connect(self._note)

    def _note(self, facet: Facet, values: Sequence[str]) -> None:
        fresh = [value for value in values if value not in self._given.get(facet, values)]
        self._given[facet] = tuple(values)
        if fresh:
            recent = self._recent()
            recent[facet.value] = list(dict.fromkeys((*fresh, *recent.get(facet.value, []))))[:_MOST_RECENT]
            self._session.library.settings.set(_RECENT, recent)

    def _begin(self, line: FacetLine, case: Case, facet: Facet) -> None:
        self._given[facet] = case.values_of(facet)
        if facet not in SUGGESTED_FACETS:
            return
        path = self._session.library.path
        learned = self._learned if self._changed < _WORTH_LEARNING else None

        def work(_progress: Progress) -> tuple[LibraryFacets, Offered]:
            facets = learned or LibraryFacets(path)
            return facets, facets.of_case(case)

        def show(result: tuple[LibraryFacets, Offered]) -> None:
            if learned is None:
                self._changed = 0
            self._learned = result[0]
            line.show_suggestions(case.id, facet, result[1][facet])

        self._jobs.start(tr("Suggestions for a case"), work, done=show)

    def _recent(self) -> dict[str, list[str]]:
        stored = self._session.library.settings.get(_RECENT)
        return dict(stored or {})

    def _count(self, changes: Changes, _initiator: object) -> None:
        self._changed += len(changes.ids(Case))
