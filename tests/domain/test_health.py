"""What a story lacks, told by its text alone."""

import pytest

from casedesk.domain.case import Case, Role, Section
from casedesk.domain.health import Health, health

PICTURE = f'<img src="attachment:{"0" * 64}" alt="">'


@pytest.mark.parametrize(
    "html",
    [
        "<p>茶凉了。</p>",
        "<p>她说：“请稍等”</p>",
        "<p>三件事：</p><ol><li><p>先道歉</p></li><li><p>再给去处</p></li></ol>",
        "<p>谁在场：</p><table><tbody><tr><td><p>小顾</p></td></tr></tbody></table>",
        f"<p>当时的大堂</p><p>{PICTURE}</p>",
    ],
)
def test_a_story_may_end_with_a_sentence_a_list_a_table_or_a_picture(html: str) -> None:
    assert Health.TRUNCATED not in health(Case(sections=(Section(Role.BODY, html),)))


def test_a_story_that_ends_in_the_middle_of_a_sentence_is_cut_off() -> None:
    assert Health.TRUNCATED in health(Case(sections=(Section(Role.BODY, "<p>茶凉了。</p><p>他拿起电话，</p>"),)))
    assert Health.TRUNCATED in health(
        Case(sections=(Section(Role.BODY, "<p>茶凉了。</p>"), Section(Role.BODY, "<p>他拿起</p>")))
    )
