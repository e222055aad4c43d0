"""What a handout's files are called: 课程_班级_日期_学员版.docx."""

from pathlib import Path

from casedesk.domain.file_names import fit_name
from casedesk.domain.handout import HandoutOptions
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.lesson import LessonPlan
from casedesk.handout.editions.table import recipe_of
from casedesk.handout.labels import labels_for

_LONGEST_PART = 40


def file_name(plan: LessonPlan, options: HandoutOptions, kind: HandoutFormat = HandoutFormat.WORD) -> str:
    """The name for the handout of a plan, good on Windows, macOS and Linux; parts that are empty are left out."""
    edition = recipe_of(options.edition).name(options, labels_for(options.language))
    return f"{folder_name(plan, options.language)}_{_clean(edition)}{kind}"


def sheets_name(plan: LessonPlan, options: HandoutOptions) -> str:
    """The name for the PDF with the sheets of a handout whose pages go two to a sheet: ends in 拼版.pdf."""
    return sheets_beside(Path(file_name(plan, options)), options.language).name


def sheets_beside(pages: Path, language: str) -> Path:
    """Where the PDF of the sheets goes whose pages are in a file."""
    return pages.with_name(f"{pages.stem}_{labels_for(language).sheets}.pdf")


def folder_name(plan: LessonPlan, language: str) -> str:
    """The name for the folder with all handouts of a class: what their names begin with."""
    title = plan.title or plan.course or labels_for(language).default_title
    day = plan.day.isoformat() if plan.day else ""
    return "_".join(filter(None, (_clean(part) for part in (title, plan.audience, day))))


def free_name(folder: Path, name: str) -> Path:
    """The path for a file in a folder where no file of that name is: `name`, or with (2), (3) … before its suffix."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def _clean(part: str) -> str:
    return fit_name(part, longest=_LONGEST_PART, gap=" ")
