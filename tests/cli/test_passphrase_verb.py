"""Passphrases on the terminal."""

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.app import main
from casedesk.cli.arguments import BAD_INPUT, FAILED
from casedesk.cli.passphrase_verb import NEW_VARIABLE, VARIABLE
from casedesk.domain.case import Case
from casedesk.storage import keyring
from casedesk.storage.library import Library
from casedesk.tasks.passphrases import is_protected
from tests.builders import make_case
from tests.storage.steps import add

WORDS = "four words that fit"


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    keyring.forget_all()
    yield
    keyring.forget_all()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "mine.casedesk"
    with Library.open(file) as library:
        add(library, make_case(id=library.new_id(Case), title="Late checkout"))
    return file


def run(*words: object) -> int:
    keyring.forget_all()
    return main(["--lang", "en", *map(str, words)])


def test_a_protected_library_is_searched_with_the_words_of_the_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv(NEW_VARIABLE, WORDS)
    assert run("protect", "--library", path) == 0
    assert is_protected(path)
    assert run("search", "late", "--library", path) == BAD_INPUT
    assert VARIABLE in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "guess")
    assert run("search", "late", "--library", path) == FAILED
    assert capsys.readouterr().err == "This is not the passphrase of “mine.casedesk”.\n"
    monkeypatch.setenv(VARIABLE, WORDS)
    assert run("search", "late", "--library", path) == 0
    assert "Late checkout" in capsys.readouterr().out
    assert run("backup", "--library", path, "--out", path.with_name("copy.casedesk")) == 0
    assert is_protected(path.with_name("copy.casedesk"))
    assert run("restore", path.with_name("copy.casedesk"), "--library", path) == 0
    assert run("protect", "--off", "--library", path) == 0
    assert not is_protected(path)


def test_words_are_typed_unseen_and_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    typed = iter([WORDS, "another", WORDS, WORDS, WORDS])

    def unseen(_asked: str, stream: object = None) -> str:
        return next(typed)

    monkeypatch.setattr(getpass, "getpass", unseen)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert run("protect", "--library", path) == BAD_INPUT
    assert "not the same" in capsys.readouterr().err
    assert not is_protected(path)
    assert run("protect", "--library", path) == 0
    assert run("check", "--library", path) == 0
    assert "is sound" in capsys.readouterr().out
    assert next(typed, None) is None


def test_a_pack_under_a_passphrase_goes_to_another_library(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv(NEW_VARIABLE, WORDS)
    pack, other = path.with_name("all.casepack"), path.with_name("other.casedesk")
    assert run("pack", "write", "--protect", "--library", path, "--out", pack) == 0
    pack = pack.rename(path.with_name("sent.casepack"))
    assert run("pack", "show", pack) == BAD_INPUT
    assert VARIABLE in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, WORDS)
    assert run("import", pack, "--library", other) == 0
    assert run("search", "late", "--library", other) == 0
    assert "Late checkout" in capsys.readouterr().out
