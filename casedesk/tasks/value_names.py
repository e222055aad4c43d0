"""The names that a user reads for facets and for the codes that are stored as their values."""

from collections.abc import Mapping

from casedesk.domain.case import Depth, Facet, QuestionKind, Role
from casedesk.domain.estimates import Length
from casedesk.domain.filters import EMPTY
from casedesk.domain.health import Health
from casedesk.domain.lesson import BlockKind, Need, PlanState
from casedesk.domain.private_data import PrivateKind
from casedesk.texts import N_, tr

_FACETS: Mapping[Facet, str] = {
    Facet.INDUSTRY: N_("Industry"),
    Facet.THEME: N_("Theme"),
    Facet.OUTCOME: N_("Outcome"),
    Facet.AUDIENCE: N_("Audience"),
    Facet.DIFFICULTY: N_("Difficulty"),
    Facet.STATE: N_("Status"),
    Facet.SOURCE: N_("Source"),
    Facet.LANGUAGE: N_("Language"),
    Facet.LENGTH: N_("Length"),
    Facet.HEALTH: N_("Quality"),
    Facet.TAG: N_("Tags"),
    Facet.COLLECTION: N_("Collections"),
    Facet.BATCH: N_("Import batch"),
    Facet.USED: N_("Use"),
    Facet.PRIVATE: N_("Private data"),
}

_EMPTY: Mapping[Facet, str] = {
    Facet.INDUSTRY: N_("No industry"),
    Facet.THEME: N_("No theme"),
    Facet.OUTCOME: N_("No outcome"),
    Facet.AUDIENCE: N_("No audience"),
    Facet.DIFFICULTY: N_("No difficulty"),
    Facet.STATE: N_("No status"),
    Facet.SOURCE: N_("No source"),
    Facet.LANGUAGE: N_("No language"),
    Facet.LENGTH: N_("No length"),
    Facet.HEALTH: N_("No quality"),
    Facet.TAG: N_("No tags"),
    Facet.COLLECTION: N_("In no collection"),
    Facet.BATCH: N_("Not imported"),
    Facet.USED: N_("Never used"),
    Facet.PRIVATE: N_("No private data found"),
}

_CODES: Mapping[Facet, Mapping[str, str]] = {
    Facet.OUTCOME: {"positive": N_("Positive"), "negative": N_("Negative"), "mixed": N_("Mixed")},
    Facet.DIFFICULTY: {"easy": N_("Easy"), "medium": N_("Medium"), "hard": N_("Hard")},
    Facet.STATE: {"pending": N_("To be reviewed"), "reviewed": N_("Reviewed")},
    Facet.LENGTH: {
        Length.MICRO: N_("Very short"),
        Length.SHORT: N_("Short"),
        Length.MEDIUM: N_("Medium length"),
        Length.LONG: N_("Long"),
    },
    Facet.LANGUAGE: {
        "zh": N_("Chinese"),
        "zh-Hans": N_("Simplified Chinese"),
        "zh-Hant": N_("Traditional Chinese"),
        "zh_CN": N_("Simplified Chinese"),
        "zh_TW": N_("Traditional Chinese"),
        "en": N_("English"),
    },
    Facet.HEALTH: {
        Health.COMPLETE: N_("Complete"),
        Health.NO_BODY: N_("No text"),
        Health.TRUNCATED: N_("Text cut off"),
        Health.GARBLED: N_("Garbled text"),
        Health.NO_QUESTIONS: N_("No questions"),
        Health.NO_ANALYSIS: N_("No analysis"),
        Health.NO_LESSON: N_("No lesson"),
        Health.NO_INDUSTRY: N_("No industry"),
    },
    Facet.PRIVATE: {
        PrivateKind.MOBILE: N_("Mobile number"),
        PrivateKind.LANDLINE: N_("Phone number"),
        PrivateKind.IDENTITY_CARD: N_("Identity card number"),
        PrivateKind.BANK_CARD: N_("Bank card number"),
        PrivateKind.EMAIL: N_("E-mail address"),
        PrivateKind.PASSPORT: N_("Passport number"),
        PrivateKind.PLATE: N_("Number plate"),
        PrivateKind.ACCOUNT: N_("Account"),
        PrivateKind.ADDRESS: N_("Address"),
    },
}

_KINDS: Mapping[QuestionKind, str] = {
    QuestionKind.DISCUSSION: N_("Discussion"),
    QuestionKind.OPEN: N_("Written answer"),
    QuestionKind.SINGLE_CHOICE: N_("Single choice"),
    QuestionKind.MULTIPLE_CHOICE: N_("Multiple choice"),
    QuestionKind.TRUE_FALSE: N_("True or false"),
    QuestionKind.ROLE_PLAY: N_("Role play"),
}

_DEPTHS: Mapping[Depth, str] = {
    Depth.BOTH: N_("For everyone"),
    Depth.NEW_STAFF: N_("For new staff"),
    Depth.SUPERVISOR: N_("For supervisors"),
}

_ROLES: Mapping[Role, str] = {
    Role.BODY: N_("Body"),
    Role.QUESTION: N_("Questions"),
    Role.ANALYSIS: N_("Analysis"),
    Role.RESOLUTION: N_("Resolution"),
    Role.LESSON: N_("Lesson"),
    Role.OBJECTIVES: N_("Teaching objectives"),
    Role.THEORY: N_("Theory"),
    Role.KEY_POINTS: N_("Key points"),
    Role.BACKGROUND: N_("Background"),
    Role.FOLLOW_UP: N_("Follow-up"),
}

KIND_NAMES: Mapping[BlockKind, str] = {
    BlockKind.OPENING: N_("Opening"),
    BlockKind.CASE: N_("Case discussion"),
    BlockKind.LECTURE: N_("Lecture"),
    BlockKind.ROLE_PLAY: N_("Role play"),
    BlockKind.GROUP_WORK: N_("Group work"),
    BlockKind.EXERCISE: N_("Exercise"),
    BlockKind.BREAK: N_("Break"),
    BlockKind.SUMMARY: N_("Summary"),
    BlockKind.TEST: N_("Test"),
    BlockKind.OTHER: N_("Other"),
}
NEED_NAMES: Mapping[Need, str] = {Need.MUST: N_("Must"), Need.MAY: N_("May drop"), Need.SPARE: N_("Spare")}
STATE_NAMES: Mapping[PlanState, str] = {
    PlanState.DRAFT: N_("Draft"),
    PlanState.READY: N_("Ready"),
    PlanState.TAUGHT: N_("Taught"),
}


def facet_name(facet: Facet) -> str:
    """The heading of a facet."""
    return tr(_FACETS[facet])


def value_name(facet: Facet, value: str) -> str:
    """What a user reads for a value of a facet; the trainer's own words stand for themselves."""
    if value == EMPTY:
        return tr(_EMPTY[facet])
    code = _CODES.get(facet, {}).get(value)
    return tr(code) if code else value


def depth_name(depth: Depth) -> str:
    """Whom a question of this depth is for."""
    return tr(_DEPTHS[depth])


def question_kind_name(kind: QuestionKind) -> str:
    """The name of a kind of question."""
    return tr(_KINDS[kind])


def role_name(role: Role) -> str:
    """The name of a kind of section."""
    return tr(_ROLES[role])


def code_values(facet: Facet) -> tuple[str, ...]:
    """The stored codes of a facet with a closed set of values, in their natural order; empty for an open one."""
    return tuple(_CODES.get(facet, {})) if facet is not Facet.LANGUAGE else ()
