"""A library of a trainer who has names of her own for what her cases teach; made of sentences written for it."""

import random
from collections.abc import Iterator

from casedesk.domain.case import Case, State
from tests.benchmarks.invented_cases import SENTENCES
from tests.builders import make_case

THEMES = {
    "交班漏项": (
        "夜班在交班本上只写了一个房号，没有写那位客人花生过敏。",
        "早班的人说，口头交代过的事不算，备注栏里什么也没有。",
        "交班的时候两个人都赶着下班，谁也没有念一遍。",
        "接班的小姑娘翻了三页交班本，也没有找到那句话。",
        "主管后来规定，没有写进交班本的就当没有发生。",
        "备注栏里有半行字，被咖啡渍盖住了。",
    ),
    "方言与听不懂": (
        "老人一口浓重的方言，说了三遍，大家还是听不懂。",
        "他把要办的事画在纸上，比划着手势，急得满脸通红。",
        "保洁阿姨是同乡，过来一句方言就翻译清楚了。",
        "她用手机的翻译软件，念出来的却是另一个意思。",
        "听不懂的时候，他习惯点头，结果点头点成了答应。",
        "这里有人会说方言吗？队伍里举起了一只手。",
    ),
    "失物招领": (
        "一枚戒指落在洗手台上，保洁登记进了失物簿。",
        "认领的人说得出颜色，说不出里面刻的字。",
        "失物簿第六页写着：黑色钱包一只，内有合影。",
        "按照招领的规矩，三个月没有人来就要上交。",
        "前一位也来认领过，签的是同一个名字。",
        "她把落下的东西装进信封，写上日期和捡到的地方。",
    ),
    "师徒带新": (
        "师傅让他站在身后看了一个星期，一句话也不许插。",
        "徒弟第一次单独上岗，手心里全是汗。",
        "带他的师傅说，我错过的地方，你不必再错一遍。",
        "试岗第三天，徒弟把师傅的口头禅也学会了。",
        "师傅没有当场纠正，等客人走远了才走过来。",
        "轮到他当师傅的时候，他也写了一张小卡片。",
    ),
    "长者慢慢来": (
        "奶奶把老花镜忘在家里，凑得很近也看不清屏幕上的字。",
        "他把字号调到最大，一步一步等老先生自己按下去。",
        "老先生的助听器没有电了，说话的声音传遍整个大厅。",
        "她没有替奶奶按，只是把手停在旁边。",
        "老伴走了以后，存折上的密码再没有人记得。",
        "柜台上多了一副公用的老花镜和一只放大镜。",
    ),
    "停电应变": (
        "停电的那一刻，应急灯只亮了一半。",
        "备用电源撑了十二分钟，电梯里还有四个人。",
        "值班的人摸黑点亮蜡烛，先去数人。",
        "应急灯下，他用对讲机一层一层地报平安。",
        "供电所说，抢修还要两个小时。",
        "来电以后，他没有马上合闸，先关掉了油锅。",
    ),
    "噪声邻里": (
        "隔壁的电钻从早上响到天黑，孩子睡不着。",
        "他送去一盒耳塞，隔壁的人却当成了讽刺。",
        "施工的时间贴在门口，贴的是去年的那一张。",
        "楼上拖动椅子的声音，半夜听得清清楚楚。",
        "她录下了电钻的声音，放给邻居听。",
        "两家最后商量好，午睡的时候不施工。",
    ),
}
_WORDS = {
    "time": ("清晨", "傍晚", "月底"), "guest": ("一位客人", "一位顾客"), "place": ("大堂", "柜台前"),
    "person": ("主管", "同事", "经理"), "thing": ("单子", "钥匙", "记录"), "verb": ("核对", "解释", "登记"),
    "feeling": ("着急", "平静"), "number": ("三", "二十"), "name": ("小周", "老秦"), "brand": ("公司", "店里"),
}  # fmt: skip


def own_cases(count: int, *, seed: int = 3) -> Iterator[Case]:
    """Cases with one or two of the trainer's themes, told in two or three sentences among others that tell nothing."""
    dice = random.Random(seed)
    for index in range(count):
        themes = dice.sample(list(THEMES), 1 if dice.random() < 0.75 else 2)
        told = [sentence for theme in themes for sentence in dice.sample(THEMES[theme], dice.randint(2, 3))]
        told += [_filled(dice, sentence) for sentence in dice.sample(SENTENCES[:15], 4)]
        dice.shuffle(told)
        title = f"第{index + 1}件事"
        yield make_case("".join(told), id=index + 1, title=title, themes=tuple(themes), state=State.REVIEWED)


def _filled(dice: random.Random, sentence: str) -> str:
    return sentence.format(**{name: dice.choice(words) for name, words in _WORDS.items()})
