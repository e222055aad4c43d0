"""Frozen dataclasses as plain JSON values, and back again by their types: how values cross between two processes.

Only data crosses. What comes back is held against the declared types, so a process that has been fed a hostile file
can send nonsense, but no code. Bytes do not go into JSON: they are numbered and travel beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_Read = Callable[[Any, Sequence[bytes]], Any]


def packed(value: object, blobs: list[bytes]) -> Any:
    """The value as JSON values: a dataclass as the list of its fields. Its bytes are appended to `blobs`."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            blobs.append(value)
            return len(blobs) - 1
        case tuple():
            return [packed(item, blobs) for item in cast("tuple[object, ...]", value)]
        case _:
            return [packed(getattr(value, name), blobs) for name in _names(type(value))]


def unpacked(kind: type[T], value: Any, blobs: Sequence[bytes] = ()) -> T:
    """The dataclass that `packed` took apart. Raises ValueError where the value does not fit the type."""
    try:
        return cast("T", _reader(kind)(value, blobs))
    except (TypeError, LookupError) as error:
        raise ValueError(f"no {kind.__name__}") from error


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError("only dataclasses can be packed")
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> _Read:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (wanted,) = (item for item in inner if item is not NoneType)
        return _optional(_reader(wanted))
    if origin is tuple and inner[-1] is Ellipsis:
        return _row(_reader(inner[0]))
    if origin is tuple:
        return _pair(tuple(map(_reader, inner)))
    if kind is bytes:
        return _blob
    if kind in (bool, int, str):
        return _plain(kind)
    if kind is float:
        return lambda value, _blobs: float(value)
    if issubclass(kind, Enum):
        return lambda value, _blobs: kind(value)
    hints = get_type_hints(kind)
    return _made(kind, tuple(_reader(hints[name]) for name in _names(kind)))


def _plain(kind: type) -> _Read:
    def read(value: Any, _blobs: Sequence[bytes]) -> Any:
        if type(value) is not kind:
            raise ValueError(f"no {kind.__name__}")
        return value

    return read


def _optional(reader: _Read) -> _Read:
    return lambda value, blobs: None if value is None else reader(value, blobs)


def _row(reader: _Read) -> _Read:
    return lambda value, blobs: tuple([reader(item, blobs) for item in value])


def _pair(readers: tuple[_Read, ...]) -> _Read:
    return lambda value, blobs: tuple(read(item, blobs) for read, item in zip(readers, value, strict=True))


def _made(kind: type, readers: tuple[_Read, ...]) -> _Read:
    def read(value: Any, blobs: Sequence[bytes]) -> Any:
        if len(value) != len(readers):
            raise ValueError(f"no {kind.__name__}")
        return kind(*[read(item, blobs) for read, item in zip(readers, value, strict=True)])

    return read


def _blob(value: Any, blobs: Sequence[bytes]) -> bytes:
    if type(value) is not int or value < 0:
        raise ValueError("no number of a blob")
    return blobs[value]
