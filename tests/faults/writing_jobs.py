"""Every kind of work that writes, small: what each begins with, and what it does, saying so after every saved step."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO
from pathlib import Path

from casedesk import app
from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Case, Facet, Role, Section
from casedesk.domain.case_texts import Field
from casedesk.domain.errors import CaseDeskError
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Collection
from casedesk.domain.replace_pattern import Pattern
from casedesk.storage import index_renewal, text_index
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library
from casedesk.tasks import backup_drill, library_care, library_check, trash
from casedesk.tasks.add_cases import addition
from casedesk.tasks.add_pack import Choices, pack_addition
from casedesk.tasks.add_pack import carry_out as carry_out_pack
from casedesk.tasks.backup_places import Places, set_places
from casedesk.tasks.backups import Reason, backups_of, copy_to_second, make_backup
from casedesk.tasks.bulk_edits import back_up_before, preview_replacing, replacing_edit, values_edit
from casedesk.tasks.compare_pack import open_pack
from casedesk.tasks.half_done_review import keeping
from casedesk.tasks.import_documents import ReadFile, read_pasted
from casedesk.tasks.merging_all import merging_all, whole_merges
from casedesk.tasks.out_of_backup import compare_backup
from casedesk.tasks.passphrases import change_passphrase
from casedesk.tasks.plan_calendar import write_calendar
from casedesk.tasks.templates import keep as keep_template
from casedesk.tasks.write_pack import everything, write_pack
from tests.builders import NOW, make_case, make_plan
from tests.storage.steps import add, changed
from tests.tasks.packs import ALL, added

OLD = Path(__file__).parents[1] / "data"
NAME = "my.casedesk"
WORDS = "vier gute alte Wörter"
_STORY = "客人等了四十分钟，前台只有一个人，电话一直在响。"
_TEXT = """案例一：门口的雨伞
雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。
思考：第一句话说什么？

案例二：换了三次的座位
一家四口嫌风大又嫌太暗，领班第三次亲自端着餐具过去。
点评：换座位不丢人。
"""

Say = Callable[[], object]
"""Said after each step that the user sees as saved."""


@dataclass(frozen=True, slots=True)
class Job:
    """`prepare` makes a folder with a library; `work` does something in it. `keeps` says that what it replaces stays
    beside it; samples leave out what `is_slow`."""

    name: str
    work: Callable[[Path, Say], object]
    prepare: Callable[[Path], object] | None = None
    keeps: bool = False
    is_slow: bool = False


def fill(folder: Path) -> None:
    """Make a library with six cases, two of them alike, one in the trash, a picture, a plan and a collection."""
    with Library.open(folder / NAME) as library:
        picture = library.attachments.add(b"\x89PNG of nothing" * 99, "image/png", name="a.png")
        cases = [make_case(f"{_STORY if at < 3 else ''}第{at}位客人。", id=at, uid=f"u{at}") for at in range(1, 6)]
        html = f'<p>看图<img src="attachment:{picture.digest}" alt=""></p>'
        cases[3] = replace(cases[3], sections=(Section(Role.BODY, html),))
        thrown = make_case("旧的。", id=6, uid="u6", trashed=NOW)
        add(library, *cases, thrown, Collection(1, "夏训", (1, 2)))
        add(library, make_plan(*cases[:2], id=1, uid="p1"))


def command(*words: object) -> None:
    """A verb of the terminal; CaseDeskError with what it says where it did not do it."""
    bugs, said = StringIO(), StringIO()
    watching = logging.StreamHandler(bugs)
    watching.setLevel(logging.ERROR)
    logging.getLogger("casedesk").addHandler(watching)
    with redirect_stdout(StringIO()), redirect_stderr(said):
        status = app.main([str(word) for word in words])
    logging.getLogger("casedesk").removeHandler(watching)
    sentences = said.getvalue().strip()
    if bugs.getvalue() or "Traceback" in sentences:
        raise AssertionError(bugs.getvalue() + sentences)
    if status:
        assert status in (1, 2), status
        assert len(sentences.splitlines()) == 1, sentences
        raise CaseDeskError("{sentence}", sentence=sentences)


def _edit(folder: Path, say: Say) -> None:
    """As the editor does: what could not be saved is tried again in the same sitting, from the same state."""
    with Library.open(folder / NAME) as library:
        for number in range(3):
            case = library.cases.get(1)
            edit = changed(case, title=f"{case.title}{number}", note="写" * number * 2000)
            try:
                library.apply(edit)
            except CaseDeskError:
                assert library.cases.get(1) == case, "what was not saved is not shown as if it were"
                library.apply(edit)
            say()


def _new_library(folder: Path, say: Say) -> None:
    with Library.open(folder / "new" / "other.casedesk") as library:
        add(library, make_case(id=library.new_id(Case)))
        say()


@cache
def read_once() -> ReadFile:
    """What is imported: read once, in the process that all others come from."""
    return read_pasted(_TEXT, "粘贴的文字")


def _import(folder: Path, say: Say) -> None:
    make_backup(folder / NAME, Reason.BEFORE_IMPORT)
    with Library.open(folder / NAME) as library:
        edit, batch = keeping(library, [read_once()], name="粘贴", batch=None, now=NOW)
        library.apply(edit)
        say()
        library.apply(addition(library, [read_once()], name="粘贴", now=NOW, batch=batch).edit)
        say()
        library.sweep()


def _merge(folder: Path, say: Say) -> None:
    make_backup(folder / NAME, Reason.BEFORE_MERGE)
    with Library.open(folder / NAME) as library:
        edit = merging_all(library, whole_merges(library, ((1, 2), (1, 3))), now=NOW)
        library.apply_beside(edit, lambda _done, _total: None)
        say()
        library.apply(edit.inverted())
        say()


def _bulk(folder: Path, say: Say) -> None:
    path = folder / NAME
    back_up_before(path, 100)
    with Library.open(path) as library:
        wish = Wish(ValueChange.ADD, Facet.TAG, "新")
        library.apply_beside(values_edit(path, (1, 2, 3, 4), wish, NOW, text="Tag"), lambda _done, _total: None)
        say()
        found = preview_replacing(path, None, Pattern("客人", "旅客"), frozenset(Field))
        library.apply_beside(replacing_edit(path, found.spots, NOW), lambda _done, _total: None)
        say()


def _trash(folder: Path, say: Say) -> None:
    with Library.open(folder / NAME) as library:
        library.apply(changed(library.cases.get(4), trashed=NOW))
        say()
        entries = trash.trash_entries(library)
        library.apply(trash.restoring(library, entries[:1]))
        say()
        library.apply(trash.deleting_for_good(library, trash.trash_entries(library)))
        say()
        library.sweep()


def _with_backup(folder: Path) -> None:
    fill(folder)
    (folder / "stick").mkdir()
    set_places(Places("", str(folder / "stick")))
    make_backup(folder / NAME, Reason.WISHED, now=NOW)
    with Library.open(folder / NAME) as library:
        library.apply(changed(library.cases.get(1), title="seit der Kopie"))


def _backup(folder: Path, _say: Say) -> None:
    make_backup(folder / NAME, Reason.AUTOMATIC)
    copy_to_second(folder / NAME)
    backup_drill.hold_drill(folder / NAME)


def _restore(folder: Path, say: Say) -> None:
    command("restore", backups_of(folder / NAME)[-1].path, "--library", folder / NAME)
    say()


def _out_of_backup(folder: Path, say: Say) -> None:
    found = compare_backup(folder / NAME, backups_of(folder / NAME)[-1].path, "Kopie")
    with Library.open(folder / NAME) as library:
        library.apply(pack_addition(library, found, Choices()).edit)
        say()


def _old(folder: Path) -> None:
    (folder / NAME).write_bytes((OLD / "library-v5.casedesk").read_bytes())


def _upgrade(folder: Path, _say: Say) -> None:
    Library.open(folder / NAME).close()


def _behind(folder: Path) -> None:
    fill(folder)
    with closing(connect(folder / NAME, mode="rw")) as connection:
        connection.execute("UPDATE setting SET value = '0' WHERE key = ?", (text_index.VERSION_KEY,))
        connection.commit()


def _index(folder: Path, _say: Say) -> None:
    Library.open(folder / NAME, index_later=True).close()
    index_renewal.renew(folder / NAME, is_cancelled=lambda: False, report=lambda _done, _total: None)


def _pack_writing(folder: Path, _say: Say) -> None:
    command("pack", "write", "--library", folder / NAME, "--out", folder / "out.casepack", "--originals", "--force")


def _sealed_pack(folder: Path, _say: Say) -> None:
    with Library.open(folder / NAME) as library:
        write_pack(library, everything("包", ALL), folder / "sealed.casepack", passphrase=WORDS)


def _with_pack(folder: Path) -> None:
    fill(folder)
    with Library.open(folder.with_name("other.casedesk")) as other, Library.open(folder / NAME) as library:
        write_pack(library, everything("包", ALL), folder / "first.casepack")
        added(other, folder / "first.casepack")
        other.apply(changed(other.cases.get(1), title="von drüben"))
        picture = other.attachments.add(b"GIF of nothing", "image/gif", name="b.gif")
        html = f'<p><img src="attachment:{picture.digest}" alt=""></p>'
        add(other, make_case(id=other.new_id(Case), uid="new", sections=(Section(Role.BODY, html),)))
        write_pack(other, everything("包", ALL), folder / "in.casepack")
    folder.with_name("other.casedesk").unlink()


def _pack_adding(folder: Path, say: Say) -> None:
    with Library.open(folder / NAME) as library:
        compared = open_pack(library.path, folder / "in.casepack")
        carry_out_pack(library, pack_addition(library, compared, Choices()))
        say()


def _class_folder(folder: Path, _say: Say) -> None:
    words = ("--edition", "learner", "--edition", "trainer", "--edition", "case_cards")
    command("handout", "--library", folder / NAME, "--plan", 1, *words, "--folder", folder / "class")


def _handout(folder: Path, _say: Say) -> None:
    words = ("handout", "--library", folder / NAME, "--case", 1, "--edition", "learner")
    command(*words, "--out", folder / "a.docx", "--force")


def _export(folder: Path, _say: Say) -> None:
    target = folder / f"files {len(tuple(folder.glob('files *')))}"
    command("export", "--library", folder / NAME, "--out", target)


def _calendar(folder: Path, _say: Say) -> None:
    with Library.open(folder / NAME) as library:
        write_calendar(library, LessonPlan(title="周一", day=NOW.date()), folder / "plan.ics", now=NOW)


def _settings(folder: Path, _say: Say) -> None:
    with Library.open(folder / NAME) as library:
        library.settings.set("basket", [1, 2, 3])
        library.settings.set_below("x.", {"a": 1, "b": 2})
    set_places(Places(str(folder), ""))


def _template(folder: Path, _say: Say) -> None:
    keep_template(folder / "house.docx")


def _with_template(folder: Path) -> None:
    fill(folder)
    command("handout", "--library", folder / NAME, "--case", 1, "--edition", "learner", "--out", folder / "house.docx")


def _protect(folder: Path, say: Say) -> None:
    change_passphrase(folder / NAME, WORDS)
    say()


def _damaged(folder: Path) -> None:
    _with_backup(folder)
    content = bytearray((folder / NAME).read_bytes())
    for at in range(4096 * 6, len(content), 4096 * 29):
        content[at : at + 4096] = bytes(4096)
    (folder / NAME).write_bytes(content)


def _rescue(folder: Path, say: Say) -> None:
    rescued, _ = library_care.rescue(folder / NAME, backup=backups_of(folder / NAME)[-1].path)
    library_care.take_rescued(rescued, folder / NAME)
    say()


def _repair(folder: Path, say: Say) -> None:
    library_check.repair_library(folder / NAME)
    say()


JOBS: Sequence[Job] = (
    Job("new library", _new_library),
    Job("edit", _edit),
    Job("import", _import),
    Job("merge", _merge),
    Job("bulk", _bulk),
    Job("trash", _trash),
    Job("backup", _backup, _with_backup),
    Job("restore", _restore, _with_backup, keeps=True),
    Job("out of backup", _out_of_backup, _with_backup),
    Job("upgrade", _upgrade, _old),
    Job("index", _index, _behind),
    Job("pack writing", _pack_writing),
    Job("sealed pack", _sealed_pack, is_slow=True),
    Job("pack adding", _pack_adding, _with_pack),
    Job("handout", _handout),
    Job("class folder", _class_folder),
    Job("export", _export),
    Job("calendar", _calendar),
    Job("settings", _settings),
    Job("template", _template, _with_template),
    Job("protect", _protect, _with_backup, is_slow=True),
    Job("rescue", _rescue, _damaged, keeps=True, is_slow=True),
    Job("repair", _repair),
)
