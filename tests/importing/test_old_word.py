"""Old Word files, their two streams put together by hand: [MS-DOC] in the small."""

import struct
from collections.abc import Sequence

import pytest

from casedesk.domain.draft import SourceText, Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.building import SourceBuilder
from casedesk.importing.readers.old_word_body import OldWordBody
from casedesk.importing.readers.word_95 import add_word_95, is_word_95

TEXT_AT = 2048
BOLD, VANISH, DELETED = (struct.pack("<HB", code, 1) for code in (0x0835, 0x083C, 0x0800))
IN_TABLE, ENDS_ROW = (struct.pack("<HB", code, 1) for code in (0x2416, 0x2417))
CENTRED = struct.pack("<HB", 0x2461, 1)


def item(number: int, level: int = 0) -> bytes:
    return struct.pack("<HHHB", 0x460B, number, 0x260A, level)


def styled(style: int, changes: bytes = b"") -> tuple[int, bytes]:
    return style, changes


PLAIN = styled(0)


def read(
    paragraphs: Sequence[tuple[str, tuple[int, bytes]]],
    *,
    runs: Sequence[tuple[int, int, bytes]] = (),
    lists: bytes = b"",
    uses: bytes = b"",
    data: bytes = b"",
) -> SourceText:
    """The text of paragraphs, each with its mark, style and changes; `runs` are stretches of characters."""
    text = "".join(words for words, _ in paragraphs)
    table = bytearray()
    fib = bytearray(TEXT_AT)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    length = units(text)
    struct.pack_into("<i", fib, 76, length)

    def put(at: int, data: bytes, length: int = -1) -> None:
        struct.pack_into("<Ii", fib, at, len(table), len(data) if length < 0 else length)
        table.extend(data)

    put(418, b"\x02" + struct.pack("<I2I", 16, 0, length) + struct.pack("<HIH", 0, TEXT_AT, 0))
    put(162, sheet())
    main = fib + text.encode("utf-16-le")
    main += bytes(-len(main) % 512)
    ends = [TEXT_AT]
    for words, _ in paragraphs:
        ends.append(ends[-1] + 2 * units(words))
    put(258, struct.pack("<3I", TEXT_AT, ends[-1], len(main) // 512))
    main += page(ends, [even(struct.pack("<H", style) + changes) for _, (style, changes) in paragraphs], 13)
    bounds, changes_of = [TEXT_AT], []
    for start, end, changes in runs:
        bounds += [TEXT_AT + 2 * start, TEXT_AT + 2 * end]
        changes_of += [b"", bytes([len(changes)]) + changes]
    put(250, struct.pack("<3I", TEXT_AT, ends[-1], len(main) // 512))
    main += page([*bounds, ends[-1]], [*changes_of, b""], 1)
    put(738, lists, 2 + 28 if lists else 0)
    put(746, uses)
    main[:TEXT_AT] = fib
    builder = SourceBuilder("a.doc", "application/msword")
    OldWordBody(builder, bytes(main), bytes(table), data).build()
    return builder.result()


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def even(changes: bytes) -> bytes:
    """A change list with its length before it, in words."""
    return bytes([0, (len(changes) + 1) // 2]) + changes


def page(bounds: Sequence[int], parts: Sequence[bytes], step: int) -> bytes:
    out = bytearray(512)
    struct.pack_into(f"<{len(bounds)}I", out, 0, *bounds)
    at = 510
    for index, part in enumerate(parts):
        if part:
            at = (at - len(part)) // 2 * 2
            out[at : at + len(part)] = part
            out[4 * len(bounds) + step * index] = at // 2
    out[511] = len(parts)
    return bytes(out)


def sheet() -> bytes:
    """Three styles: 0 normal, 1 the first heading, 2 a style of its own that is a bold first heading."""

    def style(kind: int, base: int, *parts: bytes) -> bytes:
        data = struct.pack("<5H", kind, base << 4 | 1, len(parts), 0, 0) + struct.pack("<HHH", 1, 0x58, 0)
        for part in parts:
            data += bytes(len(data) % 2) + struct.pack("<H", len(part)) + part
        return struct.pack("<H", len(data)) + data

    styles = (style(0, 0xFFF), style(1, 0), style(0xFFE, 1, struct.pack("<H", 2), BOLD))
    return struct.pack("<HHH", 4, len(styles), 10) + b"".join(styles)


def level(text: str, form: int, *, start: int = 1) -> bytes:
    return (
        struct.pack("<iBB9sB8xBBBB", start, form, 0, bytes(9), 2, 0, 0, 0, 0)
        + struct.pack("<H", len(text))
        + text.encode("utf-16-le")
    )


def one_list(text: str, form: int) -> bytes:
    return struct.pack("<H", 1) + struct.pack("<ii18sBB", 77, 0, b"\xff" * 18, 1, 0) + level(text, form)


def use(overrides: bytes = b"", count: int = 0) -> bytes:
    return struct.pack("<I", 1) + struct.pack("<iiiBBBB", 77, 0, 0, count, 0, 0, 0) + b"\xff" * 4 + overrides


def lines(found: SourceText) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks]


def test_headings_are_told_by_their_styles_and_what_these_inherit() -> None:
    found = read([("前厅\r", styled(1)), ("伞\r", styled(2)), ("客人走了。\r", styled(0, CENTRED))])
    assert lines(found) == ["前厅", "伞", "客人走了。"]
    assert [block.level for block in found.blocks] == [1, 1, 0]
    assert found.blocks[2].centred


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("案例\x00：", 0, ["案例1：伞", "案例2：汤"]),
        ("案例\x00：", 37, ["案例一：伞", "案例二：汤"]),
        ("（\x00）", 39, ["（一）伞", "（二）汤"]),
        ("\x00.", 1, ["I.伞", "II.汤"]),
        ("\x00", 18, ["①伞", "②汤"]),
        ("\x00、", 30, ["甲、伞", "乙、汤"]),
    ],
)
def test_automatic_numbers_are_rebuilt(text: str, form: int, expected: list[str]) -> None:
    numbered = styled(0, item(1))
    found = read(
        [("伞\r", numbered), ("客人走了。\r", PLAIN), ("汤\r", numbered)], lists=one_list(text, form), uses=use()
    )
    assert lines(found) == [expected[0], "客人走了。", expected[1]]


def test_a_list_may_begin_elsewhere_and_bullets_have_no_number() -> None:
    start = struct.pack("<iI", 5, 0x10)
    assert lines(read([("伞\r", styled(0, item(1)))], lists=one_list("\x00、", 0), uses=use(start, 1))) == ["5、伞"]
    found = read([("伞\r", styled(0, item(1)))], lists=one_list("\uf0b7", 23), uses=use())
    assert (lines(found), found.blocks[0].style) == (["伞"], Style.LIST_ITEM)


def test_hidden_and_deleted_words_are_left_out_and_bold_ones_kept() -> None:
    found = read([("客人没有终于笑了\r", PLAIN)], runs=[(2, 4, DELETED), (6, 7, BOLD), (7, 8, VANISH)])
    assert lines(found) == ["客人终于笑"]
    assert found.blocks[0].html == "<p>客人终于<strong>笑</strong></p>"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines(read([("客人\r", PLAIN), ("笑了\r", PLAIN)], runs=[(2, 3, DELETED)])) == ["客人笑了"]


def test_fields_show_their_result() -> None:
    assert lines(read([("第\x13PAGE \x13IF\x141\x15\x143\x15天\x13XE x\x15\r", PLAIN)])) == ["第3天"]


def test_rows_and_cells_make_a_table_also_where_cells_are_empty() -> None:
    cell, row = styled(0, IN_TABLE), styled(0, IN_TABLE + ENDS_ROW)
    body = [("日期\x07", cell), ("\x07", cell), ("房型\x07", cell), ("\x07", row)]
    body += [("周一\x07", cell), ("3\x07", cell), ("双\r", cell), ("床\x07", cell), ("\x07", row), ("后文\r", PLAIN)]
    found = read(body)
    assert lines(found) == ["日期\t\t房型\n周一\t3\t双 床", "后文"]
    assert found.blocks[0].style is Style.TABLE


def test_characters_beyond_the_first_plane_are_kept() -> None:
    assert lines(read([("客人𠮷😀笑了\r", PLAIN)], runs=[(6, 8, BOLD)])) == ["客人𠮷😀笑了"]


def word_95(text: str, encoding: str, *, language: int = 0x409, flags: int = 0) -> SourceText:
    data = text.encode(encoding)
    head = bytearray(768)
    struct.pack_into("<HHHHH", head, 0, 0xA5DC, 104, 0, language, 0)
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<ii", head, 24, 768, 768 + len(data))
    struct.pack_into("<i", head, 52, len(data))
    builder = SourceBuilder("a.doc", "application/msword")
    assert is_word_95(bytes(head) + data)
    add_word_95(builder, bytes(head) + data)
    return builder.result()


@pytest.mark.parametrize(("language", "encoding"), [(0x804, "gb18030"), (0x409, "gb18030"), (0x404, "big5")])
def test_word_95_is_read_in_the_code_page_of_its_language(language: int, encoding: str) -> None:
    text = "客人走了\r日期\x07人名\x07房型\x07\x07第\x13PAGE\x143\x15天，最後一個人也走了。\r"
    text = text if encoding != "gb18030" else text.replace("後", "后").replace("個", "个")
    found = lines(word_95(text, encoding, language=language))
    assert found[:2] == ["客人走了", "日期\t人名\t房型"]
    assert found[2].startswith("第3天")


@pytest.mark.parametrize(("flags", "sentence"), [(0x100, "password"), (0x4, "Word 95")])
def test_word_95_in_pieces_or_protected_is_refused(flags: int, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        word_95("abc", "ascii", flags=flags)


PNG = b"\x89PNG" + bytes(range(40))


def described(blip: bytes, *, name: bytes | None = None) -> bytes:
    """A picture in the stream Data: its description, 3000 twips wide at half its size, its shape and its bytes."""
    shape = struct.pack("<HHI", 0xF, 0xF004, 8) + struct.pack("<HHI", 0, 0xF00A, 0)
    body = (b"" if name is None else bytes([len(name)]) + name) + shape + blip
    head = bytearray(68)
    struct.pack_into("<iHh", head, 0, len(head) + len(body), len(head), 0x64 if name is None else 0x66)
    struct.pack_into("<HHH", head, 28, 3000, 3000, 500)
    return bytes(head) + body


def blip(kind: int, hashes: int, data: bytes) -> bytes:
    body = bytes(16 * hashes + 1) + data
    return struct.pack("<HHI", 0, kind, len(body)) + body


def in_entry(blip: bytes, name: bytes = b"") -> bytes:
    entry = bytes(33) + bytes([len(name), 0, 0]) + name
    return struct.pack("<HHI", 2, 0xF007, len(entry) + len(blip)) + entry + blip


@pytest.mark.parametrize(
    "data",
    [
        described(blip(0xF01E, 1, PNG)),
        described(blip(0xF01E, 2, PNG), name=b"a.png"),
        described(in_entry(blip(0xF01E, 1, PNG))),
        described(in_entry(blip(0xF01E, 1, PNG), name=b"name")),
    ],
)
def test_pictures_stand_where_they_stood(data: bytes) -> None:
    changes = struct.pack("<Hi", 0x6A03, 3)
    found = read([("伞\x01在\r", PLAIN)], runs=[(1, 2, changes)], data=b"xyz" + data)
    assert found.text.strip() == "伞\ufffc在"
    assert [(image.media_type, image.data) for image in found.images] == [("image/png", PNG)]
    assert 'width="100"' in found.blocks[0].html


@pytest.mark.parametrize("data", [b"", b"\xff" * 200, described(blip(0xF01A, 1, PNG)), described(b"")[:70]])
def test_what_is_no_picture_is_passed_over(data: bytes) -> None:
    changes = struct.pack("<Hi", 0x6A03, 0)
    assert read([("伞\x01在\r", PLAIN)], runs=[(1, 2, changes)], data=data).text.strip() == "伞在"
