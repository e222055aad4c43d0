"""Bytes that nothing refers to any more go when the library is closed, and texts are read for that only then."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain.case import Role, Section
from casedesk.domain.library import Document
from casedesk.storage import blobs, connecting
from casedesk.storage.library import Library
from tests.builders import make_case
from tests.storage.steps import add, changed, removed


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    """A library with a picture in a case, an original, and a case of words."""
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        picture = library.attachments.add(b"picture", "image/png")
        html = f'<p><img src="attachment:{picture.digest}" alt=""></p>'
        add(library, make_case(id=1, uid="u1", sections=(Section(Role.BODY, html),)), make_case(id=2, uid="u2"))
        add(library, Document(1, "a.docx", library.documents.keep(b"original")))
    return path


def _kept(path: Path) -> set[bytes]:
    with closing(connecting.connect(path, mode="ro")) as connection:
        return {row[0] for row in connection.execute("SELECT data FROM blob")}


def _only_added(library: Library) -> None:
    library.attachments.add(b"unused", "image/png")
    library.documents.keep(b"unused too")


def _only_added_beside(library: Library) -> None:
    library.keep_beside([(None, b"unused")])


def _delete(library: Library) -> None:
    library.apply(removed(library.cases.get(1)))


def _delete_beside(library: Library) -> None:
    library.apply_beside(removed(library.cases.get(1)), lambda _done, _total: None)


def _forget_original(library: Library) -> None:
    library.apply(removed(library.documents.get(1)))


def _take_out_and_delete(library: Library) -> None:
    library.apply(changed(library.cases.get(1), sections=()))
    _delete(library)


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        (_only_added, {b"picture", b"original"}),
        (_only_added_beside, {b"picture", b"original"}),
        (_delete, {b"original"}),
        (_delete_beside, {b"original"}),
        (_take_out_and_delete, {b"original"}),
        (_forget_original, {b"picture"}),
    ],
)
def test_what_nothing_refers_to_any_more_goes_at_the_end(
    path: Path, step: Callable[[Library], None], kept: set[bytes]
) -> None:
    with Library.open(path) as library:
        step(library)
        assert _kept(path) >= {b"picture", b"original"}, "until then an undo may ask for it"
    assert _kept(path) == kept


def test_a_sitting_of_words_does_not_read_all_texts_at_its_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[bool] = []
    monkeypatch.setattr(blobs, "sweep", lambda _connection: swept.append(True))
    with Library.open(path) as library:
        library.apply(changed(library.cases.get(2), title="new"))
        library.apply_beside(changed(library.cases.get(1), title="new"), lambda _done, _total: None)
        library.apply(changed(library.cases.get(2), sections=(replace(library.cases.get(2).sections[0], title="t"),)))
    assert swept == []
