"""The fields in the head of a plan: those of the Chinese 教案 and of the Western session plan, each optional."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casedesk.domain.lesson import LessonPlan
from casedesk.texts import N_
from casedesk.ui.settings import Settings

_KEY = "plan_fields"


@dataclass(frozen=True, slots=True)
class PlanField:
    """A text field of the plan: where it is kept, its label and its hint."""

    path: str
    label: str
    hint: str
    single_line: bool = False


BASICS = (
    PlanField("course", N_("Course"), N_("Course or series"), single_line=True),
    PlanField("periods", N_("Periods"), N_("Which lesson, how many periods"), single_line=True),
    PlanField("audience", N_("Group"), N_("Who is taught"), single_line=True),
    PlanField("place", N_("Place"), N_("Room"), single_line=True),
    PlanField("trainer", N_("Trainer"), N_("Name"), single_line=True),
    PlanField("prior", N_("Prior knowledge"), N_("What they know and can do already")),
)
OBJECTIVES = (
    PlanField("objectives.knowledge", N_("Knowledge"), N_("What they will know")),
    PlanField("objectives.skill", N_("Skill"), N_("What they can do")),
    PlanField("objectives.attitude", N_("Attitude"), N_("What they care about")),
    PlanField("assessment", N_("Assessment"), N_("How you will see that they reached it")),
)
POINTS = (
    PlanField("key_points", N_("Main points"), N_("What must be understood")),
    PlanField("difficult_points", N_("Difficult"), N_("Where they will stumble")),
    PlanField("methods", N_("Methods"), N_("How it is taught")),
)
BEFORE_AND_AFTER = (
    PlanField("prework", N_("Pre-work"), N_("What they read or do before")),
    PlanField("preparation", N_("Preparation"), N_("What you prepare")),
    PlanField("board_plan", N_("Board plan"), N_("What stands on the board at the end")),
    PlanField("homework", N_("Homework"), N_("What they do afterwards")),
)
FIELDS = (*BASICS, *OBJECTIVES, *POINTS, *BEFORE_AND_AFTER)
_GOALS = ("objectives.knowledge", "objectives.skill", "objectives.attitude")
_COMMON = ("course", "audience", "place", "trainer", *_GOALS)
USUAL = frozenset({*_COMMON, "key_points", "difficult_points", "methods"})
"""What is shown before anybody has chosen."""
PRESETS: Mapping[str, frozenset[str]] = {
    N_("Usual fields"): USUAL,
    N_("Lesson plan for school (教案)"): USUAL
    | {"periods", "prior", "prework", "preparation", "board_plan", "homework"},
    N_("Session plan"): frozenset({*_COMMON, "prior", "assessment", "prework", "preparation", "homework"}),
    N_("All fields"): frozenset(field.path for field in FIELDS),
}


def chosen_fields(settings: Settings) -> frozenset[str]:
    """The fields that this trainer wants to see."""
    stored = settings.text(_KEY, " ".join(sorted(USUAL)))
    return frozenset(stored.split()) & PRESETS["All fields"]


def choose_fields(settings: Settings, paths: frozenset[str]) -> None:
    """Remember which fields are shown."""
    settings.set_text(_KEY, " ".join(sorted(paths)))


def field_value(plan: LessonPlan, path: str) -> str:
    """The text of a field, given as "place" or "objectives.skill"."""
    owner, _, name = path.rpartition(".")
    return str(getattr(getattr(plan, owner) if owner else plan, name))


def with_field(plan: LessonPlan, path: str, text: str) -> LessonPlan:
    """The plan with a text field replaced."""
    owner, _, name = path.rpartition(".")
    if owner:
        return replace(plan, **{owner: replace(getattr(plan, owner), **{name: text})})
    return replace(plan, **{name: text})  # pyright: ignore[reportArgumentType]
