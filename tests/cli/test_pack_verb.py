"""`casedesk pack`: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest

from casedesk.app import main
from casedesk.storage.library import Library

Output = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


def test_a_library_goes_through_a_pack_into_another(library: Path, tmp_path: Path, capsys: Output):
    pack, other = tmp_path / "all.casepack", tmp_path / "other.casedesk"
    assert run("pack", "write", "--library", library, "--out", pack) == 0
    assert "12 cases" in capsys.readouterr().out
    assert run("pack", "add", pack, "--library", other) == 0
    assert capsys.readouterr().out == "all.casepack: Added 12 cases; Added 1 lesson plan\n"
    with Library.open(other) as opened:
        assert (opened.cases.count(), len(opened.plans.all())) == (12, 1)
    assert run("import", pack, "--library", other) == 0
    assert "has all of this pack already" in capsys.readouterr().out


def test_a_pack_is_shown(library: Path, tmp_path: Path, capsys: Output):
    pack = tmp_path / "some.casepack"
    assert run("pack", "write", "--library", library, "--out", pack, "--cases", 1, 2, "--title", "两个") == 0
    assert run("pack", "show", pack, "--library", library) == 0
    assert "2  the same here" in capsys.readouterr().out
    assert run("pack", "show", pack, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["title"], [case["standing"] for case in shown["cases"]]) == ("两个", ["new", "new"])
    assert run("import", pack, "--dry-run") == 0
    assert "2  new" in capsys.readouterr().out


@pytest.mark.parametrize("source", [("--search", "industry:酒店"), ("--plan", "1"), ("--cases", "3")])
def test_a_part_of_a_library_is_written(library: Path, tmp_path: Path, source: tuple[str, ...], capsys: Output):
    assert run("pack", "write", "--library", library, "--out", tmp_path / "part.casepack", *source) == 0
    assert run("pack", "show", tmp_path / "part.casepack", "--json") == 0
    assert 0 < len(json.loads(capsys.readouterr().out.split("\n", 1)[1])["cases"]) < 12


@pytest.mark.parametrize(
    "words",
    [
        ("pack", "write", "--library", "LIB", "--out", "OUT", "--collection", "no such"),
        ("pack", "write", "--library", "LIB", "--out", "OUT", "--search", "没有这样的案例啊啊"),
        ("pack", "write", "--library", "LIB", "--out", "OUT", "--basket"),
        ("pack", "write", "--library", "no.casedesk", "--out", "OUT"),
        ("pack", "add", "nowhere.casepack", "--library", "LIB"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(library: Path, tmp_path: Path, words: tuple[str, ...], capsys: Output):
    places = {"LIB": library, "OUT": tmp_path / "a.casepack"}
    assert run(*(places.get(word, word) for word in words)) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "a.casepack").exists()


def test_a_file_that_is_no_pack_is_one_sentence(library: Path, tmp_path: Path, capsys: Output):
    (tmp_path / "bad.casepack").write_text("nothing")
    for words in (("pack", "show"), ("pack", "add", "--library", library), ("import", "--library", library)):
        assert run(*words, tmp_path / "bad.casepack") == 1
        assert capsys.readouterr().err.count("\n") == 1


def test_a_file_is_not_replaced_unasked(library: Path, tmp_path: Path, capsys: Output):
    (tmp_path / "a.casepack").write_text("mine")
    assert run("pack", "write", "--library", library, "--out", tmp_path / "a.casepack") == 2
    assert (tmp_path / "a.casepack").read_text() == "mine"
    assert run("pack", "write", "--library", library, "--out", tmp_path / "a.casepack", "--force") == 0
