# ruff: noqa: E501 - words for one place stand on one line
"""Short Chinese texts in numbers, put together from words of our own, the same in every run."""

import random

import opencc

_WHO = "客人 前台小王 值班经理 一位老先生 带孩子的母亲 保安 新来的实习生 送餐员 业主 领班 王阿姨 陈先生 司机 护士"
_WHEN = "早上七点 傍晚 下雨那天 退房时 排队的时候 春节前 电话里 午休刚过 会议开始前 关门以后"
_DID = "问起押金 打翻了热汤 找不到行李 嫌房间太吵 要求换菜 忘了预约 投诉空调 多付了钱 等了半个小时 说蛋糕送错了 丢了钥匙 填错了表格"
_THEN = (
    "大家都不知道该怎么办 她先道歉再去查 他说这是规定 经理当场免了单 没有人记下房号 同事悄悄把伞递过去 最后谁也没有解释 "
    "领导让他写一份说明 客人笑了笑就走了 两个人都觉得委屈 登记本上却是空白 第二天又发生了一次"
)
_END = "。 ！ ？ …… ，可是问题还在。 ；后来呢？"


def short_texts(count: int, *, traditional: bool = False, longest: int = 60) -> list[str]:
    """So many different texts of 8 to `longest` characters."""
    dice = random.Random(8)
    found: dict[str, None] = {}
    while len(found) < count:
        text = ""
        for _ in range(dice.randint(1, 3)):
            comma = dice.choice("，,， ")
            words = (dice.choice(part.split()) for part in (_WHEN, _WHO, _DID, _THEN))
            when, who, did, then = words
            text += f"{when}{who}{did}{comma}{then}" + dice.choice(_END.split())
            text += dice.choice(("", "", "\n", f"（见第{dice.randint(1, 99)}页）", "10:30", "VIP"))
        length = dice.randint(8, longest)
        found[text[:length].strip()] = None
    texts = [text for text in found if len(text) >= 7]
    if not traditional:
        return texts
    converter = opencc.OpenCC("s2t")
    return [converter.convert(text) for text in texts]
