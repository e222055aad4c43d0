"""Lines of a PDF put together by where they stand."""

from collections.abc import Sequence

from casedesk.importing.readers.pdf_lines import PageLine, paragraphs

WIDE = "客人走到前台说房间的空调坏了服务员马上道歉请他先到大堂"


def placed(*lines: str, lefts: Sequence[float] = (), gaps: Sequence[int] = ()) -> list[PageLine]:
    """Lines of 10-point type, one below the other from the left margin at 50; before `gaps` one is left out."""
    result: list[PageLine] = []
    base = 800.0
    for index, text in enumerate(lines):
        base -= 30.0 if index in gaps else 15.0
        left = lefts[index] if lefts else 50.0
        width = sum(10.0 if ord(char) > 0xFF else 5.0 for char in text)
        result.append(PageLine(text, left, left + width, base, 10.0))
    return result


def joined(page: list[PageLine]) -> list[str]:
    (result,) = paragraphs([page])
    return result


def test_lines_as_wide_as_the_page_go_on() -> None:
    lines = placed(WIDE, WIDE, "喝杯茶。", "案例二：伞", WIDE, WIDE, "走了。")
    assert joined(lines) == [f"{WIDE}{WIDE}喝杯茶。", "案例二：伞", f"{WIDE}{WIDE}走了。"]


def test_a_gap_is_an_empty_line() -> None:
    assert joined(placed("伞", WIDE, WIDE, "走了。", WIDE, "完。", gaps=(1, 4))) == [
        "伞",
        "",
        f"{WIDE}{WIDE}走了。",
        "",
        f"{WIDE}完。",
    ]


def test_an_indent_begins_a_paragraph_but_not_behind_a_list_number() -> None:
    lefts = (70.0, 50.0, 70.0, 50.0)
    assert joined(placed(WIDE[:-2], WIDE, WIDE[:-2], "走了。", lefts=lefts)) == [WIDE[:-2] + WIDE, WIDE[:-2] + "走了。"]
    lefts = (50.0, 65.0, 50.0, 65.0)
    assert joined(placed("1. " + WIDE, WIDE, "2. " + WIDE, "走了。", lefts=lefts)) == [
        f"1. {WIDE}{WIDE}",
        f"2. {WIDE}走了。",
    ]


def test_english_words_that_had_no_room_go_on_and_hyphens_go() -> None:
    lines = placed(
        "One evening in July it rained for two hours and the um-",
        "brella stand was empty when a tall guest came down in a",
        "hurry.",
        "Case 2: A short line",
        "The porter looked at the guest and gave him his very own",
    )
    assert joined(lines)[0].endswith("the umbrella stand was empty when a tall guest came down in a hurry.")
    assert joined(lines)[1] == "Case 2: A short line"


def test_a_page_number_never_joins() -> None:
    assert joined(placed(WIDE, WIDE, WIDE, WIDE, "12"))[-1] == "12"


def test_behind_a_full_line_that_ends_a_sentence_a_title_and_an_indented_line_begin_anew() -> None:
    full = WIDE[:-1] + "。"
    assert joined(placed(full, full, "鱼刺", full)) == [full + full, "鱼刺", full]
    indented = placed("开头" + full[4:], full, full[2:], full, lefts=(70.0, 50.0, 70.0, 50.0))
    assert joined(indented) == ["开头" + full[4:] + full, full[2:] + full]
    each = placed(full[2:], full[2:], full, "完。", lefts=(70.0, 70.0, 50.0, 50.0))
    assert joined(each)[0] == full[2:]
