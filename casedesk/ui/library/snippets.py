"""Cutting a line of text so that the first hit can be seen. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

ELLIPSIS = "…"
_HIT_AT = 0.45


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text and the character ranges in it that are marked."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


def fitted(snippet: Snippet, width: int, advance: Callable[[str], int]) -> Snippet:
    """The snippet cut to `width`, as `advance` measures it; the first hit stands near the middle, if need be."""
    front = _cut_front(snippet, width, advance)
    if advance(front.text) <= width:
        return front
    low, high = 0, len(front.text)
    while low < high:
        middle = (low + high + 1) // 2
        if advance(front.text[:middle] + ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    text = front.text[:low].rstrip() + ELLIPSIS
    return Snippet(text, tuple((start, min(end, low)) for start, end in front.hits if start < low))


def _cut_front(snippet: Snippet, width: int, advance: Callable[[str], int]) -> Snippet:
    if not snippet.hits or advance(snippet.text[: snippet.hits[0][1]]) <= width * 0.8:
        return snippet
    first = snippet.hits[0][0]
    start = first
    while start and advance(snippet.text[start - 1 : first]) <= width * _HIT_AT:
        start -= 1
    moved = len(ELLIPSIS) - start
    return Snippet(ELLIPSIS + snippet.text[start:], tuple((begin + moved, end + moved) for begin, end in snippet.hits))
