"""What can be typed."""

import pytest

from casedesk import texts
from casedesk.app import main


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
