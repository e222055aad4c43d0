"""Made `library-v3.casedesk`, the third schema's fixture. Never run it again once a fourth schema exists."""

from pathlib import Path

from casedesk.domain.library import Collection, SavedFilter
from casedesk.storage.library import Library
from tests.builders import make_case
from tests.storage.steps import add

TARGET = Path(__file__).with_name("library-v3.casedesk")


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        add(
            library,
            make_case(id=1, tags=("服务::前厅",)),
            Collection(1, "内训::夏训", (1,), 2),
            Collection(2, "内训", (), 1),
            SavedFilter(1, "缺思考题", "questions:none", 3),
        )
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
