"""Steps of a review that reach over many places at once; each is one step to undo, with its own name."""

from casedesk.domain import alike, cleaning
from casedesk.domain.draft import SpanKind
from casedesk.texts import tr, tr_n
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.review_words import kind_name


def switch_furniture(state: ReviewState, offset: int) -> bool:
    """The furniture at an offset becomes text, or furniture again; False where there is none."""
    back = cleaning.put_back(state.proposal, offset)
    if back is not state.proposal:
        state.push(tr("Put furniture back"), back)
        return True
    again = cleaning.leave_out_one_again(state.proposal, offset)
    if again is state.proposal:
        return False
    state.push(tr("Leave furniture out again"), again)
    return True


def switch_kind(state: ReviewState, kind: str, *, is_back: bool) -> None:
    """All furniture of a kind becomes text, or furniture again."""
    found = next((item for item in cleaning.cleaned(state.proposal) if item.kind == kind), None)
    if found is None:
        return
    if is_back:
        text = tr("Put back: {reason}").format(reason=found.reason)
        state.push(text, cleaning.put_back_alike(state.proposal, kind))
    else:
        text = tr("Leave out again: {reason}").format(reason=found.reason)
        state.push(text, cleaning.leave_out_again(state.proposal, kind))


def make_parts_alike(state: ReviewState, offset: int) -> int:
    """All parts like the one at an offset are called what that one is called; how many there were."""
    others = alike.alike_parts(state.proposal, offset)
    if others is None:
        return 0
    words = tr_n("Make {n} part “{kind}”", "Make {n} parts “{kind}”", others.places)
    text = words.format(n=others.places, kind=kind_name(SpanKind(others.kind)))
    state.push(text, alike.make_alike(state.proposal, offset))
    return others.places


def make_titles_alike(state: ReviewState) -> int:
    """The titles of all drafts like the selected one are made of their headings as its title is; how many."""
    if state.draft is None:
        return 0
    count = len(alike.titles_alike(state.proposal, state.index))
    text = tr_n("Title {n} draft the same way", "Title {n} drafts the same way", count).format(n=count)
    state.push(text, alike.title_alike(state.proposal, state.index))
    return count
