"""Cases are found in collections of many forms, as a careful reader would cut them (`tests/data/collections`)."""

from tests.benchmarks.known_cuts import overall_f1, scores
from tests.importing.known_cuts import COLLECTIONS

_FLOOR = 0.985
"""What has been reached and is not given up again; `python -m tests.benchmarks collections` tells where the rest is."""


def test_cases_are_cut_as_a_careful_reader_would() -> None:
    scored = list(scores(COLLECTIONS))
    assert len(scored) >= 112
    assert overall_f1(scored) >= _FLOOR
    titled = [item.result.titles for item in scored if item.required and item.result.f1 > 0]
    assert sum(titled) / len(titled) >= 0.95
