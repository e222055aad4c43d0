"""Renaming, merging and deleting a value of a facet in all cases at once, each as one edit."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from casedesk.domain.case import Facet
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.query import format_query, parse_query
from casedesk.domain.value_steps import filter_with_renamed_value, is_part_of, with_renamed_value
from casedesk.storage.library import Library
from casedesk.texts import tr, tr_n
from casedesk.ui.library import case_edits
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.session import LibrarySession


class ValueCommands(QObject):
    """Changes a value wherever it stands, in the trash and in saved filters too; asks first where that is much."""

    question = Signal(str, str, object)
    """(what would happen, the word for yes, what to call then)"""

    def __init__(
        self, session: LibrarySession, query: LibraryQuery, panel: FilterPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._query = query
        panel.value_renamed.connect(self.rename)
        panel.value_delete_requested.connect(self.delete)

    def rename(self, facet: Facet, old: str, new: str) -> None:
        """Call a value otherwise. A name that another value has already makes one of the two."""
        new = new.strip()
        if not new or new == old or is_part_of(new, old):
            return
        is_merge = any(is_part_of(value, new) for value in self._session.library.known_values(facet))
        n = len(self._session.library.cases_with(facet, old))
        if is_merge:
            text = tr_n("Merge “{old}” into “{new}” in {n} case", "Merge “{old}” into “{new}” in {n} cases", n)
            question = tr("There is “{new}” already. {step}? Undo parts them again.")
            yes = tr("Merge")
        else:
            text = tr_n("Rename “{old}” to “{new}” in {n} case", "Rename “{old}” to “{new}” in {n} cases", n)
            question = tr("{step}? It can be undone.")
            yes = tr("Rename")
        step = text.format(old=old, new=new, n=f"{n:,}")
        self._ask_or_do(partial(self._carry_out, facet, old, new, step), question.format(step=step, new=new), yes, n)

    def delete(self, facet: Facet, value: str) -> None:
        """Take a value from all cases."""
        n = len(self._session.library.cases_with(facet, value))
        step = tr_n("Take “{value}” from {n} case", "Take “{value}” from {n} cases", n)
        step = step.format(value=value, n=f"{n:,}")
        question = tr("{step}? The cases stay, and it can be undone.").format(step=step)
        self._ask_or_do(partial(self._carry_out, facet, value, "", step), question, tr("Take it from all"), n)

    def _ask_or_do(self, step: Callable[[], None], question: str, yes: str, n: int) -> None:
        if case_edits.is_many(n, self._session.library.cases.count()):
            self.question.emit(question, yes, step)
        else:
            step()

    def _carry_out(self, facet: Facet, old: str, new: str, text: str) -> None:
        now = datetime.now(UTC)

        def make(library: Library) -> Edit:
            return Edit(text, tuple(_steps(library, facet, old, new, now)))

        def follow(is_written: bool) -> None:
            if is_written:
                self._query.rename_value(facet, old, new)

        count = len(self._session.library.cases_with(facet, old))
        self._session.change_many(text, count, make, done=follow)


def _steps(library: Library, facet: Facet, old: str, new: str, now: datetime) -> Iterator[Replacement]:
    """What changes where a value is called otherwise, or is taken away: cases and saved filters."""
    for case in library.cases.get_many(library.cases_with(facet, old)):
        after = with_renamed_value(case, facet, old, new)
        if after is not case:
            yield Replacement(case, replace(after, modified=now))
    for saved in library.saved_filters.all():
        wanted = parse_query(saved.query)
        changed = filter_with_renamed_value(wanted, facet, old, new)
        if changed != wanted:
            yield Replacement(saved, replace(saved, query=format_query(changed)))
