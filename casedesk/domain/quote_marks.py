"""Quotation marks inside quotation marks."""

_INNER = {"“": "‘", "”": "’"}


def nested(sentence: str) -> str:
    """A sentence that names titles in double marks, with single ones where a title has its own; as it is where they
    do not pair."""
    depth, marks = 0, list(sentence)
    for at, mark in enumerate(sentence):
        depth += mark == "“"
        if mark in _INNER and depth > 1:
            marks[at] = _INNER[mark]
        depth -= mark == "”"
        if depth < 0:
            return sentence
    return sentence if depth else "".join(marks)
