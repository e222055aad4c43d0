"""Bringing back what a case has been: in its place, a field of it, or as a case of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from casedesk.domain.case import Case
from casedesk.domain.case_versions import CaseVersion, restored
from casedesk.domain.casepack_versions import with_fields
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.storage.library import Library
from casedesk.texts import tr


def restoring(library: Library, version: CaseVersion, *, now: datetime | None = None) -> Edit:
    """The edit that makes a case what it was in a version; empty where it is so already."""
    present = library.cases.get(version.case.id)
    text = tr("Restore an earlier version of “{title}”").format(title=present.title)
    return _edit(text, present, restored(present, version.case), now)


def restoring_fields(
    library: Library, version: CaseVersion, names: Sequence[str], *, now: datetime | None = None
) -> Edit:
    """The edit that brings fields back as they were in a version; `section:` and a role names the sections of it."""
    present = library.cases.get(version.case.id)
    text = tr("Restore a part of “{title}”").format(title=present.title)
    return _edit(text, present, with_fields(present, version.case, names), now)


def copying(library: Library, version: CaseVersion, *, now: datetime | None = None) -> tuple[Edit, int]:
    """The edit that adds a case as another was in a version, and the id of the new case."""
    now = now or datetime.now(UTC)
    title = tr("{title} (earlier version)").format(title=version.case.title)
    copy = replace(
        version.case,
        id=library.new_id(Case), uid=uuid4().hex, title=title, created=now, modified=now, trashed=None, batch_id=None,
    )  # fmt: skip
    return Edit(tr("Copy an earlier version of “{title}”").format(title=version.case.title), (_new(copy),)), copy.id


def _edit(text: str, present: Case, after: Case, now: datetime | None) -> Edit:
    if after == present:
        return Edit(text, ())
    changed = replace(after, modified=now or datetime.now(UTC))
    return Edit(text, (Replacement(present, changed),), why=Why.RESTORED)


def _new(case: Case) -> Replacement:
    return Replacement(None, case)
