"""Which language a text is in, as far as the importer tells them apart."""


def language_of(text: str) -> str:
    """"zh" or "en": Chinese where ideographs are at least a fifth of the letters."""
    sample = text[:5000]
    ideographs = sum("\u3400" <= char <= "\u9fff" for char in sample)
    letters = sum(char.isascii() and char.isalpha() for char in sample)
    return "zh" if ideographs and ideographs * 4 >= letters else "en"
