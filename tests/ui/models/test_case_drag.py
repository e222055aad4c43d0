import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from casedesk.ui.models import case_drag


@given(st.lists(st.integers(min_value=1, max_value=2**53)))
def test_what_is_packed_is_unpacked(ids: list[int]) -> None:
    assert case_drag.unpack(case_drag.pack(ids)) == tuple(ids)


@pytest.mark.parametrize("foreign", [b"", b"{}", b"\xff\xfe", b'["a", -1, 0]', b"5"])
def test_foreign_bytes_are_no_cases(foreign: bytes) -> None:
    data = QMimeData()
    data.setData(case_drag.MIME_TYPE, foreign)

    assert case_drag.unpack(data) == ()
