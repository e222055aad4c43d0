"""What the library page does to cases, collections and saved filters: each an edit with a name, to be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QMimeData, QObject, Signal

from casedesk.domain import richtext
from casedesk.domain.bulk_values import ValueChange, Wish
from casedesk.domain.case import FREE_FACETS, Case, Facet, Role, Section, State
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Collection, SavedFilter
from casedesk.storage.library import Library
from casedesk.tasks import plan_cases
from casedesk.tasks.bulk_edits import case_count
from casedesk.tasks.case_times import timed
from casedesk.tasks.story_sections import case_from_text
from casedesk.texts import shipped_language, tr
from casedesk.ui.editor.picture_sources import LibraryPictures
from casedesk.ui.editor.rich_clipboard import blocks_from
from casedesk.ui.library import case_edits, collection_edits
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings

_RECENT_PLANS = 9


class LibraryCommands(QObject):
    """Carries out what menus, keys and drops ask for, and announces it where the undo is worth a word."""

    question = Signal(str, str, object)
    """(question, yes, what to do then): so many cases would change that the trainer should be asked first."""

    def __init__(self, session: LibrarySession, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings

    def new_case(self) -> int:
        """Put an empty case into the library; its id, 0 when the library refused it."""
        now = datetime.now(UTC)
        case = Case(
            id=self._session.library.new_id(Case),
            uid=uuid4().hex,
            title=tr("New case"),
            sections=(Section(Role.BODY), Section(Role.QUESTION), Section(Role.ANALYSIS)),
            state=State.REVIEWED,
            language=shipped_language(),
            created=now,
            modified=now,
        )
        return case.id if self._session.apply(Edit(tr("New case"), (Replacement(None, case),))) else 0

    def new_case_from(self, mime: QMimeData) -> int:
        """Put a case with what is on the clipboard into the library; its id, 0 where there is nothing to be had."""
        blocks = blocks_from(mime, LibraryPictures(self._session.library).keep)
        if not blocks:
            self._session.refused.emit(tr("There is nothing on the clipboard that a case could be made of."))
            return 0
        name = tr("New case from the clipboard")
        case = case_from_text(
            richtext.serialise(blocks),
            case_id=self._session.library.new_id(Case),
            uid=uuid4().hex,
            title=tr("New case"),
            now=datetime.now(UTC),
        )
        return case.id if self._session.apply(Edit(name, (Replacement(None, case),)), announce=name) else 0

    def duplicate(self, case_id: int) -> int:
        """Put a copy of a case into the library; its id, 0 when the library refused it."""
        case, now = self._session.library.cases.get(case_id), datetime.now(UTC)
        copy = replace(
            case,
            id=self._session.library.new_id(Case),
            uid=uuid4().hex,
            title=tr("{title} (copy)").format(title=case.title),
            created=now,
            modified=now,
        )
        edit = Edit(tr("Duplicate “{title}”").format(title=case.title), (Replacement(None, copy),))
        return copy.id if self._session.apply(edit) else 0

    def rename(self, case_id: int, title: str) -> bool:
        """Give a case another title."""
        case = self._session.library.cases.get(case_id)
        if case.title == title:
            return True
        after = replace(case, title=title, modified=datetime.now(UTC))
        return self._session.apply(Edit(tr("Rename “{title}”").format(title=case.title), (Replacement(case, after),)))

    def change_values(self, cases: Sequence[Case], wish: Wish) -> bool:
        """Set, add or remove a value over cases."""
        edit = case_edits.value_edit(cases, wish, datetime.now(UTC))
        if not edit.replacements:
            self._session.refused.emit(tr("These cases are so already."))
            return True
        self._session.carry_out(edit, announce=edit.text)
        return True

    def mark_reviewed(self, case_ids: Sequence[int]) -> None:
        """Mark cases as reviewed; as to be reviewed, when all of them are reviewed already."""
        cases = self._session.library.cases.get_many(case_ids)
        are_all = all(case.state is State.REVIEWED for case in cases)
        state = State.PENDING if are_all else State.REVIEWED
        edit = case_edits.reviewed_edit(cases, datetime.now(UTC), state=state)
        self._apply_or_ask(edit)

    def ask_to_trash(self, case_ids: Sequence[int]) -> None:
        """Move cases to the trash, or ask first when they are many."""
        total = self._session.library.cases.count()
        if case_edits.is_many(len(case_ids), total):
            question, yes = case_edits.trash_question(len(case_ids), total)
            self.question.emit(question, yes, partial(self.trash, tuple(case_ids)))
        elif case_ids:
            self.trash(case_ids)

    def trash(self, case_ids: Sequence[int]) -> None:
        """Move cases to the trash; those that lie there already stay as they are."""
        now = datetime.now(UTC)

        def make(library: Library) -> Edit:
            cases = library.cases.get_many(case_ids)
            return case_edits.trash_edit([case for case in cases if case.trashed is None], now)

        n = len(case_ids)
        self._session.change_many(
            case_edits.trash_step(n), n, make, announce=lambda edit: case_edits.trashed_sentence(len(edit.replacements))
        )

    def drop_on_value(self, facet: Facet, value: str, case_ids: Sequence[int]) -> None:
        """Cases were dropped on a collection or a value: add them to it. Of some facets a case has one value only: that
        is replaced, and cleared by a drop on the row of the cases without one.
        """
        if facet is Facet.COLLECTION:
            self.add_to_collection(value, case_ids)
            return
        change = ValueChange.ADD if facet in FREE_FACETS else ValueChange.SET
        cases = self._session.library.cases.get_many(case_ids)
        edit = case_edits.value_edit(cases, Wish(change, facet, value), datetime.now(UTC))
        if edit.replacements:
            self._apply_or_ask(edit)
        else:
            self._session.refused.emit(tr("These cases are so already."))

    def _apply_or_ask(self, edit: Edit) -> None:
        """Write an edit that nobody has seen before, or ask first when it changes many cases."""
        n, total = len(edit.replacements), self._session.library.cases.count()

        def write() -> None:
            self._session.carry_out(edit, announce=edit.text if n > 1 else "")

        if case_edits.is_many(n, total):
            text = tr("{step}? The library has {total}. One step of Undo takes everything back.")
            self.question.emit(text.format(step=edit.text, total=case_count(total)), tr("Do it"), write)
        else:
            write()

    def collection(self, name: str) -> Collection | None:
        """The collection of a name."""
        return next((item for item in self._session.library.collections.all() if item.name == name), None)

    def new_collection(self, case_ids: Iterable[int] = ()) -> str:
        """Make a collection, with these cases in it; its name, empty when the library refused it."""
        taken = {item.name for item in self._session.library.collections.all()}
        name = collection_edits.free_name(tr("New collection"), taken)
        item = Collection(self._session.library.new_id(Collection), name, tuple(case_ids))
        return name if self._session.apply(collection_edits.create(item)) else ""

    def add_to_collection(self, name: str, case_ids: Sequence[int]) -> None:
        """Add cases to a collection."""
        item = self.collection(name)
        if item is not None:
            edit = collection_edits.add_cases(item, case_ids)
            if edit.replacements:
                self._session.apply(edit, announce=edit.text)
            else:
                self._session.refused.emit(tr("“{name}” has these cases already.").format(name=name))

    def remove_from_collection(self, name: str, case_ids: Sequence[int]) -> None:
        """Take cases out of a collection."""
        item = self.collection(name)
        if item is not None:
            edit = collection_edits.remove_cases(item, case_ids)
            self._session.apply(edit, announce=edit.text)

    def save_filter(self, name: str, query: str) -> int:
        """Save a filter; its id, 0 when the library refused it."""
        taken = {item.name for item in self._session.library.saved_filters.all()}
        item = SavedFilter(self._session.library.new_id(SavedFilter), collection_edits.free_name(name, taken), query)
        return item.id if self._session.apply(collection_edits.create(item)) else 0

    def update_filter(self, filter_id: int, query: str) -> None:
        """Make a saved filter stand for another query."""
        edit = collection_edits.update_query(self._session.library.saved_filters.get(filter_id), query)
        self._session.apply(edit, announce=edit.text if edit.replacements else "")

    def recent_plans(self) -> tuple[LessonPlan, ...]:
        """The plans that were changed last, newest first, as the number keys count them."""
        plans = [plan for plan in self._session.library.plans.all() if not plan.is_template]
        never = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted(plans, key=lambda plan: plan.modified or never, reverse=True)[:_RECENT_PLANS])

    def add_to_plan(self, plan: LessonPlan, case_ids: Sequence[int]) -> None:
        """Put cases at the end of a plan, each in a block of its own; those it has already are left out."""
        cases = timed(self._session.library, self._session.library.cases.get_many(case_ids))
        pace = self._settings.characters_a_minute
        edit = plan_cases.in_blocks_of_their_own(plan, cases, datetime.now(UTC), characters_a_minute=pace)
        if edit.replacements:
            self._session.apply(edit, announce=edit.text)
        else:
            self._session.refused.emit(tr("“{name}” has these cases already.").format(name=plan.title))
