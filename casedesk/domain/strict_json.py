"""JSON from strangers: read field by field, of the type and within the bounds that we ask for, cleaned on the way."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar, cast

from casedesk.domain.blocks import cleaned

E = TypeVar("E", bound=StrEnum)

MAX_TEXT = 2_000_000
"""Characters of one text; a story of a thousand pages has a quarter of that."""
MAX_NUMBER = 10_000_000


class Fields:
    """The fields of one JSON object. What is absent has the default that is named; every fault is a ValueError."""

    __slots__ = ("_data",)

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise ValueError("no object")
        self._data = cast("dict[str, Any]", data)

    def text(self, name: str, default: str = "") -> str:
        """A text, without the characters that neither Word nor the library can hold."""
        return _text(self._data.get(name, default))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(_text(item) for item in self._list(name))

    def number(self, name: str, default: int = 0, *, most: int = MAX_NUMBER) -> int:
        """A whole number from 0."""
        return _number(self._data.get(name, default), most)

    def number_or_none(self, name: str) -> int | None:
        """A whole number from 0, or nothing."""
        value = self._data.get(name)
        return None if value is None else _number(value)

    def flag(self, name: str) -> bool:
        """Yes or no; no where it is absent."""
        value = self._data.get(name, False)
        if not isinstance(value, bool):
            raise ValueError(name)
        return value

    def word(self, name: str, kind: type[E], default: E | None = None) -> E:
        """A word of a closed set."""
        value = self._data.get(name, default)
        if not isinstance(value, str):
            raise ValueError(name)
        return kind(value)

    def word_or_none(self, name: str, kind: type[E]) -> E | None:
        """A word of a closed set, or nothing."""
        return None if self._data.get(name) is None else self.word(name, kind)

    def words(self, name: str, kind: type[E]) -> tuple[E, ...]:
        """Words of a closed set."""
        return tuple(kind(_text(item)) for item in self._list(name))

    def moment(self, name: str) -> datetime | None:
        """A time with its offset, in UTC."""
        value = self._data.get(name)
        if value is None:
            return None
        found = datetime.fromisoformat(_text(value))
        if found.tzinfo is None:
            raise ValueError(name)
        return found.astimezone(UTC)

    def day(self, name: str) -> date | None:
        """A day."""
        value = self._data.get(name)
        return None if value is None else date.fromisoformat(_text(value))

    def clock(self, name: str) -> time | None:
        """A time of day."""
        value = self._data.get(name)
        found = None if value is None else time.fromisoformat(_text(value))
        if found is not None and found.tzinfo is not None:
            raise ValueError(name)
        return found

    def part(self, name: str) -> "Fields":
        """An object inside; an empty one where it is absent."""
        return Fields(self._data.get(name, {}))

    def part_or_none(self, name: str) -> "Fields | None":
        """An object inside, or nothing."""
        value = self._data.get(name)
        return None if value is None else Fields(value)

    def parts(self, name: str) -> "tuple[Fields, ...]":
        """A list of objects inside."""
        return tuple(Fields(item) for item in self._list(name))

    def _list(self, name: str) -> list[object]:
        value = self._data.get(name, [])
        if not isinstance(value, list):
            raise ValueError(name)
        return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ValueError("no text")
    return cleaned(value)


def _number(value: object, most: int = MAX_NUMBER) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("no number")
    return value
