"""A review that goes on another day."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.domain import review
from casedesk.domain.case import Outcome
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.draft import Decision, Image, Likeness, LikenessKind, Problem, Style, Suggestion, Twin
from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Document, ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition, known_marked
from casedesk.tasks.half_done_review import bring_back, discarding, keeping
from casedesk.tasks.import_documents import ReadFile, read_file, read_pasted
from casedesk.tasks.originals import Shelf, at_hand
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.review_json import stand_of
from casedesk.tasks.sources import on_shelf
from tests.builders import NOW
from tests.importing.stories import collection

TEXT = collection(lambda i: f"案例{i + 1}：")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "my.casedesk") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> ReadFile:
    path = tmp_path / "汇编.txt"
    path.write_text(TEXT, encoding="gb18030")
    return read_file(path)


def kept(library: Library, file: ReadFile, batch: ImportBatch | None = None) -> ImportBatch:
    edit, after = keeping(library, [file], name="汇编", batch=batch, now=NOW)
    library.apply(edit)
    return after


def test_it_comes_back_as_it_was_left(library: Library, file: ReadFile, tmp_path: Path) -> None:
    draft = replace(
        file.proposal.drafts[1],
        title="另一个标题",
        industries=(Suggestion("酒店", ("大堂",)),),
        outcome=Outcome.MIXED,
        likeness=Likeness(None, "像", 0.7, 0, LikenessKind.RETOLD),
        twin=Twin.FAMILY,
    )
    proposal = replace(file.proposal, drafts=(file.proposal.drafts[0], draft, *file.proposal.drafts[2:]))
    changed = replace(file, proposal=review.drop(review.join(proposal, 3), 0))
    batch = kept(library, changed)
    (tmp_path / "汇编.txt").unlink()
    back = bring_back(library, library.batches.get(batch.id))
    assert back.files == (changed,)
    assert back.problems == ()


def test_it_goes_on_with_what_was_read_and_not_with_the_file(library: Library, file: ReadFile) -> None:
    picture = Image(hashlib.sha256(b"png").hexdigest(), "image/png", b"png", "门口.png")
    source = replace(file.proposal.source, images=(picture,))
    proposal = replace(file.proposal, source=source)
    otherwise = replace(file, original=at_hand(b"%PDF-1.7 cut off"), proposal=proposal)
    (back,) = bring_back(library, kept(library, otherwise)).files
    assert back == on_shelf(otherwise, Shelf())
    assert back.picture(picture) == b"png"


def test_a_review_of_the_first_version_is_read_again_from_its_file(library: Library, file: ReadFile) -> None:
    batch = kept(library, replace(file, proposal=review.drop(file.proposal, 1)))
    (old,) = json.loads(batch.review)["files"]
    del old["source"]
    first = replace(batch, review=json.dumps({"version": 1, "files": [old]}))
    (back,) = bring_back(library, first).files
    assert [draft.decision for draft in back.proposal.drafts][1] is Decision.DROP
    assert stand_of(first.review) == stand_of(batch.review)


def test_files_that_could_not_be_read_are_still_told(library: Library, file: ReadFile) -> None:
    bad = Problem("scan.pdf", "It holds only pictures.")
    _, batch = keeping(library, [file], name="汇编", batch=None, problems=[bad])
    assert bring_back(library, batch).problems == (bad,)


def test_a_damaged_review_says_so(library: Library, file: ReadFile) -> None:
    with pytest.raises(BadInputError, match="The review of “汇编” is damaged"):
        bring_back(library, replace(kept(library, file), review="{"))


def test_what_was_thrown_away_since_is_not_added_twice(library: Library, file: ReadFile) -> None:
    batch = kept(library, file)
    added = addition(library, [file], name="汇编", now=NOW, batch=batch, review=batch.review)
    library.apply(added.edit)
    (case, *_) = library.cases.get_many(library.cases.ids())
    library.apply(Edit("trash", (Replacement(case, replace(case, trashed=NOW)),)))
    (back,) = bring_back(library, library.batches.get(batch.id)).files
    marked = known_marked(library, back, batch)
    assert [draft.decision for draft in marked.proposal.drafts] == [Decision.DROP, *[Decision.ADDED] * 3]
    assert marked.proposal.drafts[0].reasons[-1] == (False, "Its case was thrown away")
    anew = known_marked(library, file)
    assert anew.proposal.drafts[0].decision is Decision.UNDECIDED


def test_keeping_it_again_writes_the_same_batch(library: Library, file: ReadFile) -> None:
    first = kept(library, file)
    second = kept(library, replace(file, proposal=review.keep(file.proposal, 0)), first)
    assert second.id == first.id
    assert [library.count_of(kind) for kind in (ImportBatch, Document)] == [1, 1]


def test_decisions_survive_a_program_that_reads_the_file_otherwise(library: Library, file: ReadFile) -> None:
    batch = kept(library, replace(file, proposal=review.drop(file.proposal, 2)))
    review_of = json.loads(batch.review)
    review_of["files"][0]["text"] = "0" * 64
    (back,) = bring_back(library, replace(batch, review=json.dumps(review_of))).files
    assert [draft.decision for draft in back.proposal.drafts][2] is Decision.DROP
    assert len(back.proposal.drafts) == 4


def test_giving_it_up_leaves_nothing_and_can_be_undone(library: Library, file: ReadFile) -> None:
    batch = kept(library, file)
    edit = discarding(library, batch)
    library.apply(edit)
    assert [library.count_of(kind) for kind in (ImportBatch, Document)] == [0, 0]
    library.apply(edit.inverted())
    assert library.batches.get(batch.id) == batch


def test_what_was_added_of_it_is_known_when_it_goes_on(library: Library, file: ReadFile) -> None:
    batch = kept(library, file)
    proposal = file.proposal
    for at in (1, 2, 3):
        proposal = review.drop(proposal, at)
    added = addition(
        library, [replace(file, proposal=proposal)], name="汇编", now=NOW, batch=batch, review=batch.review
    )
    library.apply(added.edit)
    (back,) = bring_back(library, library.batches.get(batch.id)).files
    marked = known_marked(library, back)
    assert [draft.decision for draft in marked.proposal.drafts] == [Decision.ADDED, *[Decision.UNDECIDED] * 3]
    assert marked.proposal.drafts[0].reasons[-1] == (False, "The library has this case already")
    library.apply(added.edit.inverted())
    assert known_marked(library, back) == back
    library.apply(discarding(library, library.batches.get(batch.id)))


def test_pasted_text_comes_back_too(library: Library) -> None:
    pasted = read_pasted(TEXT, "Pasted / text")
    batch = kept(library, pasted)
    (back,) = bring_back(library, batch).files
    assert (back.name, back.data) == (pasted.name, pasted.data)
    assert [draft.title for draft in back.proposal.drafts] == [draft.title for draft in pasted.proposal.drafts]


class Watcher:
    """Notes what is told; wants no more after `patience` reports."""

    def __init__(self, patience: int = 99) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self.patience = patience

    @property
    def is_cancelled(self) -> bool:
        return len(self.seen) >= self.patience

    def report(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total, text))


def test_it_tells_which_file_it_is_at_and_can_be_stopped(library: Library, file: ReadFile) -> None:
    other = read_pasted(TEXT + "完。", "另一份.txt")
    edit, batch = keeping(library, [file, other], name="两份", batch=None)
    library.apply(edit)
    watcher = Watcher()
    assert len(bring_back(library, batch, watcher).files) == 2
    assert watcher.seen == [(0, 2, file.name), (1, 2, "另一份.txt")]
    with pytest.raises(NoLongerWanted):
        bring_back(library, batch, Watcher(patience=2))


def test_a_pasted_page_comes_back_as_it_was(library: Library) -> None:
    page = "<h1>案例一：门口</h1><p>客人<b>走</b>了。</p>"
    pasted = read_pasted("案例一：门口\n客人走了。", "Pasted text", html=page)
    assert [block.style for block in pasted.proposal.source.blocks] == [Style.HEADING, Style.PARAGRAPH]
    edit, batch = keeping(library, [pasted], name="粘贴", batch=None)
    library.apply(edit)
    (back,) = bring_back(library, batch).files
    assert back.proposal.source.blocks == pasted.proposal.source.blocks
    assert back.proposal.drafts == pasted.proposal.drafts
