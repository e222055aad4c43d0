"""What the verbs are tried on."""

from pathlib import Path

import pytest

from casedesk.storage.library import Library
from casedesk.tasks.sample_library import sample_edit
from tests.builders import NOW


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that holds the Chinese sample."""
    path = tmp_path / "my.casedesk"
    with Library.open(path) as opened:
        opened.apply(sample_edit(opened, language="zh", now=NOW))
    return path
