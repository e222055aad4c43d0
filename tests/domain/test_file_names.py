"""Words become names of files that every system takes."""

import pytest

from casedesk.domain.file_names import fit_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: 投诉?", "A_B_ 投诉_"),
        (" . ", ""),
        ("a\nb", "a_b"),
        ("等待  一夜", "等待 一夜"),
        ("gpj.\u202eexe", "gpj._exe"),
        ("con", "_con"),
        ("Aux.2", "_Aux.2"),
        ("x" * 90, "x" * 80),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, name: str):
    assert fit_name(title) == name


def test_what_is_cut_off_leaves_no_space_at_the_end():
    assert fit_name("one two", longest=4) == "one"
