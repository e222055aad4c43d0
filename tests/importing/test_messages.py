"""What goes through the pipes, and what happens when something else does."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.draft import Proposal, SourceText
from casedesk.importing.messages import (
    Message,
    PageSeen,
    ReadOut,
    Ready,
    Refused,
    Request,
    TooMuch,
    Unpacked,
    Wanted,
    encoded,
    receive,
    send,
)
from casedesk.importing.reading_worker import answer

MESSAGES = [
    Request(Wanted.DATA, "雨伞.txt", data=b"\x00\xff", encoding="big5", language="zh_CN", seconds=2.5),
    Ready(),
    PageSeen(3, 80),
    Unpacked("a/b.txt", b"text"),
    ReadOut(b"bytes", Proposal(SourceText("n", "t\udc80", ()), (), ())),
    Refused("Not this one."),
    TooMuch(),
]


def through_a_pipe(*messages: Message) -> io.BytesIO:
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    pipe.seek(0)
    return pipe


def test_messages_come_out_as_they_went_in():
    pipe = through_a_pipe(*MESSAGES)
    assert [receive(pipe) for _ in MESSAGES] == MESSAGES
    assert receive(pipe) is None


@pytest.mark.parametrize("length", [0, 1, 11, 12, 30, -1])
def test_a_pipe_that_breaks_off_has_no_message(length: int):
    whole = b"".join(encoded(Unpacked("name", b"data")))
    assert receive(io.BytesIO(whole[:length])) is None


@given(st.binary(max_size=60))
def test_anything_else_is_refused(noise: bytes):
    for data in (noise, struct.pack(">IQ", 0, len(noise)) + noise):
        try:
            receive(io.BytesIO(data))
        except ValueError:
            continue


def test_lengths_beyond_reason_are_refused():
    with pytest.raises(ValueError, match="no message"):
        receive(io.BytesIO(struct.pack(">IQ", 0, 10**15)))
    with pytest.raises(ValueError, match="no message"):
        receive(io.BytesIO(struct.pack(">IQ", 1, 2) + b"[]" + struct.pack(">Q", 10**15)))


def test_a_bug_is_told_by_its_place_and_not_in_its_words(monkeypatch: pytest.MonkeyPatch):
    words_of_a_client = "she cried".upper()

    def stumbling(*_: object) -> Proposal:
        raise RuntimeError(words_of_a_client)

    monkeypatch.setattr("casedesk.importing.reading_worker.propose", stumbling)
    told = answer(Request(Wanted.DATA, "a.txt", data="案例一：雨伞\n雨下得很急。".encode()), [].append)
    assert "RuntimeError" in repr(told)
    assert "stumbling" in repr(told)
    assert words_of_a_client not in repr(told)
