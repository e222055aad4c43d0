from hypothesis import given
from hypothesis import strategies as st

from casedesk.ui.library.snippets import ELLIPSIS, Snippet, fitted


def advance(text: str) -> int:
    return 10 * len(text)


def test_a_line_that_fits_stays_as_it_is() -> None:
    line = Snippet("他只说要投诉", ((4, 6),))

    assert fitted(line, 100, advance) == line


def test_a_late_hit_is_brought_into_the_middle() -> None:
    line = Snippet("一" * 50 + "投诉" + "二" * 50, ((50, 52),))

    shown = fitted(line, 200, advance)

    (start, end), *_ = shown.hits
    assert shown.text[start:end] == "投诉"
    assert shown.text.startswith(ELLIPSIS)
    assert shown.text.endswith(ELLIPSIS)
    assert 40 <= advance(shown.text[:start]) <= 120


@given(st.text(min_size=1, max_size=80), st.data(), st.integers(min_value=30, max_value=600))
def test_fits_and_marks_the_same_words(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    shown = fitted(Snippet(text, ((start, end),)), width, advance)

    assert advance(shown.text) <= max(width, advance(ELLIPSIS))
    for first, last in shown.hits:
        assert shown.text[first:last].rstrip(ELLIPSIS) in text
