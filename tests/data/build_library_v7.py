"""Made `library-v7.casedesk`, the seventh schema's fixture. Never run it again once an eighth schema exists."""

from pathlib import Path

from casedesk.domain.lesson import BlockKind, Material, Per
from casedesk.domain.methods import Method, MethodUse
from casedesk.storage.library import Library
from tests.storage.steps import add

TARGET = Path(__file__).with_name("library-v7.casedesk")
METHODS = (
    Method("01d", "Ask back", MethodUse.OPENING, BlockKind.OPENING, minutes=(3, 5), id=1),
    Method(
        "5eed",
        "双人复盘",
        MethodUse.PRACTISE,
        BlockKind.GROUP_WORK,
        "听见对方的话",
        ("两人一组", "轮流复述"),
        "复述再回答",
        (8, 16),
        (4, 40),
        2,
        (Material("复盘卡", 2, Per.GROUP, 1),),
        2,
    ),
)


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        add(library, *METHODS)
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
