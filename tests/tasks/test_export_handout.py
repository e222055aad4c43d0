"""Plans on paper: what is written, what is never replaced, what is refused."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from typing_extensions import override

from casedesk.domain import richtext
from casedesk.domain.case import Role
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.errors import BadInputError, CaseDeskError
from casedesk.domain.handout import Edition, Handout, HandoutOptions
from casedesk.domain.handout_blocks import Kind, Para
from casedesk.domain.handout_format import HandoutFormat
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.paper import Pagination, Paper
from casedesk.storage.library import Library
from casedesk.tasks.export_handout import (
    Step,
    export_class_folder,
    export_handout,
    files_of,
    handout_of,
    language_of,
    options_for,
)
from casedesk.tasks.paginated import Document, Nobody
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW, make_case, make_plan


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as opened:
        opened.apply(sample_edit(opened, language="zh", now=NOW))
        yield opened


@pytest.fixture
def plan(library: Library) -> LessonPlan:
    return library.plans.all()[0]


LEARNER = options_for(Edition.LEARNER, language="zh")
BOTH = [options_for(edition, language="zh") for edition in (Edition.LEARNER, Edition.TRAINER)]


@pytest.mark.parametrize(
    ("languages", "language"), [(["zh", "zh"], "zh"), (["en", "zh"], "zh"), (["en", "en_GB", "zh"], "en"), ([], "zh")]
)
def test_a_handout_speaks_as_most_of_its_cases(languages: list[str], language: str):
    assert language_of([make_case(language=name) for name in languages]) == language


def test_a_trainer_reads_the_analysis_and_a_learner_does_not(library: Library, plan: LessonPlan):
    case = library.cases.get(plan.case_ids[0])
    analysis = richtext.to_plain(next(section.html for section in case.sections if section.role is Role.ANALYSIS))
    learner, trainer = (str(handout_of(library, plan, options).blocks) for options in BOTH)
    assert analysis[:20] in trainer
    assert analysis[:20] not in learner


def test_an_existing_file_stays_unless_it_may_be_replaced(library: Library, plan: LessonPlan, tmp_path: Path):
    target = tmp_path / "handout.docx"
    target.write_text("somebody's work")
    with pytest.raises(BadInputError):
        export_handout(library, plan, LEARNER, target)
    assert target.read_text() == "somebody's work"
    export_handout(library, plan, LEARNER, target, replace_existing=True)
    assert docx.Document(str(target)).paragraphs


def test_a_plan_without_cases_is_refused(library: Library):
    with pytest.raises(BadInputError, match="has no cases"):
        handout_of(library, make_plan(), LEARNER)


def test_a_missing_template_is_refused_before_anything_is_written(library: Library, plan: LessonPlan, tmp_path: Path):
    target = tmp_path / "out" / "handout.docx"
    with pytest.raises(BadInputError):
        export_handout(library, plan, LEARNER, target, template=tmp_path / "missing.docx")
    assert not target.parent.exists()


def test_a_class_folder_holds_every_edition(library: Library, plan: LessonPlan, tmp_path: Path):
    made = export_class_folder(library, plan, tmp_path / "out", editions=BOTH)
    assert made.folder.parent == tmp_path / "out"
    assert sorted(made.folder.iterdir()) == sorted(made.files)
    assert [file.name for file in made.files if file.name.startswith(made.folder.name)] == [f.name for f in made.files]


def test_writing_the_same_class_again_leaves_its_files_alone(library: Library, plan: LessonPlan, tmp_path: Path):
    first = export_class_folder(library, plan, tmp_path, editions=BOTH)
    assert export_class_folder(library, plan, tmp_path, editions=BOTH).files == first.files


def test_what_somebody_changed_is_kept_beside_the_new_file(library: Library, plan: LessonPlan, tmp_path: Path):
    learner = export_class_folder(library, plan, tmp_path, editions=BOTH).files[0]
    learner.write_text("with my own notes")
    again = export_class_folder(library, plan, tmp_path, editions=BOTH)
    assert learner.read_text() == "with my own notes"
    assert again.files[0].name == f"{learner.stem} (2).docx"


def test_a_class_folder_has_web_pages_and_markdown_where_they_are_wanted(
    library: Library, plan: LessonPlan, tmp_path: Path
):
    made = export_class_folder(library, plan, tmp_path, editions=BOTH, formats=tuple(HandoutFormat))
    assert [file.suffix for file in made.files] == [".docx", ".html", ".md"] * 2
    assert len(made.editions) == len(made.files)
    again = export_class_folder(library, plan, tmp_path, editions=BOTH, formats=tuple(HandoutFormat))
    assert again.files == made.files
    made.files[2].write_text("mine")
    third = export_class_folder(library, plan, tmp_path, editions=BOTH, formats=tuple(HandoutFormat))
    assert third.files[2].name == f"{made.files[2].stem} (2).md"


class Setter(Nobody):
    """Sets every case of a learner handout on a page of its own, and counts ten pages; stops where it shall."""

    def __init__(self, *, stops_at: Edition | None = None) -> None:
        self.stops_at = stops_at

    @override
    def paged(self, handout: Handout, _document: Document, /) -> Handout:
        if handout.options.edition is self.stops_at:
            raise NoLongerWanted
        titles = [block for block in handout.blocks if isinstance(block, Para) and block.kind is Kind.CASE_TITLE]
        return replace(handout, pages=Pagination(tuple(range(2, len(titles) + 2)), len(titles) + 1))

    @override
    def count(self, _handout: Handout, _document: Document, /) -> int | None:
        return 10

    @override
    def sheets(self, document: bytes, paper: Paper, /) -> bytes | None:
        return b"%PDF of " + document if paper is Paper.A5_BOOKLET else None


def test_a_booklet_comes_with_its_sheets(library: Library, plan: LessonPlan, tmp_path: Path):
    editions = [replace(options, paper=Paper.A5_BOOKLET) for options in BOTH]
    made = export_class_folder(library, plan, tmp_path, editions=editions, setter=Setter())
    booklet, sheets, trainer = made.files
    assert (sheets.name, trainer.suffix) == (f"{booklet.stem}_拼版.pdf", ".docx")
    assert sheets.read_bytes() == b"%PDF of " + booklet.read_bytes()
    assert export_class_folder(library, plan, tmp_path, editions=editions, setter=Setter()).files == made.files


def test_the_trainer_guide_tells_the_pages_of_the_learner_handout_beside_it(
    library: Library, plan: LessonPlan, tmp_path: Path
):
    learner, trainer = export_class_folder(library, plan, tmp_path, editions=BOTH[::-1], setter=Setter()).files
    words = [paragraph.text for paragraph in docx.Document(str(trainer)).paragraphs]
    for page in range(2, len(plan.case_ids) + 2):
        assert any(text.endswith(f"学员版第{page}页") for text in words)
    contents = [paragraph.text for paragraph in docx.Document(str(learner)).paragraphs]
    assert f"案例一　{library.cases.get(plan.case_ids[0]).printed_title}\t2" in contents


def test_the_print_shop_is_told_pages_that_were_counted(library: Library, plan: LessonPlan):
    wanted = [LEARNER, HandoutOptions(Edition.PRINT_SHOP)]
    (job,) = files_of(library, plan, wanted, setter=Setter())
    assert (job.pages, job.is_exact) == (10, True)
    (job,) = files_of(library, plan, wanted)
    assert not job.is_exact


def test_cancelling_while_pages_are_set_leaves_what_is_written(library: Library, plan: LessonPlan, tmp_path: Path):
    made = export_class_folder(library, plan, tmp_path, editions=BOTH, setter=Setter(stops_at=Edition.TRAINER))
    assert len(made.files) == 1
    assert list(made.folder.iterdir()) == list(made.files)


def test_a_folder_that_cannot_be_made_is_a_sentence(library: Library, plan: LessonPlan, tmp_path: Path):
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(CaseDeskError, match="Nothing can be written"):
        export_class_folder(library, plan, tmp_path / "taken", editions=BOTH)


def test_cases_in_the_trash_or_gone_are_left_out(library: Library, plan: LessonPlan):
    case = library.cases.get(plan.case_ids[0])
    library.apply(Edit("gone", (Replacement(case, None),)))
    assert case.learner_title not in str(handout_of(library, plan, replace(LEARNER, contents=False)).blocks)


class StopsAt:
    """Progress of somebody who loses patience at a step of a file."""

    def __init__(self, step: Step, *, of_file: int) -> None:
        self.told: list[tuple[int, int]] = []
        self._at = of_file * len(Step) + step

    @property
    def is_cancelled(self) -> bool:
        return bool(self.told) and self.told[-1][0] >= self._at

    def report(self, done: int, total: int, text: str = "") -> None:
        assert text
        self.told.append((done, total))


def test_stopping_leaves_the_files_that_are_written(library: Library, plan: LessonPlan, tmp_path: Path):
    options = [options_for(edition, language="zh") for edition in Edition]
    made = export_class_folder(library, plan, tmp_path, editions=options, progress=StopsAt(Step.OUTLINE, of_file=2))
    assert len(made.files) == 2
    assert sorted(made.folder.iterdir()) == sorted(made.files)


@pytest.mark.parametrize("step", list(Step)[:-1])
def test_stopping_in_the_middle_of_a_file_leaves_nothing_of_it(
    library: Library, plan: LessonPlan, tmp_path: Path, step: Step
):
    made = export_class_folder(library, plan, tmp_path, editions=BOTH, progress=StopsAt(step, of_file=0))
    assert made.files == ()
    assert list(made.folder.iterdir()) == []


def test_progress_goes_on_with_every_step_of_every_file(library: Library, plan: LessonPlan, tmp_path: Path):
    progress = StopsAt(Step.OUTLINE, of_file=len(BOTH))
    export_class_folder(library, plan, tmp_path, editions=BOTH, progress=progress)
    steps = len(BOTH) * len(Step)
    assert {total for _, total in progress.told} == {steps}
    assert [done for done, _ in progress.told] == sorted(done for done, _ in progress.told)
    assert {done for done, _ in progress.told} == set(range(steps))


def test_a_plan_without_cases_still_has_a_sheet_to_sign(library: Library, tmp_path: Path):
    plan = make_plan(title="空")
    export_handout(library, plan, options_for(Edition.SIGN_IN, language="zh"), tmp_path / "sign.docx")
    assert (tmp_path / "sign.docx").exists()


def test_files_are_listed_with_their_copies_and_not_those_that_list_them(library: Library, plan: LessonPlan):
    class_ = replace(plan, head_count=20)
    options = [options_for(edition, language="zh") for edition in (Edition.LEARNER, Edition.PRINT_SHOP)]
    (job,) = files_of(library, class_, options, spare=2)
    assert (job.edition, job.copies) == (Edition.LEARNER, 22)
    assert job.pages >= 1
    assert files_of(library, class_, options[:1]) == ()


def test_it_is_told_whose_pages_are_counted(library: Library, plan: LessonPlan):
    told: list[Edition] = []
    options = [options_for(edition, language="zh") for edition in Edition]
    files = files_of(library, plan, options, counting=told.append)
    assert [job.edition for job in files] == told
    assert Edition.PRINT_SHOP not in told
