"""What the editor calls things: sections, parts, counts and minutes, in the language of the interface."""

from collections.abc import Mapping

from casedesk.domain.case import Case, Facet, Question, Role, Section
from casedesk.domain.completeness import Part, PartSet, WantedPart, count_of
from casedesk.domain.estimates import CHARACTERS_A_WORD, Estimate
from casedesk.texts import N_, tr, tr_n
from casedesk.ui.models.value_names import role_name

_HINTS: Mapping[Role, str] = {
    Role.BODY: N_("What happened, in order: who, where, when, who said what"),
    Role.QUESTION: N_("Words before the questions"),
    Role.ANALYSIS: N_("Why it came to this; for trainers only"),
    Role.RESOLUTION: N_("How it was settled"),
    Role.LESSON: N_("What to take away from it"),
    Role.OBJECTIVES: N_("What learners can do afterwards"),
    Role.THEORY: N_("The theory behind it"),
    Role.KEY_POINTS: N_("What the discussion must reach"),
    Role.BACKGROUND: N_("What one has to know first"),
    Role.FOLLOW_UP: N_("What happened later"),
}

_MISSING: Mapping[Part, str] = {
    Part.LEARNER_TITLE: N_("There is no learner title yet"),
    Part.BODY: N_("The body is not finished"),
    Part.QUESTIONS: N_("There are no questions yet"),
    Part.ANALYSIS: N_("The analysis is not written yet"),
    Part.RESOLUTION: N_("The resolution is not written yet"),
    Part.LESSON: N_("The lesson is not written yet"),
    Part.OBJECTIVES: N_("The teaching objectives are not written yet"),
    Part.THEORY: N_("The theory is not written yet"),
    Part.KEY_POINTS: N_("The key points are not written yet"),
    Part.BACKGROUND: N_("The background is not written yet"),
    Part.FOLLOW_UP: N_("The follow-up is not written yet"),
    Part.INDUSTRY: N_("The industry is not marked yet"),
    Part.KEYWORDS: N_("There are not enough tags yet"),
}

_PARTS: Mapping[Part, str] = {
    Part.LEARNER_TITLE: N_("Learner title"),
    Part.INDUSTRY: N_("Industry"),
    Part.KEYWORDS: N_("Tags"),
}

_CUSTOMS: Mapping[str, str] = {
    "service": N_("Short service case"),
    "teaching": N_("Teaching case with note (CMCC, MPAcc)"),
    "western": N_("Western case with teaching note"),
    "social_work": N_("Social work case"),
}


def section_name(section: Section) -> str:
    """What a section is headed."""
    return section.title or role_name(section.role)


def section_hint(role: Role) -> str:
    """What an empty section says."""
    return tr(_HINTS[role])


def missing_sentence(wanted: WantedPart, case: Case) -> str:
    """What is said of a part that is not there, or not in full."""
    if title := wanted.title(case.language):
        return tr("“{title}” is not written yet").format(title=title)
    if wanted.part is Part.QUESTIONS and case.questions:
        n = wanted.least
        return tr_n("There should be {n} question at least", "There should be {n} questions at least", n).format(n=n)
    return tr(_MISSING[wanted.part])


def excess_sentence(wanted: WantedPart, case: Case) -> str:
    """What is said of questions or tags that are too many."""
    n, most = count_of(case, wanted.part), wanted.most
    if wanted.part is Part.QUESTIONS:
        words = tr_n("{most} question is enough, not {n}", "{most} questions are enough, not {n}", most)
    else:
        words = tr_n("{most} tag is enough, not {n}", "{most} tags are enough, not {n}", most)
    return words.format(n=n, most=most)


def part_name(wanted: WantedPart, language: str) -> str:
    """The name of a part: its heading where it has one of its own."""
    if wanted.section is None:
        return tr(_PARTS[wanted.part])
    return wanted.title(language) or role_name(wanted.section)


def custom_name(custom: PartSet) -> str:
    """The name of a set of parts."""
    return custom.name or tr(_CUSTOMS[custom.key])


def minutes_words(minutes: int) -> str:
    """Minutes with their unit."""
    return tr_n("{n} minute", "{n} minutes", minutes).format(n=minutes)


def length_words(characters: int, limit: int = 0) -> str:
    """The length of a text, with the limit where there is one."""
    if limit:
        return tr_n("{n} / {limit} character", "{n} / {limit} characters", characters).format(
            n=f"{characters:,}", limit=f"{limit:,}"
        )
    return tr_n("{n} character", "{n} characters", characters).format(n=f"{characters:,}")


def word_count_words(words: int, limit: int = 0) -> str:
    """The length of a text in a language that parts its words, with the limit of characters where there is one."""
    if limit:
        told = tr_n("{n} / {limit} word", "{n} / {limit} words", words)
        return told.format(n=f"{words:,}", limit=f"{limit // CHARACTERS_A_WORD:,}")
    return tr_n("{n} word", "{n} words", words).format(n=f"{words:,}")


def question_count_words(questions: tuple[Question, ...]) -> str:
    """How many questions there are, and for how long."""
    n = len(questions)
    count = tr_n("{n} question", "{n} questions", n).format(n=n)
    return f"{count} · {minutes_words(sum(question.minutes for question in questions))}" if n else count


def estimate_words(estimate: Estimate) -> str:
    """How the minutes of a case come together."""
    parts = ((tr("read {n}"), estimate.reading), (tr("discuss {n}"), estimate.discussion))
    words = [text.format(n=n) for text, n in parts if n]
    if estimate.wrap_up:
        words.append(tr("wrap up {n}").format(n=estimate.wrap_up))
    return " + ".join(words) or tr("Nothing to read or to discuss yet")


def edit_words(case: Case, text: str) -> str:
    """The name of a step on the undo stack."""
    title = case.title if len(case.title) <= _SHORT else case.title[: _SHORT - 1] + "…"
    return tr("{step}: {title}").format(step=text, title=title) if title else text


_SHORT = 20

ADD_FACET: Mapping[Facet, str] = {
    Facet.INDUSTRY: N_("Industry"),
    Facet.THEME: N_("Theme"),
    Facet.OUTCOME: N_("Outcome"),
    Facet.DIFFICULTY: N_("Difficulty"),
    Facet.AUDIENCE: N_("Audience"),
    Facet.TAG: N_("Tag"),
}
"""What the button says that adds a value where there is none."""
