"""Handouts as web pages and as Markdown: whole, self-contained, proved like Word files, put in place in one step."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from casedesk.domain.errors import LeakError
from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.handout_blocks import Kind, Para
from casedesk.domain.handout_format import HandoutFormat, format_of
from casedesk.domain.handout_secrets import SecretKind
from casedesk.domain.library import Pseudonym
from casedesk.domain.paper import Paper
from casedesk.domain.richtext import Run
from casedesk.handout import files, markdown_writer
from casedesk.handout.html_writer import document_of
from casedesk.handout.leak_guard import leaks_in
from casedesk.handout.outline import build
from casedesk.handout.read_back import Passage
from casedesk.handout.text_passages import html_passages, markdown_passages
from tests.handout import sample

ANALYSIS = "房号、姓氏和“夫妻同住”来自同一块屏幕"
TITLE = "把钥匙给了陌生人：查验身份走过场"
NAMES = (Pseudonym(1, "卫东来", "吴先生"), Pseudonym(2, "邱", "秦"))


def handout_of(edition: Edition = Edition.LEARNER, language: str = "zh", **changes: object) -> Handout:
    plan, cases = (sample.PLAN, sample.CASES) if language == "zh" else (sample.ENGLISH_PLAN, sample.ENGLISH_CASES)
    return build(plan, cases, HandoutOptions(edition, language, **changes))  # pyright: ignore[reportArgumentType]


def words_of(handout: Handout) -> set[str]:
    """The words of every paragraph that is printed, without white space."""
    return {
        "".join(block.text.split())
        for block in handout.blocks
        if isinstance(block, Para) and block.kind is not Kind.ROW
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edition", Edition)
def test_every_edition_is_a_page_and_a_text_with_all_its_words(edition: Edition, language: str) -> None:
    handout = handout_of(edition, language)
    page = document_of(handout, sample.picture)
    text = markdown_writer.document_of(handout, "p", sample.picture).text
    shown = "".join("".join(map(str, html.document_fromstring(page).itertext())).split())
    read = "".join(passage.text for passage in markdown_passages(text, {}))
    read = "".join(read.replace("　", "").split())
    for words in words_of(handout):
        assert words in shown
        assert re.sub(r"\W", "", words) in re.sub(r"[\W]", "", read)
    assert document_of(handout, sample.picture) == page


@pytest.mark.parametrize("paper", Paper)
def test_a_page_brings_all_it_needs_and_asks_for_nothing(paper: Paper) -> None:
    page = document_of(handout_of(paper=paper), sample.picture).decode()
    root = html.document_fromstring(page)
    assert root.get("lang") == "zh-CN"
    assert not root.xpath("//script | //link | //iframe")
    assert "@page{size:" in page
    assert all(str(source).startswith("data:image/") for source in root.xpath("//img/@src"))
    assert root.xpath("//img")
    assert not re.search(r"https?://|url\(|@import", page)
    targets = [str(target).removeprefix("#") for target in root.xpath("//nav//a/@href")]
    assert all(root.xpath(f"//*[@id='{target}']") for target in targets)


def test_the_contents_of_a_page_lead_to_their_headings() -> None:
    root = html.document_fromstring(document_of(handout_of(Edition.TRAINER)))
    for link in root.xpath("//nav//a"):
        (goal,) = root.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert goal.text_content() == link.text_content()


def test_lists_nest_in_a_page_as_they_do_on_paper() -> None:
    root = html.document_fromstring(document_of(handout_of(), sample.picture))
    (outer,) = [found for found in root.xpath("//ol") if "菜名两行" in found.text_content()]
    assert [str(item.text) for item in outer.xpath("./li")] == ["菜名两行", "优惠四行", "备注一行"]
    assert outer.xpath("./li[2]/ul/li/text()") == ["满减", "红包"]


def test_the_styles_of_a_learners_page_name_nothing_of_trainers() -> None:
    page = document_of(handout_of(), sample.picture).decode()
    assert ".answer{" not in page
    assert "analysis" not in page
    assert ".panel-lesson" in document_of(handout_of(Edition.TRAINER)).decode()


def test_a_picture_that_is_missing_leaves_its_words() -> None:
    handout = handout_of()
    assert "[图：小票的式样" in document_of(handout).decode()
    file = markdown_writer.document_of(handout, "p")
    assert "图：小票的式样" in file.text
    assert file.pictures == {}


def test_words_that_look_like_marks_stay_words() -> None:
    odd = "<script>alert(1)</script> *5* & `x` | [a](b) </style> # 1. \\"
    handout = replace(handout_of(), title=odd, header=odd, footer=odd, blocks=(Para(Kind.TEXT, (Run(odd),)),))
    root = html.document_fromstring(document_of(handout))
    assert not root.xpath("//script")
    assert root.xpath("string(//main)").strip() == odd
    (words,) = markdown_passages(markdown_writer.document_of(handout, "p").text, {})
    assert words.text == odd


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edition", Edition)
def test_clean_files_pass_the_guard(edition: Edition, language: str, tmp_path: Path) -> None:
    for kind in HandoutFormat:
        files.write(handout_of(edition, language), tmp_path / f"a{kind}", picture=sample.picture)
    assert {"a.docx", "a.html", "a.md"} <= {path.name for path in tmp_path.iterdir()}


HTML_LEAKS: list[tuple[str, Callable[[str], str], SecretKind]] = [
    ("paragraph", lambda page: page.replace("</main>", f"<p>{ANALYSIS}</p></main>"), SecretKind.TRAINER_SECTION),
    (
        "marked up",
        lambda page: page.replace("</main>", f"<p>{ANALYSIS[:4]}<b>{ANALYSIS[4:]}</b></p></main>"),
        SecretKind.TRAINER_SECTION,
    ),
    ("comment", lambda page: page.replace("<main>", "<main><!-- 随便 -->"), SecretKind.COMMENT),
    ("alt", lambda page: re.sub('alt="[^"]*"', f'alt="{ANALYSIS}"', page), SecretKind.TRAINER_SECTION),
    ("title", lambda page: re.sub("<title>.*</title>", f"<title>{TITLE}</title>", page), SecretKind.LIBRARY_TITLE),
    (
        "meta",
        lambda page: page.replace("<title>", f'<meta name="description" content="{TITLE}"><title>'),
        SecretKind.LIBRARY_TITLE,
    ),
    (
        "style",
        lambda page: page.replace("</style>", f'p:after{{content:"{ANALYSIS}"}}</style>'),
        SecretKind.TRAINER_SECTION,
    ),
    ("hidden", lambda page: page.replace("</main>", "<p hidden>x</p></main>"), SecretKind.HIDDEN_TEXT),
    ("unseen", lambda page: page.replace("</main>", '<p style="display: none">x</p></main>'), SecretKind.HIDDEN_TEXT),
    ("script", lambda page: page.replace("</main>", "<script>x</script></main>"), SecretKind.EMBEDDED_FILE),
    (
        "link",
        lambda page: page.replace("</main>", f'<a href="file:///{ANALYSIS}">x</a></main>'),
        SecretKind.TRAINER_SECTION,
    ),
    ("data", lambda page: page.replace("<main>", f'<main data-note="{ANALYSIS}">'), SecretKind.TRAINER_SECTION),
    ("answer", lambda page: page.replace("</main>", "<p>参考答案</p></main>"), SecretKind.TRAINER_LABEL),
    ("cell", lambda page: page.replace("</td>", "<br>礼貌不是省略步骤的理由</td>", 1), SecretKind.TRAINER_SECTION),
]


@pytest.mark.parametrize(("plant", "kind"), [leak[1:] for leak in HTML_LEAKS], ids=[leak[0] for leak in HTML_LEAKS])
def test_every_leak_in_a_page_is_found(plant: Callable[[str], str], kind: SecretKind) -> None:
    handout = handout_of()
    page = document_of(handout, sample.picture).decode()
    planted = plant(page)
    assert planted != page
    assert kind in {leak.kind for leak in leaks_in(html_passages(planted.encode()), handout)}


def test_a_picture_in_a_page_that_tells_is_found() -> None:
    handout = handout_of()
    told = f"x\0{ANALYSIS}".encode()
    chunk = len(told).to_bytes(4, "big") + b"tEXt" + told + bytes(4)
    telling = sample.PICTURE[:33] + chunk + sample.PICTURE[33:]
    page = f'<html><body><img src="data:image/png;base64,{b64encode(telling).decode()}"></body></html>'.encode()
    assert [leak.kind for leak in leaks_in(html_passages(page), handout)] == [SecretKind.TRAINER_SECTION]
    assert [leak.kind for leak in leaks_in(markdown_passages("x", {"a.png": telling}), handout)] == [
        SecretKind.TRAINER_SECTION
    ]


MARKDOWN_LEAKS = {
    "line": (ANALYSIS, SecretKind.TRAINER_SECTION),
    "marked": (f"{ANALYSIS[:4]}**{ANALYSIS[4:8]}**<u>{ANALYSIS[8:]}</u>", SecretKind.TRAINER_SECTION),
    "escaped": (ANALYSIS.replace("和", "和\\*"), SecretKind.TRAINER_SECTION),
    "entity": ("".join(f"&#{ord(char)};" for char in ANALYSIS), SecretKind.TRAINER_SECTION),
    "comment": ("<!-- 随便 -->", SecretKind.COMMENT),
    "open comment": ("<!-- 随便", SecretKind.COMMENT),
    "alt": (f"![{ANALYSIS}](a.png)", SecretKind.TRAINER_SECTION),
    "link": (f"[x](<{ANALYSIS}.md>)", SecretKind.TRAINER_SECTION),
    "cell": ("| a | 参考答案 |", SecretKind.TRAINER_LABEL),
    "script": ("<script>x</script>", SecretKind.EMBEDDED_FILE),
}


@pytest.mark.parametrize(("planted", "kind"), MARKDOWN_LEAKS.values(), ids=list(MARKDOWN_LEAKS))
def test_every_leak_in_markdown_is_found(planted: str, kind: SecretKind) -> None:
    handout = handout_of()
    text = markdown_writer.document_of(handout, "p", sample.picture).text
    assert kind in {leak.kind for leak in leaks_in(markdown_passages(f"{text}\n{planted}\n", {}), handout)}


@pytest.mark.parametrize(
    "passages", [html_passages("<p>邱<b>女士</b></p>".encode()), markdown_passages("邱**女士**", {})]
)
def test_real_names_are_found_whatever_marks_stand_within(passages: tuple[Passage, ...]) -> None:
    handout = build(sample.PLAN, sample.CASES, HandoutOptions(), pseudonyms=NAMES)
    assert SecretKind.REAL_NAME in {leak.kind for leak in leaks_in(passages, handout)}


@pytest.mark.parametrize("kind", [HandoutFormat.HTML, HandoutFormat.MARKDOWN])
def test_a_leak_stops_the_export_and_leaves_the_old_file(kind: HandoutFormat, tmp_path: Path) -> None:
    target = tmp_path / f"讲义{kind}"
    target.write_bytes(b"the old one")
    handout = handout_of()
    planted = Para(Kind.TEXT, (Run("小纪怕的是得罪一位真正的住客。"),))
    with pytest.raises(LeakError, match="小纪怕的是得罪一位真正的住客"):
        files.write(replace(handout, blocks=(*handout.blocks, planted)), target, picture=sample.picture)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_the_pictures_of_markdown_lie_beside_it_where_the_text_says(tmp_path: Path) -> None:
    target = tmp_path / "周一 讲义.md"
    written = files.write(handout_of(), target, picture=sample.picture)
    (picture,) = written[1:]
    assert picture.read_bytes() == sample.PICTURE
    assert f"](<{picture.relative_to(tmp_path).as_posix()}>)" in target.read_text("utf-8")
    before = {path: path.stat().st_mtime_ns for path in written[1:]}
    assert files.write(handout_of(), target, picture=sample.picture) == written
    assert {path: path.stat().st_mtime_ns for path in written[1:]} == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docx", HandoutFormat.WORD),
        ("a.HTM", HandoutFormat.HTML),
        ("a.html", HandoutFormat.HTML),
        ("a.markdown", HandoutFormat.MARKDOWN),
        ("a", HandoutFormat.WORD),
    ],
)
def test_the_ending_says_what_a_file_is_to_be(name: str, kind: HandoutFormat) -> None:
    assert format_of(Path(name)) is kind
