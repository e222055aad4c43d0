"""The original beside its case for a file of every kind: read, stored, and the case's own place marked in it."""

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import read_file
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.session import LibrarySession
from tests.importing.files import zipped
from tests.importing.test_readers import odt, rtf, slide_bytes
from tests.importing.variants import html_page, old_doc, styled_docx, write_pdf

STORIES = (
    (
        "门口的雨伞",
        "雨下得很急，一位老人在店门口停下。店员把雨伞递了过去，又替他拦了车。老人第二天送来一封信。",
    ),
    ("换了三次的座位", "一家四口嫌风大又嫌太暗，领班第三次亲自端着餐具过去。孩子终于坐下来吃饭，母亲向领班道歉。"),
)
TEXT = "".join(f"案例{at}：{title}\n{story}\n\n" for at, (title, story) in enumerate(STORIES, 1))
HEADINGS = {TEXT.index(f"案例{at}：") for at in (1, 2)}


def epub(text: str) -> bytes:
    """A book of one chapter."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book.opf": package,
            "c.xhtml": html_page(text, HEADINGS),
        }
    )


def xlsx(rows: list[tuple[str, ...]]) -> bytes:
    """A workbook of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join(
        f'<row r="{down}">'
        + "".join(
            f'<c r="{"ABC"[at]}{down}" t="inlineStr"><is><t>{html.escape(words)}</t></is></c>'
            for at, words in enumerate(row)
        )
        + "</row>"
        for down, row in enumerate(rows, 1)
    )
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/><Override '
            f'PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="案例" sheetId="1" r:id="s"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="s" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def markdown(text: str) -> bytes:
    """The text with its headings as Markdown marks them."""
    return text.replace("案例", "## 案例").encode()


def open_text(text: str) -> bytes:
    """The text as an OpenDocument file."""
    lines = [
        f"<text:h text:outline-level='1'>{line}</text:h>" if line.startswith("案例") else f"<text:p>{line}</text:p>"
        for line in text.split("\n")
    ]
    return odt("".join(lines))


FILES: dict[str, Callable[[], bytes]] = {
    "汇编.docx": lambda: styled_docx(TEXT, HEADINGS),
    "汇编.doc": lambda: old_doc(TEXT),
    "汇编.txt": TEXT.encode,
    "汇编.md": lambda: markdown(TEXT),
    "汇编.html": lambda: html_page(TEXT, HEADINGS),
    "汇编.rtf": lambda: rtf(TEXT),
    "汇编.odt": lambda: open_text(TEXT),
    "汇编.epub": lambda: epub(TEXT),
    "汇编.pptx": lambda: slide_bytes(*STORIES),
    "汇编.xlsx": lambda: xlsx([("标题", "正文"), *STORIES]),
}


@pytest.mark.parametrize("name", [*FILES, "汇编.pdf"])
def test_the_place_of_a_case_is_marked_in_its_original(
    view: CaseView, session: LibrarySession, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name in FILES:
        path.write_bytes(FILES[name]())
    else:
        write_pdf(TEXT, path)
    added = addition(session.library, [read_file(path)], name="")
    assert session.apply(added.edit)
    first, second = added.cases
    view.show_case(second.id)
    view.panels.toggle_source()
    assert view.source.sentence == ""
    assert marked(view).count("领班第三次") == 1
    assert "雨下得很急" not in marked(view)
    assert view.source.open.isVisible()
    view.show_case(first.id)
    assert "雨下得很急" in marked(view)
    assert "领班第三次" not in marked(view)


def marked(view: CaseView) -> str:
    """The words of the original that are marked, without the ends of lines."""
    (place,) = view.source.text.extraSelections()
    return "".join(place.cursor.selectedText().split())  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
