"""A trainer's errands with the real program: from a messy file to paper, and every wrong turn on the way."""

import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from casedesk.domain.handout import Edition
from tests.e2e.program import casedesk, start

pytestmark = pytest.mark.usefixtures("no_office")

SCENES = {
    "门口的雨伞": ("雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。", "先看人，再看天。"),
    "换了三次的座位": ("一家四口嫌风大又嫌太暗，领班第三次亲自端着餐具过去，雨伞还滴着水。", "换座位不丢人。"),
    "一张旧收据": ("顾客拿着两年前的收据要求换货，雨伞靠在柜台边，柜员先问当时是谁答应的。", "先找记录，再说不行。"),
    "电梯里的安静": ("电梯停在七楼和八楼之间，物业值班员隔着门一直说话，让人拿雨伞顶住门缝。", "声音就是陪伴。"),
    "没有写完的表": ("老太太不会写字，窗口的姑娘把雨伞挂好，绕出来坐在她旁边一格一格地念。", "绕出来那一步最难。"),
    "最后一份早餐": ("早餐厅十点关门，客人十点零二分撑着雨伞跑进来，厨师已经关了火。", "两分钟值多少钱。"),
    "借出去的充电器": ("前台借出的充电器三天没有还，雨伞也没有还，退房时谁都不好开口。", "规矩要在借出时说。"),
    "八号窗口的铃": ("银行叫号铃响了三遍没有人来，保安看见一把雨伞倒在地上，才发现他听不见。", "没有回应也是信号。"),
}


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Eight cases in a text file of the kind that Chinese Windows used to write, with page furniture."""
    parts = [
        f"案例{number}：{title}\n\n{story}\n\n思考：\n1、{title}里，第一句话说什么？\n\n点评：{secret}\n\n第 {at} 页\n"
        for at, (number, (title, (story, secret))) in enumerate(zip("一二三四五六七八", SCENES.items(), strict=True), 1)
    ]
    path = tmp_path / "服务案例集.txt"
    path.write_bytes("\n".join(parts).encode("gb18030"))
    return path


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_from_a_messy_file_to_paper(collection: Path, tmp_path: Path, home: Path):
    library = tmp_path / "my.casedesk"
    imported = casedesk("import", collection, "--library", library, "--json", home=home)
    assert (imported.status, imported.err) == (0, "")
    assert len(imported.json["cases"]) == 8

    found = casedesk("search", "雨傘", "--library", library, "--json", home=home)
    assert found.json["total"] == 8, "traditional characters find simplified ones"

    made = casedesk("plan", "new", "--search", "雨伞", "--library", library, "--json", home=home)
    assert len(made.json["cases"]) == 5
    plan = made.json["id"]

    learner, trainer = tmp_path / "学员.docx", tmp_path / "讲师.docx"
    for edition, target in (("learner", learner), ("trainer", trainer)):
        command = ("handout", "--library", library, "--plan", plan, "--edition", edition, "--out", target)
        assert casedesk(*command, home=home).status == 0
    chosen = [SCENES[title] for title in SCENES if f"{title}里，第一句话说什么？" in words_of(learner)]
    assert len(chosen) == 5
    for story, secret in chosen:
        assert story in words_of(learner)
        assert secret not in words_of(learner)
        assert secret in words_of(trainer)

    assert casedesk("check", "--library", library, home=home).status == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_demo_does_the_main_job(language: str, tmp_path: Path, home: Path):
    first = casedesk("demo", "--out", tmp_path, "--lang", language, home=home)
    assert (first.status, first.err) == (0, "")
    files = sorted(tmp_path.rglob("*.docx"))
    assert len(files) == len(Edition)
    assert all(file.name in first.out for file in files)
    plan = casedesk("plan", "list", "--library", tmp_path / f"demo.{language}.casedesk", "--json", home=home).json
    (made,) = plan["plans"]
    assert len(made["cases"]) == 5
    assert made["planned"] <= made["target"] == 90
    assert all(bool(re.search(r"[\u4e00-\u9fff]", words_of(file))) == (language == "zh") for file in files)

    before = [file.read_bytes() for file in files]
    again = casedesk("demo", "--out", tmp_path, "--lang", language, home=home)
    assert again.status == 0
    assert [file.read_bytes() for file in sorted(tmp_path.rglob("*.docx"))] == before, "the same plan, the same bytes"


@pytest.mark.parametrize("sign", ["my.casedesk.lock", ".my.casedesk.new", "my.casedesk", "my.casedesk-wal"])
def test_a_killed_import_leaves_all_or_nothing(sign: str, collection: Path, tmp_path: Path, home: Path):
    """Killed at the moment when this file appears beside the library, while the library is being made."""
    library = tmp_path / "my.casedesk"
    program = start("import", collection, "--library", library, home=home)
    while not (tmp_path / sign).exists() and program.poll() is None:
        pass
    program.kill()
    program.communicate()
    left = casedesk("search", "", "--library", library, "--json", home=home)
    assert left.status != 0 or left.json["total"] in (0, len(SCENES))
    assert casedesk("import", collection, "--library", library, home=home).status == 0
    assert casedesk("search", "", "--library", library, "--json", home=home).json["total"] == len(SCENES)
    assert casedesk("check", "--library", library, home=home).status == 0


def test_without_a_screen_the_window_is_refused_in_a_sentence(home: Path):
    ended = casedesk(home=home, LC_ALL="en_GB.UTF-8")
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err.startswith("There is no screen here")
    assert ended.err.count("\n") == 1
    assert not home.exists()


def test_wrong_words_are_refused_in_a_sentence(home: Path):
    ended = casedesk("search", home=home)
    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1


def test_a_search_loads_neither_the_window_nor_the_readers(collection: Path, tmp_path: Path, home: Path):
    library = tmp_path / "my.casedesk"
    assert casedesk("import", collection, "--library", library, home=home).status == 0
    program = (
        "import sys; from casedesk.app import main; "
        f"status = main(['search', '雨伞', '--library', {str(library)!r}]); "
        "print(status, [name for name in ('PySide6', 'docx', 'lxml', 'pypdfium2') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.splitlines()[-1] == "0 []"


def test_a_reader_that_has_had_enough_is_no_error(collection: Path, tmp_path: Path, home: Path):
    library = tmp_path / "my.casedesk"
    assert casedesk("import", collection, "--library", library, home=home).status == 0
    program = start("search", "雨伞", "--library", library, "--json", home=home)
    assert program.stdout is not None
    program.stdout.close()
    assert program.communicate()[1] == ""
    assert program.returncode == 1


def test_main_py_starts_the_program_too(home: Path):
    root = Path(__file__).resolve().parent.parent.parent
    ended = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert "casedesk" in ended.stdout
