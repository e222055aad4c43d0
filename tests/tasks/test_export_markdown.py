"""Everything out as Markdown: nothing is lost, nothing is replaced, and our own reader reads it."""

from pathlib import Path

import pytest

from casedesk.domain.case import Role
from casedesk.domain.errors import BadInputError
from casedesk.storage.library import Library
from casedesk.tasks.export_markdown import export_markdown
from tests.builders import make_case
from tests.handout import sample
from tests.tasks.packs import put


def test_every_case_is_a_file_with_its_pictures_beside_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a.casedesk") as library:
        library.attachments.add(sample.PICTURE, "image/png")
        put(library, *sample.CASES, make_case(id=90, title="同名"), make_case("用*号*和 # 号。", id=91, title="同名"))
        export_markdown(library, library.cases.ids(), tmp_path / "out")

    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert len([name for name in names if name.endswith(".md")]) == len(sample.CASES) + 2
    assert {"推三阻四换来的差评.md", "同名.md", "同名 (91).md", "pictures"} <= names
    text = (tmp_path / "out" / "推三阻四换来的差评.md").read_text("utf-8")
    assert "| 时刻 | 在途订单 | 经过 |\n| --- | --- | --- |" in text
    assert "### 三次来回" in text
    assert "## 思考题" in text
    assert all(question.answer in text for question in sample.CASES[1].questions)
    assert sample.CASES[1].section(Role.LESSON) is not None
    assert "客人写下来的话" in text
    (picture,) = (tmp_path / "out" / "pictures").iterdir()
    assert f"](pictures/{picture.name})" in text
    assert picture.read_bytes() == sample.PICTURE
    assert r"用\*号\*和 # 号。" in (tmp_path / "out" / "同名 (91).md").read_text("utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with Library.open(tmp_path / "b.casedesk") as library, pytest.raises(BadInputError):
        export_markdown(library, (), tmp_path)
    assert (tmp_path / "mine.md").read_text() == "mine"
