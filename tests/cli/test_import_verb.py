"""`casedesk import`: what it shows, adds and leaves alone."""

import json
from pathlib import Path

import docx
import pytest

from casedesk.app import main
from casedesk.storage.library import Library

Output = pytest.CaptureFixture[str]

STORIES = {
    "门口的雨伞": "下雨的傍晚，一位老人在店门口停下。店员小秦把自己的伞递了过去，老人摆摆手，说家就在对面。",
    "换了三次的座位": "一家四口进店，先坐了靠门的位子，嫌有风；又换到里侧，嫌太暗。领班没有皱眉，亲自端着餐具过去。",
    "一张旧收据": "顾客拿着两年前的收据来要求换货。柜员没有马上说不行，先问清楚当时是谁答应的，再去找记录。",
}


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "案例.txt"
    parts = [
        f"案例{number}：{title}\n{story}\n思考：如果你在场，第一句话说什么？\n点评：先看人，再看规定。"
        for number, (title, story) in zip("一二三", STORIES.items(), strict=True)
    ]
    path.write_text("\n\n".join(parts), "utf-8")
    return path


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "案例.docx"
    document = docx.Document()
    for number, (title, story) in zip("一二三", STORIES.items(), strict=True):
        document.add_heading(f"案例{number}：{title}", 1)
        document.add_paragraph(story)
        document.add_paragraph("思考：如果你在场，第一句话说什么？")
        document.add_paragraph("点评：先看人，再看规定。")
    document.save(str(path))
    return path


@pytest.mark.parametrize("name", ["text_file", "word_file"])
def test_json_tells_cases_sections_and_what_was_left_out(name: str, request: pytest.FixtureRequest, capsys: Output):
    file: Path = request.getfixturevalue(name)
    assert run("import", file, "--dry-run", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert [case["title"] for case in result["cases"]] == list(STORIES)
    roles = {part["role"]: part["text"] for part in result["cases"][0]["sections"]}
    assert roles["body"] == STORIES["门口的雨伞"]
    assert set(roles) == {"body", "question", "analysis"}
    assert result["problems"] == []
    assert isinstance(result["left_out"], list)


def test_a_dry_run_changes_nothing(text_file: Path, tmp_path: Path, capsys: Output):
    library = tmp_path / "my.casedesk"
    assert run("import", text_file, "--library", library, "--dry-run") == 0
    assert "3 cases" in capsys.readouterr().out
    assert not library.exists()


def test_cases_are_added_once_with_their_original(text_file: Path, tmp_path: Path, capsys: Output):
    path = tmp_path / "my.casedesk"
    assert run("import", text_file, "--library", path) == 0
    assert "Added 3 cases." in capsys.readouterr().out
    assert run("import", text_file, "--library", path) == 0
    assert "Added 0 cases. 3 were there already." in capsys.readouterr().out
    with Library.open(path) as library:
        cases = library.cases.get_many(library.cases.ids())
        assert [case.title for case in cases] == list(STORIES)
        origin = cases[1].origin
        assert origin is not None
        document = library.documents.get(origin.document_id)
        assert library.documents.original(document.digest) == text_file.read_bytes()
        assert "换了三次的座位" in document.text[origin.start : origin.end]
        (batch,) = library.batches.all()
        assert batch.document_ids == (document.id,)
        assert {case.batch_id for case in cases} == {batch.id}
        assert library.check() == ()


def test_a_bad_file_is_a_problem_and_the_rest_goes_on(text_file: Path, tmp_path: Path, capsys: Output):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not really a zip")
    assert run("import", broken, text_file, "--dry-run", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert len(result["cases"]) == 3
    (problem,) = result["problems"]
    assert problem["file"] == "broken.docx"
    assert problem["sentence"].endswith(".")


def test_only_bad_files_are_a_failed_job(tmp_path: Path, capsys: Output):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    assert run("import", broken, "--library", tmp_path / "my.casedesk") == 1
    assert "broken.pdf: " in capsys.readouterr().out
    assert not (tmp_path / "my.casedesk").exists()


def test_a_folder_is_read_with_all_that_is_below(text_file: Path, word_file: Path, tmp_path: Path, capsys: Output):
    below = tmp_path / "in" / "deep"
    below.mkdir(parents=True)
    text_file.rename(below / "a.txt")
    word_file.rename(below / "b.docx")
    (below / "~$b.docx").write_bytes(b"lock of an open document")
    (below / "picture.xyz").write_bytes(b"not for us")
    (below / ".hidden").mkdir()
    (below / ".hidden" / "c.txt").write_text("案例一：不要读我", "utf-8")
    assert run("import", tmp_path / "in", "--dry-run", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert [case["file"] for case in result["cases"]] == ["a.txt"] * 3 + ["b.docx"] * 3
    assert result["problems"] == []
