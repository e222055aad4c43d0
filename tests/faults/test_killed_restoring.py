"""A restore that is killed leaves the library as it was or as the backup is, and nothing that was saved is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from casedesk.domain.case import Case
from casedesk.storage import copying
from casedesk.storage.library import Library, restore
from casedesk.storage.passphrases import is_protected, unlock
from tests.faults import killed


def titles(path: Path) -> set[str]:
    with Library.open(path, create=False) as library:
        assert library.check() == ()
        return {library.cases.get(number).title for number in range(1, library.count_of(Case) + 1)}


def unfinished(path: Path) -> list[str]:
    with Library.open(path, create=False) as library:
        return [note["name"] for note in library.job_notes.left().values()]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_restore_killed_before_any_of_its_steps_loses_nothing(tmp_path: Path) -> None:
    found: list[bool] = []
    told: list[bool] = []
    for folder in killed_at_each_step(tmp_path):
        is_restored = titles(folder / "my.casedesk") == {"old"}
        if is_restored:
            (kept,) = folder.glob("my (set aside *.casedesk")
            assert titles(kept) == {"old", "saved"}
        else:
            assert titles(folder / "my.casedesk") == {"old", "saved"}
            assert not list(folder.glob("my (set aside *")), "a second name of the same file is left"
        assert not list(folder.glob(".casedesk-*")), "half a copy is left"
        found.append(is_restored)
        told += [] if is_restored else [unfinished(folder / "my.casedesk") == ["Restore from a backup"]]
        assert not is_restored or unfinished(folder / "my.casedesk") == []
    assert found == sorted(found), "first as it was, then as the backup is"
    assert set(found) == {False, True}
    assert told == sorted(told), "it is told from when it has begun until it is carried out"
    assert True in told


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_ruined_library_keeps_its_journal_wherever_the_restore_is_killed(tmp_path: Path) -> None:
    found: list[bool] = []
    for folder in killed_at_each_step(tmp_path, "spoilt"):
        with (folder / "my.casedesk").open("rb") as file:
            is_restored = file.read(10) != b"no library"
        if is_restored:
            assert titles(folder / "my.casedesk") == {"old"}
        else:
            copying.sweep(folder / "my.casedesk")
        (ruin,) = folder.glob("my (set aside *.casedesk") if is_restored else (folder / "my.casedesk",)
        journal = ruin.with_name(ruin.name + "-wal")
        assert journal.stat().st_size
        assert ruin.stat().st_nlink == journal.stat().st_nlink == 1
        found.append(is_restored)
    assert found == sorted(found)
    assert set(found) == {False, True}


def killed_at_each_step(folder: Path, *wishes: str) -> list[Path]:
    subprocess.run([sys.executable, "-m", killed.__name__, str(folder), *wishes], check=True)
    return [folder / str(number) for number in range(sum(file.is_dir() for file in folder.iterdir()))]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("words", ["", "四个 好记的 词 够了"])
def test_what_stands_in_a_journal_beside_a_library_set_aside_is_restored_too(tmp_path: Path, words: str) -> None:
    path, aside = tmp_path / "my.casedesk", tmp_path / "my (set aside 2026-11-22 10.00.00.000000).casedesk"
    subprocess.run([sys.executable, "-m", killed.__name__, str(aside), "journal", words], check=True)
    assert aside.with_name(aside.name + "-wal").stat().st_size
    if words:
        unlock(aside, words)
    killed.fill_and_close(path)
    restore(aside, path)
    assert titles(path) == {"old", "saved"}
    assert is_protected(path) == bool(words)
