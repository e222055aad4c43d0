"""The rules of the house: a rule that matters is a test."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "casedesk").rglob("*.py"))
LONGEST_FILE = 400


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_floor_imports_only_from_below(tmp_path: Path):
    """In a process of its own: the linter silences every logger that it finds."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-logo", "--cache-dir", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout


def test_no_file_is_too_long():
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_colours_stand_in_the_theme_only():
    colour = re.compile(r"""["']#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})["']""")
    found = {
        name_of(path): colour.findall(path.read_text("utf-8"))
        for path in MODULES
        if "ui" in path.parts and path.name != "theme.py"
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_sentences_are_literals():
    """What is not a literal cannot be found for translation; a filled sentence cannot be looked up."""
    wrong = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            literals = {"N_": 1, "tr_n": 2}.get(node.func.id, 0)
            given = [isinstance(item, ast.Constant) for item in node.args[:literals]]
            is_built = node.func.id == "tr" and any(isinstance(item, (ast.JoinedStr, ast.BinOp)) for item in node.args)
            if not all(given) or is_built:
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []


def test_sentences_stand_outside_f_strings():
    """A literal inside an f-string is not found for translation before Python 3.12."""
    wrong = [
        f"{name_of(path)}:{call.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("tr", "tr_n")
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert wrong == []


def test_painters_end_with_their_block():
    """One that outlives an error, in the frames of its traceback, keeps its widget from being painted again."""
    wrong = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        in_blocks = {
            id(item.context_expr) for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items
        }
        wrong += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QPainter"
            if node.args and id(node) not in in_blocks
        ]
    assert wrong == []


def test_there_is_one_sqlite_in_the_process():
    """Two would undo each other's file locks; see casedesk/storage/driver.py."""
    python_s_own = re.compile(r"^\s*(?:import|from) sqlite3\b", re.MULTILINE)
    found = [
        name_of(path)
        for path in [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
        if python_s_own.search(path.read_text("utf-8"))
    ]
    assert found == ["casedesk/storage/driver.py"]


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_lock_files_hold_hashes_and_no_address(name: str):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_what_runs_is_locked_the_same_for_tests():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("tests/requirements.lock")


def test_qt_does_not_eat_references(qapp: object):
    """PySide6 6.12.0 takes a reference from True with every signal and so ends Python 3.11 after some 500."""

    class Bell(QObject):
        rung = Signal(bool)

    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(300):
        bell.rung.emit(True)
    assert len(heard) == 300
    assert sys.getrefcount(True) >= before
