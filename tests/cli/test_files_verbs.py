"""Handouts of other kinds, everything out, and an edited handout back in, from the command line."""

from pathlib import Path

import docx
import pytest

from casedesk.app import main
from casedesk.domain import richtext
from casedesk.domain.case import Role
from casedesk.storage.library import Library

pytestmark = pytest.mark.usefixtures("no_office")
Output = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_handout_is_what_its_name_says(library: Path, tmp_path: Path, name: str):
    target = tmp_path / name
    assert run("handout", "--library", library, "--case", 1, "--edition", "learner", "--out", target) == 0
    assert "晚上十点半" in target.read_text("utf-8")


def test_a_class_folder_has_web_pages_and_markdown_too(library: Path, tmp_path: Path):
    words = ("--edition", "learner", "--folder", tmp_path / "out", "--also", "html", "md")
    assert run("handout", "--library", library, "--plan", 1, *words) == 0
    (folder,) = (tmp_path / "out").iterdir()
    assert {path.suffix for path in folder.iterdir()} >= {".docx", ".html", ".md"}


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "out"])
def test_everything_is_exported(library: Path, tmp_path: Path, capsys: Output, name: str):
    assert run("export", "--library", library, "--out", tmp_path / name) == 0
    assert "12 cases, 1 lesson plan" in capsys.readouterr().out
    assert (tmp_path / name).exists()
    assert run("export", "--library", library, "--out", tmp_path / name) == 2


def test_what_a_search_finds_is_exported(library: Path, tmp_path: Path, capsys: Output):
    assert run("export", "--library", library, "--search", "industry:酒店", "--out", tmp_path / "a.xlsx") == 0
    assert capsys.readouterr().out.strip().endswith("2 cases")


def test_an_edited_handout_is_shown_and_taken_over(library: Path, tmp_path: Path, capsys: Output):
    target = tmp_path / "a.docx"
    run("handout", "--library", library, "--case", 1, "--edition", "trainer", "--out", target)
    document = docx.Document(str(target))
    story = next(found for found in document.paragraphs if found.text.startswith("晚上十点半，"))
    story.add_run("外面下着雨。")
    document.save(str(target))
    capsys.readouterr()
    assert run("read-back", target, "--library", library) == 0
    shown = capsys.readouterr().out
    assert "1 case edited" in shown
    assert "外面下着雨。" in shown
    assert body_of(library).count("外面下着雨") == 0
    assert run("read-back", target, "--library", library, "--take", "edited") == 0
    assert "Updated 1 case" in capsys.readouterr().out
    assert body_of(library).count("外面下着雨") == 1


def body_of(library: Path) -> str:
    with Library.open(library, create=False, read_only=True) as opened:
        section = opened.cases.get(1).section(Role.BODY)
        return richtext.to_plain(section.html) if section else ""
