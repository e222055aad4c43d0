"""Stand-ins and masks: everywhere on paper, nowhere in the library, and proved in the finished file."""

from dataclasses import replace

import pytest

from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_secrets import SecretKind
from casedesk.domain.lesson import CaseUse
from casedesk.domain.library import Pseudonym
from casedesk.handout.assembly import assemble
from casedesk.handout.leak_guard import check
from casedesk.handout.outline import build
from casedesk.handout.read_back import passages
from tests.builders import make_case, make_plan
from tests.handout import sample
from tests.handout.word_files import with_text

NAMES = (Pseudonym(1, "卫东来", "吴先生"),)
PHONE, CARD = "138-0013-8000", "6222021234567890128"
MASKS = {7: (Pseudonym(real=PHONE, stand_in="138****8000"), Pseudonym(real=CARD, stand_in="6222****0128"))}
EVERYWHERE = (
    f"<p>他说：“找<strong>卫东</strong>来，电话 {PHONE}。”</p>"
    f'<p><img src="attachment:{"a" * 64}" alt="卫东来的卡 {CARD}"></p>'
    f"<table><tr><td><p>卫东来</p></td><td><p>{PHONE}</p></td></tr></table>"
)


def telling_case() -> Case:
    sections = (
        Section(Role.BODY, EVERYWHERE),
        Section(Role.QUESTION, questions=(Question(f"卫东来该打 {PHONE} 吗？", f"不该，{CARD} 是他的。"),)),
        Section(Role.ANALYSIS, f"<p>卫东来的号码 {PHONE} 不该写在单子上。</p>"),
    )
    changes = {"learner_title": f"卫东来与 {PHONE}", "title": f"卫东来丢了 {CARD}", "note": f"卫东来 {CARD}"}
    return make_case(id=7, sections=sections, **changes)


@pytest.mark.parametrize("edition", list(Edition))
def test_names_and_numbers_are_nowhere_in_any_edition(edition: Edition) -> None:
    case = telling_case()
    plan = make_plan(case, trainer="卫东来", place=f"三楼，{PHONE}")
    block = plan.blocks[0]
    plan = replace(plan, blocks=(replace(block, notes=f"卫东来 {CARD}", cases=(CaseUse(7, case.title),)),))
    handout = build(plan, [case], HandoutOptions(edition), pseudonyms=NAMES, masks=MASKS)
    read = "\n".join(passage.text for passage in passages(assemble(handout, sample.picture)))
    for words in ("卫东来", PHONE, CARD):
        assert words not in read
    assert case.learner_title == f"卫东来与 {PHONE}", "what is stored stays as it is"


def test_masks_are_put_in_only_when_the_options_say_so() -> None:
    case = telling_case()
    printed = build(make_plan(case), [case], HandoutOptions(masks=False), pseudonyms=NAMES, masks=MASKS)
    assert PHONE in str(printed.blocks)
    assert "卫东来" not in str(printed.blocks)
    assert printed.masks == ()
    assert check(assemble(printed, sample.picture), printed) == ()


def test_a_number_that_is_to_be_masked_and_stands_in_the_file_is_a_leak() -> None:
    case = telling_case()
    handout = build(make_plan(case), [case], HandoutOptions(), pseudonyms=NAMES, masks=MASKS)
    data = assemble(handout, sample.picture)
    assert check(data, handout) == ()
    planted = with_text(data, "word/document.xml", "<w:sectPr>", f"<w:p><w:r><w:t>{CARD}</w:t></w:r></w:p><w:sectPr>")
    assert [leak.kind for leak in check(planted, handout)] == [SecretKind.PRIVATE]
    wide = CARD.translate({ord(figure): ord(figure) + 0xFEE0 for figure in "0123456789"})
    planted = with_text(data, "word/document.xml", "<w:sectPr", f"<w:p><w:r><w:t>{wide}</w:t></w:r></w:p><w:sectPr")
    assert [leak.text for leak in check(planted, handout)] == [wide]


def test_a_name_does_not_go_over_the_end_of_a_paragraph() -> None:
    names = (Pseudonym(1, "May Hollis", "Ann"), Pseudonym(2, "王芳", "李四"))
    story = Section(Role.BODY, "<p>她姓王</p><p>芳草地很绿</p><p>May</p><p>Hollis Street</p>")
    case = make_case(sections=(story,))
    handout = build(make_plan(case), [case], HandoutOptions(), pseudonyms=names)
    assert check(assemble(handout), handout) == ()
