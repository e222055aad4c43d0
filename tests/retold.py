"""Own stories told twice: in tests/data, each with its retold telling, and near copies made of them."""

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("data") / "retold_stories.txt"
_OTHER_NAMES = {
    "女士": "太太",
    "先生": "老师",
    "经理": "主任",
    "客人": "顾客",
    "小": "阿",
    "said": "replied",
    "Mr.": "Dr.",
}


@dataclass(frozen=True, slots=True)
class TwiceTold:
    """A story, and the same one in other words."""

    industry: str
    told: str
    retold: str

    @property
    def near(self) -> str:
        """The story with other names, without its last sentence, with an advert in front."""
        text = self.told
        for old, new in _OTHER_NAMES.items():
            text = text.replace(old, new)
        end = "。" if "。" in text else ". "
        return "更多案例请关注本站\n" + end.join(text.split(end)[:-2]) + end


def twice_told() -> tuple[TwiceTold, ...]:
    """All of them."""
    blocks = FILE.read_text("utf-8").split("\n= ")[1:]
    return tuple(TwiceTold(*_parts(block)) for block in blocks)


def _parts(block: str) -> tuple[str, str, str]:
    industry, _, text = block.partition("\n")
    told, _, retold = text.partition("\n~\n")
    return industry, told.strip(), retold.strip()
