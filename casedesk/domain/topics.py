"""What a topic in a trainer's own words asks for: values of the library that it names, and words to look for."""

import re
from collections.abc import Iterable, Sequence

from casedesk.domain.filters import LEVEL
from casedesk.domain.fold import fold

_PIECES = re.compile(r"[\w'’-]+")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_PARTING = re.compile("[与和及的在对]|关于|如何|怎样|怎么")
_EMPTY_WORDS = frozenset(
    "a about all an and at cases class for from how in of on or our the to training with "
    "案例 培训 课程 方面 相关 问题".split()
)
_SHORTEST = 2
_SHARE = 3
"""A text speaks of a topic where one in so many of the topic's parts stands in it."""


def named_values(topic: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values that a topic names: `投诉处理` in "前台投诉处理", `服务::前厅` by its last part."""
    whole = fold(topic)
    words = {word for word in _words(whole) if len(word) >= _SHORTEST}
    named: list[str] = []
    for value in values:
        leaf = fold(value.rpartition(LEVEL)[2]).strip()
        if len(leaf) >= _SHORTEST and (_stands_in(leaf, whole) or any(_stands_in(word, leaf) for word in words)):
            named.append(value)
    return tuple(named)


def parts_of(topic: str) -> tuple[str, ...]:
    """The parts of a topic that may stand in a text each by itself; none where it says nothing.

    A run of ideographs is cut into pairs, for no dictionary knows where its words end.
    """
    parts: list[str] = []
    for word in _words(fold(topic)):
        if not _IDEOGRAPHS.search(word):
            parts.append(word)
        for run in _IDEOGRAPHS.findall(_PARTING.sub(" ", word)):
            parts += [run] if len(run) <= _SHORTEST else [run[at : at + 2] for at in range(len(run) - 1)]
    return tuple(dict.fromkeys(part for part in parts if len(part) >= _SHORTEST and part not in _EMPTY_WORDS))


def query_of(parts: Iterable[str]) -> str:
    """A query for texts in which any of the parts stands."""
    return " OR ".join(f'"{part}"' for part in parts)


def speaks_of(text: str, parts: Sequence[str]) -> bool:
    """Whether enough of a topic's parts stand in a text."""
    folded = fold(text)
    return sum(part in folded for part in parts) * _SHARE >= len(parts) > 0


def _words(folded: str) -> Sequence[str]:
    return [word for word in _PIECES.findall(folded) if word not in _EMPTY_WORDS]


def _stands_in(part: str, whole: str) -> bool:
    """Whether a part stands in a text; a Latin one only as whole words."""
    if _IDEOGRAPHS.search(part):
        return part in whole
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole) is not None
