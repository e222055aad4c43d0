"""Suggestions for drafts that follow what the trainer has said about the cases of the library."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.case import Facet
from casedesk.storage.library import Library
from casedesk.tasks.import_documents import ReadFile

_MOST_OF_A_VALUE = 50
_MOST = 900


class LibraryFacets:
    """What a library teaches about industries and themes; nothing of it is kept anywhere else.

    The library is opened for reading only, so this may run in a worker.
    """

    def __init__(self, library: Path) -> None:
        from casedesk.importing.own_facets import OwnFacets  # the importer, loaded with the first import

        with Library.open(library, create=False, read_only=True) as opened:
            ids = opened.cases.classified((Facet.INDUSTRY, Facet.THEME), most=_MOST_OF_A_VALUE)
            cases = opened.cases.get_many(ids[-_MOST:])
        self._facets = OwnFacets(cases)

    def marked(self, file: ReadFile) -> ReadFile:
        """The file with suggestions for its drafts that follow the trainer's habits."""
        proposal = file.proposal
        drafts = tuple(self._facets.improved(proposal.source, draft) for draft in proposal.drafts)
        return replace(file, proposal=replace(proposal, drafts=drafts))
