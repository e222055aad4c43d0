"""What could tell who somebody is: every rule finds its examples whole and leaves the harmless alone."""

import tomllib
from pathlib import Path

import pytest

from casedesk import paths
from casedesk.domain.filters import CaseFilter, Order
from casedesk.domain.private_data import PrivateKind, bare, masked, private_places
from casedesk.domain.query import parse_query
from casedesk.handout.masking import mask_case
from casedesk.storage.library import Library
from casedesk.storage.search import Searcher
from casedesk.tasks.privacy import (
    call_harmless,
    harmless_forms,
    harmless_words,
    look_out_again,
    masks_for,
    private_rules,
)
from tests.builders import make_case
from tests.storage.steps import added, changed

_DATA = tomllib.loads(paths.resource("editor", "private-data.toml").read_text(encoding="utf-8"))
_EXAMPLES = [(rule["kind"], words) for rule in _DATA["rule"] for words in rule["example"]]
_HARMLESS = [words for rule in _DATA["rule"] for words in rule["harmless"]]


def _found(text: str) -> list[tuple[str, str]]:
    return [(place.kind.value, place.text) for place in private_places(text, private_rules().rules)]


@pytest.mark.parametrize(("kind", "words"), _EXAMPLES)
def test_every_example_is_found(kind: str, words: str) -> None:
    for text in (words, f"他说：{words}。", f"She wrote {words}, and left."):
        places = private_places(text, private_rules().rules)
        assert [place.kind.value for place in places] == [kind]
        assert text[places[0].start : places[0].end] == places[0].text
        assert words.endswith(places[0].text)


@pytest.mark.parametrize("words", _HARMLESS)
def test_what_is_harmless_is_not_found(words: str) -> None:
    assert _found(words) == []


@pytest.mark.parametrize(
    "text", ["订单号20261126140012345678", "2026-11-26 14:00", "共 12345678 元", "房号1207", "他走了一条弯路18个月"]
)
def test_other_figures_are_nothing(text: str) -> None:
    assert _found(text) == []


def test_an_address_begins_where_it_begins() -> None:
    assert _found("她家住杭州市文三路478号") == [(PrivateKind.ADDRESS, "杭州市文三路478号")]


def test_several_places_stand_in_order_and_do_not_overlap() -> None:
    found = _found("写信到 a.b@c.cn 或打13800138000，卡号4111 1111 1111 1111")
    assert [kind for kind, _ in found] == ["email", "mobile", "bank_card"]


def test_a_mask_keeps_what_tells_nothing() -> None:
    place = private_places("13800138000", private_rules().rules)[0]
    assert place.mask == "138****8000"
    assert masked("ab", (3, 4)) == "**"


def test_what_was_called_harmless_is_remembered_however_it_is_written(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.casedesk") as library:
        call_harmless(library, "400-820-8820")
        call_harmless(library, "400 820 8820")
        assert harmless_words(library) == ("400-820-8820",)
        known = harmless_forms(library)
        assert private_places("拨 400 820-8820", private_rules().rules, harmless=known) == ()
        look_out_again(library, "4008208820")
        assert harmless_words(library) == ()
    assert bare(" 400-820 8820") == "4008208820"


def test_cases_are_found_by_what_is_private_in_them_until_it_is_called_harmless(tmp_path: Path) -> None:
    path = tmp_path / "library.casedesk"
    with Library.open(path) as library:
        told = make_case("打13800138000。", id=1, title="甲", learner_title="乙")
        asked = make_case("打 400-820-8820。", id=2, questions=("写给 li@example.com 吗？",))
        library.apply(added(told, asked, make_case("没有号码。", id=3)))
        searcher = Searcher(path)

        def found(query: str) -> tuple[int, ...]:
            return tuple(sorted(searcher.find(parse_query(query), Order.CREATED).ids))

        assert found("private:mobile,email") == found("private:any") == (1, 2)
        assert found("隐私:邮箱") == (2,)
        assert found("private:none") == found("-隐私:有") == (3,)
        searcher.refresh(call_harmless(library, "4008208820", (PrivateKind.LANDLINE,)))
        assert found("private:landline") == ()
        searcher.refresh(library.apply(changed(told, sections=(), learner_title="打13800138000")))
        assert found("private:mobile") == (1,)
        searcher.refresh(look_out_again(library, "400-820-8820"))
        assert found("private:landline") == (2,)
        assert all(not set("@~") & set("".join(row.health)) for row in searcher.summaries((1, 2, 3), CaseFilter()))
        searcher.close()


def test_masks_are_made_for_what_is_not_harmless(tmp_path: Path) -> None:
    case = make_case("打13800138000，或 400-820-8820。", questions=("写给 li@example.com 吗？",))
    with Library.open(tmp_path / "library.casedesk") as library:
        call_harmless(library, "400-820-8820")
        masks = masks_for(library, case)
    assert {item.real: item.stand_in for item in masks} == {
        "13800138000": "138****8000",
        "li@example.com": "l********",
    }
    assert "13800138000" not in repr(mask_case(case, masks))
