from operator import add

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Role, Section
from casedesk.domain.fold import fold
from casedesk.domain.richtext import from_plain
from casedesk.domain.search_text import search_text, word_runs
from casedesk.storage import text_index
from tests.builders import make_case

LINES = st.lists(
    st.one_of(st.sampled_from(["客人说：VIP来了", "Café au lait", "投诉", "", "“好。”"]), st.text(max_size=12)),
    max_size=8,
)


@given(LINES, LINES)
def test_what_is_remembered_of_lines_says_what_the_whole_text_says(first: list[str], second: list[str]):
    for lines in (first, second, [*first, *second], first):
        case = make_case(title=" ".join(lines[:2]), sections=(Section(Role.BODY, from_plain("\n".join(lines))),))
        title, body, notes, _ = text_index.tokens(case)
        text = search_text(case)
        assert (title, body, notes) == tuple(map(whole, (text.title, text.body, text.notes)))


def whole(text: str) -> str:
    tokens: list[str] = []
    for run in word_runs(fold(text)):
        tokens += [*map(add, run.text, run.text[1:]), run.text[-1]] if run.is_ideographic else [run.text]
    return " ".join(tokens)
