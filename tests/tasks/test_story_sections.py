from casedesk.domain import richtext
from casedesk.domain.case import Role
from casedesk.tasks.story_sections import story_of

PICTURE = f'<p><img src="attachment:{"a" * 64}" alt="大堂"></p>'
BODY = (
    "<p>周五晚上，林先生走进大堂，报出会员号，前台说没有房了。他很生气，<u>要求见</u><mark>经理</mark>。</p>"
    "<p>值班经理老周十一点零五分赶到，先请他坐下，又让人送来一杯热水。</p>"
)
TABLE = (
    "<table><tr><td><p>时间</p></td><td><p>十点</p></td></tr><tr><td><p>人</p></td><td><p>老周</p></td></tr></table>"
)
STORY = (
    f"<h3>凉了的茶</h3>{BODY}{PICTURE}<p><strong>思考题：</strong></p>"
    "<ol><li><p>小许错在哪里？</p></li><li><p>你会怎么做？</p></li></ol>"
    f"<p>点评：</p><p>满房不是小许的错，可他把一个结果当成了答案。</p>{TABLE}"
    "<p><strong>启示：</strong>先道歉，<em>再想办法</em>。</p>"
)


def test_a_whole_case_is_cut_where_its_headings_say_so():
    story = story_of(STORY)
    assert story is not None
    assert story.title == "凉了的茶"
    html = {section.role: section.html for section in story.sections}
    assert list(html) == [Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.LESSON]
    assert html[Role.BODY] == BODY + PICTURE, "marks and pictures stay"
    assert html[Role.ANALYSIS] == f"<p>满房不是小许的错，可他把一个结果当成了答案。</p>{TABLE}"
    assert html[Role.LESSON] == "<p>先道歉，<em>再想办法</em>。</p>"
    questions = next(section.questions for section in story.sections if section.role is Role.QUESTION)
    assert [question.text for question in questions] == ["小许错在哪里？", "你会怎么做？"]


def test_text_of_one_piece_stays_whole():
    assert story_of(BODY) is None
    assert story_of("") is None
    assert story_of(PICTURE) is None


def test_no_word_is_lost():
    story = story_of(STORY)
    assert story is not None
    told = "".join(richtext.to_plain(section.html) for section in story.sections)
    for words in ("要求见", "热水", "满房不是", "时间", "老周", "再想办法"):
        assert words in told
