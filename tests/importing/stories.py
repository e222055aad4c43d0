"""Stories written for the tests, and collections put together from them."""

from collections.abc import Callable

from casedesk.domain.draft import Proposal, SourceText, Span
from casedesk.importing.proposing import propose
from casedesk.importing.reading import read_text

UMBRELLA = (
    "七月的一个傍晚，暴雨下了两个小时。大堂的伞架上只剩一把伞，礼宾员小方把它递给赶火车的陈女士，"
    "身后一位先生说，他十分钟前已经在前台登记过要借伞。小方问清两位客人要去的地方，撑着自己的工作伞，把那位先生送到了地铁口。"
)
SOUP = (
    "中午十二点半，餐厅里坐满了人。老李端着汤从过道里走过，一个孩子突然站起来，汤洒在孩子妈妈的袖子上。"
    "老李放下托盘，先看孩子有没有烫着，再请同事拿来冰毛巾。经理赶到以后说，这顿饭由店里请。"
)
QUEUE = (
    "星期一上午，网点里排着三十个人。一位老人走到柜台前说，他只想问一句话。柜员小周抬头看了看后面的队伍，说：“请您先取号。”"
    "老人没有说话，转身走了。第二天，他的女儿打来电话，问那句话到底该去哪里问。"
)
KEY = (
    "晚上十一点，业主孙先生忘了带钥匙，给物业打电话。值班的小吴说，没有身份证不能开门。孙先生站在楼道里等了四十分钟，"
    "直到隔壁的老太太认出他来。小吴后来说，他只是照章办事。"
)
STORIES = (UMBRELLA, SOUP, QUEUE, KEY)
TITLES = ("伞架上的最后一把伞", "洒在袖子上的汤", "老人只想问一句话", "忘带钥匙的业主")
COMMENT = "规矩写在本子上，人站在面前。先问清楚对方真正要什么，再看手里有什么。"


def collection(label: Callable[[int], str], *, between: str = "\n", comment: str = "") -> str:
    """Four stories, each with its label, its title and its text, and a comment under each if wanted."""
    parts = []
    for index, (title, story) in enumerate(zip(TITLES, STORIES, strict=True)):
        parts.append(f"{label(index)}{title}{between}{story}" + (f"\n{comment}" if comment else ""))
    return "\n".join(parts) + "\n"


def proposed(text: str) -> Proposal:
    """What is proposed for a text."""
    return propose(read_text(text, "stories.txt"))


def titles(proposal: Proposal) -> list[str]:
    """The titles of the drafts."""
    return [draft.title for draft in proposal.drafts]


def all_spans(proposal: Proposal) -> list[Span]:
    """The spans of drafts and of what was left out, in source order."""
    spans = [span for draft in proposal.drafts for span in draft.spans]
    return sorted([*spans, *proposal.left_out], key=lambda span: span.start)


def assert_tiled(proposal: Proposal) -> None:
    """Every character that is not white space lies in exactly one span."""
    source: SourceText = proposal.source
    position = 0
    for span in all_spans(proposal):
        assert span.start >= position, f"taken twice: {source.text[span.start : position]!r}"
        assert not source.text[position : span.start].strip(), f"lost: {source.text[position : span.start]!r}"
        assert span.end > span.start
        position = span.end
    assert not source.text[position:].strip(), f"lost: {source.text[position:]!r}"
