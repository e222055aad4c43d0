"""Files under review do not fill the memory, and nothing of them is lost."""

import base64
import os
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.half_done_review import bring_back, keep_ahead, keeping
from casedesk.tasks.import_documents import import_documents
from casedesk.tasks.kept_sources import ready_to_keep
from casedesk.tasks.originals import Shelf, at_hand, in_library
from casedesk.tasks.review_json import ReviewWriter
from tests.importing.stories import STORIES, TITLES

MEGABYTE = 1_000_000
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_bytes_come_back_from_the_shelf_as_they_were_on_any_thread() -> None:
    shelf = Shelf()
    given = [os.urandom(size) for size in (0, 1, 70_000, 300_000, 65_536)]
    kept = [shelf.put(at_hand(data)) for data in given]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda original: original.read(), kept * 8)) == given * 8
    assert [original.head for original in kept] == [data[:600] for data in given]
    assert kept == [at_hand(data) for data in given]


def test_files_on_the_shelf_cost_no_memory() -> None:
    shelf = Shelf()
    tracemalloc.start()
    try:
        kept = [shelf.put(at_hand(os.urandom(2 * MEGABYTE))) for _ in range(20)]
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(original.size for original in kept) == 40 * MEGABYTE
    assert held < 4 * MEGABYTE


def test_where_the_disk_takes_nothing_they_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    data = os.urandom(100_000)
    assert Shelf().put(at_hand(data)).read() == data


def test_what_a_library_keeps_is_read_out_of_it_when_asked_for(tmp_path: Path) -> None:
    data = os.urandom(100_000)
    with Library.open(tmp_path / "my.casedesk") as library:
        original = in_library(library, library.documents.keep(data))
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(original.read).result() == data


def test_a_picture_is_in_the_case_also_when_the_review_was_half_done(tmp_path: Path) -> None:
    document, picture = docx.Document(), tmp_path / "伞.png"
    picture.write_bytes(DOT)
    for title, story in zip(TITLES, STORIES, strict=True):
        document.add_paragraph(f"案例{TITLES.index(title) + 1}：{title}")
        document.add_paragraph(story)
        document.add_picture(str(picture))
    document.save(str(tmp_path / "a.docx"))
    (read,) = import_documents([tmp_path / "a.docx"]).files
    assert all(not image.data for image in read.proposal.source.images)
    with Library.open(tmp_path / "my.casedesk") as library:
        writer = ReviewWriter()
        assert keep_ahead(library, ready_to_keep(read), writer)
        assert not keep_ahead(library, read, writer)
        edit, batch = keeping(library, [read], name="a", batch=None, writer=writer)
        library.apply(edit)
        (back,) = bring_back(library, batch).files
        assert back.data == (tmp_path / "a.docx").read_bytes()
        library.apply(addition(library, [back], name="a", batch=batch).edit)
        (image,) = back.proposal.source.images
        assert library.attachments.data(image.digest) == DOT
