"""All editions. A new one is a module beside this, a member of Edition and a name in this table."""

from casedesk.domain.handout import Edition
from casedesk.handout.editions import (
    answer_key,
    answer_sheet,
    board,
    case_cards,
    learner,
    materials,
    overview,
    print_shop,
    role_cards,
    sign_in,
    staged_sheets,
    trainer,
)
from casedesk.handout.editions.recipe import Recipe

RECIPES: dict[Edition, Recipe] = {
    recipe.edition: recipe
    for recipe in (
        learner.RECIPE,
        trainer.RECIPE,
        answer_key.RECIPE,
        answer_sheet.RECIPE,
        case_cards.RECIPE,
        staged_sheets.RECIPE,
        role_cards.RECIPE,
        sign_in.RECIPE,
        overview.RECIPE,
        materials.RECIPE,
        board.RECIPE,
        print_shop.RECIPE,
    )
}
"""Every edition's recipe, in the order in which editions are offered."""


def recipe_of(edition: Edition) -> Recipe:
    """The recipe of an edition."""
    return RECIPES[edition]
