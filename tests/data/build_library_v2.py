"""Made `library-v2.casedesk`, the second schema's fixture. Never run it again once a third schema exists."""

from dataclasses import replace
from pathlib import Path

from casedesk.domain.families import DistinctPair, Family, MergeRecord
from casedesk.storage.library import Library
from tests.builders import NOW, make_case
from tests.storage.steps import add

TARGET = Path(__file__).with_name("library-v2.casedesk")


def main() -> None:
    TARGET.unlink(missing_ok=True)
    kept = make_case(id=1, tags=("服务",))
    other = make_case("她等了很久，经理端来热水。", id=2, title="一杯热水", questions=("谁先道歉？",))
    with Library.open(TARGET) as library:
        add(
            library,
            kept,
            replace(other, trashed=NOW),
            make_case(id=3, title="发票"),
            Family(1, 1, (1, 3)),
            DistinctPair(1, 2, 3),
            MergeRecord(1, kept, other, kept, NOW, (4,), (5, 6), ()),
        )
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
