"""Edits as a trainer makes them in Word, made in the document of a file."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from casedesk.handout.part_lines import ends_cases
from casedesk.handout.template_file import W, parse, serialised

Body = etree._Element  # pyright: ignore[reportPrivateUsage]


def edit(data: bytes, target: Path, change: Callable[[Body], None]) -> Path:
    """The file with a change made in the body of its document."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = parse(parts["word/document.xml"])
    body = root.find(f"{W}body")
    assert body is not None
    change(body)
    parts["word/document.xml"] = serialised(root)
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def style_of(paragraph: Body) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def paragraphs(body: Body, *styles: str) -> Iterator[Body]:
    """The paragraphs in these styles that say something, from the first case to the last."""
    found = list(body.iter(f"{W}p"))
    first = next(at for at, paragraph in enumerate(found) if style_of(paragraph) in ("Heading1", "Heading1First"))
    last = next((at for at, item in enumerate(found) if ends_cases(text_of(item))), len(found))
    yield from (item for item in found[first:last] if style_of(item) in styles and text_of(item))


def text_of(paragraph: Body) -> str:
    """The words of a paragraph."""
    return "".join(item.text or "" for item in paragraph.iter(f"{W}t"))


def texts(paragraph: Body) -> list[Body]:
    """The pieces of text that are the trainer's and not set by the program, such as a label or the minutes."""
    return [item for item in paragraph.iter(f"{W}t") if not _is_set(item)]


def _is_set(text: Body) -> bool:
    run = text.getparent()
    style = run.find(f"{W}rPr/{W}rStyle") if run is not None else None
    return style is not None and style.get(f"{W}val") != "Speaker"


def retype(text: Body, words: str) -> None:
    """Type words behind a piece of text."""
    text.text = f"{text.text}{words}"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_after(paragraph: Body, text: str, style: str = "") -> None:
    """A new paragraph behind one, as Word makes it: in the same style where no other is named."""
    name = style or style_of(paragraph)
    new = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(new, f"{W}pPr"), f"{W}pStyle", {f"{W}val": name})
    etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = text
    paragraph.addnext(new)


def remove(paragraph: Body) -> None:
    """Take a paragraph out."""
    parent = paragraph.getparent()
    assert parent is not None
    parent.remove(paragraph)


def lose_marks(body: Body) -> None:
    """What some programs do on saving: bookmarks are gone."""
    for mark in list(body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(mark)
