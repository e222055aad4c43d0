"""Looking through a case and writing into it: the format around a place stays."""

from dataclasses import replace

from hypothesis import given

from casedesk.domain import richtext
from casedesk.domain.blocks import Block, ListBlock, Paragraph, Picture, Quote, Table
from casedesk.domain.case import Case, Question, Role, Section
from casedesk.domain.case_texts import PICTURE, Field, Slot, paragraph_texts, pieces, rewritten
from casedesk.domain.replace_pattern import Hit, Pattern, finder
from tests.block_trees import PATIENT, block_lists

ALL = frozenset(Field)
DIGEST = "ab" * 32


def replaced(html: str, find: str, new: str) -> str:
    case = Case(sections=(Section(Role.BODY, html),))
    return swap(case, find, new).sections[0].html


def swap(case: Case, find: str, new: str) -> Case:
    look = finder(Pattern(find, new))
    return rewritten(case, {slot: look(text) for slot, text in pieces(case, ALL)})


def test_marks_stay() -> None:
    assert replaced("<p>客户<strong>投诉</strong>了</p>", "投诉", "抱怨") == "<p>客户<strong>抱怨</strong>了</p>"


def test_a_hit_across_runs_takes_the_marks_of_its_first_letter() -> None:
    assert replaced("<p>客<strong>户投</strong>诉</p>", "户投诉", "人") == "<p>客<strong>人</strong></p>"


def test_what_stays_the_same_keeps_its_marks() -> None:
    before = "<p><em>客户</em>投诉<strong>处理</strong></p>"
    assert replaced(before, "客户投诉处理", "客户抱怨处理") == "<p><em>客户</em>抱怨<strong>处理</strong></p>"


def test_entities_are_words() -> None:
    assert replaced("<p>A&amp;B &lt;ok&gt;</p>", "a&b", "<C>") == "<p>&lt;C&gt; &lt;ok&gt;</p>"


def test_pictures_stay() -> None:
    picture = f'<img src="attachment:{DIGEST}" alt="a &gt; b">'
    case = Case(sections=(Section(Role.BODY, f"<p>大{picture}堂</p>"),))
    ((slot, text),) = pieces(case, ALL)
    assert text == f"大{PICTURE}堂"
    after = rewritten(case, {slot: [Hit(0, 3, "门厅")]})
    assert after.sections[0].html == f"<p>门厅{picture}</p>"


def test_a_paragraph_left_with_nothing_is_gone() -> None:
    assert replaced("<p>下载自网站</p><ul><li><p>下载自网站</p></li><li><p>好</p></li></ul>", "下载自网站", "") == (
        "<ul><li><p>好</p></li></ul>"
    )


def test_the_empty_paragraphs_of_the_trainer_stay() -> None:
    assert replaced("<p></p><p>甲</p>", "甲", "乙") == "<p></p><p>乙</p>"


def test_every_field_is_reached() -> None:
    question = Question("客户为什么走？", "客户累了")
    case = Case(
        title="客户", learner_title="客户", note="客户", source="客户", licence="客户",
        sections=(
            Section(Role.BODY, "<p>客户</p>", "客户的故事"),
            Section(Role.QUESTION, "<p>客户</p>", questions=(question,)),
            Section(Role.ANALYSIS, "<table><tr><td><p>客户</p></td></tr></table>"),
        ),
    )  # fmt: skip
    after = swap(case, "客户", "顾客")
    assert "客户" not in repr(after)
    assert repr(after) == repr(case).replace("客户", "顾客")


def test_only_the_fields_that_are_asked_for_are_looked_through() -> None:
    case = Case(title="甲", sections=(Section(Role.QUESTION, "", questions=(Question("甲", "甲"),)),))
    assert [slot for slot, _ in pieces(case, {Field.ANSWER})] == [Slot(Field.ANSWER, 0, 0)]


def test_a_title_never_goes_and_stays_one_line() -> None:
    case = Case(title="甲乙")
    assert rewritten(case, {Slot(Field.TITLE): [Hit(0, 2, "")]}).title == "甲乙"
    assert rewritten(case, {Slot(Field.TITLE): [Hit(1, 1, "\n")]}).title == "甲 乙"


@PATIENT
@given(block_lists())
def test_paragraphs_are_those_of_the_parser(blocks: tuple[Block, ...]) -> None:
    html = richtext.serialise(blocks)
    assert list(paragraph_texts(html)) == list(_texts(richtext.parse(html)))


@PATIENT
@given(block_lists())
def test_writing_the_same_words_changes_nothing(blocks: tuple[Block, ...]) -> None:
    case = Case(sections=(Section(Role.BODY, richtext.serialise(blocks)),))
    hits = {slot: [Hit(0, len(text), text)] for slot, text in pieces(case, ALL)}
    assert rewritten(case, hits) == case


@PATIENT
@given(block_lists())
def test_what_is_written_is_canonical_and_reads_back(blocks: tuple[Block, ...]) -> None:
    case = Case(sections=(Section(Role.BODY, richtext.serialise(blocks)),))
    after = swap(case, "投诉", "抱怨")
    html = after.sections[0].html
    assert richtext.canonical(html) == html
    assert [text for _, text in pieces(after, ALL)] == [text.replace("投诉", "抱怨") for _, text in pieces(case, ALL)]
    assert replace(after, sections=case.sections) == case


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                words = (PICTURE if isinstance(item, Picture) else item.text for item in block.inlines)
                found.append("".join(words).replace("\u2028", "\n"))
            case ListBlock():
                found += [text for item in block.items for text in _texts(item)]
            case Quote():
                found += _texts(block.blocks)
            case Table():
                found += [text for row in block.rows for cell in row for text in _texts(cell.blocks)]
    return found
