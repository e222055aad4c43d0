"""Passphrases on the terminal: asked for without showing what is typed, never an argument that others could read."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from casedesk.cli.arguments import FAILED
from casedesk.cli.say import say
from casedesk.domain.errors import BadInputError, PassphraseError
from casedesk.texts import N_, tr

VARIABLE = "CASEDESK_PASSPHRASE"
"""Opens protected libraries for scripts."""
NEW_VARIABLE = "CASEDESK_NEW_PASSPHRASE"


def unlock_named(args: argparse.Namespace) -> None:
    """Unlock the files that the arguments name, where they are protected. Raises PassphraseError for wrong words."""
    for path in (args.library, getattr(args, "backup", None)):
        if isinstance(path, Path) and path.is_file() and path.stat().st_size:
            _unlock(path)


def unseal_named(path: Path) -> None:
    """Unseal a pack that is under a passphrase. Raises PassphraseError for wrong words."""
    from casedesk.tasks.sealed_pack import is_sealed, opened
    from casedesk.tasks.second_truth import unseal_truth

    if not is_sealed(path):
        return
    try:
        opened(path)
    except PassphraseError:
        unseal_truth(path, _words_of(path))


def new_words() -> str:
    """A new passphrase out of the environment, or typed twice. Raises BadInputError where the two differ."""
    if words := os.environ.get(NEW_VARIABLE):
        return words
    print(tr("Nobody can open it without the passphrase; a forgotten one is final."), file=sys.stderr)
    words = _typed(tr("New passphrase: "), NEW_VARIABLE)
    if not words or words != _typed(tr("The same once more: "), NEW_VARIABLE):
        raise BadInputError(N_("The two are not the same; nothing has been changed."))
    return words


def protect(args: argparse.Namespace, library: Path) -> int:
    """Encrypt a library and its copies, or make them plain again."""
    from casedesk.tasks.passphrases import change_passphrase

    words = "" if args.off else new_words()
    left = change_passphrase(library, words)
    say([tr("The library and its copies are encrypted.") if words else tr("The library and its copies are plain.")])
    say(tr("{path} could not be written and is as it was.").format(path=path) for path in left)
    return FAILED if left else 0


def _unlock(path: Path) -> None:
    from casedesk.tasks.passphrases import is_locked, unlock

    if is_locked(path):
        unlock(path, _words_of(path))


def _words_of(path: Path) -> str:
    return os.environ.get(VARIABLE) or _typed(tr("Passphrase of “{name}”: ").format(name=path.name), VARIABLE)


def _typed(asked: str, variable: str) -> str:
    if not sys.stdin.isatty():
        raise BadInputError(N_("A passphrase is needed: type it on a terminal, or set {variable}."), variable=variable)
    return getpass.getpass(asked, stream=sys.stderr)
