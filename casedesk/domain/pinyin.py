"""What ideographs sound like, without tones: for those who type pinyin or its initials, or mistake a character."""

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location

_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u3400", "\u9fff"
_UMLAUTS = str.maketrans("ǖǘǚǜ", "vvvv")
_LONGEST = 40


def is_ideograph(char: str) -> bool:
    """Whether a character may have a sound here."""
    return _FIRST_IDEOGRAPH <= char <= _LAST_IDEOGRAPH


@cache
def syllables() -> Mapping[int, tuple[str, ...]]:
    """All readings of every ideograph, the usual one first, ü as v. The first call takes a tenth of a second."""
    plain: dict[str, str] = {}
    found: dict[int, tuple[str, ...]] = {}
    for code, readings in _readings().items():
        if is_ideograph(chr(code)):
            names = readings.split(",")
            for name in names:
                if name not in plain:
                    plain[name] = _toneless(name)
            found[code] = tuple(dict.fromkeys(plain[name] for name in names))
    return found


def _readings() -> Mapping[int, str]:
    """The table of pypinyin without the package, which would read its phrases too, three times as much."""
    package = find_spec("pypinyin")
    folder = (package.submodule_search_locations or [""])[0] if package else ""
    spec = spec_from_file_location("pypinyin_readings", f"{folder}/pinyin_dict.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except FileNotFoundError:  # frozen into a program, where modules are no files
        from pypinyin.pinyin_dict import pinyin_dict

        return pinyin_dict
    return module.pinyin_dict


@lru_cache(maxsize=64)
def letter_class(letter: str) -> str:
    """A regular expression for what a letter can stand for: itself, and every ideograph that begins with it."""
    ideographs = (chr(code) for code, names in syllables().items() if any(name[0] == letter for name in names))
    return f"[{re.escape(letter)}{''.join(ideographs)}]"


def initials(text: str, *, reading: int = 0) -> str:
    """Text as long as it was, each ideograph as the first letter of its reading, other letters small.

    `reading` 1 takes the second reading of those that have several.
    """
    return text.translate(_initials(reading))


def spellings(typed: str) -> Iterator[tuple[str, ...]]:
    """The ways in which what was typed can be meant, each a syllable, or the beginning of one, for each ideograph.

    `kfts` is four initials, `kefangtousu` four syllables; an ideograph stands for what it sounds like.
    """
    wanted = "".join(typed.casefold().split())[:_LONGEST]
    if wanted.isascii() and wanted.isalpha():
        yield tuple(wanted)
    sounds = "".join(_usual(char) for char in wanted)
    if sounds.isascii() and sounds.isalpha() and (parted := _parted(sounds)):
        yield parted


def sounds_like(text: str, pieces: Sequence[str]) -> bool:
    """Whether each character of a text may be meant by the piece at its place."""
    known = syllables()
    return len(text) == len(pieces) and all(
        any(name.startswith(piece) for name in (char.casefold(), *known.get(ord(char), ())))
        for char, piece in zip(text, pieces, strict=True)
    )


def _usual(char: str) -> str:
    return next(iter(syllables().get(ord(char), ())), char)


@cache
def _all_syllables() -> frozenset[str]:
    return frozenset(name for names in syllables().values() for name in names)


def _parted(sounds: str) -> tuple[str, ...]:
    """Letters as syllables, the longest first; the last may be cut short. Empty where there is no way."""
    known = _all_syllables()

    @cache
    def rest(start: int) -> tuple[str, ...] | None:
        if start == len(sounds):
            return ()
        for end in range(min(len(sounds), start + 6), start, -1):
            piece = sounds[start:end]
            is_cut = end == len(sounds) and any(name.startswith(piece) for name in known)
            if (piece in known or is_cut) and (others := rest(end)) is not None:
                return (piece, *others)
        return None

    return rest(0) or ()


@cache
def _initials(reading: int) -> dict[int, str]:
    small = {ord(letter): letter.lower() for letter in string.ascii_uppercase}
    return small | {code: names[min(reading, len(names) - 1)][0] for code, names in syllables().items()}


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v").translate(_UMLAUTS))
    return "".join(letter for letter in letters if letter.isascii())
