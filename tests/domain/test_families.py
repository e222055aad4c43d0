from casedesk.domain.families import told, told_with


def test_the_best_telling_comes_first_and_one_alone_is_no_story():
    assert told(2, {1: "zh", 2: "zh", 4: "zh"}) == ((2, 1, 4),)
    assert told(9, {1: "zh", 4: "zh"}) == ((1, 4),)
    assert told(1, {1: "zh"}) == ()


def test_a_translation_is_no_second_telling():
    assert told(1, {1: "zh", 2: "en"}) == ()
    assert told(1, {1: "zh", 2: "en", 3: "zh_TW", 4: "en"}) == ((1, 3), (2, 4))
    assert told_with(1, 4, {1: "zh", 2: "en", 3: "zh_TW", 4: "en"}) == (2, 4)
    assert told_with(1, 2, {1: "zh", 2: "en", 3: "zh"}) == ()


def test_a_case_filed_without_a_language_counts_with_the_best():
    assert told(1, {1: "en", 2: "", 3: "zh"}) == ((1, 2),)
    assert told(1, {1: "", 2: ""}) == ((1, 2),)
