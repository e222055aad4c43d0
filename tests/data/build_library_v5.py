"""Made `library-v5.casedesk`, the fifth schema's fixture. Never run it again once a sixth schema exists."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from casedesk.domain import case_steps
from casedesk.domain.case import Case, Depth, Question
from casedesk.domain.families import MergeRecord
from casedesk.storage.library import Library
from tests.builders import NOW, make_case
from tests.storage.steps import add, changed

TARGET = Path(__file__).with_name("library-v5.casedesk")
FIRST = Question("经理为什么先倒水？", depth=Depth.NEW_STAFF, points=2)
SECOND = Question("值班经理能答应什么？", depth=Depth.SUPERVISOR, points=3)


def asked(case: Case, *questions: Question) -> Case:
    return case_steps.with_questions(case, 1, questions)


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        library.clock = lambda: NOW
        kept = asked(make_case(id=1, questions=("？",)), FIRST, SECOND)
        other = asked(make_case(id=2, questions=("？",)), SECOND)
        add(library, kept, replace(other, trashed=NOW), MergeRecord(1, kept, other, kept, NOW, (), (), ()))
        library.clock = lambda: NOW + timedelta(days=1)
        case = library.cases.get(1)
        library.apply(changed(case, sections=asked(case, FIRST, replace(SECOND, points=0)).sections))
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
