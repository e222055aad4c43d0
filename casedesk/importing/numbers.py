"""Numbers as headings write them."""

_DIGITS = (
    {char: value for value, char in enumerate("零一二三四五六七八九")}
    | {char: value + 1 for value, char in enumerate("壹贰叁肆伍陆柒捌玖")}
    | {"〇": 0, "两": 2}
)
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
ENGLISH_NUMBER = "(?:" + "|".join(sorted(_WORDS.split(), key=len, reverse=True)) + ")"
"""A number that is written out in English, as a pattern."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ENGLISH_ORDINAL = "(?:" + "|".join(word.capitalize() for word in _ORDINALS.split()) + ")"
"""An ordinal with which an English heading begins, as a pattern."""
_MONTHS = "january february march april may june july august september october november december"
_ENGLISH = {word: index + 1 for words in (_WORDS, _ORDINALS, _MONTHS) for index, word in enumerate(words.split())}
_LETTERS = "abcdefgh"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_of(words: str) -> int | None:
    """The value of a number: Arabic, Chinese, circled, Roman, English or a letter; None for anything else."""
    words = words.strip().lower()
    if words.isascii() and words.isdigit():
        return int(words)
    if words in _CIRCLED:
        return _CIRCLED[words]
    if words in _ENGLISH:
        return _ENGLISH[words]
    for letters in (_LETTERS, _STEMS):
        if len(words) == 1 and words in letters:
            return letters.index(words) + 1
    if words and all(char in _ROMAN for char in words):
        return _roman(words)
    return _chinese(words)


def _chinese(words: str) -> int | None:
    if not words:
        return None
    if all(char in _DIGITS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    total = current = 0
    for char in words.replace("廿", "二十"):
        if char in _DIGITS:
            current = _DIGITS[char]
        elif char in "十拾百":
            total += (current or 1) * (100 if char == "百" else 10)
            current = 0
        else:
            return None
    return total + current


def _roman(words: str) -> int:
    values = [_ROMAN[char] for char in words]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
