"""What is said about the trainer's other computers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale

from casedesk.tasks.exchange import News
from casedesk.tasks.write_pack import WrittenPack
from casedesk.texts import language, tr, tr_n
from casedesk.ui import dates
from casedesk.ui.packs.pack_words import contents_words, counted_methods


def when_sent(moment: datetime, *, now: datetime | None = None) -> str:
    """Day and time, in local time: today 17:20, yesterday 17:20, 12 Jun 17:20."""
    local, today = moment.astimezone(), (now or datetime.now().astimezone()).date()
    clock = dates.clock(local.time())
    if local.date() == today:
        return tr("today {time}").format(time=clock)
    if local.date() == today - timedelta(days=1):
        return tr("yesterday {time}").format(time=clock)
    return f"{dates.short_day(local.date())} {clock}"


def news_sentence(found: Sequence[News]) -> str:
    """Who has sent something newer, how much, and when."""
    return " ".join(map(_sentence, found))


def _sentence(news: News) -> str:
    if news.count:
        words = tr_n("{computer} sent {n} change, {when}.", "{computer} sent {n} changes, {when}.", news.count)
    elif news.incoming.sent is None:
        words = tr("{computer} sent a pack under a passphrase, {when}.")
    else:
        words = tr("{computer} sent something newer, {when}.")
    when = when_sent(news.incoming.at)
    return words.format(computer=news.incoming.computer, n=f"{news.count:,}", when=when)


def sent_sentence(written: WrittenPack) -> str:
    """What was sent, once it has been."""
    size = QLocale(language()).formattedDataSize(written.size, 1)
    contents = contents_words(written.cases, written.plans, [(written.methods, counted_methods(written.methods))])
    words = tr("Sent to “{folder}”: {contents}, {size}. Your other computers can fetch it from there.")
    return words.format(folder=written.path.parent.name, contents=contents, size=size)
