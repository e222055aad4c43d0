"""A case cut into what learners may know one after the other: the situation first, and what came of it later."""

from collections.abc import Callable, Sequence

from casedesk.domain.case import Case, Role
from casedesk.domain.decision_point import is_decision_point
from casedesk.domain.handout_blocks import HandoutBlock, Kind, Para
from casedesk.handout.case_blocks import story_parts

Part = tuple[HandoutBlock, ...]

_LEAST_PARAGRAPHS = 4
_SITUATION = 0.6
"""The share of a story that the first sheet tells at least, where nothing says where it stops."""
_SHORTEST = 0.2
"""The share of a story that is worth a sheet of its own."""
_ENDINGS = (Role.RESOLUTION, Role.FOLLOW_UP)

_TOLD = (Kind.TEXT, Kind.DIALOGUE)


def stages(case: Case) -> tuple[Part, ...]:
    """The story in the parts in which it is given out.

    It is cut at its decision points; where it marks none, at its sections, then at its headings. A story in one piece
    stays whole where the case tells elsewhere how it ended, and is cut towards its end where it does not.
    """
    sections = [part for part in story_parts(case) if part]
    blocks = [block for part in sections for block in part]
    marked = marked_parts(case)
    if len(marked) > 1:
        return marked
    if len(sections) > 1:
        return tuple(sections)
    headed = _joined(_cut(blocks, _is_heading, keeps=True))
    if len(headed) > 1:
        return headed
    if not blocks:
        return ()
    return (tuple(blocks),) if any(case.section(role) for role in _ENDINGS) else _proposed(blocks)


def marked_parts(case: Case) -> tuple[Part, ...]:
    """The story cut at its decision points alone; in one part where it marks none."""
    return _cut([block for part in story_parts(case) for block in part], _is_mark)


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, those too short to be read by themselves together with the next one."""
    least = _SHORTEST * sum(map(_length, parts))
    joined: list[Part] = []
    for part in parts:
        if joined and (_length(joined[-1]) < least or (part is parts[-1] and _length(part) < least)):
            joined[-1] = (*joined[-1], *part)
        else:
            joined.append(part)
    return tuple(joined)


def _length(part: Part) -> int:
    return sum(len(block.text) for block in part if isinstance(block, Para))


def _cut(
    blocks: Sequence[HandoutBlock], is_cut: Callable[[HandoutBlock], bool], *, keeps: bool = False
) -> tuple[Part, ...]:
    """The blocks parted before every one that passes the test; it is kept or left out."""
    parts: list[list[HandoutBlock]] = [[]]
    for block in blocks:
        if is_cut(block):
            parts.append([])
            if not keeps:
                continue
        parts[-1].append(block)
    return tuple(tuple(part) for part in parts if part)


def _proposed(blocks: Sequence[HandoutBlock]) -> tuple[Part, ...]:
    """Cut behind the paragraph with which the situation is told; tables and pictures stay with what they follow."""
    lengths = [len(block.text) if isinstance(block, Para) else 0 for block in blocks]
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Para) and block.kind in _TOLD]
    if len(starts) < _LEAST_PARAGRAPHS:
        return (tuple(blocks),)
    told = 0
    for place, length in enumerate(lengths):
        if told >= _SITUATION * sum(lengths) and place in starts:
            return tuple(blocks[:place]), tuple(blocks[place:])
        told += length
    return (tuple(blocks),)


def _is_mark(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and is_decision_point(block.text)


def _is_heading(block: HandoutBlock) -> bool:
    return isinstance(block, Para) and block.kind in (Kind.HEADING, Kind.SUB_HEADING)
