"""Text in plain form: one character for one character, so that positions stay those of the source.

Half-width punctuation, digits and letters, common brackets, plain spaces, and simplified script for the characters
that occur in the rules. The rules in `resources/rules` are written for this form.
"""

from functools import lru_cache

from casedesk.importing import rules

_PUNCTUATION = {
    "：": ":", "︰": ":", "﹕": ":", "∶": ":", "，": ",", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")",
    "．": ".", "［": "[", "］": "]", "｛": "{", "｝": "}", "～": "~", "／": "/", "＼": "\\", "｜": "|", "－": "-",
    "＿": "_", "＝": "=", "＋": "+", "＊": "*", "＃": "#", "％": "%", "＆": "&", "＜": "<", "＞": ">", "＠": "@",
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "\u202f": " ", "｡": "。",
    "﹙": "(", "﹚": ")",
    "’": "'", "‘": "'",
}  # fmt: skip

_ENCLOSED = {"⑴": 20, "⒈": 20, "❶": 10, "➀": 10, "➊": 10, "⓵": 10, "㈠": 10, "㊀": 10}
"""The first of each kind of number in a ring, in brackets or with a point, and how many there are."""
_PICTURES = (range(0x1F300, 0x1F650), range(0x1F680, 0x1F700), range(0x1F900, 0x1FB00))
"""The small pictures that stand before labels as signs do."""


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = {code: "★" for codes in _PICTURES for code in codes}
    for first, count in _ENCLOSED.items():
        table.update({ord(first) + i: chr(ord("①") + i) for i in range(count)})
    table.update({0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum()})
    table.update({ord(char): plain for char, plain in _PUNCTUATION.items()})
    script = rules.table("script")
    table.update(dict(zip(map(ord, script["traditional"]), script["simplified"], strict=True)))
    return table


def plain_form(text: str) -> str:
    """The text with every character replaced by its plain one; as long as the text itself."""
    return text.translate(_table())
