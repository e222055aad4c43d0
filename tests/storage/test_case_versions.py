"""The history of a case: every change is in it, a sitting is one version, and it costs nearly nothing."""

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.case import Case, Question, Role, Section, State
from casedesk.domain.case_versions import KEPT_FIELDS, LONGEST, MOST, PAUSE, SECTION_ORDER, difference, stepped_back
from casedesk.domain.changes import Edit, Replacement, Why
from casedesk.domain.errors import BadInputError, LibraryError, StaleEditError
from casedesk.storage.driver import sqlite3
from casedesk.storage.library import Library
from tests.builders import NOW, make_case, make_section
from tests.storage.steps import add, changed, contents, removed
from tests.storage.values import of_kind

MINUTE = timedelta(minutes=1)


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock(library: Library) -> Clock:
    found = Clock()
    library.clock = found
    return found


@pytest.fixture
def case(library: Library, clock: Clock) -> Case:
    made = make_case(id=1)
    add(library, made)
    return made


def write(library: Library, case_id: int = 1, *, why: Why = Why.EDITED, **fields: object) -> Edit:
    before = library.cases.get(case_id)
    edit = Edit("write", (Replacement(before, replace(before, **fields)),), why=why)  # pyright: ignore[reportArgumentType]
    library.apply(edit)
    return edit


def titles(library: Library, case_id: int = 1) -> list[str]:
    return [version.case.title for version in library.versions.of_case(case_id)]


def kept(case: Case) -> list[object]:
    return [getattr(case, name) for name in KEPT_FIELDS]


cases = of_kind[Case]


@given(cases, cases)
def test_a_difference_leads_back(newer: Case, older: Case) -> None:
    found = stepped_back(newer, difference(newer, older))
    assert kept(found) == kept(older)
    assert (found.id, found.uid, found.origin, found.modified) == (newer.id, newer.uid, newer.origin, newer.modified)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_words_that_are_alike_at_both_ends_lead_back(head: str, old: str, new: str, tail: str) -> None:
    older, newer = (Case(id=1, sections=(Section(Role.BODY, head + words + tail),)) for words in (old, new))
    assert stepped_back(newer, difference(newer, older)) == older


def test_one_word_in_a_long_case_takes_little_room(library: Library, case: Case, path: Path) -> None:
    long = "客人等了四十分钟，经理给她倒了一杯热水，先道歉，再问她要什么。" * 2000
    write(library, why=Why.RESTORED, sections=(make_section(Role.BODY, long),))
    write(library, why=Why.RESTORED, sections=(make_section(Role.BODY, long[:30000] + "后来" + long[30000:]),))
    with closing(sqlite3.connect(path)) as connection:
        sizes = connection.execute("SELECT length(back) FROM case_version ORDER BY id").fetchall()
    assert sizes[-1][0] < 200


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(cases, st.sampled_from([MINUTE, PAUSE]), st.sampled_from(list(Why))), max_size=7))
def test_every_state_a_sitting_ended_in_is_kept(steps: list[tuple[Case, timedelta, Why]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "a.casedesk")) as library:
        library.clock = clock = Clock()
        first = make_case(id=1)
        add(library, first)
        states = [first]
        last: tuple[datetime, datetime, Why] | None = None
        for other, pause, why in steps:
            clock.go_on(pause)
            before = library.cases.get(1)
            after = replace(before, **{name: getattr(other, name) for name in KEPT_FIELDS})
            library.apply(Edit("step", (Replacement(before, after),), why=why))
            if kept(after) == kept(before):
                continue
            goes_on = last is not None and clock.now - last[1] < PAUSE and clock.now - last[0] < LONGEST
            if goes_on and last is not None and last[2] is why is Why.EDITED:
                states[-1] = after
                last = (last[0], clock.now, why)
            else:
                states.append(after)
                last = (clock.now, clock.now, why)
            if len(states) > 1 and kept(states[-1]) == kept(states[-2]):
                states.pop()
                last = None
        found = library.versions.of_case(1)
        told = [kept(version.case) for version in found]
        assert told[0] == kept(library.cases.get(1))
        assert told[-1] == kept(first)
        assert all(kept(state) in told for state in states)


def test_typing_on_is_one_version_and_a_pause_begins_another(library: Library, case: Case, clock: Clock) -> None:
    for title in ("热", "热水", "热水壶"):
        write(library, title=title)
        clock.go_on(MINUTE)
    assert titles(library) == ["热水壶", case.title]
    clock.go_on(PAUSE)
    write(library, note="后来")
    versions = library.versions.of_case(1)
    assert [version.changed for version in versions] == [("note",), ("title",), ()]
    assert [version.case.note for version in versions] == ["后来", "", ""]
    assert versions[1].at == NOW + 2 * MINUTE, "a version is as old as its last change"
    assert versions[2].at == case.created


def test_sections_that_changed_are_named_and_so_is_their_order(library: Library, case: Case, clock: Clock) -> None:
    asked = replace(case.sections[0], role=Role.QUESTION, html="", questions=(Question("为什么？"),))
    for sections in (
        (*case.sections, asked),
        (asked, *case.sections),
        (replace(asked, title="想一想"), *case.sections),
    ):
        clock.go_on(PAUSE)
        write(library, sections=sections)
    changed_by = [version.changed for version in library.versions.of_case(1)]
    assert changed_by == [("question",), (SECTION_ORDER,), ("question",), ()]


def test_a_long_sitting_is_cut(library: Library, case: Case, clock: Clock) -> None:
    for number in range(40):
        write(library, title=str(number))
        clock.go_on(MINUTE)
    assert titles(library) == ["39", "29", case.title]


def test_what_was_done_on_purpose_is_a_version_of_its_own(library: Library, case: Case) -> None:
    write(library, title="写")
    write(library, why=Why.MERGED, title="并")
    write(library, title="再写")
    found = library.versions.of_case(1)
    assert [version.why for version in found] == [Why.EDITED, Why.MERGED, Why.EDITED, Why.EDITED]


def test_a_step_on_several_cases_is_a_bulk_change(library: Library, case: Case) -> None:
    other = make_case(id=2)
    add(library, other)
    both = tuple(Replacement(item, replace(item, tags=("前厅",))) for item in (case, other))
    library.apply(Edit("tag", both))
    for case_id in (1, 2):
        assert [version.why for version in library.versions.of_case(case_id)] == [Why.BULK, Why.EDITED]


def test_what_is_taken_back_at_once_leaves_no_trace(library: Library, case: Case, path: Path) -> None:
    before = contents(path)
    for why in Why:
        edit = write(library, why=why, title="误改")
        assert titles(library) == ["误改", case.title]
        library.apply(edit.inverted())
        assert contents(path) == before
        library.apply(edit)
        assert titles(library) == ["误改", case.title], "and done again it is there again"
        library.apply(edit.inverted())


def test_what_is_taken_back_later_is_a_version(library: Library, case: Case, clock: Clock) -> None:
    edit = write(library, title="改了")
    clock.go_on(PAUSE)
    library.apply(edit.inverted())
    assert titles(library) == [case.title, "改了", case.title]
    assert library.versions.of_case(1)[0].why is Why.UNDONE


def test_the_trash_the_dates_and_the_origin_are_no_versions(library: Library, case: Case) -> None:
    write(library, trashed=NOW, modified=NOW + MINUTE)
    write(library, trashed=None)
    assert titles(library) == [case.title]
    write(library, state=State.REVIEWED)
    assert library.versions.of_case(1)[0].changed == ("state",)


def test_a_refused_edit_is_not_in_the_history(library: Library, case: Case) -> None:
    write(library, title="新")
    with pytest.raises(StaleEditError):
        library.apply(changed(case, title="旧窗口里改的"))
    assert titles(library) == ["新", case.title]


def test_the_history_is_written_with_the_case_or_not_at_all(library: Library, case: Case, path: Path) -> None:
    before = contents(path)
    after = replace(library.cases.get(1), title="半路", batch_id=99)
    with pytest.raises(LibraryError):
        library.apply(Edit("lost", (Replacement(case, after),)))
    assert contents(path) == before


def test_a_deleted_case_takes_its_history_along_and_an_undo_brings_both_back(path: Path) -> None:
    with Library.open(path) as library:
        add(library, make_case(id=1), make_case(id=2))
        write(library, title="改了")
        write(library, 2, title="也改了")
        gone = removed(library.cases.get(1))
        library.apply(gone)
        assert library.versions.of_case(1) == ()
        library.apply(gone.inverted())
        assert titles(library) == ["改了", "热水与等待"]
        library.apply(gone)
    assert {row[1] for row in contents(path)["case_version"]} == {2}


def test_a_picture_that_only_the_history_shows_is_not_swept_away(library: Library, case: Case) -> None:
    picture = library.attachments.add(b"picture", "image/png")
    html = f'<p><img src="attachment:{picture.digest}" alt=""></p>'
    write(library, sections=(Section(Role.BODY, html),), why=Why.RESTORED)
    write(library, sections=(Section(Role.BODY, "<p>没有图</p>"),), why=Why.RESTORED)
    assert library.sweep() == 0
    assert library.versions.of_case(1)[1].case.sections[0].html == html


def test_many_versions_thin_out_with_age(library: Library, case: Case, clock: Clock) -> None:
    written: list[str] = []
    for number in range(300):
        clock.go_on(timedelta(hours=2))
        written.append(f"第{number}稿")
        write(library, title=written[-1], note="" if number % 2 else written[-1])
    versions = library.versions.of_case(1)
    assert len(versions) <= MOST + 1
    found = [version.case.title for version in versions]
    assert found[:12] == list(reversed(written))[:12], "of the last day all of them"
    assert found[-1] == case.title, "and how it came in"
    order = [written.index(title) for title in found[:-1]]
    assert order == sorted(order, reverse=True)
    for version in versions[:-1]:
        number = written.index(version.case.title)
        assert version.case.note == ("" if number % 2 else version.case.title), "each is a state that has been"


def test_what_was_done_on_purpose_stays_longer(library: Library, case: Case, clock: Clock) -> None:
    write(library, why=Why.MERGED, title="合并后")
    for number in range(120):
        clock.go_on(timedelta(hours=5))
        write(library, title=str(number))
    assert any(version.why is Why.MERGED for version in library.versions.of_case(1))


def test_a_history_that_does_not_fit_ends_there(
    library: Library, case: Case, clock: Clock, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for title in ("一", "二", "三"):
        clock.go_on(PAUSE)
        write(library, title=title)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE case_version SET back = x'00' WHERE id = 2")
        connection.commit()
    assert titles(library) == ["三", "二"]
    write(library, title="四")
    assert titles(library)[0] == "四"
    caplog.clear()


def test_one_version_is_found_by_its_number(library: Library, case: Case) -> None:
    write(library, title="改了")
    newest = library.versions.of_case(1)[0]
    assert library.versions.get(1, newest.id) == newest
    assert library.versions.get(1, 0).case.title == case.title
    assert library.versions.count(1) == 1
    with pytest.raises(BadInputError, match="not kept"):
        library.versions.get(1, 99)
