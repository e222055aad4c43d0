"""Titles that have marks of their own, named in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.quote_marks import nested


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("新教案““我要见行长””", "新教案“‘我要见行长’”"),
        ("Put “The “late” guest” into “Two “rooms””", "Put “The ‘late’ guest” into “Two ‘rooms’”"),
        ("Put “one” into “two”", "Put “one” into “two”"),
        ("Rename “a“b”", "Rename “a“b”"),
        ("”“", "”“"),
    ],
)
def test_a_title_in_marks_keeps_its_own(sentence: str, shown: str):
    assert nested(sentence) == shown


@given(st.text(alphabet="“”ab"))
def test_only_marks_change(sentence: str):
    found = nested(sentence)
    assert found.translate(str.maketrans("‘’", "“”")) == sentence
    assert "““" not in found or found == sentence
