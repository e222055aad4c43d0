"""The library page over a small library, and over one whose tags have levels."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casedesk.storage.library import Library
from casedesk.ui.library.library_page import LibraryPage
from casedesk.ui.parts import Parts
from tests.ui.library.parts import AIR, BANK, HOTEL, add, hotel_library

TAGGED = (
    {"title": "1", "industries": (HOTEL,), "themes": ("投诉", "排队"), "tags": ("服务::前厅",), "minutes": 10},
    {"title": "2", "industries": (HOTEL,), "themes": ("投诉",), "tags": ("服务::客房", "沟通"), "minutes": 20},
    {"title": "3", "industries": (BANK,), "themes": ("排队",), "tags": ("服务",), "minutes": 30},
    {"title": "4", "industries": (AIR,), "tags": ("沟通",), "source": "案例集"},
)


@pytest.fixture
def tagged(library: Library) -> tuple[int, ...]:
    """Four cases."""
    return add(library, *TAGGED)


@pytest.fixture
def tagged_page(qtbot: QtBot, tagged: tuple[int, ...], parts: Parts) -> Iterator[LibraryPage]:
    """The page that shows them."""
    page = LibraryPage(parts)
    qtbot.addWidget(page)
    page.resize(1368, 836)
    page.show()
    yield page
    page.leave_library()


@pytest.fixture
def ids(library: Library) -> tuple[int, ...]:
    return hotel_library(library)


@pytest.fixture
def page(qtbot: QtBot, ids: tuple[int, ...], parts: Parts) -> Iterator[LibraryPage]:
    page = LibraryPage(parts)
    qtbot.addWidget(page)
    page.resize(1368, 836)
    page.show()
    yield page
    page.leave_library()
