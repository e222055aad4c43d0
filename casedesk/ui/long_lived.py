"""Many values at once that live for long, without Python stopping every thread to look through them again and again."""

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

MANY = 100
"""Cases from which on their handout is many values."""

_making: set[object] = set()
_lock = threading.Lock()


@contextmanager
def making_many_values() -> Generator[None]:
    """Inside, cycles of objects are not looked for; what there is at the end is never looked through again.

    An edit of ten thousand cases is a million objects. Looking through them takes most of a second, in which no thread
    runs and the window stands still. Values have no cycles, so there is nothing to find in them.
    """
    me = object()
    with _lock:
        if not _making:
            gc.collect(1)
            gc.disable()
        _making.add(me)
    try:
        yield
    finally:
        with _lock:
            _making.remove(me)
            gc.freeze()
            if not _making:
                gc.enable()


@contextmanager
def making_values_of(cases: int) -> Generator[None]:
    """The same, where these are so many cases that it can be felt."""
    if cases < MANY:
        yield
        return
    with making_many_values():
        yield
