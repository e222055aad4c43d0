from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.case import Depth, Facet, Role
from casedesk.domain.filters import EMPTY, CaseFilter, Condition, DateRange, Range, Tellings
from casedesk.domain.query import format_query, parse_query
from casedesk.domain.query_vocabulary import CLOSED_VALUES, ROLE_KEYS, known_keys

TODAY = date(2026, 3, 14)


def condition(query: str, facet: Facet) -> Condition:
    return parse_query(query, today=TODAY).condition(facet)


@pytest.mark.parametrize(
    ("query", "facet", "included", "excluded"),
    [
        ("industry:酒店", Facet.INDUSTRY, {"酒店"}, set()),
        ("行业:酒店,餐饮", Facet.INDUSTRY, {"酒店", "餐饮"}, set()),
        ("行业：酒店 行业：餐饮", Facet.INDUSTRY, {"酒店", "餐饮"}, set()),
        ("-tag:x", Facet.TAG, set(), {"x"}),
        ('tag:"a b"', Facet.TAG, {"a b"}, set()),
        ('tag:"none"', Facet.TAG, {"none"}, set()),
        ("tag:none", Facet.TAG, {EMPTY}, set()),
        ("结果:反面", Facet.OUTCOME, {"negative"}, set()),
        ("outcome:negative -outcome:mixed", Facet.OUTCOME, {"negative"}, {"mixed"}),
        ("state:pending", Facet.STATE, {"pending"}, set()),
        ("quality:truncated", Facet.HEALTH, {"truncated"}, set()),
        ("questions:none", Facet.HEALTH, {"no_questions"}, set()),
        ("思考题:无 点评:无", Facet.HEALTH, {"no_questions", "no_analysis"}, set()),
        ("has:questions", Facet.HEALTH, set(), {"no_questions"}),
        ("-has:questions", Facet.HEALTH, {"no_questions"}, set()),
        ("lacks:lesson,点评", Facet.HEALTH, {"no_lesson", "no_analysis"}, set()),
        ("正文:无", Facet.HEALTH, {"no_body"}, set()),
        ("-lesson:none", Facet.HEALTH, set(), {"no_lesson"}),
        ("private:mobile,地址", Facet.PRIVATE, {"mobile", "address"}, set()),
        ("隐私:有", Facet.PRIVATE, set(), {EMPTY}),
        ("-private:any", Facet.PRIVATE, {EMPTY}, set()),
        ("used:never", Facet.USED, {EMPTY}, set()),
        ("used:前厅二班", Facet.USED, {"前厅二班"}, set()),
        ("篇幅:长", Facet.LENGTH, {"long"}, set()),
    ],
)
def test_facet_clauses(query: str, facet: Facet, included: set[str], excluded: set[str]) -> None:
    assert condition(query, facet) == Condition(facet, frozenset(included), frozenset(excluded))
    assert parse_query(query).text == ""


def test_all_the_values_of_a_facet_and_only_a_part_of_the_library() -> None:
    both = frozenset({"投诉", "服务::前厅"})

    assert parse_query("theme:投诉,服务::前厅 all:theme") == CaseFilter(
        conditions=(Condition(Facet.THEME, both, needs_all=True),)
    )
    assert parse_query('粥 只看:"行业:酒店 夜班"') == CaseFilter("粥", within=parse_query("industry:酒店 夜班"))
    assert parse_query("all:茶 all:theme within:") == CaseFilter("all:茶 within:")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("minutes:<20", CaseFilter(minutes=Range(None, 19))),
        ("分钟:10-20", CaseFilter(minutes=Range(10, 20))),
        ("length:>500", CaseFilter(length=Range(501, None))),
        ("imported:today", CaseFilter(imported=DateRange(TODAY, TODAY))),
        ("导入:昨天", CaseFilter(imported=DateRange(date(2026, 3, 13), date(2026, 3, 13)))),
        ("modified:2026-02", CaseFilter(modified=DateRange(date(2026, 2, 1), date(2026, 2, 28)))),
        ("modified:>2026-02", CaseFilter(modified=DateRange(date(2026, 3, 1), None))),
        ("修改:..2026-03-01", CaseFilter(modified=DateRange(None, date(2026, 3, 1)))),
        ("in:trash", CaseFilter(trashed=True)),
        ("created:上月", CaseFilter(created=DateRange(date(2026, 2, 1), date(2026, 2, 28)))),
        ("新建:7d", CaseFilter(created=DateRange(date(2026, 3, 8), TODAY))),
        ("taught:lastyear", CaseFilter(taught=DateRange(date(2025, 1, 1), date(2025, 12, 31)))),
        ("授课:上周", CaseFilter(taught=DateRange(date(2026, 3, 2), date(2026, 3, 8)))),
        ("questions:>=3", CaseFilter(questions=Range(3, None))),
        ("思考题:2", CaseFilter(questions=Range(2, 2))),
        ("has:处理,背景", CaseFilter(having=frozenset({Role.RESOLUTION, Role.BACKGROUND}))),
        ("缺:处理", CaseFilter(lacking=frozenset({Role.RESOLUTION}))),
        ("-has:theory", CaseFilter(lacking=frozenset({Role.THEORY}))),
        ("理论依据:有", CaseFilter(having=frozenset({Role.THEORY}))),
        ("file:案例集", CaseFilter(file="案例集")),
        ('文件:"a b.docx"', CaseFilter(file="a b.docx")),
        ("similar:12", CaseFilter(similar=12)),
        ("相似：12", CaseFilter(similar=12)),
        ("family:12", CaseFilter(family=12)),
        ("depth:supervisor", CaseFilter(depth=Depth.SUPERVISOR)),
        ("层次:新员工 茶", CaseFilter("茶", depth=Depth.NEW_STAFF)),
        ("depth:me", CaseFilter("depth:me")),
        ("版本:多个", CaseFilter(tellings=Tellings.MANY)),
        ("family:best family:3", CaseFilter(tellings=Tellings.BEST, family=3)),
    ],
)
def test_figures_and_days(query: str, expected: CaseFilter) -> None:
    assert parse_query(query, today=TODAY) == expected


@pytest.mark.parametrize(
    "title",
    [
        "案例一:客人的热水",
        "outcome:unheard-of",
        "minutes:many",
        "modified:2026-02-30",
        "思考题:三个问题",
        'said "industry:hotel" aloud',
        "(industry:hotel OR bank)",
        "tag:",
        "similar:-1",
        "similar:客房",
        "family:whole",
        "处理:这样做",
        "file:",
        "-file:x",
        "has:everything",
        ":tag",
        "http://example.org",
    ],
)
def test_what_is_no_known_clause_is_plain_text(title: str) -> None:
    assert parse_query(title) == CaseFilter(text=title)


def test_clauses_may_stand_between_words() -> None:
    assert parse_query("投诉 tag:x OR 退房") == CaseFilter(
        text="投诉 OR 退房", conditions=(Condition(Facet.TAG, frozenset({"x"})),)
    )


def test_an_open_quotation_does_not_swallow_clauses() -> None:
    wanted = parse_query('tag:x "not closed')
    assert parse_query(format_query(wanted)) == wanted


pieces = st.one_of(
    st.sampled_from(["(", ")", "（", '"', "“", "-", " OR ", " ", ":", "：", ",", "<20", "today", "none", "客户", "a"]),
    st.sampled_from(known_keys()),
    st.text(max_size=3),
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_any_text_is_understood_and_comes_back(text: str) -> None:
    wanted = parse_query(text, today=TODAY)
    assert parse_query(format_query(wanted), today=TODAY) == wanted


def conditions(facet: Facet) -> st.SearchStrategy[Condition]:
    closed = CLOSED_VALUES.get(facet)
    values = st.sampled_from(sorted({EMPTY, *map(str, closed.values())})) if closed else st.text(max_size=6)
    chosen = st.frozensets(values, max_size=3)
    return st.builds(Condition, st.just(facet), chosen, chosen, st.booleans()).filter(
        lambda item: item.included or item.excluded
    )


numbers = st.one_of(st.none(), st.integers(-10, 10_000))
days = st.one_of(st.none(), st.dates())
ranges = st.none() | st.builds(Range, numbers, numbers).filter(lambda item: item != Range())
day_ranges = st.none() | st.builds(DateRange, days, days).filter(lambda item: item != DateRange())
plain_words = st.sampled_from(
    ["", "投诉", "投诉 退房", 'a OR "b c" -d', "(甲 OR 乙) 丙", '"open', "(open", "案例一:茶"]
)


some_roles = st.sampled_from(sorted(set(ROLE_KEYS.values())))


@st.composite
def filters(draw: st.DrawFn) -> CaseFilter:
    chosen = sorted(draw(st.sets(st.sampled_from(Facet), max_size=4)))
    return CaseFilter(
        text=draw(plain_words),
        conditions=tuple(draw(conditions(facet)) for facet in chosen),
        minutes=draw(ranges),
        length=draw(ranges),
        imported=draw(day_ranges),
        modified=draw(day_ranges),
        trashed=draw(st.booleans()),
        created=draw(day_ranges),
        taught=draw(day_ranges),
        questions=draw(ranges),
        having=draw(st.frozensets(some_roles, max_size=2)),
        lacking=draw(st.frozensets(some_roles, max_size=2)),
        file=draw(st.sampled_from(["", "a", "案例 集", 'x"y', "none", "，"])),
        similar=draw(st.none() | st.integers(1, 10**15)),
        depth=draw(st.sampled_from([None, Depth.NEW_STAFF, Depth.SUPERVISOR])),
        tellings=draw(st.none() | st.sampled_from(Tellings)),
        family=draw(st.none() | st.integers(1, 10**15)),
        within=draw(st.none() | filters().filter(lambda wanted: wanted != CaseFilter())),
    )


@given(filters())
def test_every_filter_can_be_written_and_read_back(wanted: CaseFilter) -> None:
    assert parse_query(format_query(wanted), today=TODAY) == wanted
