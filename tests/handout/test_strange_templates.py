"""Templates as trainers really have them: of WPS, of other years, half broken. None gets a fault it did not have."""

# python-docx describes its elements too loosely for a checker to follow.
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.handout.assembly import assemble
from casedesk.handout.outline import build
from casedesk.handout.template import from_template
from tests.handout import sample
from tests.handout.pdf_pages import letters, words_of
from tests.handout.validators import against_the_rules, has_integrity, not_whole, rules_program
from tests.handout.word_files import W, parts, tree, with_parts, with_text

LEARNER = build(sample.PLAN, sample.CASES, HandoutOptions())
TRAINER = build(sample.ENGLISH_PLAN, sample.ENGLISH_CASES, HandoutOptions(Edition.TRAINER, "en"))


def _document(*texts: str) -> docx.document.Document:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def nothing_but_a_page(path: Path) -> None:
    document = docx.Document()
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))


def no_styles_and_no_lists(path: Path) -> None:
    """Some converters write none."""
    kept = parts(_saved(path, _document("封面")))
    relations = kept["word/_rels/document.xml.rels"].decode()
    for name in ("styles", "numbering"):
        del kept[f"word/{name}.xml"]
        start = relations.index(f'/relationships/{name}"')
        begin, end = relations.rindex("<Relationship ", 0, start), relations.index("/>", start) + 2
        relations = relations[:begin] + relations[end:]
        types = kept["[Content_Types].xml"].decode()
        begin = types.index(f'<Override PartName="/word/{name}.xml"')
        kept["[Content_Types].xml"] = (types[:begin] + types[types.index("/>", begin) + 2 :]).encode()
    kept["word/_rels/document.xml.rels"] = relations.encode()
    path.write_bytes(_zipped(kept))


def styles_of_a_chinese_wps(path: Path) -> None:
    """Ids are numbers and letters, body text is indented by two characters and snaps to a grid."""
    styles = parts(_saved(path, _document("{{内容}}")))["word/styles.xml"].decode()
    for old, new in (("Normal", "a"), ("Heading1", "1"), ("Heading2", "2"), ("Title", "a3"), ("Header", "a5")):
        styles = styles.replace(f'"{old}"', f'"{new}"')
    indent = '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>'
    styles = styles.replace('<w:name w:val="Normal"/><w:qFormat/>', indent, 1)
    body = parts(path)["word/document.xml"].decode()
    body = body.replace('<w:docGrid w:linePitch="360"/>', '<w:docGrid w:type="lines" w:linePitch="312"/>')
    path.write_bytes(
        with_parts(path.read_bytes(), {"word/styles.xml": styles.encode(), "word/document.xml": body.encode()})
    )


def a_fault_of_its_own(path: Path) -> None:
    """WPS writes attributes that Word does not know."""
    _saved(path, _document("{{content}}"))
    path.write_bytes(with_text(path.read_bytes(), "word/document.xml", "<w:body>", '<w:body><w:p w:wrong="1"/>'))


def three_sections(path: Path) -> None:
    document = _document("封面")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("{{content}}")
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.orientation, last.page_width, last.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.add_paragraph("封底")
    _saved(path, document)


def a_table_at_the_end(path: Path) -> None:
    document = _document("封面")
    document.add_table(2, 2)
    _saved(path, document)


def a_place_in_a_control(path: Path) -> None:
    document = _document("封面")
    place = "<w:p><w:r><w:t>{{content}}</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>{place}</w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    _saved(path, document)


def numbered_headings(path: Path) -> None:
    document = _document("{{content}}")
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        document.styles[name].element.pPr.insert(2, parse_xml(number))
    _saved(path, document)


def last_weeks_handout(path: Path) -> None:
    path.write_bytes(assemble(LEARNER, sample.picture))


def styles_of_other_kinds(path: Path) -> None:
    document = _document("{{content}}")
    for id_, kind in (("CaseText", "character"), ("Label", "paragraph"), ("TblInfo", "paragraph")):
        style = f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{id_}"><w:name w:val="mine {id_}"/></w:style>'
        document.styles.element.append(parse_xml(style))
    _saved(path, document)


def words_from_the_right(path: Path) -> None:
    """As an Arabic office has it."""
    document = _document("{{content}}")
    for name in ("Normal", "Heading 1"):
        document.styles[name].element.get_or_add_pPr().insert(0, parse_xml(f"<w:bidi {nsdecls('w')}/>"))
    _saved(path, document)


def lines_from_the_top(path: Path) -> None:
    document = _document("{{content}}")
    direction = f'<w:textDirection {nsdecls("w")} w:val="tbRl"/>'
    document.element.body.sectPr.find(f"{W}cols").addnext(parse_xml(direction))
    _saved(path, document)


def _saved(path: Path, document: docx.document.Document) -> Path:
    document.save(str(path))
    return path


def _zipped(content: dict[str, bytes]) -> bytes:
    return with_parts(_EMPTY_ZIP, content)


_EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
STRANGE = (
    nothing_but_a_page,
    no_styles_and_no_lists,
    styles_of_a_chinese_wps,
    a_fault_of_its_own,
    three_sections,
    a_table_at_the_end,
    a_place_in_a_control,
    numbered_headings,
    last_weeks_handout,
    styles_of_other_kinds,
    words_from_the_right,
    lines_from_the_top,
)


@pytest.mark.parametrize("make", STRANGE, ids=lambda make: make.__name__)
def test_a_strange_template_keeps_what_is_its_own_and_gets_no_fault(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    template = tmp_path / "template.docx"
    make(template)
    before = Counter(_texts(template))
    made = [tmp_path / "learner.docx", tmp_path / "trainer.docx"]
    for path, handout in zip(made, (LEARNER, TRAINER), strict=True):
        path.write_bytes(from_template(handout, template, sample.picture))
        text = letters("".join(_texts(path)))
        numbered = ("案例", "Case")
        assert [words for words in words_of(handout) if words not in text and not words.startswith(numbered)] == []
        assert {words for words in before - Counter(_texts(path)) if "{{" not in words} == set()
    assert _new(template, made) == {}


@pytest.mark.parametrize("handout", [LEARNER, TRAINER], ids=["learner", "trainer"])
def test_our_text_is_read_from_the_left_in_a_template_that_is_not(handout: Handout, tmp_path: Path) -> None:
    template = tmp_path / "template.docx"
    words_from_the_right(template)
    made = from_template(handout, template, sample.picture)
    styles = {style.get(f"{W}styleId"): style for style in tree(made, "word/styles.xml").iter(f"{W}style")}
    for paragraph in tree(made).find(f"{W}body").iter(f"{W}p"):
        found = paragraph.find(f"{W}pPr/{W}bidi")
        id_ = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        while found is None and id_ in styles:
            found = styles[id_].find(f"{W}pPr/{W}bidi")
            parent = styles[id_].find(f"{W}basedOn")
            id_ = None if parent is None else parent.get(f"{W}val")
        assert found is not None
        assert found.get(f"{W}val") == "0"


def test_a_table_is_as_wide_as_a_line_is_long_that_runs_down_the_page(tmp_path: Path) -> None:
    template = tmp_path / "template.docx"
    lines_from_the_top(template)
    size, margins = (tree(template).find(f".//{W}{name}") for name in ("pgSz", "pgMar"))
    line = int(size.get(f"{W}h")) - int(margins.get(f"{W}top")) - int(margins.get(f"{W}bottom"))
    made = tree(from_template(TRAINER, template, sample.picture))
    assert {int(width.get(f"{W}w")) for width in made.iter(f"{W}tblW")} == {line}


def _texts(path: Path) -> list[str]:
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in tree(path).iter(f"{W}p"))
    return [text for text in paragraphs if text]


def _new(template: Path, made: list[Path]) -> dict[object, int]:
    """Faults that a handout has and its template has not."""
    checks = ((against_the_rules, rules_program()), (not_whole, has_integrity()))
    new: Counter[object] = Counter()
    for check in (check for check, is_here in checks if is_here):
        faults = check([template, *made])
        before = Counter((fault.part, fault.rule) for fault in faults[template])
        for path in made:
            new += Counter((fault.part, fault.rule) for fault in faults[path]) - before
    return dict(new)
