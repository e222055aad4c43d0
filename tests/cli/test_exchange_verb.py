"""`casedesk pack send` and `pack fetch`: two computers, one folder, on the terminal."""

from pathlib import Path

import pytest

from casedesk.app import main
from casedesk.domain.errors import PassphraseError
from casedesk.storage.library import Library
from casedesk.tasks.passphrases import change_passphrase
from casedesk.tasks.read_pack import read_pack
from casedesk.tasks.sample_library import sample_edit
from casedesk.tasks.sealed_pack import is_sealed
from tests.builders import NOW

Output = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.casedesk"
    with Library.open(path) as opened:
        opened.apply(sample_edit(opened, language="zh", now=NOW))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


def test_what_one_computer_sends_another_one_fetches(
    library: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
):
    assert run("pack", "send", "--library", library, "--folder", folder, "--name", "Office") == 0
    assert "casedesk-Office.casepack. 12 cases" in capsys.readouterr().out
    assert read_pack(folder / "casedesk-Office.casepack").options.notes
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "notebook"))
    other = tmp_path / "other.casedesk"
    assert run("pack", "fetch", "--library", other, "--folder", folder, "--dry-run") == 0
    assert "12  new" in capsys.readouterr().out
    assert run("pack", "fetch", "--library", other) == 0
    assert "Added 12 cases; Added 1 lesson plan" in capsys.readouterr().out
    assert run("pack", "fetch", "--library", other) == 0
    assert "Office sent nothing that is not here" in capsys.readouterr().out


def test_without_a_folder_it_is_one_sentence(library: Path, folder: Path, capsys: Output):
    assert run("pack", "send", "--library", library) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert run("pack", "fetch", "--library", library, "--folder", folder) == 0
    assert capsys.readouterr().out == "No other computer has sent anything.\n"
    folder.rmdir()
    assert run("pack", "send", "--library", library) == 2
    assert "is not there now" in capsys.readouterr().err


def test_a_protected_library_sends_nothing_plain_unasked(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
):
    change_passphrase(library, "geheim")
    monkeypatch.setenv("CASEDESK_PASSPHRASE", "geheim")
    assert run("pack", "send", "--library", library, "--folder", folder, "--name", "Office") == 2
    assert list(folder.iterdir()) == []
    monkeypatch.setenv("CASEDESK_NEW_PASSPHRASE", "anders")
    assert run("pack", "send", "--library", library) == 0
    assert is_sealed(folder / "casedesk-Office.casepack")
    assert run("pack", "send", "--library", library, "--plain") == 0
    assert not is_sealed(folder / "casedesk-Office.casepack")
    capsys.readouterr()


def test_a_protected_pack_is_fetched_with_its_passphrase(
    library: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
):
    monkeypatch.setenv("CASEDESK_NEW_PASSPHRASE", "geheim")
    assert run("pack", "send", "--library", library, "--folder", folder, "--name", "Office", "--protect") == 0
    with pytest.raises(PassphraseError):
        _forgotten(folder)
    monkeypatch.setenv("CASEDESK_HOME", str(tmp_path / "notebook"))
    monkeypatch.setenv("CASEDESK_PASSPHRASE", "falsch")
    assert run("pack", "fetch", "--library", tmp_path / "other.casedesk", "--folder", folder) == 1
    monkeypatch.setenv("CASEDESK_PASSPHRASE", "geheim")
    assert run("pack", "fetch", "--library", tmp_path / "other.casedesk") == 0
    assert "Added 12 cases" in capsys.readouterr().out


def _forgotten(folder: Path) -> None:
    """The pack as a program meets it that has just been started: another file has the same words."""
    pack = folder / "casedesk-Office.casepack"
    pack.write_bytes(pack.read_bytes())
    read_pack(pack)
