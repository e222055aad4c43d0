from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from tests.builders import make_case
from tests.storage.steps import add


def test_cases_with_a_value_or_what_stands_below_it(library: Library) -> None:
    tags = (("服务",), ("服务::前厅", "服务::客房"), ("服务员",), ("服务:",), ("a::服务",))
    add(library, *(make_case(id=place, tags=values, source="书::三") for place, values in enumerate(tags, 1)))

    assert library.cases_with(Facet.TAG, "服务") == (1, 2)
    assert library.cases_with(Facet.TAG, "a") == (5,)
    assert library.cases_with(Facet.THEME, "服务") == ()
    assert library.cases_with(Facet.SOURCE, "书") == (1, 2, 3, 4, 5)


def test_a_count_is_the_number_of_hits(library: Library) -> None:
    add(library, make_case(id=1, tags=("服务::前厅",)), make_case(id=2, tags=("沟通",)))
    searcher = Searcher(library.path)
    part = CaseFilter().including(Facet.TAG, "服务")

    assert searcher.count(part) == 1
    assert searcher.count(CaseFilter(within=part).including(Facet.TAG, "沟通")) == 0
    assert searcher.count(CaseFilter()) == 2
    searcher.close()
