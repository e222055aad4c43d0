from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.storage.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.casedesk"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened
