"""What the system refuses is said in the user's language."""

import errno
import os

import pytest

from casedesk import texts
from casedesk.domain.errors import refusal


@pytest.mark.parametrize(("code", "chinese"), [(errno.ENOSPC, "磁盘已满"), (errno.EISDIR, "这是一个文件夹")])
def test_the_systems_usual_reasons_are_said_in_the_users_language(code: int, chinese: str):
    texts.set_language("zh_CN")
    assert refusal(OSError(code, os.strerror(code))) == chinese


def test_a_reason_that_is_not_among_ours_is_told_in_the_systems_words():
    assert refusal(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    assert refusal(OSError("odd")) == "odd"
