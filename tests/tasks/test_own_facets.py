from pathlib import Path

from casedesk.domain.case import State
from casedesk.storage.library import Library
from casedesk.tasks.add_cases import addition
from casedesk.tasks.import_documents import read_pasted
from casedesk.tasks.library_knowledge import LibraryKnowledge
from tests.builders import make_case
from tests.importing.own_library import own_cases
from tests.storage.steps import add

STORY = (
    "案例1：第一天\n徒弟第一次单独上岗，手心里全是汗。师傅站在后面，一句话也没有说。"
    "后来徒弟把单子填错了，师傅等客人走远了才走过来。"
)


def test_drafts_are_suggested_what_the_cases_of_the_library_teach(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        add(library, *own_cases(40))
    (draft,) = LibraryKnowledge(path).marked(read_pasted(STORY, "a")).proposal.drafts
    assert draft.themes[0].value == "师徒带新"
    assert "师傅" in draft.themes[0].words
    with Library.open(path) as library:
        added = addition(library, [LibraryKnowledge(path).marked(read_pasted(STORY, "a"))], name="a")
    assert "师徒带新" in added.cases[0].themes


def test_what_nobody_looked_at_teaches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "my.casedesk"
    with Library.open(path) as library:
        add(library, *(make_case(id=i + 1, themes=("师徒",), title="徒弟和师傅") for i in range(9)))
        add(library, *(make_case(id=i + 20, themes=("别的",), state=State.REVIEWED) for i in range(9)))
    (draft,) = LibraryKnowledge(path).marked(read_pasted(STORY, "a")).proposal.drafts
    assert "师徒" not in [item.value for item in draft.themes]
