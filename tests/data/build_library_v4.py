"""Made `library-v4.casedesk`, the fourth schema's fixture. Never run it again once a fifth schema exists."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from casedesk.domain import case_steps
from casedesk.domain.case import Question
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from tests.builders import NOW, make_case
from tests.storage.steps import add, changed

TARGET = Path(__file__).with_name("library-v4.casedesk")


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        library.clock = lambda: NOW
        first, second = make_case(id=1, questions=("经理为什么先道歉？",)), make_case(id=2)
        add(library, first, second)
        tagged = tuple(Replacement(case, replace(case, tags=("前厅",))) for case in (first, second))
        library.apply(Edit("tag", tagged))
        library.clock = lambda: NOW + timedelta(days=1)
        asked = case_steps.with_questions(library.cases.get(1), 1, (Question("经理为什么先倒水？"),))
        library.apply(changed(library.cases.get(1), sections=asked.sections, title="热水，四十分钟"))
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
