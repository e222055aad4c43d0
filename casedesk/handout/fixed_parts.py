"""The parts of a Word file that hold no text of the handout: numbering, settings, fonts, application."""

from collections.abc import Iterable, Sequence

from casedesk.domain.handout import HandoutOptions, Numbering
from casedesk.handout.ooxml import NAMESPACES, PROLOG, twips
from casedesk.handout.styles import default_size, faces, size_of, style_sheet

CASE_LIST = 1
"""The list whose first level numbers the cases and whose second the questions, so that these restart by themselves."""
BULLET_LIST = 2
STORY_BULLETS = 3
FIRST_NUMBERED_LIST = 4
"""Every numbered list of a story has a number of its own from here on, or it would go on from the one before."""
LIST_LEVELS = 3


def numbering_xml(options: HandoutOptions, numbered_lists: Sequence[int]) -> str:
    """The numbering part; `numbered_lists` has the level of every numbered list of the stories, in order."""
    return (
        f"{PROLOG}<w:numbering {NAMESPACES}>{''.join(abstract_lists(options))}"
        f"{''.join(list_numbers(numbered_lists))}</w:numbering>"
    )


def abstract_lists(options: HandoutOptions, first_id: int = 0) -> Iterable[str]:
    """The four w:abstractNum elements: cases and questions, bullets, bullets and numbers inside stories."""
    grey = "000000" if options.large_print else "7F7F7F"
    sheet = style_sheet(options)
    bullet_indent = round(twips(default_size(sheet)) * 1.2)
    indent = round(twips(size_of(sheet, "CaseList")) * 2)
    bullet = f'{_ARIAL}<w:color w:val="{grey}"/>'
    yield _abstract(first_id, "multilevel", f"{_case_level(options)}{_question_level(options)}")
    yield _abstract(
        first_id + 1, "hybridMultilevel", _level(0, "bullet", "–", bullet_indent, bullet_indent, bullet, "ListBullet")
    )
    half = indent // 2
    bullets = (_level(depth, "bullet", "–", indent + half * (depth + 1), half, bullet) for depth in range(LIST_LEVELS))
    yield _abstract(first_id + 2, "multilevel", "".join(bullets))
    kinds = ("decimal", "lowerLetter", "lowerRoman")
    numbers = (
        _level(depth, kind, f"%{depth + 1}.", indent + half * (depth + 1), indent * 3 // 4, "")
        for depth, kind in enumerate(kinds)
    )
    yield _abstract(first_id + 3, "multilevel", "".join(numbers))


def list_numbers(numbered_lists: Sequence[int], first_id: int = 0, offset: int = 0) -> Iterable[str]:
    """The w:num elements for the lists of `abstract_lists` that begin at `first_id`; ids are moved on by `offset`."""
    for place, number in enumerate((CASE_LIST, BULLET_LIST, STORY_BULLETS)):
        yield f'<w:num w:numId="{number + offset}"><w:abstractNumId w:val="{first_id + place}"/></w:num>'
    for place, level in enumerate(numbered_lists):
        yield (
            f'<w:num w:numId="{FIRST_NUMBERED_LIST + place + offset}"><w:abstractNumId w:val="{first_id + 3}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )


_ARIAL = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'


def _abstract(id_: int, kind: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:nsid w:val="{0x1A2B3C01 + id_:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{0x1A2B3C11 + id_:08X}"/>{levels}</w:abstractNum>'
    )


def _level(depth: int, kind: str, text: str, left: int, hanging: int, run: str, style: str = "") -> str:
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{properties}</w:lvl>'
    )


def _case_level(options: HandoutOptions) -> str:
    colour = "000000" if options.large_print else "595959"
    if options.is_official:
        text = "Annex %1" if options.language == "en" else "附件%1"
        return (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Attach"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    kind, text = ("decimal", "Case %1\u2002") if options.language == "en" else ("chineseCountingThousand", "案例%1　")
    if options.numbering is Numbering.NONE:
        kind, text = "none", ""
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="Heading1"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:rPr><w:color w:val="{colour}"/></w:rPr></w:lvl>'
    )


def _question_level(options: HandoutOptions) -> str:
    """The number before a question; on an answer sheet it stands on the first of the lines instead."""
    if options.is_official:
        return (
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Question"/>'
            '<w:suff w:val="nothing"/><w:lvlText w:val="%2."/><w:lvlJc w:val="left"/></w:lvl>'
        )
    sheet = style_sheet(options)
    style = "AnswerLineNum" if "AnswerLineNum" in sheet else "Question"
    indent = round(twips(size_of(sheet, style)) * 1.6)
    font = "" if options.language == "en" else _ARIAL
    return _level(1, "decimal", "%2.", indent, indent, f"{font}<w:b/><w:bCs/>", style)


def font_table_xml(options: HandoutOptions) -> str:
    """The font table: the fonts of the edition, the East Asian ones also under their Chinese names."""
    names = {name for face in faces(options).values() for name in (face.latin, face.east_asian)} | {"Arial"}
    fonts = "".join(_font(name) for name in sorted(names))
    return f"{PROLOG}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


_CHINESE_NAMES = {"SimSun": "宋体", "SimHei": "黑体", "KaiTi": "楷体", "FangSong": "仿宋"}
_SERIFS = ("Times New Roman", "Cambria", "SimSun", "FangSong")


def _font(name: str) -> str:
    chinese = _CHINESE_NAMES.get(name)
    other = f'<w:altName w:val="{chinese}"/><w:charset w:val="86"/>' if chinese else '<w:charset w:val="00"/>'
    family = "roman" if name in _SERIFS else "modern" if chinese else "swiss"
    return f'<w:font w:name="{name}">{other}<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'


def settings_xml(options: HandoutOptions) -> str:
    """The settings: Word 2013's own layout (no compatibility mode), nothing that asks a question on opening."""
    uri = "http://schemas.microsoft.com/office/word"
    values = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
    compat = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in values)
    mirror = "<w:mirrorMargins/>" if options.is_mirrored else ""
    sides = "<w:evenAndOddHeaders/>" if options.is_official else ""
    return (
        f'{PROLOG}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{mirror}<w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>{sides}'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        # Without it Word stretches the lines of a justified paragraph that end in a line break.
        f"<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def app_xml() -> str:
    """The extended properties: the program's name and nothing about the person or the computer."""
    return (
        f'{PROLOG}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>CaseDesk</Application></Properties>"
    )
