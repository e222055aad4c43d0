"""What can be typed."""

from pathlib import Path

import pytest

from casedesk import texts
from casedesk.app import main
from casedesk.cli.arguments import files_to_open


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["--lang", "zh", "--help"], "zh_CN"),
        (["--lang=zh_TW", "--help"], "zh_TW"),
        (["search", "--lang", "zh", "--help"], "zh_CN"),
        (["search", "--lang=en", "--help"], "en"),
    ],
)
def test_help_speaks_the_language_that_was_asked_for(words: list[str], language: str):
    assert main(words) == 0
    assert texts.language() == language


def test_without_a_wish_the_system_decides(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert main(["--help"]) == 0
    assert texts.language() == "zh_TW"


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]):
    assert main(["search", "x", "--lang", "klingon"]) == 2
    assert "klingon" in capsys.readouterr().err


def test_files_alone_are_opened_in_the_window(tmp_path: Path):
    library, document = tmp_path / "a.casedesk", tmp_path / "b.docx"
    for file in (library, document):
        file.touch()
    found = files_to_open([str(library), str(document), "--lang", "zh"])
    assert found is not None
    assert (found.library, found.files, found.speaks) == (library, (document,), "zh_CN")
    for words in (
        [],
        ["search", "x"],
        [str(tmp_path / "none.docx")],
        ["--library", str(library)],
        [str(document), "-x"],
    ):
        assert files_to_open(words) is None
