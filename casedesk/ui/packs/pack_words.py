"""The words of the preview of a case pack."""

from collections.abc import Sequence

from casedesk.domain.case import Case
from casedesk.domain.casepack import Pack
from casedesk.domain.casepack_compare import CaseEntry, ChangedBy, PlanEntry, Standing, Take
from casedesk.domain.lesson import LessonPlan
from casedesk.tasks.field_words import section_text
from casedesk.texts import tr, tr_n
from casedesk.ui.models.value_names import role_name
from casedesk.ui.packs.wording import Wording

Entry = CaseEntry | PlanEntry


def group_name(standing: Standing, wording: Wording) -> str:
    """The heading over the cases that stand so."""
    return tr(wording.groups[standing])


def standing_sentence(entry: Entry, wording: Wording) -> str:
    """How an entry stands in the library, in a sentence."""
    return tr(wording.sentences[entry.standing])


def take_name(entry: Entry, take: Take, wording: Wording) -> str:
    """What a choice is called for this entry."""
    if wording.is_backup:
        is_gone = entry.standing is Standing.NEW
        return tr("Bring back") if is_gone and take is Take.THEIRS else tr(wording.takes[take])
    if entry.standing is Standing.NEW:
        return tr("Add") if take is Take.THEIRS else tr("Leave out")
    if entry.standing is Standing.TRASHED:
        return {Take.MINE: tr("Leave in the trash"), Take.THEIRS: tr("Bring back as theirs")}.get(
            take, tr(wording.takes[take])
        )
    if entry.standing is Standing.GONE:
        return tr("Move to the trash too") if take is Take.THEIRS else tr("Keep it here")
    return tr(wording.takes[take])


def outcome_word(entry: Entry, take: Take, wording: Wording, *, is_open: bool = False) -> str:
    """What will come of an entry, in a word or two for its row; `is_open` says that somebody should decide."""
    if is_open:
        return tr("your choice")
    if wording.is_backup and take in (Take.THEIRS, Take.MINE):
        return tr("bring back") if take is Take.THEIRS else ""
    match take:
        case Take.BOTH:
            return tr("add as another")
        case Take.FIELDS:
            return tr("some fields")
        case Take.THEIRS if entry.standing is Standing.GONE:
            return tr("to the trash")
        case Take.THEIRS:
            return tr("add") if entry.standing is Standing.NEW else tr("update")
        case Take.MINE:
            return tr("leave out") if entry.standing is Standing.NEW else tr("stays")


def changed_words(changed_by: ChangedBy, wording: Wording) -> str:
    """Who has changed a field."""
    words = wording.changed[changed_by]
    return tr(words) if words else ""


def case_text(case: Case) -> str:
    """A case to be read through: its sections under their names."""
    parts = [f"{section.title or role_name(section.role)}\n{section_text(section)}" for section in case.sections]
    return "\n\n".join(parts)


def case_line(case: Case) -> str:
    """The facets of a case in one line."""
    values = (*case.industries, *case.themes, *case.tags)
    return tr(", ").join(values)


def plan_text(plan: LessonPlan) -> str:
    """A plan to be read through: its title, its head in a line or two, and a line for each block."""
    day = plan.day.isoformat() if plan.day else ""
    people = tr_n("{n} person", "{n} people", plan.head_count).format(n=plan.head_count) if plan.head_count else ""
    head = tr(", ").join(filter(None, (plan.course, plan.audience, people, day, plan.place, plan.trainer)))
    goals = plan.objectives
    aims = (goals.knowledge, goals.skill, goals.attitude, plan.key_points, plan.difficult_points)
    blocks = (tr("{minutes} min  {title}").format(minutes=block.minutes, title=block.title) for block in plan.blocks)
    return "\n".join(filter(None, (plan.title, head, *aims, *blocks, plan.reflection)))


def add_words(added: int, updated: int, plans: int, thrown_away: int = 0) -> str:
    """What the filled button does."""
    counts = (
        (added, tr_n("add {n} case", "add {n} cases", added)),
        (updated, tr_n("update {n} case", "update {n} cases", updated)),
        (plans, tr_n("take {n} lesson plan", "take {n} lesson plans", plans)),
        (thrown_away, tr_n("move {n} to the trash", "move {n} to the trash", thrown_away)),
    )
    words = tr(", ").join(text.format(n=f"{n:,}") for n, text in counts if n)
    return words[:1].upper() + words[1:] if words else tr("Nothing to add")


def bring_back_words(cases: int, plans: int) -> str:
    """What the filled button does with a backup."""
    counts = (
        (cases, tr_n("{n} case", "{n} cases", cases)),
        (plans, tr_n("{n} lesson plan", "{n} lesson plans", plans)),
    )
    what = tr(", ").join(text.format(n=f"{n:,}") for n, text in counts if n)
    return tr("Bring back {what}").format(what=what) if what else tr("Nothing chosen yet")


def contents_words(cases: int, plans: int, others: Sequence[tuple[int, str]] = ()) -> str:
    """What a pack holds, in one line."""
    parts = [tr_n("{n} case", "{n} cases", cases).format(n=f"{cases:,}")]
    if plans:
        parts.append(tr_n("{n} lesson plan", "{n} lesson plans", plans).format(n=plans))
    return tr(", ").join([*parts, *(text for count, text in others if count)])


def counted_others(pack: Pack) -> Sequence[tuple[int, str]]:
    """How much there is beside cases and plans, each with its words."""
    collections, pictures, originals = len(pack.collections), len(pack.pictures), len(pack.documents)
    counts = (
        (collections, tr_n("{n} collection", "{n} collections", collections)),
        (pictures, tr_n("{n} picture", "{n} pictures", pictures)),
        (originals, tr_n("{n} original", "{n} originals", originals)),
    )
    methods = len(pack.methods)
    return ((methods, counted_methods(methods)), *((n, words.format(n=n)) for n, words in counts))


def counted_methods(count: int) -> str:
    """So many methods."""
    return tr_n("{n} method", "{n} methods", count).format(n=count)
