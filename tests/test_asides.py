"""What is not finished is cleared away once the program that made it is gone, and nothing else ever is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casedesk import asides

LEAVE = """
import os, sys
from pathlib import Path
from casedesk import asides
file = asides.name_beside(Path(sys.argv[1]) / "paper.docx")
file.write_text("half a paper")
file.with_name(file.name + "-wal").write_text("its journal")
making = asides.folder(Path(sys.argv[1]))
inside = making.__enter__()
(inside / "one.docx").write_text("one paper")
print(os.getpid(), flush=True)
sys.stdin.read()
os._exit(1)
"""


def test_what_a_crash_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    strangers = [tmp_path / name for name in ("paper.docx", ".casedesk-notes", ".casedesk-1-2.part", ".hidden.part")]
    for file in strangers:
        file.write_text("not ours")
    command = [sys.executable, "-c", LEAVE, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as other:
        assert other.stdout
        assert other.stdin
        assert int(other.stdout.readline())
        asides.sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == len(strangers) + 3, "its program is running"
        other.stdin.close()
    asides.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(strangers)


def test_the_file_of_another_computer_is_left_to_that(tmp_path: Path) -> None:
    theirs = tmp_path / f".casedesk-{'0' * 8}-{2**22}-1-12345678.part"
    theirs.write_text("half a paper")
    asides.sweep(tmp_path)
    assert theirs.exists()


def test_an_earlier_program_of_the_same_number_is_told_apart(tmp_path: Path) -> None:
    with asides.beside(tmp_path / "paper.docx") as mine:
        mine.write_text("half a paper")
        computer = mine.name.split("-")[1]
        old = mine.with_name(f".casedesk-{computer}-{os.getpid()}-1-12345678.part")
        old.write_text("as in a container, where the first program is always number two")
        asides.sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [mine]
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(aside: Path) -> None:
        if not aside.is_dir():
            aside.write_text("half a paper")
        raise KeyError

    for made in (asides.beside(tmp_path / "paper.docx"), asides.folder(tmp_path)):
        with pytest.raises(KeyError), made as aside:
            fail(aside)
        assert not list(tmp_path.iterdir())


def test_there_may_be_no_such_folder(tmp_path: Path) -> None:
    asides.sweep(tmp_path / "stick that is not there")
