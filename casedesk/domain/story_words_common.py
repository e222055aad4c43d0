"""Words that say little about a story: those that hold sentences together, and those that every service story uses."""

from casedesk.domain.stems import stem

SILENT_CHARACTERS = frozenset(
    "的了是在不有我他她它你您们这那就也都还要会能可以到来去和与及对于为从把被让给着过得地之其而但因所如没自己又只已将向吗呢吧啊很再才"
    "却便即使并且或者一二两三四五六七八九十个位名时候后前里中上下说道问看想"
)
"""Ideographs that part the words of a sentence; no word is looked for across them."""

SILENT = frozenset(
    """
    a about after again against all also am an and another any are as asked at away back be because been before began
    being both but by call called came can cannot could day days did do does done down during each else even ever
    every few first for found from gave get give go going gone got had has have he her here hers herself him himself
    his hour hours how however if in into is it its itself just kept knew know last later left less let like little
    long look looked made make man many may me might minute minutes mr mrs ms more morning most much must my never new
    next no none nor not nothing now of off old on once one only or other others our out over own people put ran read
    really right said same saw say see seen she should since so some someone something soon still such take taken tell
    than that the their them then there these they thing things this those though three through till time to told too
    took turned two under until up upon us very want wanted was way we week well went were what when where whether
    which while who whole whom whose why will with without woman word words would year years yes yet you your
    """.split()
)
"""English words that hold sentences together."""

_COMMON_CHINESE = """
    客人 经理 服务 员工 酒店 顾客 客户 前台 主管 电话 房间 告诉 发现 知道 开始 今天 明天 昨天 晚上 早上 上午 下午
    公司 先生 女士 小姐 老板 店长 领班 服务员 投诉 道歉 解释 抱歉 对不起 谢谢 感谢 满意 生气 愤怒 马上 立即 立刻
    赶紧 工作 问题 处理 解决 办法 情况 事情 结果 最后 终于 因此 所以 突然 忽然 孩子 老人 朋友 同事 妻子 丈夫 母亲
    父亲 儿子 女儿 大家 别人 对方 分钟 小时 半小时 第二 二天 当天 当时 现在 以后 之后 之前 如果 虽然 这样 那样 非常
    一直 已经 没有 需要 可以 应该 必须 规定 要求 按照 餐厅 大堂 客房 预订 入住 退房 登记 值班 电梯 行李 银行 柜员
    超市 商场 商店 小区 物业 业主 护士 医院 乘客 航班 学员 老师 讲师 新来 年轻 工程 部门 总台 总经 副理 意见 建议
    培训 管理 质量 态度 热情 微笑 耐心 主动 及时 认真 方便 帮助 帮忙 关心 体贴 免费 价格 费用 元钱 付款 收银 结账
    门口 外面 旁边 回来 回去 过来 过去 出来 起来 进来 下来 离开 等待 等候 站在 坐在 走到 拿出 打开 看到 听到 看见
    听见 觉得 认为 希望 愿意 不好 意思 好意 正好 原来 其实 于是 然后 接着 仍然 只好 只是 还是 但是 可是 不过 或许
    也许 一样 客 人 员 经 理 服 务 店 房 电 话 生 先 女 士 小 大 老 好 心 年 月 日 天 点 分 钟 事 情 出 入 行 送 打
    走 开 回 见 手 头 面 门 长 工 作 子 家 者 然 当 最 多 少 些 什 么 怎 样 意 思 请 等 接 起 进 同 同样 其他 方 法
    部 位 处 发 现 成 用 真 正 非 常 满 感 谢 钱 元 单 客服 一些 每 次 全 第 总 主 管 新 本 名字 坐 站 拿 听 叫 找
    换 住 做 还 边 间 今 明 晚 早 午
"""
_COMMON_ENGLISH = """
    account answer arrive asking bank bill book booking bring brought business card care case check clerk colleague
    company complain complaint cost counter customer desk door evening family father feel felt floor free friend front
    guest hand head hear heard help home hotel leave line lobby manager money mother name need night note office order
    paid pay phone place please point price problem question quiet rang reception receptionist refund reply restaurant
    room rule service shop show side sir smile sorry staff stand start stay step stood stop store story street table
    talk team thank thought today tomorrow trainee trainer turn voice wait waiter walk wife work worked write written
    wrote husband son daughter child children girl boy young open close hold held keep lost small big large full half
    early late four five six seven eight nine ten twelve twenty thirty forty hundred thousand monday tuesday wednesday
    thursday friday saturday sunday speak spoke
"""

COMMON = frozenset(_COMMON_CHINESE.split()) | frozenset(map(stem, _COMMON_ENGLISH.split()))
"""Words that a story about service may always have, whatever it tells."""
