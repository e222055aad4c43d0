"""What argparse says itself is said in the language that was asked for, places kept."""

import re

import pytest

from casedesk.cli.argparse_words import SENTENCES
from casedesk.texts import catalogue
from tests.cli.test_cli import run

PLACES = re.compile(r"%(?:\(\w+\))?[rs]")


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_has_its_translation_with_all_places(sentence: str, language: str):
    translated = catalogue(language).gettext(sentence)
    assert translated != sentence
    assert sorted(PLACES.findall(translated)) == sorted(PLACES.findall(sentence))


@pytest.mark.parametrize(
    "words",
    [
        ("searhc",),
        ("search",),
        ("search", "x", "--limit"),
        ("search", "x", "--limit", "0"),
        ("search", "x", "--strange"),
        ("search", "x", "--json=1"),
        ("handout", "--plan", "1", "--case", "2", "--edition", "learner"),
        ("plan", "new"),
        ("handout", "--edition", "nothing"),
    ],
)
def test_a_mistake_is_told_in_chinese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert run("--lang", "zh", *words) == 2
    told = capsys.readouterr().err
    assert re.search("[一-鿿]", told)
    english = r"\b(argument|arguments|invalid|expected|required|unrecognized|allowed|choose|ignored)\b"
    assert not re.search(english, told), told


def test_the_help_is_chinese_from_the_first_word(capsys: pytest.CaptureFixture[str]):
    assert run("--lang", "zh", "search", "--help") == 0
    told = capsys.readouterr().out
    assert told.startswith("用法")
    assert not re.search("usage|options|arguments|show this", told)


def test_and_english_where_that_is_asked_for(capsys: pytest.CaptureFixture[str]):
    assert run("--lang", "zh", "--help") == 0
    assert run("--lang", "en", "--help") == 0
    assert "options" in capsys.readouterr().out
