"""Whatever happens to a library or a case pack, using it ends well or in a sentence."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.storage import keyring
from tests.faults import mutated, mutations

COUNT, SEED = 15, 20261122


@pytest.fixture(autouse=True)
def _nothing_is_known(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyring, "ROUNDS", 100)
    yield
    keyring.forget_all()


@pytest.mark.parametrize("kind", mutated.KINDS)
def test_a_sample_of_what_can_happen(tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    use = mutated.user(kind, tmp_path)
    endings = [mutated.one(use, kind, SEED, number) for number in range(COUNT)]
    assert [ending for ending in endings if ending.startswith("RAISED")] == []
    assert len(set(endings)) > 2, "some are used, some are rescued or refused"
    caplog.clear()  # a history that cannot be read to its end is noted there


def test_each_mishap_changes_something() -> None:
    content = bytes(range(256)) * 64
    chance = random.Random(SEED)
    assert sum(mutations.mutated(content, chance) != content for _ in range(100)) > 90
