"""The process that seals or opens one pack, apart from the program: `python -m casedesk.tasks.sealing_worker`.

From its standard input come the work, the passphrase and the data, to the end; on its standard output goes what comes
of them, and its exit status says how it went. It opens no file, and where the system lets it, it cannot write one.
"""

import contextlib

import pyrage

from casedesk.importing.confinement import confine, pipes
from casedesk.tasks.sealing_process import HEAD, Ending, Work

_TRIES = 5
_TOO_SLOW = "Excessive work"


def main() -> int:
    """Do the one piece of work; how it ended."""
    requests, answers = pipes()
    confine(0)
    work, length, size = HEAD.unpack(requests.read(HEAD.size))
    passphrase = requests.read(length).decode("utf-8")
    try:
        done = (pyrage.passphrase.encrypt if Work(work) is Work.SEAL else _opened)(requests.read(size), passphrase)
    except pyrage.DecryptError as error:
        return Ending.TOO_SLOW if _is_for_slowness(error) else Ending.REFUSED
    with contextlib.suppress(OSError):  # nobody listens any more
        answers.write(done)
        answers.close()
    return Ending.DONE


def _opened(data: bytes, passphrase: str) -> bytes:
    """What is inside. age measures how fast the computer is and refuses what would take it far longer than a second;
    on one that is busy with other things it may find another time that it does not.
    """
    for _ in range(_TRIES - 1):
        try:
            return pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            if not _is_for_slowness(error):
                raise
    return pyrage.passphrase.decrypt(data, passphrase)


def _is_for_slowness(error: Exception) -> bool:
    return str(error).startswith(_TOO_SLOW)


if __name__ == "__main__":
    raise SystemExit(main())
