"""Topics in a trainer's own words."""

from casedesk.domain.topics import named_values, parts_of, query_of, speaks_of

VALUES = ("投诉处理", "服务::前厅", "交接班", "Complaint handling", "art")


def test_a_value_is_named_by_the_topic_around_it():
    assert named_values("前台投诉处理", VALUES) == ("投诉处理",)
    assert named_values("前厅的交接班", VALUES) == ("服务::前厅", "交接班")


def test_a_value_is_named_by_a_word_of_it():
    assert named_values("投诉", VALUES) == ("投诉处理",)
    assert named_values("Handling angry guests", VALUES) == ("Complaint handling",)


def test_latin_values_are_whole_words():
    assert named_values("how to start", VALUES) == ()


def test_parts_are_pairs_of_ideographs_and_whole_latin_words():
    assert parts_of("授权与沟通") == ("授权", "沟通")
    assert parts_of("前台投诉") == ("前台", "台投", "投诉")
    assert parts_of("How to refund the guest") == ("refund", "guest")
    assert parts_of("") == ()


def test_enough_parts_must_stand_in_a_text():
    parts = parts_of("前台投诉处理")
    assert speaks_of("他去前台投诉。", parts)
    assert not speaks_of("前台很忙。", parts)
    assert not speaks_of("anything", ())
    assert query_of(("a", "b")) == '"a" OR "b"'
