"""Made `library-v1.casedesk`, the first schema's fixture. Never run it again once a second schema exists."""

from pathlib import Path

from casedesk.domain.library import Collection, Document, ImportBatch, Pseudonym, SavedFilter, UseRecord
from casedesk.storage.library import Library
from tests.builders import NOW, make_case, make_plan
from tests.storage.steps import add

TARGET = Path(__file__).with_name("library-v1.casedesk")


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        digest = library.documents.keep(b"original")
        case = make_case(
            id=1, industries=("酒店",), questions=("经理为什么先道歉？",), analysis="先处理心情。", batch_id=1
        )
        other = make_case(id=2, title="发票", trashed=NOW)
        add(
            library,
            case,
            other,
            make_plan(case, id=1, audience="前厅二班"),
            Collection(1, "夏训", (1, 2)),
            SavedFilter(1, "缺思考题", "questions:none"),
            Document(1, "原件.docx", digest, text="热水与等待", imported=NOW),
            ImportBatch(1, "三月", NOW, (1,)),
            UseRecord(1, 1, 1, "前厅二班", NOW.date(), 20, 25, "很好"),
            Pseudonym(1, "王经理", "甲经理"),
        )
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
