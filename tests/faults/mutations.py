"""What disks, sticks, networks and strangers do to a file, by chance and from a seed."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

PAGE = 4096
_Bytes = Callable[[bytearray, random.Random], None]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file after one kind of mishap, or a few."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2))):
        chance.choice(_MISHAPS)(found, chance)
    return bytes(found)


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 4, 40, 400))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _zero(content: bytearray, chance: random.Random) -> None:
    at, long = chance.randrange(len(content) + 1), chance.choice((16, 100, 512, PAGE, 16 * PAGE))
    content[at : at + long] = bytes(len(content[at : at + long]))


def _zero_page(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) // PAGE + 1) * PAGE
    content[at : at + PAGE] = bytes(len(content[at : at + PAGE]))


def _swap_pages(content: bytearray, chance: random.Random) -> None:
    if len(content) >= 2 * PAGE:
        one, other = (chance.randrange(len(content) // PAGE) * PAGE for _ in range(2))
        kept = content[one : one + PAGE]
        content[one : one + PAGE] = content[other : other + PAGE]
        content[other : other + PAGE] = kept


def _foreign(content: bytearray, chance: random.Random) -> None:
    at, long = chance.randrange(len(content) + 1), chance.choice((1, 3, 50, 1000, PAGE))
    strange = chance.choice((chance.randbytes(long), b"\xff" * long, "茶凉了".encode() * (long // 9 + 1)))
    content[at : at + long] = strange[: len(content[at : at + long])]


def _begin_anew(content: bytearray, chance: random.Random) -> None:
    """Something in the first page, where the file says what it is."""
    if content:
        for _ in range(chance.choice((1, 3))):
            content[chance.randrange(min(len(content), chance.choice((100, 200, PAGE))))] = chance.randrange(256)


def _lose_beginning(content: bytearray, chance: random.Random) -> None:
    long = min(len(content), chance.choice((16, 100, PAGE, 4 * PAGE)))
    content[:long] = chance.choice((bytes(long), chance.randbytes(long)))


def _slip(content: bytearray, chance: random.Random) -> None:
    """Bytes too many or too few: all that follows stands elsewhere."""
    at, long = chance.randrange(len(content) + 1), chance.choice((1, 16, 512))
    if chance.random() < 0.5:
        del content[at : at + long]
    else:
        content[at:at] = chance.randbytes(long)


_MISHAPS: tuple[_Bytes, ...] = (
    _flip, _flip, _flip, _cut, _zero, _zero_page, _swap_pages, _foreign, _foreign, _begin_anew, _lose_beginning, _slip,
)  # fmt: skip


def twisted(data: bytes, chance: random.Random) -> bytes:
    """JSON that still is some, with values in it that nobody has written; sometimes with bytes that are none."""
    if chance.random() < 0.1:
        return mutated(data, chance)
    value: Any = copy.deepcopy(json.loads(data))
    for _ in range(chance.choice((1, 1, 3))):
        value = _twist(value, chance)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _twist(value: Any, chance: random.Random) -> Any:
    """One place deep inside gets another value, goes, or comes twice."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            del value[key]
        else:
            value[key] = _twist(value[key], chance)
        return value
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        if chance.random() < 0.2:
            value.insert(at, copy.deepcopy(value[at]))
        else:
            value[at] = _twist(value[at], chance)
        return value
    return _strange(chance)


def _strange(chance: random.Random) -> Any:
    return chance.choice(
        (
            None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**40, 0.5, 1e300, "", " ", "\0", "\ud800",
            "x" * 100_000, "../../etc/passwd", "<script>alert(1)</script>", "<p>" * 2000, "<p>", "9999-99-99", "24:61",
            "2026-11-22T10:00:00+99:00", "0001-01-01T00:00:00+00:00", [], {}, [[]], [None], {"": {}}, ["茶"] * 3000,
        )
    )  # fmt: skip
