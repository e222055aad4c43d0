"""What a trainer does on the library page, and sees there."""

from PySide6.QtCore import QItemSelectionModel

from casedesk.domain.case import Facet
from casedesk.storage.library import Library
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.models.entry_drag import Entry
from casedesk.ui.models.facet_row import RowKind
from tests.ui.conftest import type_text


def collection(name: str) -> Entry:
    return Entry(Facet.COLLECTION, RowKind.VALUE, name)


def titles(page: LibraryPage, library: Library) -> list[str]:
    return sorted(case.title for case in library.cases.get_many(page.query.hits.ids))


def select(page: LibraryPage, *case_ids: int) -> None:
    page.list.clearSelection()
    for case_id in case_ids:
        row = page.query.hits.ids.index(case_id)
        page.list.selectionModel().setCurrentIndex(
            page.list.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select
        )


def search_for(page: LibraryPage, text: str) -> None:
    page.header.box.clear()
    type_text(page.header.box, text)
    page.header.box.commit()
