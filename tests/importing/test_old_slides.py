"""Old slides, their records put together by hand: [MS-PPT] in the small."""

import struct

import pytest

from casedesk.domain.draft import Style
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.readers.old_slides import read_streams


def record(kind: int, data: bytes, *, instance: int = 0, is_container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if is_container else 0), kind, len(data)) + data


def container(kind: int, *parts: bytes, instance: int = 0) -> bytes:
    return record(kind, b"".join(parts), instance=instance, is_container=True)


def text(words: str, kind: int) -> bytes:
    return record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, words.encode("utf-16-le"))


def shape(*parts: bytes) -> bytes:
    """A text in the drawing of a slide."""
    return container(0x040C, container(0xF002, container(0xF004, record(0xF00D, b"".join(parts)))))


def listed(reference: int, number: int, *texts: bytes) -> bytes:
    return record(0x03F3, struct.pack("<IIIII", reference, 0, len(texts), number, 0)) + b"".join(texts)


def slide(*parts: bytes, note: int = 0) -> bytes:
    return container(0x03EE, record(0x03EF, bytes(16) + struct.pack("<II", note, 0)), *parts)


def show(slides: list[bytes], slide_list: bytes, notes_list: bytes = b"", *, token: int = 0xE391C05F) -> list[str]:
    """What is read of a document (number 1) and its slides and notes (numbers from 2 on), and its headings."""
    lists = container(0x0FF0, slide_list), container(0x0FF0, notes_list, instance=2)
    stream, places = b"", []
    for part in (container(0x03E8, *lists), *slides):
        places.append(len(stream))
        stream += part
    directory = len(stream)
    stream += record(0x1772, struct.pack(f"<{1 + len(places)}I", len(places) << 20 | 1, *places))
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIIII", 0, 0, 0, directory, 1, 0))
    found = read_streams(struct.pack("<8xIII", 0, token, edit), stream, "a.ppt")
    return [
        ("# " if block.style is Style.HEADING else "") + found.text[block.start : block.end] for block in found.blocks
    ]


def test_titles_and_texts_come_in_the_order_of_the_show_and_not_of_the_file() -> None:
    second = slide(shape(text("客人的伞", 0)), shape(text("下雨了。\r谁去送？", 4)))
    first = slide(shape(text("前厅", 6)), shape(text("*", 4)))
    assert show([second, first], listed(3, 256) + listed(2, 257)) == ["# 前厅", "# 客人的伞", "下雨了。", "谁去送？"]


def test_texts_of_the_outline_are_read_where_the_slide_points_to_them() -> None:
    pointed = slide(shape(record(0x0F9E, struct.pack("<I", 0))), shape(record(0x0F9E, struct.pack("<I", 1))))
    outline = (text("前厅", 0), record(0x0F9F, struct.pack("<I", 1)) + record(0x0FA8, b"Caf\xe9"))
    assert show([pointed, slide()], listed(2, 256, *outline) + listed(3, 257, text("汤", 0))) == [
        "# 前厅",
        "Café",
        "# 汤",
    ]


def test_a_title_that_goes_on_is_one_and_notes_follow_their_slide() -> None:
    slides = [
        slide(shape(text("伞", 0)), shape(text("一", 1)), note=900),
        slide(shape(text("伞", 0)), shape(text("二", 1))),
        container(0x03F0, shape(text("先问再给", 2)), shape(text("第1页", 4))),
    ]
    assert show(slides, listed(2, 256) + listed(3, 257), listed(4, 900)) == ["# 伞", "一", "先问再给", "二"]


def test_protected_and_empty_slides_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="password"):
        show([], b"", token=0xF3D1C4DF)
    with pytest.raises(UnreadableFileError, match="no text"):
        show([slide()], listed(2, 256))
