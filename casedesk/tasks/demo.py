"""The main job from end to end on the sample collection: import, filter, plan, print."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from casedesk import paths
from casedesk.domain.filters import Hits
from casedesk.domain.handout import Edition
from casedesk.domain.lesson import LessonPlan
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import Addition, addition
from casedesk.tasks.export_handout import ClassFolder, export_class_folder, options_for
from casedesk.tasks.import_documents import Imported, import_documents
from casedesk.tasks.plans import new_plan
from casedesk.tasks.progress import SILENCE, Progress
from casedesk.tasks.search import search

CASES = 5
MINUTES = 90


@dataclass(frozen=True, slots=True)
class DemoWords:
    """What the demo looks for and what it calls things, in one language."""

    query: str
    course: str
    group: str


WORDS = {
    "zh": DemoWords(query="点评:有", course="服务现场的判断", group="前厅新员工班"),
    "en": DemoWords(query="analysis:any", course="Judgement at the counter", group="New front-line staff"),
}


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    library: Path
    imported: Imported
    added: Addition
    query: str
    hits: Hits
    plan: LessonPlan
    written: ClassFolder


def collection(language: str) -> Path:
    """The messy Word file that the demo imports, in "zh" or "en"."""
    return paths.resource("sample", f"messy-collection.{language}.docx")


def demo(out: Path, library: Path, *, language: str, now: datetime, progress: Progress = SILENCE) -> Demo:
    """Run the main job: a library from the messy collection, a plan for tomorrow at nine, its class folder in `out`.

    Run again, it adds no case twice, keeps the plan and leaves files alone that would be the same.
    """
    words = WORDS[language]
    imported = import_documents([collection(language)], progress)
    with Library.open(library) as opened:
        added = addition(opened, imported.files, name=words.course, now=now)
        opened.apply(added.edit)
        hits = search(library, words.query, limit=0).hits
        plan = _plan(opened, hits, words, language=language, now=now)
        options = [options_for(edition, language=language) for edition in Edition]
        written = export_class_folder(opened, plan, out, editions=options)
    return Demo(library, imported, added, words.query, hits, plan, written)


def _plan(library: Library, hits: Hits, words: DemoWords, *, language: str, now: datetime) -> LessonPlan:
    """The plan for the first cases of the collection that were found, or the one that is there for the same day."""
    tomorrow: date = now.astimezone().date() + timedelta(days=1)
    known = (plan for plan in library.plans.all() if (plan.course, plan.day) == (words.course, tomorrow))
    if plan := next(known, None):
        return plan
    plan, edit = new_plan(
        library,
        library.cases.get_many(sorted(hits.ids)[:CASES]),
        title=words.course,
        target=MINUTES,
        language=language,
        day=tomorrow,
        audience=words.group,
        now=now,
    )
    library.apply(edit)
    return plan
