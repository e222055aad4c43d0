from dataclasses import dataclass
from pathlib import Path

import pytest

from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import read_pasted
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.story_likeness import StoryLikeness
from tests.importing.stories import STORIES, TITLES, collection
from tests.retold import twice_told


def test_a_draft_that_the_library_tells_already_says_so(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        library.apply(addition(library, [read_pasted(collection(lambda i: f"案例{i + 1}："), "a")], name="a").edit)
    other = twice_told()[0].told
    retold = f"案例1：借伞的人\n{STORIES[0].replace('小方', '小郑')}\n案例2：别的事\n{other}"
    first, second = StoryLikeness(path).marked(read_pasted(retold, "b")).proposal.drafts
    assert first.likeness is not None
    assert first.likeness.title == TITLES[0]
    assert first.likeness.case_id is not None
    assert second.likeness is None


def test_a_story_told_twice_in_one_import_says_so(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    Library.open(path).close()
    stories = StoryLikeness(path)
    first = stories.marked(read_pasted(collection(lambda i: f"案例{i + 1}："), "a"))
    second = stories.marked(read_pasted(collection(lambda i: f"（{i + 1}）"), "b"))
    assert all(draft.likeness is None for draft in first.proposal.drafts)
    assert all(draft.likeness and draft.likeness.case_id is None for draft in second.proposal.drafts)


def test_comparing_thousands_of_drafts_stops_when_nobody_wants_them(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    Library.open(path).close()

    @dataclass
    class StoppedAfterTwo:
        asked: int = 0

        @property
        def is_cancelled(self) -> bool:
            self.asked += 1
            return self.asked > 2

        def report(self, done: int, total: int, text: str = "") -> None: ...

    progress = StoppedAfterTwo()
    with pytest.raises(NoLongerWanted):
        StoryLikeness(path).marked(read_pasted(collection(lambda i: f"案例{i + 1}："), "a"), progress)
    assert progress.asked == 3, "between two drafts"


def test_of_many_drafts_it_says_how_many_have_been_compared(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    Library.open(path).close()
    heard: list[tuple[int, int, str]] = []

    class Heard:
        is_cancelled = False

        def report(self, done: int, total: int, text: str = "") -> None:
            heard.append((done, total, text))

    story = "大堂的小方把最后一把伞借给了客人，自己淋着雨去接班，第二天还是第一个到。客人写来一封信，说那天的雨很大。"
    many = "".join(f"案例{at}：第{at}把伞\n{story * 2}\n点评：想在前面。\n" for at in range(1, 61))
    file = read_pasted(many, "伞.txt")
    assert len(file.proposal.drafts) == 60
    StoryLikeness(path).marked(file, Heard())
    assert [(done, total) for done, total, _ in heard] == [(0, 60), (50, 60)]
    assert heard[1][2] == "伞.txt, draft 51 of 60 compared with the library"
