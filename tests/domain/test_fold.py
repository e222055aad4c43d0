from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.fold import fold


@given(st.text())
def test_folding_keeps_the_length_and_settles(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_what_is_taken_for_the_same() -> None:
    for one, other in (
        ("客戶投訴", "客户投诉"),
        ("ＶＩＰ", "vip"),
        ("瞭解覆蓋憑藉好像彷彿", "了解复盖凭借好象仿佛"),
        ("Café", "cafe"),
        ("“好”，《书》。", '"好",<书>.'),
        ("⻋⼩⻓", "车小长"),
        ("說説", "说说"),
        ("后廚後面", "后厨后面"),
    ):
        assert fold(one) == fold(other)
    assert fold("东") != fold("西")
