from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.fold import fold
from casedesk.domain.search_text import word_runs
from casedesk.domain.term_patterns import pattern
from casedesk.domain.words import All, AnyOf, Not, Term, find, parse_words, wanted_terms

alphabet = st.sampled_from(
    list('客户投诉服的VIPvip12 ，。-_()（）"“”é😀\u0301\n') + [" OR ", " -", '"客户 ', "VIP客户"]
)
texts = st.lists(alphabet, max_size=25).map("".join)


def terms_of(text: str) -> list[str]:
    return ["|".join(run.text for run in term.runs) for term in wanted_terms(parse_words(text))]


def places(query: str, text: str) -> list[str]:
    node = parse_words(query)
    assert isinstance(node, Term)
    return [text[start:end] for start, end in find(node, tuple(word_runs(fold(text))))]


def test_what_queries_mean() -> None:
    assert terms_of("投诉 VIP客户 -退房") == ["投诉", "vip|客户"]
    assert isinstance(parse_words("a OR b c"), AnyOf)
    assert isinstance(parse_words("(a OR b) c"), All)
    assert isinstance(parse_words("-(a OR b)"), Not)
    assert parse_words(" ，。() - ") is None
    assert parse_words("") is None
    assert terms_of("投诉(一)") == ["投诉|一"]
    assert terms_of("(投诉(一) OR b)") == ["投诉|一", "b"]


def test_where_words_stand() -> None:
    assert places("客户", "老客户和新客戶") == ["客户", "客戶"]
    assert places("哈哈", "哈哈哈") == ["哈哈", "哈哈"]
    assert places("VIP客户", "ｖｉｐ 客户, vip客户经理") == ["ｖｉｐ 客户", "vip客户"]
    assert places('"front desk"', "the front desk") == ["front desk"]
    assert places("compl", "Complaint compliance") == ["Compl", "compl"]
    assert places('"compl"', "Complaint compl.") == ["compl"]
    assert places("resume", "re\u0301sume\u0301") == ["re\u0301sume\u0301"]
    assert places("户", "客户") == ["户"]
    assert places("vip", "avip") == []


@given(texts)
def test_any_text_is_a_query(text: str) -> None:
    wanted_terms(parse_words(text))


@given(texts, texts)
def test_patterns_find_what_find_finds(query: str, text: str) -> None:
    folded = fold(text)
    runs = tuple(word_runs(folded))
    for term in wanted_terms(parse_words(query)):
        found = [(start, end) for start, end in find(term, runs)]
        matched = [match.span(1) for match in pattern(term).finditer(folded)]
        if "\u0301" in text:  # a marked hit may show its last accent or not
            assert [start for start, _ in matched] == [start for start, _ in found]
        else:
            assert matched == found


def test_deep_brackets_and_long_texts_are_no_trouble() -> None:
    assert terms_of("(" * 500 + "茶" + ")" * 500) == ["茶"]
    assert len(terms_of("-" * 500 + "茶")) <= 1
    assert "水茶" in terms_of("茶 水" * 5000)
