"""The sentences that argparse says itself, in the user's language.

argparse asks gettext for them under two names of its own module. Ours are put there, and the sentences are marked
here, so that our catalogue holds them; one that a later Python words otherwise is said in English.
"""

import argparse

from casedesk.texts import N_, tr, tr_n

SENTENCES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


def translate_argparse() -> None:
    """From now on argparse speaks the language of the interface."""
    argparse._ = tr  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
    argparse.ngettext = tr_n  # pyright: ignore[reportAttributeAccessIssue, reportPrivateImportUsage]
