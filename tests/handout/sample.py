"""Invented cases and plans that use everything a handout can print, in Chinese and in English."""

import struct
import zlib
from dataclasses import replace
from datetime import date, time
from hashlib import sha256

from casedesk.domain.case import Case, Outcome, Question, Role, Section
from casedesk.domain.lesson import Block, BlockKind, CaseUse, LessonPlan, Material, Need, Objectives


def png(width: int = 320, height: int = 120) -> bytes:
    """A small grey picture with a darker frame."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + bytes(64 if y in (0, height - 1) or x in (0, width - 1) else 200 for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = png()
DIGEST = sha256(PICTURE).hexdigest()


def picture(digest: str) -> bytes:
    """The bytes of the one picture of the sample."""
    if digest != DIGEST:
        raise KeyError(digest)
    return PICTURE


def html(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


KEY = Case(
    id=1,
    title="把钥匙给了陌生人：查验身份走过场",
    learner_title="夜里十一点的房卡",
    industries=("酒店", "前厅"),
    themes=("安全", "核对身份"),
    outcome=Outcome.NEGATIVE,
    source="教学部编写",
    note="上次讲到这里时有人手机响了，提前提醒静音。",
    sections=(
        Section(
            Role.BODY,
            html(
                "夜里十一点，一位穿便装的先生走到前台，说自己住 <strong>1207</strong>，房卡落在了车里。"
                "前台小纪问：“请问您贵姓？”对方答：“我姓<em>卫</em>，登记的是我太太的名字。”",
                "小纪在系统里看到，1207 登记的客人确实姓邱，备注写着“夫妻同住”。她做了一张新房卡，"
                "<mark>没有再问别的</mark>，还提醒他早餐在三楼。",
                "二十分钟后，邱女士从房间里打来电话，声音发抖：“刚才有人开了我的门。”——值班经理赶到时，"
                "走廊里已经没有人。",
            ),
        ),
        Section(
            Role.QUESTION,
            questions=(
                Question(
                    "小纪问了一个问题，得到了一个答案。这个答案为什么不算核对？", "姓氏和房号谁都能打听到。", 4, 3
                ),
                Question(
                    "先做哪一步？\nA. 打电话到房间\nB. 查验证件\nC. 请保安陪同\nD. 先发卡，再补登记",
                    "先打电话到房间，再查验证件。\n两步都做完以前不发卡。",
                    6,
                    2,
                ),
                Question("写出一句既不得罪客人、又守住规定的话。", "", 4, 4),
            ),
        ),
        Section(
            Role.ANALYSIS,
            html(
                "核对不是问话，而是<strong>拿两份互相独立的凭据</strong>来比。房号、姓氏和“夫妻同住”来自同一块屏幕。",
                "小纪怕的是得罪一位真正的住客。她把礼貌和核对放在了天平的两头，其实电话一打，两头都有了。",
            )
            + "<ul><li>电话打到房间，由住客本人答应</li><li>证件与登记比对</li></ul>",
        ),
        Section(Role.RESOLUTION, html("酒店当晚为邱女士换了房，由保安陪同搬运，次日把补卡流程改成两步核对。")),
        Section(Role.LESSON, html("核对要有第二份凭据。", "礼貌不是省略步骤的理由。")),
        Section(Role.OBJECTIVES, html("分清“问过”与“核对过”；练习一句守规定的话。")),
        Section(Role.KEY_POINTS, html("两份独立的凭据；先电话，后证件")),
    ),
)

PORRIDGE = Case(
    id=2,
    title="推三阻四换来的差评",
    learner_title="打包盒里的汤",
    industries=("餐饮",),
    themes=("投诉",),
    outcome=Outcome.MIXED,
    sections=(
        Section(
            Role.BODY,
            html("星期三中午，外卖平台上来了一单：两份牛肉面，备注“汤和面分开，孩子吃”。")
            + "<h3>三次来回</h3>"
            + html("第一次送到，汤和面倒在了一个盒子里。客人打电话到店里，接电话的小乔说：")
            + "<blockquote><p>备注我们看到了，但是高峰期后厨顾不上，您把汤倒出来也是一样的。</p></blockquote>"
            + html("表1　那天中午的出餐记录")
            + "<table><tr><th><p>时刻</p></th><th><p>在途订单</p></th><th><p>经过</p></th></tr>"
            "<tr><td><p>11:50</p></td><td><p>9</p></td><td><p>接单，备注打印在小票最末一行</p></td></tr>"
            "<tr><td><p>12:15</p></td><td><p>21</p></td><td><p>第一次送达</p></td></tr>"
            '<tr><td rowspan="2"><p>12:40</p></td><td><p>26</p></td><td><p>客人来电</p></td></tr>'
            "<tr><td><p>26</p></td><td><p>重做，仍装在一个盒里</p></td></tr></table>"
            + html("注：时刻取自小票，订单数取自平台后台。", "店长后来数了一遍小票上的字：")
            + "<ol><li><p>菜名两行</p></li><li><p>优惠四行</p><ul><li><p>满减</p></li><li><p>红包</p></li></ul></li>"
            "<li><p>备注一行</p></li></ol>"
            + f'<p><img src="attachment:{DIGEST}" alt="小票的式样，备注在最末一行" width="320"></p>'
            + html("图1　小票的式样", "第三次，店长自己把面送到楼下，孩子已经睡了。"),
        ),
        Section(
            Role.QUESTION,
            html("先静读两分钟，再回答。"),
            questions=(
                Question("哪一次来回本来可以不发生？写出你的理由。", "第二次：重做时没有人再看一遍备注。", 6, 4),
                Question("小票应该怎样改？在下面画一画。", "备注移到第一行，加粗。", 6, 5),
            ),
        ),
        Section(Role.ANALYSIS, html("错在流程看不见备注，不在后厨不用心。备注印在末行，等于没有印。")),
        Section(Role.LESSON, html("客人写下来的话，要出现在做事的人眼前。")),
        Section(Role.THEORY, html("差错分为“知道而没做到”和“根本没看到”。"), title="两种差错"),
        Section(Role.FOLLOW_UP, html("一个月后，带备注的订单投诉减少了一半。")),
    ),
)

QUEUE = Case(
    id=3,
    title="九号窗口",
    industries=("政务服务",),
    sections=(
        Section(
            Role.BODY,
            html(
                "下午四点四十，九号窗口前还剩两个人。窗口人员老解看了一眼时间，在桌上摆出“暂停服务”的牌子。",
                "排在后面的姑娘说她请了半天假来的。老解说：“系统五点关，您的材料要录二十分钟，录一半更麻烦。”",
            ),
        ),
        Section(
            Role.QUESTION, questions=(Question("老解说的都是事实。姑娘为什么还是红了眼圈？", "没有人告诉她下一步。"),)
        ),
    ),
)

CASES = (KEY, PORRIDGE, QUEUE)
BOTH = frozenset({Role.BODY, Role.QUESTION})

PLAN = LessonPlan(
    id=1,
    title="前台与窗口的判断",
    course="服务骨干培训 第二讲",
    audience="前厅二班",
    head_count=24,
    place="三楼培训室",
    trainer="季老师",
    day=date(2026, 11, 26),
    start=time(14, 0),
    target=90,
    objectives=Objectives(
        "说得出核对需要两份独立的凭据；知道“先电话、后证件”的次序。",
        "能在压力下说出一句守规定又不得罪人的话。",
        "愿意多走一步，不拿礼貌当借口。",
    ),
    key_points="第二份凭据；写下来的话要让做事的人看见。",
    difficult_points="学员容易停在“该不该怪小纪”，要引到“屏幕上缺了什么”。",
    methods="案例讨论、角色扮演",
    blocks=(
        Block(
            "开场",
            5,
            BlockKind.OPENING,
            trainer="说明目标；问：“上一次被人认错是什么时候？”",
            learners="两人一组，各说一例",
        ),
        Block(
            "夜里十一点的房卡",
            25,
            BlockKind.CASE,
            cases=(CaseUse(1, KEY.title, BOTH),),
            intent="先让大家站在小纪一边。",
            trainer="念两遍对话；追问“凭据从哪里来”",
            learners="静读 1 分钟；小组讨论；每组念出那句话",
            notes="讨论常会变成骂前台。把屏幕画在白板上，问：这三条是几份凭据？",
            materials=(Material("讲义"), Material("计时器")),
        ),
        Block("休息", 5, BlockKind.BREAK),
        Block(
            "案例讨论：打包盒里的汤",
            30,
            BlockKind.GROUP_WORK,
            Need.MAY,
            cases=(CaseUse(2, PORRIDGE.title, BOTH),),
            trainer="发大白纸；请各组重画小票",
            learners="四人一组画小票，张贴后走看",
            materials=(Material("大白纸", 1), Material("彩笔", 1)),
            groups=6,
            group_size=4,
        ),
        Block(
            "窗口前的最后十分钟",
            15,
            BlockKind.ROLE_PLAY,
            cases=(CaseUse(3, QUEUE.title, BOTH),),
            trainer="喊停两次；不裁判",
        ),
        Block("小结", 10, BlockKind.SUMMARY, trainer="逐案对照目标", learners="每人写下一步行动"),
        Block("加演一轮", 10, BlockKind.ROLE_PLAY, Need.SPARE),
    ),
)

UMBRELLA = Case(
    id=11,
    title="Rule first, guest second: how a parking ticket became a complaint",
    learner_title="The last space on level two",
    industries=("Shopping centre",),
    themes=("Complaint handling",),
    outcome=Outcome.NEGATIVE,
    language="en",
    sections=(
        Section(
            Role.BODY,
            html(
                "At ten to six Mr Okafor drove up to the barrier of the shopping centre car park, his father in the "
                "passenger seat. “Level two is full,” said Dana from her booth. “There is space on the roof.”",
                "Mr Okafor pointed at the sign: <em>one space free</em>. “That is <strong>reserved</strong> for the "
                "management,” Dana answered, and raised the barrier for the ramp to the roof. The lift from there had "
                "been out of order since noon; a <u>handwritten note</u> said so, on the inside of the lift door.",
                "It took the two men twenty-five minutes to get down. The pharmacy had closed at six.",
            ),
        ),
        Section(
            Role.QUESTION,
            questions=(
                Question("Every sentence Dana said was true. What did she not say?", "That the lift was broken.", 5, 3),
                Question(
                    "Write the first two sentences you would have said at the barrier, before the ramp was mentioned.",
                    "Ask what the visitor needs; then say what is true about the roof, including the lift.",
                    6,
                    4,
                ),
            ),
        ),
        Section(
            Role.ANALYSIS,
            html(
                "Dana guarded a rule whose purpose nobody had told her. Such a space is worth little at ten to six, "
                "when its owner has gone home.",
                "The information that would have changed the outcome hung where nobody who needed it could read it.",
            ),
        ),
        Section(Role.RESOLUTION, html("The centre moved the notice to the barrier and freed the space after five.")),
        Section(Role.LESSON, html("Say what the visitor will meet next.", "A rule without its reason is a wall.")),
    ),
)
LEDGER = Case(
    id=12,
    title="Two signatures",
    industries=("Bank",),
    language="en",
    sections=(
        Section(
            Role.BODY,
            html(
                "A branch of four people must sign twice for every payment over ten thousand. On Thursday two are ill."
            )
            + "<table><tr><th><p>Hour</p></th><th><p>Waiting</p></th><th><p>Desks open</p></th></tr>"
            "<tr><td><p>10:30</p></td><td><p>12</p></td><td><p>2</p></td></tr>"
            "<tr><td><p>11:30</p></td><td><p>31</p></td><td><p>1</p></td></tr></table>"
            + "<ul><li>Ms Lindqvist wants her savings before one o’clock</li><li>one signatory is at lunch</li></ul>",
        ),
        Section(
            Role.QUESTION, questions=(Question("Who can decide what here, and by when?", "The regional desk.", 8, 5),)
        ),
    ),
)
ENGLISH_CASES = (UMBRELLA, LEDGER)
ENGLISH_PLAN = LessonPlan(
    id=2,
    title="Judgement at the barrier",
    audience="Service Leaders, Group 3",
    head_count=18,
    place="Training room, third floor",
    trainer="J. Marsh",
    day=date(2026, 11, 26),
    start=time(14, 0),
    objectives=Objectives("Tell a rule from its purpose.", "Say what the visitor will meet next.", ""),
    key_points="What was true, and what was not said.",
    methods="Case discussion",
    blocks=(
        Block(
            "Opening", 5, BlockKind.OPENING, trainer="Ask for the last true sentence that annoyed you", learners="Pairs"
        ),
        Block(
            "The last space",
            30,
            BlockKind.CASE,
            cases=(CaseUse(11, UMBRELLA.title, BOTH),),
            trainer="Read the dialogue aloud; stop at the ramp",
            learners="Read; discuss in groups; one sentence each",
            notes="The room will split over the reserved space. Ask who knew about the lift.",
            materials=(Material("Handout"), Material("Timer")),
            groups=6,
            group_size=3,
        ),
        Block("Two signatures", 25, BlockKind.CASE, Need.MAY, cases=(CaseUse(12, LEDGER.title, BOTH),)),
        Block("Summary", 10, BlockKind.SUMMARY),
    ),
)


def many_cases(count: int, *, with_pictures: bool = False) -> tuple[Case, ...]:
    """Cases by the hundred, each with a number in every text, so that none repeats another."""
    picture = DIGEST if with_pictures else ""
    return tuple(
        replace(
            (KEY, PORRIDGE)[number % 2],
            id=number,
            title=f"库内的说法第{number}号很长",
            learner_title=f"第{number}个夜晚",
            sections=tuple(
                replace(
                    section,
                    html=section.html.replace("，", f"，{number}", 1).replace(DIGEST, picture),
                    questions=tuple(replace(item, answer=f"{item.answer}（{number}）") for item in section.questions),
                )
                for section in (KEY, PORRIDGE)[number % 2].sections
            ),
        )
        for number in range(1, count + 1)
    )
