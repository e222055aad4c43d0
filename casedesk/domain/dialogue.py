"""Who speaks in a line of dialogue: the name that stands before its colon."""

import re

from casedesk.domain.blocks import Inline, Run, cut

_PICTURE = "\ufffc"
_ENDS = ':：。！？!?…；;“”"「」『』\n\u2028' + _PICTURE
"""What stands in no speaker's name."""
_SPEAKER = re.compile(rf"\s*(?!\d+[:：]\d)[^\s，,{_ENDS}][^{_ENDS}]{{0,29}}[:：]")


STYLE_NAMES = frozenset({"dialogue", "dialog", "对话", "對話", "对白", "對白", "台词", "臺詞"})
"""What a word processor's style for lines of dialogue is called, in small letters."""


def speaker_end(words: str) -> int:
    """How many characters at the beginning of a line of dialogue name its speaker, colon included; 0 for none."""
    found = _SPEAKER.match(words)
    return found.end() if found else 0


def parted(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """A line of dialogue as the name of its speaker, with the colon, and what is said; either may be empty."""
    end = speaker_end("".join(item.text if isinstance(item, Run) else _PICTURE for item in inlines))
    return cut(inlines, 0, end), cut(inlines, end)
