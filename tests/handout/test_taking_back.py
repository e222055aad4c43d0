"""What was edited in Word comes back as exactly what was edited."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from casedesk.domain.case import Case
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.handout.assembly import assemble
from casedesk.handout.edited_cases import EditedCase, cases_in
from casedesk.handout.edited_file import read
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from casedesk.handout.part_marks import case_key
from casedesk.handout.taking_back import TakenBack, taken_back
from tests.handout import edits, sample
from tests.handout.edits import Body, add_after, edit, lose_marks, paragraphs, remove, retype, style_of

CASES = tuple(replace(case, uid=f"uid-{case.id}") for case in sample.CASES)
_EDITIONS = (Edition.LEARNER, Edition.TRAINER)
_STORY = ("CaseText", "Quote", "Dialogue", "CaseList", "Heading3")
_TRAINER = ("Analysis", "Resolution", "Lesson", "Answer", "Question")
_NOBODY = ((),)


def _file(edition: Edition, *, language: str = "zh", **choices: object) -> bytes:
    handout = build(sample.PLAN, CASES, HandoutOptions(edition, language, **choices))  # pyright: ignore[reportArgumentType]
    data = assemble(handout, sample.picture)
    assert check(data, handout) == ()
    return data


def _back(path: Path, cases: tuple[Case, ...] = CASES) -> tuple[TakenBack, ...]:
    keys = {case_key(case.uid): case for case in cases}
    titles = {case.printed_title: case for case in cases}
    return tuple(taken_back(_known(found, keys, titles), found, _NOBODY) for found in cases_in(read(path)))


def _known(found: EditedCase, keys: dict[str, Case], titles: dict[str, Case]) -> Case:
    return keys[found.key] if found.key else titles[found.title.text if found.title else ""]


def _nothing(_body: Body) -> None:
    pass


@pytest.mark.parametrize("edition", _EDITIONS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("change", [_nothing, lose_marks])
def test_a_file_that_nobody_edited_changes_nothing(
    tmp_path: Path, edition: Edition, language: str, change: Callable[[Body], None]
) -> None:
    found = _back(edit(_file(edition, language=language), tmp_path / "a.docx", change))

    assert [item.case for item in found] == list(CASES)
    assert not any(item.changed for item in found)


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("marked", [True, False])
def test_random_edits_come_back_exactly(tmp_path: Path, seed: int, marked: bool) -> None:
    """Words changed, paragraphs added and taken out, in the story and in what trainers read: each comes back once, and
    a file with these edits made in the library says the same."""
    random = Random(seed)
    edition = random.choice(_EDITIONS)
    styles = _STORY if edition is Edition.LEARNER else (*_STORY, *_TRAINER)
    said: list[str] = []

    def change(body: Body) -> None:
        chosen = random.sample([item for item in paragraphs(body, *styles) if edits.texts(item)], 4)
        for at, paragraph in enumerate(chosen[:3]):
            said.append(f"第{seed}次改动之{at}")
            retype(random.choice(edits.texts(paragraph)), said[-1])
        style = style_of(chosen[3])
        if style not in ("Question", "Answer", "Heading3"):
            said.append(f"第{seed}次添加的一段")
            add_after(chosen[3], said[-1], "CaseText" if style == "CaseList" else "")
            if seed % 2:
                remove(chosen[3])
        if not marked:
            lose_marks(body)

    path = edit(_file(edition), tmp_path / "a.docx", change)
    found = _back(path)
    cases = tuple(item.case for item in found)

    words = "".join(f"{section.html}{section.questions}" for case in cases for section in case.sections)
    assert all(words.count(text) == 1 for text in said)
    untouched = [case for item, case in zip(found, CASES, strict=True) if not item.changed]
    assert all(case in cases for case in untouched)
    for item, before in zip(found, CASES, strict=True):
        for at, section in enumerate(item.case.sections):
            assert section == before.sections[at] or f"section:{section.role}" in item.changed
    again = assemble(build(sample.PLAN, cases, HandoutOptions(edition)), sample.picture)
    (tmp_path / "b.docx").write_bytes(again)
    lines = [[line.line.key for line in read(tmp_path / name).lines] for name in ("a.docx", "b.docx")]
    assert lines[0] == lines[1]


def test_marks_that_libreoffice_writes_twice_end_once(tmp_path: Path) -> None:
    def double(body: Body) -> None:
        for mark in list(body.iter(f"{edits.W}bookmarkStart")):
            twin = deepcopy(mark)
            twin.set(f"{edits.W}id", f"9{mark.get(f'{edits.W}id')}")
            mark.addprevious(twin)

    found = _back(edit(_file(Edition.LEARNER), tmp_path / "a.docx", double))

    assert not any(item.changed for item in found)
