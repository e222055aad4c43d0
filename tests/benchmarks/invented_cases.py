"""Cases made of our own sentences, the same ones for the same seed: as many as a benchmark wants."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from casedesk.domain import richtext
from casedesk.domain.case import Case, Difficulty, Outcome, Question, Role, Section, State

PEOPLE = """
    前台小周 客房主管 值班经理 新来的实习生 餐厅领班 柜员老秦 物业管家 空乘组长 客服专员 店长 大堂副理
    社工小罗 保安队长 采购员 行李员 收银员 楼层服务员 会员顾问 维修师傅 夜班接待 区域督导 培训师 理财经理
    导购员 宴会统筹 地勤 坐席 护理员 库管 司机
""".split()
GUESTS = """
    一位带着孩子的母亲 常住的老客人 赶飞机的商务客人 VIP客户 一对度蜜月的夫妻 旅行团的领队 第一次来的顾客
    隔壁公司的行政 拄拐杖的老先生 外宾 业主委员会的代表 网上预订的客人 退休教师 刚毕业的年轻人 开会的医生
    生日聚会的主人 准备搬家的租户 急着取款的储户
""".split()
THINGS = """
    房卡 发票 押金 早餐券 空调 热水 停车位 婴儿床 预订单 会员积分 雨伞 行李 菜单 合同 账单 保险柜 电梯 钥匙
    转账凭证 礼品卡 套餐 网络 座位 包间 退款 维修单 登记表 体检报告 快递 安全带 流量包 水费单 地毯 窗帘 灯
    投影仪 茶具 鲜花 蛋糕 药盒
""".split()
FEELINGS = "不耐烦 委屈 愤怒 失望 尴尬 焦急 疲惫 惊讶 满意 感激 犹豫 冷淡 紧张 释然".split()
PLACES = """
    大堂 走廊 柜台前 停车场 后厨 三楼会议室 售后中心 候机厅 小区门口 电话里 更衣室 仓库 花园 咖啡厅 营业厅
    病房
""".split()
TIMES = "清晨 上午十点 午餐高峰 下午三点 傍晚 深夜十一点 周末 节假日 交接班时 月底 雨天 开业第一周".split()
NUMBERS = "两 三 四 五 六 十 二十 四十 八百 一千".split()
VERBS = "核对 解释 道歉 记录 转交 拒绝 答应 追问 补办 登记 查询 升级 赔偿 沉默 安抚 请示 回访 复盘 演示 检查".split()

SENTENCES = (
    "{time}，{guest}来到{place}，说{thing}出了问题。",
    "{person}正在{verb}别的事情，只点了点头，请对方稍等。",
    "等了将近{number}分钟，{guest}的语气开始{feeling}起来。",
    "“上次也是这样，”对方说，“难道没有人把{thing}当一回事吗？”",
    "{person}翻了翻{thing}，发现记录与电话里说的并不一致。",
    "按照规定，这种情况需要先{verb}，再由{person}签字。",
    "可是{person}当时并不在{place}，电话也没有接通。",
    "旁边的{guest}听见了，忍不住插了一句话。",
    "{person}有些{feeling}，声音不知不觉高了几度。",
    "过了一会儿，{person}从{place}赶来，先递上一杯温水。",
    "他没有急着{verb}，而是请对方坐下，把经过从头说一遍。",
    "原来{thing}在交接时被放错了地方，谁也没有再{verb}一次。",
    "{person}当场决定免去{number}元的费用，并写下自己的名字。",
    "{guest}看了看手表，露出{feeling}的神色，最终还是离开了。",
    "第二天，{person}又打电话{verb}，得到的回答只有一句话。",
    "那张{thing}后来一直贴在{place}的墙上，提醒每一个新人。",
    "谁也没有料到，{number}天以后同样的事在{place}又发生了。",
    "{person}承认，当时心里想的只是尽快把{thing}办完。",
    "班后会上，大家为要不要{verb}争论了{number}分钟。",
    "如果那时有人多问一句，{guest}也许不会这样{feeling}。",
    "The guest asked for a late check-out, and {person}说系统里没有这项{thing}。",
    "{name}在{brand}工作了{number}年，第一次遇到这样的{thing}。",
    "{brand}的{name}把{thing}递过来，什么也没有说。",
    "系统显示{thing}的状态是“已完成”，现场却完全是另一回事。",
    "{person}翻开手册，第{number}条写得清清楚楚，却没有写这种例外。",
    "为了{verb}一份{thing}，{guest}先后跑了{number}个窗口。",
)
ASKED = (
    "如果你是{person}，接到{thing}的问题时第一句话说什么？",
    "{person}在{place}的做法有哪些值得商量的地方？",
    "怎样{verb}才能让{guest}不再{feeling}？",
    "这件事里，制度和{person}各有什么责任？",
)
JUDGED = (
    "关键不在{thing}本身，而在{person}没有在{number}分钟内{verb}。",
    "先处理心情，再处理事情：{guest}的{feeling}来自被忽视。",
    "授权不足使{person}只能{verb}，这是流程的缺口。",
)
INDUSTRIES = "酒店 餐饮 银行 零售 物业 航空 通信 社会工作 医疗 汽车 旅游 教育".split()
THEMES = """
    投诉处理 服务意识 沟通 授权 交接班 安全 诚信 团队 应急 细节 赔偿 隐私 会员 礼仪 销售 质量 培训 领导力
    流程 压力
""".split()
AUDIENCES = "新员工 班组长 中层 一线员工 店长 客服".split()
TAGS = tuple(f"标签{number}" for number in range(80))
SOURCES = tuple(f"案例集第{number}册" for number in range(40))
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    "明芳伟娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉"
    "瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹"
    "霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽"
)
MARKS = "星河山海云林泉松柏梧桐枫荷兰竹梅菊桂樱棠榕杏桃柳溪湖岛湾洲港城桥塔楼阁亭苑庭轩斋坊巷里街路岭峰谷原野田园"
START = datetime(2024, 1, 1, tzinfo=UTC)


def invented_cases(count: int, *, first_id: int = 1, seed: int = 7) -> Iterator[Case]:
    """So many cases of some 560 characters, with ids from `first_id`."""
    dice = random.Random(seed)
    for id_ in range(first_id, first_id + count):
        yield replace(
            _case(dice), id=id_, created=START + timedelta(minutes=id_), modified=START + timedelta(minutes=id_)
        )


def _case(dice: random.Random) -> Case:
    body = "\n".join(_text(dice, SENTENCES, dice.randint(3, 6)) for _ in range(dice.randint(2, 5)))
    sections = [Section(Role.BODY, richtext.from_plain(body))]
    if dice.random() < 0.7:
        asked = tuple(Question(_filled(dice, dice.choice(ASKED))) for _ in range(dice.randint(1, 3)))
        sections.append(Section(Role.QUESTION, questions=asked))
    if dice.random() < 0.6:
        sections.append(Section(Role.ANALYSIS, richtext.from_plain(_text(dice, JUDGED, 3))))
    if dice.random() < 0.3:
        sections.append(Section(Role.LESSON, richtext.from_plain(_text(dice, JUDGED, 1))))
    return Case(
        title=_filled(dice, "{time}的{thing}：{person}与{guest}"),
        sections=tuple(sections),
        industries=tuple(dice.sample(INDUSTRIES, dice.choice((0, 1, 1, 1, 2)))),
        themes=tuple(dice.sample(THEMES, dice.randint(0, 3))),
        audiences=tuple(dice.sample(AUDIENCES, dice.randint(0, 2))),
        tags=tuple(dice.sample(TAGS, dice.randint(0, 4))),
        outcome=dice.choice((None, *Outcome)),
        difficulty=dice.choice((None, *Difficulty)),
        state=dice.choice(tuple(State)),
        source=dice.choice(SOURCES),
        language="zh",
    )


def _text(dice: random.Random, sentences: tuple[str, ...], count: int) -> str:
    return "".join(_filled(dice, dice.choice(sentences)) for _ in range(count))


def _filled(dice: random.Random, sentence: str) -> str:
    return sentence.format(
        person=dice.choice(PEOPLE), guest=dice.choice(GUESTS), thing=dice.choice(THINGS), place=dice.choice(PLACES),
        name=dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=2)),
        brand="".join(dice.choices(MARKS, k=2)) + dice.choice(("酒店", "餐厅", "银行", "商场", "物业", "公司")),
        feeling=dice.choice(FEELINGS), time=dice.choice(TIMES), number=dice.choice(NUMBERS), verb=dice.choice(VERBS),
    )  # fmt: skip
