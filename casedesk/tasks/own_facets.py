"""Suggestions for drafts that follow what the trainer has said about the cases of the library."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casedesk.domain.case import Case, Facet
from casedesk.domain.draft import Suggestion
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile

SUGGESTED_FACETS = (Facet.INDUSTRY, Facet.THEME)
"""The facets that can be told from the words of a case."""
_MOST_OF_A_VALUE = 50
_MOST = 900


class LibraryFacets:
    """What a library teaches about industries and themes; nothing of it is kept anywhere else.

    The library is opened for reading only, so this may run in a worker.
    """

    def __init__(self, library: Path) -> None:
        from casedesk.importing.own_facets import OwnFacets  # the importer, loaded with the first import

        with Library.open(library, create=False, read_only=True) as opened:
            ids = opened.cases.classified(SUGGESTED_FACETS, most=_MOST_OF_A_VALUE)
            cases = opened.cases.get_many(ids[-_MOST:])
        self._facets = OwnFacets(cases)

    def of_case(self, case: Case) -> Mapping[Facet, tuple[Suggestion, ...]]:
        """What may be said of a case, with the words that suggest it; values that it has are left out."""
        found = self._facets.of_case(case)
        return {
            facet: tuple(item for item in found[facet.value] if item.value not in case.values_of(facet))
            for facet in SUGGESTED_FACETS
        }

    def marked(self, file: ReadFile) -> ReadFile:
        """The file with suggestions for its drafts that follow the trainer's habits."""
        proposal = file.proposal
        drafts = tuple(self._facets.improved(proposal.source, draft) for draft in proposal.drafts)
        return replace(file, proposal=replace(proposal, drafts=drafts))
