"""Suggestions that a trainer's own cases teach."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from casedesk.domain.case import Case, State
from casedesk.domain.draft import Suggestion
from casedesk.domain.search_text import search_text
from casedesk.importing.classify import suggested, word_counts
from casedesk.importing.own_facets import OwnFacets
from casedesk.importing.own_values import FEWEST, Example, OwnValues, words_of
from tests.benchmarks.invented_cases import invented_cases
from tests.builders import make_case
from tests.importing.own_library import own_cases


def text_of(case: Case) -> str:
    return search_text(case).body


def built_in(case: Case) -> tuple[Suggestion, ...]:
    return suggested("theme", word_counts(text_of(case)), "zh")


def agreement(cases: Sequence[Case], themes_of: Callable[[Case], set[str]]) -> float:
    """How well suggested themes agree with the trainer's: 1 where all of them are suggested and nothing else (F1)."""
    pairs = [(set(case.themes), themes_of(case)) for case in cases]
    right = sum(len(wanted & found) for wanted, found in pairs)
    return 2 * right / sum(len(wanted) + len(found) for wanted, found in pairs)


def test_what_the_other_cases_teach_is_far_better_than_built_in_themes_under_the_best_of_names() -> None:
    cases = list(own_cases(60))
    fired = {case.id: [item.value for item in built_in(case)] for case in cases}
    together: dict[str, Counter[str]] = {}
    for case in cases:
        for label in fired[case.id]:
            together.setdefault(label, Counter()).update(case.themes)
    renamed = {label: counts.most_common(1)[0][0] for label, counts in together.items()}

    def learned(case: Case) -> set[str]:
        own = OwnFacets(other for other in cases if other is not case)
        return {item.value for item in own.suggested("theme", text_of(case), built_in(case))}

    assert agreement(cases, lambda case: {renamed[label] for label in fired[case.id]}) < 0.4
    assert agreement(cases[::2], learned) > 0.85


def test_a_suggestion_says_by_which_words() -> None:
    own = OwnFacets(own_cases(60))
    text = "徒弟第一次站在柜台后面，師傅一句話也不說，只是看着。后来他錯過了兩個人，師傅等客人走遠了才走過來。"
    (suggestion,) = own.suggested("theme", text, ())
    assert suggestion.value == "师徒带新"
    assert {"徒弟", "師傅"} <= set(suggestion.words), "in the script of the text"


def test_english_words_teach_too() -> None:
    lines = ("The kettle boiled dry again.", "Nobody filled the kettles.", "A kettle stood on the wrong shelf.")
    cases = [make_case(lines[i % 3] + " He left early.", id=i, themes=("Kettles",)) for i in range(8)]
    cases += [
        make_case("The lift stopped between floors and he left early.", id=20 + i, themes=("Lifts",)) for i in range(8)
    ]
    (suggestion,) = OwnFacets(cases).suggested("theme", "She carried two Kettles upstairs.", ())
    assert suggestion == Suggestion("Kettles", ("Kettles",))


def test_too_few_cases_and_values_of_all_cases_teach_nothing() -> None:
    few = [Example(words_of("应急灯亮了一半"), frozenset({"停电"}))] * (FEWEST - 1)
    rest = [Example(words_of("伞架上的伞"), frozenset({"雨伞"}))] * 30
    assert OwnValues([*few, *rest]).names == ("雨伞",)
    assert OwnValues(rest).names == ()


def test_themes_given_by_chance_teach_nothing() -> None:
    cases = [replace(case, themes=(f"主题{i % 7}",)) for i, case in enumerate(invented_cases(140))]
    own = OwnFacets(cases)
    assert not any(own.suggested("theme", text_of(case), ()) for case in cases[:20])


def test_a_built_in_theme_gives_way_to_the_name_that_the_trainer_uses_for_it() -> None:
    story = "客人要投诉，第{}次发火，要求赔偿，经理赶来道歉。"
    cases = [make_case(story.format(i), id=i, themes=("客诉",)) for i in range(12)]
    cases += [make_case(f"师傅带着徒弟看了{i}天。", id=20 + i, themes=("带教",)) for i in range(20)]
    assert built_in(cases[0])[0].value == "投诉处理"
    values = [
        item.value for item in OwnFacets(cases).suggested("theme", "又有人投诉并索赔。", (Suggestion("投诉处理"),))
    ]
    assert "投诉处理" not in values
    assert "客诉" in values


def test_a_library_without_facets_leaves_the_built_in_suggestions_alone() -> None:
    given = (Suggestion("投诉处理", ("投诉",)),)
    assert OwnFacets([make_case(id=1, state=State.REVIEWED)]).suggested("theme", "客人要投诉。", given) == given


def test_learning_takes_less_than_a_second() -> None:
    cases = list(invented_cases(900))
    began = time.process_time()
    OwnFacets(cases)
    assert time.process_time() - began < 2.5, "well below a second on an idle machine"
