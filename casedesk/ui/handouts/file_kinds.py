"""The kinds of file that a handout can be saved as, and the question what it shall be and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from casedesk.domain.errors import BadInputError
from casedesk.domain.handout_format import HandoutFormat
from casedesk.tasks.handout_preview import PDF
from casedesk.tasks.pdf import can_make_pdf
from casedesk.texts import N_, tr


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its ending, and its name in the file dialog, to be translated."""

    ending: str
    name: str

    @property
    def filter(self) -> str:
        """As the file dialog wants it."""
        return f"{tr(self.name)} (*{self.ending})"


_PDF = FileKind(PDF, N_("PDF files"))
_KINDS = (
    FileKind(HandoutFormat.WORD, N_("Word files")),
    FileKind(HandoutFormat.HTML, N_("Web pages, with pictures and style within")),
    FileKind(HandoutFormat.MARKDOWN, N_("Markdown, with a folder of pictures")),
)


def handout_kinds() -> tuple[FileKind, ...]:
    """What a handout can be saved as on this computer."""
    return (_PDF, *_KINDS) if can_make_pdf() else _KINDS


def ask_target(window: QWidget, title: str, stem: Path, kinds: Iterable[FileKind], usual: str) -> Path | None:
    """The file that the user names, with the ending of the kind chosen; None when nothing is to be saved.

    `usual` is the ending that is offered first. Raises BadInputError where the ending is ours and its file is there.
    """
    by_filter = {kind.filter: kind for kind in kinds}
    first = next((words for words, kind in by_filter.items() if kind.ending == usual), next(iter(by_filter)))
    suggested = f"{stem}{by_filter[first].ending}"
    name, chosen = QFileDialog.getSaveFileName(window, title, suggested, ";;".join(by_filter), first)
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() in {kind.ending for kind in by_filter.values()}:
        return path
    target = Path(f"{name}{by_filter.get(chosen, by_filter[first]).ending}")
    if target.exists():  # the dialog has asked for another name
        raise BadInputError(N_("“{path}” exists already; please choose another name."), path=target)
    return target
