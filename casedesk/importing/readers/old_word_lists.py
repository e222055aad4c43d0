"""The automatic numbers of old Word files (.doc): its lists, as `Numbering` counts them."""

import struct
from collections.abc import Iterator

from casedesk.importing.readers.word_numbering import Level, Numbering

_LISTS_AT, _USES_AT = 738, 746
_MAX_LISTS = 10_000
_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    5: "ordinal",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    32: "ideographZodiacTraditional",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
_FOLLOWS = ("tab", "space", "nothing")


def numbering(main: bytes, table: bytes) -> Numbering:
    """The lists of a file, each by the number that its paragraphs name. Raises struct.error for nonsense."""
    found = Numbering(None)
    at, length = struct.unpack_from("<Ii", main, _LISTS_AT)
    if length > 2:
        for name, levels in _lists(table, at):
            found.add_list(name, levels)
    at, length = struct.unpack_from("<Ii", main, _USES_AT)
    if length > 4:
        for number, name, starts, levels in _uses(table, at):
            found.add_use(number, name, starts=starts, levels=levels)
    return found


def _lists(table: bytes, at: int) -> Iterator[tuple[str, dict[int, Level]]]:
    count = struct.unpack_from("<H", table, at)[0]
    if count > _MAX_LISTS:
        raise struct.error("too many lists")
    position = at + 2 + 28 * count
    for index in range(count):
        head = at + 2 + 28 * index
        name, styles, flags = struct.unpack_from("<i4x18sB", table, head)
        levels: dict[int, Level] = {}
        for depth in range(1 if flags & 1 else 9):
            levels[depth], position = _level(table, position, struct.unpack_from("<H", styles, 2 * depth)[0])
        yield str(name), levels


def _level(table: bytes, at: int, style: int) -> tuple[Level, int]:
    start, form, flags = struct.unpack_from("<iBB", table, at)
    follows = table[at + 15]
    characters, paragraph, restart = table[at + 24], table[at + 25], table[at + 26]
    position = at + 28 + characters + paragraph
    length = struct.unpack_from("<H", table, position)[0]
    text = table[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    level = Level(
        start,
        _FORMS.get(form, "decimal"),
        "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text),
        _FOLLOWS[follows] if follows < len(_FOLLOWS) else "tab",
        is_legal=bool(flags & 4),
        style="" if style == 0xFFF else str(style),
        restart=restart if flags & 8 else -1,
    )
    return level, position + 2 + 2 * length


def _uses(table: bytes, at: int) -> Iterator[tuple[str, str, dict[int, int], dict[int, Level]]]:
    count = struct.unpack_from("<I", table, at)[0]
    if count > _MAX_LISTS:
        raise struct.error("too many lists")
    position = at + 4 + 16 * count
    for index in range(count):
        name, overrides = struct.unpack_from("<i8xB", table, at + 4 + 16 * index)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        position += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", table, position)
            position += 8
            if flags & 0x10:
                starts[flags & 0xF] = start
            if flags & 0x20:
                levels[flags & 0xF], position = _level(table, position, 0xFFF)
        yield str(index + 1), str(name), starts, levels
