"""Names are found where they stand, and stand-ins are made of them."""

import tomllib

import pytest

from casedesk import paths
from casedesk.domain.library import Pseudonym
from casedesk.domain.stand_ins import ConflictKind, NameKind, conflicts, kind_of, names_in, offers
from casedesk.tasks.name_rules import name_rules

_DATA = tomllib.loads(paths.resource("editor", "names.toml").read_text(encoding="utf-8"))
_EXAMPLES = [
    (rule["kind"], name, rule.get("context", "{name}").format(name=name))
    for rule in _DATA["rule"]
    for name in rule["example"]
]


@pytest.mark.parametrize(("kind", "name", "text"), _EXAMPLES)
def test_every_example_is_found(kind: str, name: str, text: str) -> None:
    found = {item.text: item.kind.value for item in names_in([text], name_rules())}
    assert found.get(name) == kind


def test_names_are_counted_and_known_ones_left_out() -> None:
    text = "王先生来了，李经理问王先生要什么。王先生不说话。"
    found = names_in([text], name_rules())
    assert [(item.text, item.count) for item in found] == [("王先生", 3), ("李经理", 1)]
    assert [item.text for item in names_in([text], name_rules(), known={"王先生"})] == ["李经理"]


def test_a_name_begins_where_it_begins() -> None:
    assert [item.text for item in names_in(["先安抚王先生，再请李经理。"], name_rules())] == ["王先生", "李经理"]
    assert [item.text for item in names_in(["小阎不是前台，赵又来了。"], name_rules())] == ["小阎"]
    assert names_in(["他推着行李车从侧门进来，紧张地对师傅们说流程中没有这一步。"], name_rules()) == ()
    assert [item.text for item in names_in(["工商银行李敏说没有。"], name_rules())] == ["李敏"]
    assert names_in(["小区里收小费，老路旁的老顾客。"], name_rules()) == ()


@pytest.mark.parametrize(
    ("name", "kind", "taken", "first"),
    [
        ("王先生", NameKind.PERSON, (), "W先生"),
        ("王先生", NameKind.PERSON, ("W先生",), "甲先生"),
        ("单女士", NameKind.PERSON, (), "S女士"),
        ("张建国经理", NameKind.PERSON, (), "Z经理"),
        ("小王", NameKind.PERSON, (), "小W"),
        ("王建国", NameKind.PERSON, (), "W某"),
        ("王建国", NameKind.PERSON, ("W某", "客人甲"), "客人乙"),
        ("Ms Anderson", NameKind.PERSON, (), "Ms A"),
        ("Dr. Anna Brown", NameKind.PERSON, (), "Dr. B"),
        ("Ruth", NameKind.PERSON, ("R.",), "Guest A"),
        ("杭州市", NameKind.PLACE, ("A市",), "B市"),
        ("西湖大酒店", NameKind.FIRM, (), "A大酒店"),
        ("Harbour View Hotel", NameKind.FIRM, (), "Hotel A"),
    ],
)
def test_stand_ins_keep_what_tells_nobody_and_are_given_once(
    name: str, kind: NameKind, taken: tuple[str, ...], first: str
) -> None:
    made = offers(name, kind, taken, name_rules())
    assert made[0] == first
    assert not set(made) & {*taken, name}
    assert kind_of(name, name_rules()) is kind


def test_a_row_that_is_used_up_begins_anew() -> None:
    taken = {"W某", *(f"客人{char}" for char in "甲乙丙丁戊己庚辛壬癸")}
    assert offers("王建国", NameKind.PERSON, taken, name_rules())[0] == "客人甲2"


def test_what_is_the_matter_with_a_name_is_told() -> None:
    wang, longer = Pseudonym(1, "王芳", "甲"), Pseudonym(2, "王芳菲", "甲")
    assert [item.kind for item in conflicts(wang, (wang, longer))] == [
        ConflictKind.SAME_STAND_IN,
        ConflictKind.INSIDE,
    ]
    inside = conflicts(wang, (wang, Pseudonym(2, "王芳菲", "乙")))
    assert [(item.kind, item.other) for item in inside] == [(ConflictKind.INSIDE, "王芳菲")]
    assert [item.kind for item in conflicts(Pseudonym(1, "王芳"), ())] == [ConflictKind.NO_STAND_IN]
    assert [item.kind for item in conflicts(Pseudonym(1, "王芳", "小王芳"), ())] == [ConflictKind.TELLS]
    assert [item.kind for item in conflicts(wang, (Pseudonym(2, "甲", "丙"),))] == [ConflictKind.REAL_STAND_IN]
    assert [item.kind for item in conflicts(wang, (Pseudonym(2, "王芳", "丙"),))] == [ConflictKind.SAME_NAME]
    assert conflicts(Pseudonym(1), (wang,)) == ()
