"""The verbs, called in this process: what they print, and how they end."""

import json
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from casedesk.app import main
from casedesk.cli import verbs
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.handout import Edition
from casedesk.storage.library import Library
from casedesk.tasks.office_program import office_program
from casedesk.tasks.sample_library import sample_cases, sample_edit
from tests.builders import NOW, make_section

pytestmark = pytest.mark.usefixtures("no_office")

Output = pytest.CaptureFixture[str]


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.strip().endswith((".", "。")) and "Traceback" not in text


def test_search_lists_cases_and_counts_them(library: Path, capsys: Output):
    assert run("search", "房卡", "--library", library) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("母亲来要女儿的房卡" in line for line in lines[:-1])
    assert re.fullmatch(r"\d+ of 12 cases", lines[-1])


def test_search_gives_json_with_counts(library: Path, capsys: Output):
    assert run("search", "industry:酒店", "--library", library, "--limit", 1, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == 2
    assert len(found["cases"]) == 1
    assert set(found["cases"][0]) == {"id", "title"}
    assert found["counts"]["industry"]["酒店"] == 2
    assert found["milliseconds"] >= 0


def test_the_library_may_be_named_before_the_verb(library: Path, capsys: Output):
    assert run("--library", library, "search", "房卡") == 0
    assert "12 cases" in capsys.readouterr().out


def test_a_plan_is_made_listed_and_shown(library: Path, capsys: Output):
    assert run("plan", "new", "--library", library, "--cases", 2, 1, "--minutes", 90, "--title", "周一", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["cases"] == [2, 1]
    assert made["planned"] <= made["target"] == 90
    assert run("plan", "list", "--library", library, "--json") == 0
    plans = json.loads(capsys.readouterr().out)["plans"]
    assert [plan["title"] for plan in plans][-1] == "周一"
    assert run("plan", "show", made["id"], "--library", library) == 0
    shown = capsys.readouterr().out
    assert "周一" in shown
    assert "  09:00  " in shown


def test_a_plan_can_come_from_a_search(library: Path, capsys: Output):
    wanted = ("--search", "industry:酒店", "--limit", 1, "--minutes", 45)
    assert run("plan", "new", "--library", library, *wanted, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert len(made["cases"]) == 1
    assert made["target"] == 45


def test_the_learner_handout_holds_the_story_and_no_analysis(library: Path, tmp_path: Path, capsys: Output):
    target = tmp_path / "class" / "handout.docx"
    assert run("handout", "--library", library, "--plan", 1, "--edition", "learner", "--out", target) == 0
    assert str(target) in capsys.readouterr().out
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    case = next(case for case in sample_cases("zh") if case.learner_title in text)
    assert case.questions[0].text in text
    assert case.title not in text


def test_a_handout_for_supervisors_has_a_name_of_its_own_on_its_pages(library: Path, tmp_path: Path):
    target = tmp_path / "handout.docx"
    command = ("handout", "--library", library, "--plan", 1, "--edition", "learner", "--out", target)
    assert run(*command, "--depth", "supervisor") == 0
    assert "学员版（主管）" in docx.Document(str(target)).core_properties.title


def test_all_editions_of_a_plan_go_into_one_folder(library: Path, tmp_path: Path, capsys: Output):
    command = ("handout", "--library", library, "--plan", 1, "--edition", "all", "--folder", tmp_path, "--spare", 2)
    assert run(*command) == 0
    files = list(tmp_path.rglob("*.docx"))
    assert len(files) == len(Edition)
    assert capsys.readouterr().out.count(".docx") == len(Edition)


def test_cards_of_two_cases_need_no_plan(library: Path, tmp_path: Path):
    target = tmp_path / "cards.docx"
    command = ("handout", "--library", library, "--case", 1, "--case", 2, "--edition", "case_cards", "--out", target)
    assert run(*command) == 0
    assert target.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--edition", "learner", "--out", "x.docx"),
        ("--plan", "1", "--edition", "learner", "--edition", "trainer", "--out", "x.docx"),
        ("--plan", "1", "--edition", "learner"),
    ],
)
def test_it_is_said_what_a_handout_needs(library: Path, arguments: tuple[str, ...], capsys: Output):
    assert run("handout", "--library", library, *arguments) != 0
    assert "--" in capsys.readouterr().err


def test_a_handout_is_replaced_only_on_demand(library: Path, tmp_path: Path, capsys: Output):
    target = tmp_path / "guide.docx"
    command = ("handout", "--library", library, "--plan", 1, "--edition", "trainer", "--out", target)
    assert run(*command) == 0
    before = target.stat().st_ino
    assert run(*command) == 2
    assert one_sentence(capsys.readouterr().err)
    assert target.stat().st_ino == before
    assert run(*command, "--force") == 0


def test_a_handout_becomes_a_pdf_where_a_program_can_make_one(
    library: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "guide.pdf"
    command = ("handout", "--library", library, "--plan", 1, "--edition", "trainer", "--out", target)
    monkeypatch.setenv("CASEDESK_LIBREOFFICE", "")
    assert run(*command) == 1
    said = capsys.readouterr().err
    assert one_sentence(said)
    assert "LibreOffice" in said
    assert not target.exists()
    monkeypatch.delenv("CASEDESK_LIBREOFFICE")
    if office_program() is None:
        return
    assert run(*command) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert run(*command) == 2


def test_a_library_is_checked_copied_and_brought_back(library: Path, tmp_path: Path, capsys: Output):
    copy = tmp_path / "copy.casedesk"
    assert run("check", "--library", library) == 0
    assert run("backup", "--library", library, "--out", copy) == 0
    assert run("backup", "--library", library, "--out", copy) == 2
    with Library.open(library) as opened:
        opened.apply(sample_edit(opened, language="en", now=NOW))
    assert run("restore", copy, "--library", library) == 0
    capsys.readouterr()
    assert run("search", "", "--library", library) == 0
    assert capsys.readouterr().out.endswith("12 of 12 cases\n")


@pytest.mark.parametrize(
    "words",
    [
        ("juggle",),
        ("search", "x"),
        ("search", "x", "--library", "missing.casedesk"),
        ("search", "x", "--library", "missing.casedesk", "--limit", "0"),
        ("import", "missing.docx", "--dry-run"),
        ("import", __file__),
        ("plan", "show", "1", "--library", "missing.casedesk"),
        ("handout", "--plan", "1", "--edition", "learner"),
        ("restore", "missing", "--library", "new.casedesk"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
):
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 2
    output = capsys.readouterr()
    assert one_sentence(output.err), output.err
    assert output.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("plan", "show", "99"), ("plan", "new", "--cases", "99"), ("plan", "new", "--search", "没有这样的词")]
)
def test_an_unknown_number_is_bad_input(words: tuple[str, ...], library: Path, capsys: Output):
    assert run(*words, "--library", library) == 2
    assert one_sentence(capsys.readouterr().err)


def test_a_file_that_is_no_library_is_a_failed_job(tmp_path: Path, capsys: Output):
    other = tmp_path / "notes.casedesk"
    other.write_text("not a library at all " * 100)
    assert run("check", "--library", other) == 1
    assert one_sentence(capsys.readouterr().err)


def test_a_bug_is_a_sentence_too_and_its_details_are_in_the_log(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output, caplog: pytest.LogCaptureFixture
):
    clients_words = "she cried".upper()

    def broken(_args: object) -> int:
        raise RuntimeError(clients_words)

    monkeypatch.setitem(verbs.VERBS, "check", broken)
    assert run("check", "--library", library) == 1
    assert one_sentence(capsys.readouterr().err)
    log = (home / "logs" / "casedesk.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "test_cli.py" in log
    assert clients_words not in log
    caplog.clear()


def test_ctrl_c_ends_quietly(library: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output):
    def interrupted(_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(verbs.VERBS, "check", interrupted)
    assert run("check", "--library", library) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.skipif("sys.platform != 'linux'")
def test_without_a_screen_the_window_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Output):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run() == 2
    assert one_sentence(capsys.readouterr().err)


@pytest.mark.parametrize("words", [["--help"], *([verb, "--help"] for verb in verbs.VERBS), ["plan", "new", "--help"]])
def test_every_verb_explains_itself(words: list[str], capsys: Output):
    assert main(words) == 0
    assert "--lang" in capsys.readouterr().out


def test_a_template_is_one_of_ours_by_name_or_a_file_whose_unknown_tags_are_told(
    library: Path, tmp_path: Path, capsys: Output
):
    mine = tmp_path / "mine.docx"
    document = docx.Document()
    document.add_paragraph("{{course}} {{department}}")
    document.save(str(mine))
    command = ("handout", "--library", library, "--plan", 1, "--edition", "learner", "--out")
    assert run(*command, tmp_path / "formal.docx", "--template", "formal") == 0
    assert capsys.readouterr().err == ""
    assert run(*command, tmp_path / "own.docx", "--template", mine) == 0
    assert "1 tag of the template is unknown and stays as it is: {{department}}." in capsys.readouterr().err
    assert run(*command, tmp_path / "none.docx", "--template", "gone.docx") == 2
    assert "There is no template “gone.docx”." in capsys.readouterr().err


def test_numbers_are_masked_unless_they_are_to_stay(library: Path, tmp_path: Path):
    with Library.open(library) as opened:
        case = opened.cases.get(opened.plans.get(1).case_ids[0])
        telling = replace(case, sections=(make_section(text="王姐的电话是 13800138000。"), *case.sections[1:]))
        opened.apply(Edit("phone", (Replacement(case, telling),)))
    command = ("handout", "--library", library, "--plan", 1, "--edition", "learner", "--out")
    assert run(*command, tmp_path / "masked.docx") == 0
    assert run(*command, tmp_path / "told.docx", "--no-masks") == 0
    masked, told = (
        "".join(paragraph.text for paragraph in docx.Document(str(tmp_path / name)).paragraphs)
        for name in ("masked.docx", "told.docx")
    )
    assert "138****8000" in masked
    assert "13800138000" not in masked
    assert "13800138000" in told
