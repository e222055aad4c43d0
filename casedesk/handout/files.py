"""A handout saved as a file of any kind: proved for learners, and then put in its place in one step."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from casedesk.domain.handout import Handout
from casedesk.domain.handout_format import HandoutFormat, format_of
from casedesk.handout import docx_writer, html_writer, markdown_writer
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.labels import labels_for
from casedesk.handout.leak_guard import leaks_in
from casedesk.handout.markdown_writer import MarkdownFile
from casedesk.handout.pictures import PictureSource
from casedesk.handout.read_back import Passage
from casedesk.handout.saving import placing, refuse_leaks, save, telling_of_the_disk
from casedesk.handout.text_passages import html_passages, markdown_passages


def write(
    handout: Handout, target: Path, *, template: Path | None = None, picture: PictureSource | None = None
) -> tuple[Path, ...]:
    """Save the handout as the kind of file that the target's name says; the files that it consists of, the target
    first. A template is for Word files. Raises as `docx_writer.write`.
    """
    kind = format_of(target)
    match kind:
        case HandoutFormat.WORD:
            docx_writer.write(handout, target, template=template, picture=picture)
            return (target,)
        case HandoutFormat.HTML:
            page = html_writer.document_of(handout, picture)
            save(page, target, proof=lambda aside: _prove(handout, lambda: html_passages(aside.read_bytes())))
            return (target,)
        case HandoutFormat.MARKDOWN:
            folder = pictures_folder(target, handout.options.language)
            return _save_markdown(handout, markdown_writer.document_of(handout, folder.name, picture), target, folder)
        case _:
            assert_never(kind)


def pictures_folder(target: Path, language: str) -> Path:
    """Where the pictures of a Markdown file are: beside it, called after it."""
    return target.with_name(f"{target.stem}_{labels_for(language).pictures}")


def _prove(handout: Handout, read: Callable[[], tuple[Passage, ...]]) -> None:
    if recipe_of(handout.options.edition).is_guarded:
        refuse_leaks(leaks_in(read(), handout), handout)


def _save_markdown(handout: Handout, file: MarkdownFile, target: Path, folder: Path) -> tuple[Path, ...]:
    """First the pictures, whose names tell what is in them, and last the text that shows them."""
    with placing(target) as aside:
        with telling_of_the_disk(target):
            aside.write_text(file.text, "utf-8", newline="\n")
        _prove(handout, lambda: markdown_passages(aside.read_text("utf-8"), file.pictures))
        with telling_of_the_disk(target):
            if file.pictures:
                folder.mkdir(exist_ok=True)
        pictures = tuple(folder / name for name in file.pictures)
        for path, data in zip(pictures, file.pictures.values(), strict=True):
            if not (path.is_file() and path.read_bytes() == data):
                save(data, path)
    return (target, *pictures)
