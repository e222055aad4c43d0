"""What the page of similar cases says: kinds of likeness, names of fields, and what a merge comes to."""

from collections.abc import Mapping

from casedesk.domain.case import Case, Question, Role
from casedesk.domain.draft import LikenessKind
from casedesk.domain.estimates import body_characters
from casedesk.domain.merging import MergeField, Side
from casedesk.domain.plain_text import plain
from casedesk.tasks.case_pair import CasePair
from casedesk.tasks.field_words import value_words
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.models.value_names import role_name

_KINDS: Mapping[LikenessKind, str] = {
    LikenessKind.EXACT: N_("Same text"),
    LikenessKind.NEAR: N_("Nearly the same"),
    LikenessKind.RETOLD: N_("Retold"),
}


def kind_name(kind: LikenessKind) -> str:
    """How alike the cases of a group are, in a word."""
    return tr(_KINDS[kind])


def merged_words(field: MergeField, value: object) -> str:
    """What a single value says to the reader; empty for none."""
    if field.name == "minutes" and value is not None:
        return tr("{n} min").format(n=value)
    return value_words(field.name, value)


def likeness_sentence(pair: CasePair) -> tuple[str, str, str]:
    """How alike two cases are: words, the share in the middle, and what else is different."""
    kept, other = pair.kept, pair.other
    rest: list[str] = []
    if pair.in_one_family:
        rest.append(tr("of one family"))
    rest.append(tr("same title") if kept.title == other.title else tr("other title"))
    if pair.kept_ties.source or pair.other_ties.source:
        is_same = pair.kept_ties.source == pair.other_ties.source
        rest.append(tr("same source") if is_same else tr("other source"))
    tail = tr(", ").join(["", *rest])
    match pair.kind:
        case LikenessKind.EXACT:
            return tr("The text is the same"), "", tail
        case LikenessKind.NEAR:
            return tr("Text alike by"), f"{pair.share:.0%}", tail
        case LikenessKind.RETOLD:
            return tr("The same story in other words; shared words are marked"), "", tail


def ties_sentence(source: str, uses: int) -> str:
    """Where a case came from and how often it was taught."""
    taught = tr_n("used {n} time", "used {n} times", uses).format(n=uses) if uses else tr("never used")
    return tr(", ").join(filter(None, (source, taught)))


def questions_words(questions: tuple[Question, ...]) -> str:
    """How many questions there are; one alone is told."""
    n = len(questions)
    count = tr_n("{n} question", "{n} questions", n).format(n=n)
    if n == 1:
        return tr("{count}: {text}").format(count=count, text=" ".join(questions[0].text.split()))
    minutes = sum(question.minutes for question in questions)
    return tr(", ").join((count, tr_n("{n} minute", "{n} minutes", minutes).format(n=minutes)))


def result_sentence(pair: CasePair, result: Case, choices: Mapping[str, Side]) -> str:
    """What comes out of a merge with these choices."""
    words = body_characters(result)
    parts = [
        tr("title from the left") if choices.get("title") is not Side.OTHER else tr("title from the right"),
        tr_n("body {n} character", "body {n} characters", words).format(n=f"{words:,}"),
    ]
    if n := len(result.questions):
        parts.append(tr_n("{n} question", "{n} questions", n).format(n=n))
    for role in Role:
        if role in (Role.BODY, Role.QUESTION):
            continue
        if _says(result, role) and not _says(pair.kept, role):
            parts.append(tr("{section} added").format(section=role_name(role)))
    return tr("After the merge: {parts}").format(parts=tr(", ").join(parts))


def _says(case: Case, role: Role) -> bool:
    return any(plain(section.html).strip() for section in case.sections if section.role is role)
