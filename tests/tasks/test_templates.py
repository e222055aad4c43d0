"""Templates by name or path: what is offered, what is kept, how a shipped one suits the options."""

from pathlib import Path

import docx
import pytest

from casedesk import paths
from casedesk.domain.errors import BadInputError
from casedesk.domain.handout import Edition, HandoutOptions
from casedesk.domain.handout_template import Shipped
from casedesk.domain.paper import Paper
from casedesk.storage.library import Library
from casedesk.tasks import templates
from casedesk.tasks.export_handout import export_handout, options_for
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("{{organisation}} {{部门}}")
    path = tmp_path / "培训部.docx"
    document.save(str(path))
    return path


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "my.casedesk") as opened:
        opened.apply(sample_edit(opened, language="zh", now=NOW))
        yield opened


def test_every_shipped_template_is_there_with_pictures_and_only_tags_that_are_filled() -> None:
    shipped = [template for template in templates.offered() if template.is_shipped]
    assert [template.key for template in shipped] == list(Shipped)
    for template in shipped:
        facts = templates.facts(template.path)
        assert facts.has_place
        assert facts.unknown == ()
        for language in ("zh", "en"):
            picture = templates.picture_of(template, language)
            assert picture is not None
            assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_kept_template_is_offered_until_it_is_dropped(mine: Path) -> None:
    kept = templates.keep(mine)
    assert kept in templates.offered()
    assert kept.name == "培训部"
    mine.unlink()
    assert templates.path_of(kept.key) == kept.path
    templates.drop(kept)
    assert kept not in templates.offered()
    with pytest.raises(BadInputError, match="There is no template “培训部"):
        templates.path_of(kept.key)


def test_two_templates_of_one_name_are_both_kept_and_the_same_one_once(mine: Path) -> None:
    first = templates.keep(mine)
    assert templates.keep(mine) == first
    document = docx.Document()
    document.save(str(mine))
    assert templates.keep(mine).name == "培训部 (2)"
    assert first.path.read_bytes() != mine.read_bytes()


def test_a_file_that_is_no_template_is_not_kept(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    with pytest.raises(BadInputError, match="cannot be read as a Word file"):
        templates.keep(broken)
    assert not (paths.data_dir() / "templates").exists()


def test_a_template_where_it_lies_is_offered_while_it_is_chosen(mine: Path) -> None:
    assert [template.name for template in templates.offered(str(mine))][-1] == "培训部"
    assert "培训部" not in [template.name for template in templates.offered()]
    assert templates.path_of(str(mine)) == mine
    assert templates.path_of("") is None


@pytest.mark.parametrize(
    ("key", "edition", "is_large", "paper"),
    [
        (Shipped.LARGE, Edition.LEARNER, True, Paper.A4),
        (Shipped.OFFICIAL, Edition.LEARNER, False, Paper.OFFICIAL),
        (Shipped.PLAIN, Edition.LEARNER, False, Paper.A4),
        (Shipped.FORMAL, Edition.TRAINER, False, Paper.A4),
    ],
)
def test_a_shipped_template_sets_its_size_and_its_kind_of_document(
    key: Shipped, edition: Edition, is_large: bool, paper: Paper
) -> None:
    options = templates.suited(HandoutOptions(edition), templates.path_of(key))
    assert (options.large_print, options.paper) == (is_large, paper)


def test_a_shipped_template_is_on_a_whole_sheet() -> None:
    for paper, sheet in ((Paper.A5, Paper.A4), (Paper.LETTER, Paper.LETTER), (Paper.OFFICIAL, Paper.A4)):
        options = templates.suited(HandoutOptions(paper=paper), templates.path_of(Shipped.FORMAL))
        assert options.paper is sheet


def test_a_template_of_the_trainers_changes_no_option(mine: Path) -> None:
    options = HandoutOptions(paper=Paper.A5, large_print=True)
    assert templates.suited(options, mine) is options


def test_the_organisation_of_a_library_stands_where_a_template_names_it(
    library: Library, mine: Path, tmp_path: Path
) -> None:
    templates.keep_organisation(library, " 云岭酒店 ")
    target = tmp_path / "out.docx"
    options = options_for(Edition.LEARNER, language="zh")
    export_handout(library, library.plans.all()[0], options, target, template=mine)
    assert docx.Document(str(target)).paragraphs[0].text == "云岭酒店 {{部门}}"


@pytest.mark.parametrize("key", list(Shipped))
def test_a_learner_handout_in_a_shipped_template_passes_the_guard(
    library: Library, key: Shipped, tmp_path: Path
) -> None:
    options = options_for(Edition.LEARNER, language="zh")
    plan = library.plans.all()[0]
    export_handout(library, plan, options, tmp_path / "out.docx", template=templates.path_of(key))
    assert (tmp_path / "out.docx").is_file()
