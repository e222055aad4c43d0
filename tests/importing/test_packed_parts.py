"""What lies beside the text of a Word file or a slide, in parts of its own: whole documents, charts, SmartArt."""

from pathlib import Path

import pytest

from casedesk.domain.draft import SourceText
from casedesk.domain.errors import UnreadableFileError
from casedesk.importing.reading import read
from tests.importing.files import p, relation, saved, word_bytes

STORY = "雨下得很急，一位老人在店门口停下。"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)
DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>
<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>问清需要</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>先看</a:t></a:r><a:r><a:t>人</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>再看物</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>
<dgm:cxn srcId="0" destId="3" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>
<dgm:cxn srcId="1" destId="2" srcOrd="0"/><dgm:cxn srcId="2" destId="0" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>"""
CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart>
<c:title><c:tx><c:rich><a:p><a:r><a:t>投诉</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>
<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>件数</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>一月</c:v></c:pt><c:pt idx="2"><c:v>三月</c:v></c:pt></c:strCache>
</c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>8.200000000000001</c:v></c:pt>
<c:pt idx="2"><c:v>3</c:v></c:pt>
</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
DRAWN = (
    '<w:p><w:r><w:drawing><{0} xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:drawing></w:r></w:p>'
)
WEB_ARCHIVE = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; '
    f'charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<h1>案例一</h1><p>{STORY}</p>\r\n--x--\r\n'
)
RTF = "{\\rtf1 " + "".join(f"\\u{ord(char)}?" for char in "案例一") + "\\par "
RTF += "".join(f"\\u{ord(char)}?" for char in STORY) + "}"
CHUNK = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c"/>'


def word(folder: Path, body: str, name: str, part: str | bytes, kind: str) -> SourceText:
    data = word_bytes(body, parts={f"word/{name}": part}, relations=relation("c", kind, name))
    return read(saved(folder, "a.docx", data))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("chunk.htm", f"<html><body><h1>案例一</h1><p>{STORY}</p></body></html>"),
        (
            "chunk.mht",
            WEB_ARCHIVE,
        ),
        ("chunk.txt", f"案例一\n{STORY}"),
        ("chunk.docx", word_bytes(p("案例一") + p(STORY))),
        (
            "chunk.rtf",
            RTF,
        ),
    ],
    ids=["page", "web archive", "text", "Word", "RTF"],
)
def test_a_document_inside_a_word_file_is_read_at_its_place(tmp_path: Path, name: str, part: str | bytes):
    found = word(tmp_path, p("前言") + CHUNK + p("后记"), name, part, "aFChunk")
    assert [line for line in found.text.splitlines() if line] == ["前言", "案例一", STORY, "后记"]
    assert all(found.text[block.start : block.end].strip() for block in found.blocks)


def test_a_document_that_cannot_be_read_inside_a_word_file_is_passed_over(tmp_path: Path):
    assert word(tmp_path, p("前言") + CHUNK, "chunk.docx", b"PK\x03\x04 broken", "aFChunk").text == "前言\n"


def test_the_words_of_smart_art_are_read_in_their_order(tmp_path: Path):
    found = word(tmp_path, p("前言") + DRAWN.format('dgm:relIds r:dm="c"'), "data1.xml", DIAGRAM, "diagramData")
    assert [line for line in found.text.splitlines() if line] == ["前言", "先看人", "问清需要", "再看物"]


def test_a_chart_is_read_as_a_table(tmp_path: Path):
    found = word(tmp_path, DRAWN.format('c:chart r:id="c"'), "chart1.xml", CHART, "chart")
    assert [line for line in found.text.splitlines() if line] == ["投诉", "\t件数", "一月\t8.2", "三月\t3"]


def test_a_word_file_of_pictures_is_refused_for_what_it_is(tmp_path: Path):
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="c"/>'
        "</w:drawing></w:r></w:p>"
    )
    with pytest.raises(UnreadableFileError, match="holds only pictures"):
        word(tmp_path, picture, "image1.png", PIXEL, "image")
