"""Twice-told stories, on a set of our own: forty stories, each copied with changes and each retold in other words."""

import pytest

from casedesk.domain.draft import LikenessKind
from casedesk.domain.search_text import search_text
from casedesk.importing.duplicates import DuplicateFinder, Known
from casedesk.tasks.sample_library import sample_cases
from tests.retold import twice_told

STORIES = twice_told()


@pytest.fixture(scope="module")
def finder() -> DuplicateFinder:
    """The forty stories among the cases of the sample, which are about the same trades."""
    others = [search_text(case).body for language in ("zh", "en") for case in sample_cases(language)]
    texts = [story.told for story in STORIES] + others
    return DuplicateFinder(Known(str(index), text, case_id=index) for index, text in enumerate(texts))


def test_a_copy_is_found_as_such(finder: DuplicateFinder):
    for index, story in enumerate(STORIES):
        found = finder.likeness(story.told)
        assert found is not None
        assert (found.case_id, found.kind, found.share) == (index, LikenessKind.EXACT, 1.0)


def test_a_changed_copy_is_found_as_such(finder: DuplicateFinder):
    found = [finder.likeness(story.near) for story in STORIES]
    assert [item and item.case_id for item in found] == list(range(len(STORIES)))
    assert sum(item is not None and item.kind is LikenessKind.NEAR for item in found) >= 0.95 * len(STORIES)


def test_most_retold_stories_are_found_and_hardly_anything_else(finder: DuplicateFinder):
    found = [(index, item) for index, story in enumerate(STORIES) for item in finder.likenesses(story.retold)]
    right = [item for index, item in found if item.case_id == index]
    assert len(right) >= 0.85 * len(STORIES)
    assert len(right) >= 0.97 * len(found)


def test_stories_of_one_trade_are_not_taken_for_one(finder: DuplicateFinder):
    known = len(STORIES)
    for index, story in enumerate(STORIES):
        assert [item.case_id for item in finder.likenesses(story.told)] == [index]
    for language in ("zh", "en"):
        for case in sample_cases(language):
            assert [item.case_id for item in finder.likenesses(search_text(case).body)] == [known]
            known += 1


def test_a_few_common_words_are_no_story():
    finder = DuplicateFinder([Known("甲", "客人等了很久，经理向他道歉，并免了费用。")])
    assert finder.likeness("客人投诉以后，经理马上道歉，免去了全部费用。") is None
    assert finder.likeness("") is None
