"""`casedesk pack send` and `casedesk pack fetch`: the trainer's computers in step through an exchange folder."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casedesk.cli.bar import Bar
from casedesk.cli.pack_verb import add_opened, opened_pack, tell_pack
from casedesk.cli.passphrase_verb import new_words
from casedesk.cli.say import say
from casedesk.domain.casepack_compare import Standing
from casedesk.texts import tr, tr_n

if TYPE_CHECKING:
    from casedesk.tasks.compare_pack import ComparedPack


def send(args: argparse.Namespace, path: Path) -> int:
    """Write everything into the exchange folder."""
    from casedesk.storage.library import Library
    from casedesk.tasks import exchange

    _take_place(args)
    exchange.present_place()
    words = _words(args, path)
    with Library.open(path, create=False) as library, Bar() as bar:
        who = exchange.sender(library)
        written = exchange.send(library, who, bar, passphrase=words)
        exchange.remember_sending(library, who, written)
    cases = tr_n("{n} case", "{n} cases", written.cases).format(n=written.cases)
    say([tr("Wrote {path}.").format(path=written.path) + " " + cases])
    return 0


def fetch(args: argparse.Namespace, path: Path) -> int:
    """Take over what other computers have put there, as proposed; what both sides have changed stays as it is."""
    from casedesk.tasks import exchange
    from casedesk.tasks.exchange_folder import packs_of_others

    _take_place(args)
    found = packs_of_others(exchange.present_place())
    say(found.remarks)
    if not found.incoming:
        say([tr("No other computer has sent anything.")])
    for incoming in found.incoming:
        _fetch(exchange.with_news(path, opened_pack(incoming.path, path)), path, args)
    return 0


def _fetch(compared: "ComparedPack", path: Path, args: argparse.Namespace) -> None:
    sent = compared.pack.sent
    if not compared.is_news and sent is not None:
        words = tr("{computer} sent nothing that is not here: {when}")
        say([words.format(computer=sent.computer, when=_when(compared))])
        return
    say([tr("{computer} sent this: {when}").format(computer=sent.computer if sent else "", when=_when(compared))])
    if args.dry_run:
        tell_pack(compared)
        return
    add_opened(compared, path, args.differing)
    gone = [entry.theirs.title for entry in compared.cases if entry.standing is Standing.GONE]
    if gone:
        words = tr_n(
            "{n} case was thrown away there and stays here:",
            "{n} cases were thrown away there and stay here:",
            len(gone),
        )
        say([words.format(n=len(gone)), *(f"  {title}" for title in gone)])


def _when(compared: "ComparedPack") -> str:
    sent = compared.pack.sent
    return f"{sent.at.astimezone():%Y-%m-%d %H:%M}" if sent else ""


def _take_place(args: argparse.Namespace) -> None:
    """Remember what was named of the exchange folder."""
    from casedesk.tasks.exchange_place import exchange_place, keep_exchange_place

    place = wanted = exchange_place()
    if args.folder is not None:
        wanted = replace(wanted, folder=str(args.folder.absolute()))
    if getattr(args, "name", ""):
        wanted = replace(wanted, computer=args.name)
    if getattr(args, "originals", None) is not None:
        wanted = replace(wanted, originals=args.originals)
    if wanted != place:
        keep_exchange_place(wanted)


def _words(args: argparse.Namespace, path: Path) -> str:
    """The passphrase of the pack: what a protected library sends is protected too, unless it is wished plain."""
    from casedesk.tasks.passphrases import is_protected

    return new_words() if args.protect or (is_protected(path) and not args.plain) else ""
