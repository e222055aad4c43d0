"""All editions. A new one is a module beside this, a member of Edition and a name in this table."""

from casedesk.domain.handout import Edition
from casedesk.handout.editions import learner, trainer
from casedesk.handout.editions.recipe import Recipe

RECIPES: dict[Edition, Recipe] = {
    recipe.edition: recipe
    for recipe in (
        learner.RECIPE,
        trainer.RECIPE,
    )
}
"""Every edition's recipe, in the order in which editions are offered."""


def recipe_of(edition: Edition) -> Recipe:
    """The recipe of an edition."""
    return RECIPES[edition]
