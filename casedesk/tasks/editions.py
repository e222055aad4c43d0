"""What the program says about an edition before one is written: its name, whose it is, how many copies of it."""

from casedesk.domain.handout import Edition
from casedesk.domain.lesson import LessonPlan, Per
from casedesk.domain.plan_steps import group_count, materials
from casedesk.handout.editions.table import recipe_of
from casedesk.texts import tr


def title_of(edition: Edition) -> str:
    """The edition's name in the language of the interface."""
    return tr(recipe_of(edition).title)


def about(edition: Edition) -> str:
    """What is in it, in a sentence."""
    return tr(recipe_of(edition).about)


def is_for_learners(edition: Edition) -> bool:
    """Whether it comes into learners' hands, and is proved to hold nothing for trainers."""
    return recipe_of(edition).is_guarded


def lists_files(edition: Edition) -> bool:
    """Whether it tells what else is printed for the class."""
    return recipe_of(edition).lists_files


def can_be_large(edition: Edition) -> bool:
    """Whether there is a large print of it."""
    return recipe_of(edition).can_be_large


def copies_of(edition: Edition, plan: LessonPlan, *, spare: int = 0) -> int:
    """How many copies a class needs, at least one and as many as the plan asks for among its materials; `spare` ones
    are added where everybody gets one.
    """
    recipe = recipe_of(edition)
    asked = max((line.total for line in materials(plan) if recipe.is_called(line.material.name)), default=0)
    match recipe.per:
        case Per.PERSON:
            return max(1, asked, plan.head_count + (spare if plan.head_count else 0))
        case Per.GROUP:
            return max(1, asked, group_count(plan))
        case Per.CLASS:
            return max(1, asked)
