import pytest

from casedesk.domain import richtext
from casedesk.domain.case import Role
from casedesk.domain.richtext import ParagraphKind
from casedesk.importing.case_making import to_case
from casedesk.importing.dialogue import with_dialogue
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text


def said(*lines: str) -> list[str]:
    """The lines that are taken for dialogue."""
    blocks = with_dialogue(richtext.parse(richtext.from_plain("\n".join(lines))))
    assert [block.text for block in blocks if isinstance(block, richtext.Paragraph)] == list(lines)
    return [
        block.text for block in blocks if isinstance(block, richtext.Paragraph) and block.kind is ParagraphKind.DIALOGUE
    ]


def test_people_who_speak_by_turns():
    talk = ["客人：我的房卡呢？", "前台小纪（小声）：请您稍等。", "客人：我等了一个小时了！"]
    assert said("夜里十一点。", *talk, "她没有再说话。") == talk


def test_names_that_nobody_knows_are_heard_twice():
    talk = ["Rosa: May I help you?", "Ben: I lost my ticket.", "Rosa: When was that?", "Ben: I don't know."]
    assert said("It was late.", *talk) == talk


def test_one_who_puts_in_a_word_between_two_speakers():
    talk = ["客户：你们什么时候来？", "旁人甲：他们不会来的。", "客服：请您别急。", "客户：我不急？", "客服：好的。"]
    assert said(*talk) == talk


@pytest.mark.parametrize(
    "lines",
    [
        ("时间：三月九日", "地点：大堂", "客人：住店三天"),
        ("投诉时间：我不记得了。", "投诉专柜：二楼女装", "投诉时间：三月", "投诉专柜：一楼"),
        ("服务对象：老柯，三十八岁，外来务工。", "转介来源：血液科护士长。"),
        ("原因：没有核对。", "教训：要核对。", "原因：交接不清。", "教训：要写下来。"),
        ("客人：我的房卡呢？", "他等着。", "前台：请您稍等。"),
        ("客人：我的房卡呢？", "客人：我的房卡呢？"),
        ("他说：我不去。", "第一步：您先道歉。"),
    ],
)
def test_what_is_no_talk_or_not_surely_stays_as_it_is(lines: tuple[str, ...]):
    assert said(*lines) == []


def test_a_collection_keeps_its_talk_and_its_words():
    text = (
        "案例一：丢了的房卡\n夜里十一点，一位客人走到前台。\n客人：我的房卡丢了。\n小纪：请问您住哪一间？\n"
        "客人：一二〇七。\n小纪给他做了一张新房卡。\n思考题：\n1. 小纪错在哪里？\n点评：要先核对身份。\n"
        "案例二：凉了的茶\n上午十点，林先生在大堂等了四十分钟，茶凉了也没有人换。\n"
        "思考题：\n1. 怎么办？\n点评：要有人看。\n"
    )
    source = read_text(text, "cases.txt")
    case = to_case(source, propose(source).drafts[0])
    body = case.section(Role.BODY)
    assert body is not None
    assert body.html == (
        "<p>夜里十一点，一位客人走到前台。</p>"
        + "".join(
            f'<p class="dialogue">{line}</p>'
            for line in ("客人：我的房卡丢了。", "小纪：请问您住哪一间？", "客人：一二〇七。")
        )
        + "<p>小纪给他做了一张新房卡。</p>"
    )
