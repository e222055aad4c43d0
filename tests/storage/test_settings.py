"""Settings that cannot be written now wait, and nothing of them is lost while the library is open."""

from contextlib import closing
from pathlib import Path

import pytest

from casedesk.domain.errors import LibraryError
from casedesk.storage import opening
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 0)


def test_what_could_not_be_written_goes_with_the_next(path: Path) -> None:
    told: list[str] = []
    with Library.open(path) as library, closing(connect(path, mode="rw")) as other:
        library.settings.refused = lambda error: told.append(str(error))
        other.execute("BEGIN IMMEDIATE")
        library.settings.set("basket", [1])
        assert library.settings.get("basket") == [1]
        assert told == ["The library could not be written: database is locked."]
        other.rollback()
        library.settings.set("sort", "title")
        with Library.open(path, read_only=True) as stored:
            assert (stored.settings.get("basket"), stored.settings.get("sort")) == ([1], "title")


def test_what_could_not_be_written_goes_with_the_closing(path: Path) -> None:
    with Library.open(path) as library, closing(connect(path, mode="rw")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError):
            library.settings.set("basket", [1])
        other.rollback()
    with Library.open(path) as library:
        assert library.settings.get("basket") == [1]
