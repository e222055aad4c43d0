"""Which language a text is in, as far as the importer tells them apart."""

import re

_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_LETTER = re.compile("[A-Za-z]")


def language_of(text: str) -> str:
    """ "zh" or "en": Chinese where ideographs are at least a fifth of the letters."""
    sample = text[:600]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "zh" if _IDEOGRAPHS.search(sample) else "en"
    ideographs = sum(map(len, _IDEOGRAPHS.findall(sample)))
    return "zh" if ideographs and ideographs * 4 >= letters else "en"
