"""English words without their endings."""

import re
from functools import lru_cache

_ENDINGS = re.compile(r"(?:ations?|ings?|edly|ed|ies|(?<=[sxz])es|(?<=[cs]h)es|s|ly|'s|y)$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending, so that `waits` and `waited`, `shoe` and `shoes` are one."""
    bare = _ENDINGS.sub("", word)
    bare = bare.removesuffix("e")
    return bare if len(bare) >= 3 else word
