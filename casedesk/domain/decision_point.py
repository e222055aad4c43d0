"""Where a story stops so that learners decide before they read on: a line of its own that says so.

It is a heading in the story like any other, so that it survives every file and every program.
"""

import re

from casedesk.domain.fold import fold

_FRAME = r"[\s◆◇■*＊—–\-=【】\[\]〔〕()（）:：.…]*"
_MARK = re.compile(rf"{_FRAME}(?:决策点|决定点|decision point){_FRAME}")


def is_decision_point(text: str) -> bool:
    """Whether a line is nothing but the mark of a decision point, in Chinese or English."""
    return len(text) < 40 and bool(_MARK.fullmatch(fold(text)))
