"""The jobs that are killed: each the real task, which says after each step that it is shown as saved."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cache

from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import Case, Facet
from casedesk.domain.case_texts import Field
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.draft import Decision
from casedesk.domain.handout import Edition
from casedesk.domain.replace_pattern import Pattern
from casedesk.handout.file_names import folder_name
from casedesk.storage.connecting import connect
from casedesk.storage.library import Library
from casedesk.storage.text_index import forget
from casedesk.tasks import add_pack, half_done_review, trash, unfinished
from casedesk.tasks.add_cases import addition
from casedesk.tasks.backup_drill import hold_drill
from casedesk.tasks.backups import Reason, backups_of, copy_to_second, make_backup
from casedesk.tasks.bulk_edits import back_up_before, preview_replacing, replacing_edit, values_edit
from casedesk.tasks.compare_pack import open_pack
from casedesk.tasks.export_handout import export_class_folder, options_for
from casedesk.tasks.export_markdown import export_markdown
from casedesk.tasks.families import merging
from casedesk.tasks.import_documents import ReadFile, documents_in, import_documents
from casedesk.tasks.library_care import bring_back, renew_index, rescue, take_rescued
from casedesk.tasks.merging_all import merging_all, whole_merges
from casedesk.tasks.pack_history import remember
from casedesk.tasks.passphrases import change_passphrase
from casedesk.tasks.review_json import ReviewWriter
from casedesk.tasks.write_pack import everything, write_pack
from tests.builders import make_case
from tests.faults.kill_place import ALL, NOW, WORDS, Place


class Said:
    """What a job tells of itself while it is at work."""

    def __init__(self, tell: Callable[[bytes], object]) -> None:
        self._tell = tell

    def saved(self) -> None:
        """What was done is shown as saved; it must be there from now on."""
        self._tell(b".")

    def whole(self) -> None:
        """The library may be like this, though nobody has been told that anything is saved."""
        self._tell(b"~")


Work = Callable[[Place, Said], object]


def edit(place: Place, said: Said) -> None:
    """Add cases, change them, take the change back."""
    library = Library.open(place.library)
    for number in range(8):
        case = make_case("茶凉了。", id=library.new_id(Case), title=f"茶 {number}")
        library.apply(Edit("add", (Replacement(None, case),)))
        said.saved()
        after = replace(case, title=f"热茶 {number}", tags=("茶",))
        for before, now in ((case, after), (after, case)):
            library.apply(Edit("change", (Replacement(before, now),)))
            said.saved()
    library.close()


def throw_away(place: Place, said: Said) -> None:
    """Move cases to the trash, some back, and empty it for good."""
    library = Library.open(place.library)
    cases = library.cases.get_many(library.cases.ids()[:12])
    library.apply(Edit("trash", tuple(Replacement(case, replace(case, trashed=NOW)) for case in cases)))
    said.saved()
    library.apply(trash.restoring(library, trash.trash_entries(library)[:3]))
    said.saved()
    _beside(library, trash.deleting_for_good(library, trash.trash_entries(library)))
    said.saved()
    library.close()


def bulk(place: Place, said: Said) -> None:
    """Change values and words of all cases, each time after a copy."""
    library = Library.open(place.library)
    ids = library.cases.ids()
    back_up_before(place.library, len(ids))
    wish = Wish(ValueChange.ADD, Facet.TAG, "全部")
    _beside(library, values_edit(place.library, ids, wish, NOW, text="tag"))
    said.saved()
    found = preview_replacing(place.library, None, Pattern("热水", "茶水"), (Field.TITLE, Field.BODY))
    _beside(library, replacing_edit(place.library, found.spots, NOW))
    said.saved()
    library.close()


def merge(place: Place, said: Said) -> None:
    """Merge two cases, and then all others that tell the same in the same words."""
    library = Library.open(place.library)
    ids = [id_ for id_ in library.cases.ids() if library.cases.get(id_).title.startswith("热水")]
    pairs = list(zip(ids[::2], ids[1::2], strict=False))
    library.apply(merging(library, *pairs[0], {}, now=NOW))
    said.saved()
    _beside(library, merging_all(library, whole_merges(library, pairs[1:]), now=NOW))
    said.saved()
    library.close()


def review(place: Place, said: Said) -> None:
    """Keep a review while it is gone through, and add its cases."""
    library = Library.open(place.library)
    files, writer, batch = list(read_papers(place)), ReviewWriter(), None
    for decision in (Decision.UNDECIDED, Decision.KEEP):
        files = [_decided(file, decision) for file in files]
        for file in files:
            half_done_review.keep_ahead(library, file, writer)
        step, batch = half_done_review.keeping(library, files, name="章节", batch=batch, now=NOW, writer=writer)
        library.apply(step)
        said.saved()
    added = addition(library, files, name="章节", batch=batch, now=NOW)
    _beside(library, added.edit)
    said.saved()
    library.close()


def import_anew(place: Place, said: Said) -> None:
    """Read files in a process of their own and add their cases at once, as the terminal does."""
    files = import_documents([place.papers / "第0章.docx"]).files
    with Library.open(place.library) as library:
        library.apply(addition(library, files, name="一章", now=NOW).edit)
        said.saved()


def add_a_pack(place: Place, said: Said) -> None:
    """Add the pack of a colleague, and remember what the two know of each other."""
    library = Library.open(place.library)
    added = add_pack.pack_addition(library, open_pack(place.library, place.pack), add_pack.Choices(), now=NOW)
    _beside(library, added.edit)
    said.whole()
    add_pack.remember_pack(library, added)
    said.saved()
    library.close()


def write_a_pack(place: Place, said: Said) -> None:
    """Write a pack where an older one lies, and one where none lies."""
    with Library.open(place.library) as library:
        note = unfinished.begin_files(library, "pack", place.out)
        for name in ("mine.casepack", "new.casepack"):
            written = write_pack(library, everything("全部", ALL), place.out / name)
            remember(library, written.versions)
            said.saved()
        library.job_notes.end(note)


def handouts(place: Place, said: Said) -> None:
    """Write a class folder."""
    with Library.open(place.library) as library:
        note = unfinished.begin_files(library, "class folder", place.out / folder_name(library.plans.all()[0], "zh"))
        plan = library.plans.all()[0]
        editions = [options_for(edition, language="zh") for edition in (Edition.LEARNER, Edition.TRAINER)]
        export_class_folder(library, plan, place.out, editions=editions)
        library.job_notes.end(note)
        said.saved()


def markdown(place: Place, said: Said) -> None:
    """Write everything as Markdown."""
    with Library.open(place.library) as library:
        note = unfinished.begin_files(library, "markdown", place.out)
        export_markdown(library, library.cases.ids(), place.out / "markdown")
        library.job_notes.end(note)
        said.saved()


def index(place: Place, said: Said) -> None:
    """Make the search index anew, in steps."""
    with closing(connect(place.library, mode="rw")) as connection, connection:
        forget(connection)
    library = Library.open(place.library, index_later=True)
    renew_index(place.library)
    said.saved()
    library.close()


def rescue_it(place: Place, said: Said) -> None:
    """Rescue a damaged library with the help of its newest copy."""
    rescued, _ = rescue(place.library, backup=backups_of(place.library)[0].path)
    take_rescued(rescued, place.library)
    said.saved()


def protect(place: Place, said: Said) -> None:
    """Give the library and all its copies another passphrase."""
    change_passphrase(place.library, WORDS + "！")
    said.saved()


def unprotect(place: Place, said: Said) -> None:
    """Take the passphrase away from the library and all its copies."""
    change_passphrase(place.library, "")
    said.saved()


def back_up(place: Place, said: Said) -> None:
    """Copy the library, also to the stick, and hold a drill."""
    with Library.open(place.library) as library:
        library.apply(Edit("add", (Replacement(None, make_case(id=library.new_id(Case), title="新")),)))
        said.saved()
    make_backup(place.library, Reason.AUTOMATIC)
    copy_to_second(place.library)
    hold_drill(place.library)


def restore(place: Place, said: Said) -> None:
    """Bring the oldest copy back, when something has been added since."""
    with Library.open(place.library) as library:
        library.apply(Edit("add", (Replacement(None, make_case(id=library.new_id(Case), title="新")),)))
        said.saved()
    bring_back(backups_of(place.library)[-1].path, place.library)
    said.saved()


def upgrade(place: Place, said: Said) -> None:
    """Open a library of an older version, which is copied and upgraded."""
    Library.open(place.library).close()
    said.saved()


def first(place: Place, said: Said) -> None:
    """Make a library where there is none."""
    Library.open(place.library).close()
    said.saved()


@cache
def read_papers(place: Place) -> tuple[ReadFile, ...]:
    """The documents of the place, as they were read once."""
    return import_documents(documents_in([place.papers])).files


def _decided(file: ReadFile, decision: Decision) -> ReadFile:
    drafts = tuple(replace(draft, decision=decision) for draft in file.proposal.drafts)
    return replace(file, proposal=replace(file.proposal, drafts=drafts))


def _beside(library: Library, edit: Edit) -> None:
    """As the window writes a long edit."""
    library.apply_beside(edit, lambda _done, _total: None, note=unfinished.begin_change(library, edit.text))


JOBS: dict[str, Work] = {
    work.__name__: work
    for work in (
        edit, throw_away, bulk, merge, review, import_anew, add_a_pack, write_a_pack, handouts, markdown, index,
        rescue_it, protect, unprotect, back_up, restore, upgrade, first,
    )
}  # fmt: skip
