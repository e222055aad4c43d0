"""Files that hang their reader, kill it, or want all the memory: each costs itself and nothing else."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from casedesk import texts
from casedesk.domain.errors import CaseDeskError, UnreadableFileError
from casedesk.importing.messages import ReadOut, Request, Wanted
from casedesk.tasks.import_documents import import_documents, read_bytes, read_file
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.reading_process import Limits, ReadingProcess
from tests.faults.stuck import StuckFile, reading_processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="named pipes and /proc")

STORY = "案例一：门口的雨伞\n雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。\n点评：先看人。\n"
SHORT = Limits(seconds=0.3, seconds_per_megabyte=0)


@pytest.fixture(autouse=True)
def _nothing_is_left_running():
    before = reading_processes()
    yield
    assert reading_processes() <= before


@pytest.fixture
def stuck(tmp_path: Path) -> Iterator[StuckFile]:
    with contextlib.closing(StuckFile(tmp_path / "stuck.txt")) as file:
        yield file


def request_for(path: Path) -> Request:
    return Request(Wanted.FILE, path.name, str(path))


class Killer:
    """Asked whether the work is still wanted, says yes; and kills the process once it is at the file."""

    def __init__(self, stuck: StuckFile, process: ReadingProcess) -> None:
        self._stuck = stuck
        self._process = process
        self.killed: list[int] = []

    def __call__(self) -> bool:
        if not self.killed and self._stuck.is_being_read:
            self.killed.append(self._process.pid)
            os.kill(self._process.pid, signal.SIGKILL)
        return False


def test_a_file_that_hangs_its_reader_is_given_up(stuck: StuckFile):
    with pytest.raises(UnreadableFileError, match="too long"):
        read_file(stuck.path, limits=SHORT)


def test_a_reader_killed_half_way_costs_one_file_and_a_sentence(stuck: StuckFile, tmp_path: Path):
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    with ReadingProcess() as process:
        killer = Killer(stuck, process)
        with pytest.raises(UnreadableFileError, match="half-way"):
            process.ask(request_for(stuck.path), 0, is_cancelled=killer)
        assert killer.killed
        answer = process.ask(request_for(good), 0)
        assert isinstance(answer, ReadOut)
        assert process.pid not in killer.killed


def test_what_an_earlier_file_broke_is_not_laid_to_the_charge_of_the_next(stuck: StuckFile, tmp_path: Path):
    """A process that has worked before gets a second chance, in a fresh one."""
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    with ReadingProcess() as process:
        process.ask(request_for(good), 0)
        killer = Killer(stuck, process)
        given: list[bool] = []

        def kill_and_then_give() -> bool:
            if killer.killed and process.pid not in killer.killed and not any(given):
                given.append(stuck.give(STORY))
            return killer()

        answer = process.ask(request_for(stuck.path), 0, is_cancelled=kill_and_then_give)
    assert isinstance(answer, ReadOut)
    assert answer.data == STORY.encode()
    assert len(answer.proposal.drafts) == 1


def test_what_is_no_longer_wanted_ends_at_once(stuck: StuckFile):
    with ReadingProcess() as process:
        with pytest.raises(NoLongerWanted):
            process.ask(request_for(stuck.path), 0, is_cancelled=lambda: stuck.is_being_read)
        assert reading_processes() == set()


@pytest.fixture
def swelling(tmp_path: Path) -> Path:
    """A Word file of some kilobytes with a text of sixty megabytes, which no rule against bombs forbids."""
    path = tmp_path / "swelling.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    main = parts["word/document.xml"].decode()
    body = "".join(f"<w:p><w:r><w:t>{number:x}</w:t></w:r></w:p>" for number in range(1_500_000))
    parts["word/document.xml"] = main.replace("<w:body>", f"<w:body>{body}", 1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_file_that_swells_is_given_up(swelling: Path):
    with pytest.raises(UnreadableFileError, match="more memory"):
        read_file(swelling, limits=Limits(memory=300_000_000))


def test_fifty_files_one_of_them_broken_give_forty_nine_and_one_line(tmp_path: Path):
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text(STORY, "utf-8")
    (tmp_path / "17.txt").rename(tmp_path / "17.docx")
    imported = import_documents([tmp_path])
    assert len(imported.files) == 49
    assert [file.name for file in imported.files] == sorted(file.name for file in imported.files)
    (problem,) = imported.problems
    assert problem.name == "17.docx"
    assert problem.sentence.endswith(".")


def test_a_hanging_file_holds_up_none_of_the_others(stuck: StuckFile, tmp_path: Path):
    others = [tmp_path / f"{number}.txt" for number in range(12)]
    for path in others:
        path.write_text(STORY, "utf-8")
    imported = import_documents([stuck.path, *others], limits=Limits(seconds=4, seconds_per_megabyte=0))
    assert len(imported.files) == 12
    assert [problem.name for problem in imported.problems] == ["stuck.txt"]


def test_a_cancelled_batch_keeps_what_was_read_and_leaves_no_process(stuck: StuckFile, tmp_path: Path):
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")

    class Impatient:
        @property
        def is_cancelled(self) -> bool:
            return stuck.is_being_read

        def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the protocol names it
            assert total == 2

    imported = import_documents([good, stuck.path], Impatient())
    assert [file.name for file in imported.files] in (["good.txt"], [])
    assert imported.problems == ()
    assert reading_processes() == set()


def test_a_process_ends_with_the_program_that_started_it(tmp_path: Path):
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    program = (
        "import os, signal, sys\n"
        "from casedesk.importing.messages import Request, Wanted\n"
        "from casedesk.tasks.reading_process import ReadingProcess\n"
        "process = ReadingProcess()\n"
        "process.ask(Request(Wanted.FILE, 'good.txt', sys.argv[1]), 0)\n"
        "print(process.pid, flush=True)\n"
        "sys.stdin.read()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(good)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as owner:
        assert owner.stdout
        assert owner.stdin
        ended = os.pidfd_open(int(owner.stdout.readline()))
        owner.stdin.close()
        assert owner.wait() == -signal.SIGKILL
    assert select.select([ended], [], [], 20)[0]
    os.close(ended)


def test_the_process_cannot_write_a_file(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from casedesk.importing import confinement\n"
        "confinement.confine(0)\n"
        "try: Path(sys.argv[1]).write_text('x')\n"
        "except OSError: print('refused')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "out")], capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout == "refused\n"


def test_sentences_come_in_the_language_of_the_program(tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    texts.set_language("zh_CN")
    with pytest.raises(UnreadableFileError, match="空"):
        read_file(tmp_path / "empty.txt")


def test_bytes_at_hand_are_read_in_the_encoding_that_is_asked_for():
    data = STORY.encode("gb18030")
    file = read_bytes(data, "a.txt", encoding="gb18030")
    assert file.proposal.source.text.strip() == STORY.strip()
    assert file.proposal.source.name == "a.txt"
    assert file.data == data


def test_a_program_without_its_reading_part_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    for missing in (str(tmp_path / "python"), "/bin/false"):
        monkeypatch.setattr(sys, "executable", missing)
        with pytest.raises(CaseDeskError, match="could not be started"):
            import_documents([good])


def test_the_documents_in_a_zip_file_are_read_each_for_itself(tmp_path: Path):
    path = tmp_path / "a 案例集.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("第三章.txt", STORY)
        archive.writestr("旧/broken.docx", "nothing")
        archive.writestr("旧/b.txt", STORY.replace("雨伞", "座位"))
    (tmp_path / "z.txt").write_text(STORY, "utf-8")
    seen: list[tuple[int, int]] = []

    class Watcher:
        is_cancelled = False

        def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the protocol names it
            seen.append((done, total))

    imported = import_documents([tmp_path], Watcher())
    assert [file.name for file in imported.files] == ["a 案例集.zip › 第三章.txt", "a 案例集.zip › 旧 › b.txt", "z.txt"]
    assert [problem.name for problem in imported.problems] == ["a 案例集.zip › 旧 › broken.docx"]
    assert imported.files[0].data == STORY.encode()
    assert seen[0] == (0, 2)
    assert seen[-1] == (4, 4)


def test_a_broken_zip_file_is_one_problem(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut off")
    imported = import_documents([tmp_path])
    assert imported.files == ()
    assert [problem.name for problem in imported.problems] == ["a.zip"]
