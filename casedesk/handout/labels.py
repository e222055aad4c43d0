"""The words a handout brings itself, in the handout's language (which need not be the interface's)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from casedesk.domain.case import Depth, Outcome, Role
from casedesk.domain.lesson import Need


@dataclass(frozen=True, slots=True)
class Labels:
    """Every fixed word of a handout in one language; braces are filled by the outline."""

    language: str
    edition_large: str
    edition_for: str
    depths: Mapping[Depth, str]
    points_one: str
    points_many: str
    default_title: str
    cases_and_minutes: str
    cases_only: str
    guide_subtitle: str
    warning: str
    group: str
    time: str
    place: str
    edition: str
    trainer: str
    people: str
    people_count: str
    methods: str
    blanks: tuple[str, ...]
    contents: str
    house_rules_heading: str
    house_rules: tuple[str, ...]
    takeaway_heading: str
    takeaway: str
    case_number: str
    """The number of a case as it is read, with what stands between it and the title left out."""
    number_gap: str
    minutes: str
    reading: str
    discussion: str
    data_gap: str
    list_gap: str
    questions: str
    questions_and_answers: str
    expected_answer: str
    trainer_note: str
    intent: str
    remark: str
    sections: Mapping[Role, str]
    outcomes: Mapping[Outcome, str]
    library_title: str
    source: str
    licence: str
    objectives: str
    knowledge: str
    skill: str
    attitude: str
    key_points: str
    difficult_points: str
    periods: str
    prior: str
    assessment: str
    prework: str
    preparation: str
    board_plan: str
    homework: str
    session: str
    session_day: str
    legend: str
    legend_answer: str
    legend_note: str
    legend_lesson: str
    plan: str
    plan_header: tuple[str, ...]
    handout_page: str
    """The head of the column with pages of the learner handout."""
    on_handout_page: str
    needs: Mapping[Need, str]
    grouping: str
    total: str
    may_drop: str
    after_class: str
    use_header: tuple[str, ...]
    reflection: str
    page_of: tuple[str, str, str]
    picture: str
    second_thoughts: str
    addressee: str
    notice: str
    """The one sentence of an official notice."""
    notice_time: str
    notice_place: str
    attachment: str
    attachments: str
    sign_date: str
    sheets: str
    """What the file is called that holds pages two to a sheet."""
    pictures: str
    """What the folder is called that holds the pictures of a Markdown file."""

    def number(self, index: int) -> str:
        """The number of the case at a place counted from 1: 案例一, Case 1."""
        return self.case_number.format(number=chinese_number(index) if self.language == "zh" else index)

    def count(self, value: int) -> str:
        """A count as it is written in running text: 三, three up to ten in English, figures beyond."""
        if self.language == "zh":
            return chinese_number(value)
        return _ENGLISH_COUNTS[value] if value < len(_ENGLISH_COUNTS) else str(value)

    def points(self, count: int) -> str:
        """The points of a question, to stand behind it: （5分）."""
        return (self.points_one if count == 1 else self.points_many).format(points=count)

    def long_date(self, day: datetime.date) -> str:
        """A date for the cover: 2026年11月26日, Thursday, 26 November 2026."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{_WEEKDAYS[day.weekday()]}, {self.short_date(day)}"

    def short_date(self, day: datetime.date) -> str:
        """A date for the head of the page: 2026-11-26, 26 November 2026."""
        return day.isoformat() if self.language == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def span(self, start: datetime.time, end: datetime.time) -> str:
        """From start to end on the clock: 14:00—15:30."""
        dash = "—" if self.language == "zh" else "–"
        return f"{start:%H:%M}{dash}{end:%H:%M}"


_DIGITS = "零一二三四五六七八九"
_ENGLISH_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def chinese_number(value: int) -> str:
    """The number in Chinese as Word's chineseCountingThousand writes it: 十二, 一百零五; figures from 10,000 on."""
    if not 0 < value < 10_000:
        return _DIGITS[0] if value == 0 else str(value)
    result, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            result += ("零" if skipped and result else "") + _DIGITS[digit] + name
        skipped = not digit
    return result.removeprefix("一") if result.startswith("一十") else result


CHINESE = Labels(
    language="zh",
    edition_large="{edition}（大字）",
    edition_for="{edition}（{depth}）",
    depths={Depth.NEW_STAFF: "新员工", Depth.SUPERVISOR: "主管"},
    points_one="（{points}分）",
    points_many="（{points}分）",
    default_title="讲义",
    cases_and_minutes="{cases}个案例，{minutes}分钟",
    cases_only="{cases}个案例",
    guide_subtitle="{text}　教案与案例使用说明",
    warning="请勿发给学员",
    group="班级",
    time="时间",
    place="地点",
    edition="版本",
    trainer="讲师",
    people="人数",
    people_count="{people}人",
    methods="方法",
    blanks=("姓名", "部门", "日期"),
    contents="目录",
    house_rules_heading="课堂约定",
    house_rules=(
        "先读完，再开口；说到哪一句，就指出哪一句。",
        "一个人说话，其他人听完；不同意的，先复述再反对。",
        "故事里的人不在场：只谈做法，不评人品。",
    ),
    takeaway_heading="我带走的一条",
    takeaway="回到岗位上，我先改哪一件事？",
    case_number="案例{number}",
    number_gap="　",
    minutes="{minutes}分钟",
    reading="阅读{minutes}分钟",
    discussion="讨论{minutes}分钟",
    data_gap="｜",
    list_gap="、",
    questions="思考题",
    questions_and_answers="思考题与参考答案",
    expected_answer="参考答案",
    trainer_note="讲师提示",
    intent="意图",
    remark="备注",
    sections={
        Role.BODY: "正文",
        Role.QUESTION: "思考题",
        Role.ANALYSIS: "点评",
        Role.RESOLUTION: "处理",
        Role.LESSON: "启示",
        Role.OBJECTIVES: "教学目的",
        Role.THEORY: "理论依据",
        Role.KEY_POINTS: "关键要点",
        Role.BACKGROUND: "背景信息",
        Role.FOLLOW_UP: "后续进展",
    },
    outcomes={Outcome.POSITIVE: "结果正面", Outcome.NEGATIVE: "结果反面", Outcome.MIXED: "结果有好有坏"},
    library_title="库内标题",
    source="来源",
    licence="使用许可",
    objectives="教学目标",
    knowledge="知识",
    skill="技能",
    attitude="态度",
    key_points="重点",
    difficult_points="难点",
    periods="课时",
    prior="学情",
    assessment="评价",
    prework="课前阅读",
    preparation="课前准备",
    board_plan="板书设计",
    homework="作业",
    session="第 {n} 时段",
    session_day="第 {n} 天",
    legend="本册标记",
    legend_answer="左侧竖线。不求唯一，答出要点即可。",
    legend_note="灰底。只给讲师看的话，说什么、做什么。",
    legend_lesson="黑框。启示，讨论结束之后再说。",
    plan="教案",
    plan_header=("时间", "环节", "讲师做什么", "学员做什么", "物料", "二次备课"),
    handout_page="讲义页",
    on_handout_page="学员版第{page}页",
    needs={Need.MUST: "必讲", Need.MAY: "可删", Need.SPARE: "备用"},
    grouping="{groups}组，每组{size}人",
    total="合计{minutes}分钟",
    may_drop="时间不够时可删：{blocks}。",
    after_class="课后",
    use_header=("案例", "题目", "计划", "实际", "反应最好的问题"),
    reflection="教学反思",
    page_of=("第", "页，共", "页"),
    picture="图：{alt}",
    second_thoughts="二次备课",
    addressee="{group}：",
    notice="为做好《{course}》的学习，{time}{place}组织案例讨论，共{cases}个案例，见附件。请事先阅读，并准备回答其中的思考题。",
    notice_time="定于{time}",
    notice_place="在{place}",
    attachment="附件{number}",
    attachments="附件：",
    sign_date="　　　　年　　月　　日",
    sheets="拼版",
    pictures="图片",
)

ENGLISH = Labels(
    language="en",
    edition_large="{edition} (large print)",
    edition_for="{edition} ({depth})",
    depths={Depth.NEW_STAFF: "new staff", Depth.SUPERVISOR: "supervisors"},
    points_one=" ({points} point)",
    points_many=" ({points} points)",
    default_title="Handout",
    cases_and_minutes="{cases} for {minutes} minutes",
    cases_only="{cases}",
    guide_subtitle="{text}: plan and teaching notes",
    warning="Not for learners",
    group="Group",
    time="Time",
    place="Place",
    edition="Edition",
    trainer="Trainer",
    people="People",
    people_count="{people}",
    methods="Methods",
    blanks=("Name", "Department", "Date"),
    contents="Contents",
    house_rules_heading="How we work",
    house_rules=(
        "Read to the end before you speak, and point to the line you speak about.",
        "One speaks, the others listen. If you disagree, say first what you have heard.",
        "The people in the stories are not here: we judge what was done, not who they are.",
    ),
    takeaway_heading="What I take with me",
    takeaway="Back at work, what shall I do differently first?",
    case_number="Case {number}",
    number_gap="\u2002",
    minutes="{minutes} min",
    reading="{minutes} min to read",
    discussion="{minutes} min to discuss",
    data_gap="  |  ",
    list_gap=", ",
    questions="Questions",
    questions_and_answers="Questions and expected answers",
    expected_answer="Expected answer",
    trainer_note="Trainer note",
    intent="Intent",
    remark="Remark",
    sections={
        Role.BODY: "Story",
        Role.QUESTION: "Questions",
        Role.ANALYSIS: "Analysis",
        Role.RESOLUTION: "What happened",
        Role.LESSON: "Lesson",
        Role.OBJECTIVES: "Objectives",
        Role.THEORY: "Theory",
        Role.KEY_POINTS: "Key points",
        Role.BACKGROUND: "Background",
        Role.FOLLOW_UP: "Follow-up",
    },
    outcomes={
        Outcome.POSITIVE: "positive outcome",
        Outcome.NEGATIVE: "negative outcome",
        Outcome.MIXED: "mixed outcome",
    },
    library_title="Library title",
    source="Source",
    licence="Permission",
    objectives="Objectives",
    knowledge="Knowledge",
    skill="Skills",
    attitude="Attitude",
    key_points="Key points",
    difficult_points="Hard points",
    periods="Periods",
    prior="Learners",
    assessment="Check",
    prework="Pre-work",
    preparation="Preparation",
    board_plan="Board plan",
    homework="Homework",
    session="Session {n}",
    session_day="Day {n}",
    legend="How to read this guide",
    legend_answer="Bar at the left. Not the only answer; the points are what counts.",
    legend_note="Grey panel. For you alone: what to say, what to do.",
    legend_lesson="Ruled box. The lesson, kept until the discussion is over.",
    plan="Lesson plan",
    plan_header=("Time", "Block", "Trainer does", "Learners do", "Materials", "Notes"),
    handout_page="Page",
    on_handout_page="learner handout p. {page}",
    needs={Need.MUST: "must", Need.MAY: "may drop", Need.SPARE: "spare"},
    grouping="{groups} groups of {size}",
    total="Total {minutes} min",
    may_drop="Short of time? Drop {blocks}.",
    after_class="After class",
    use_header=("Case", "Title", "Planned", "Real", "Question that worked best"),
    reflection="What to change next time",
    page_of=("Page ", " of ", ""),
    picture="Picture: {alt}",
    second_thoughts="Notes",
    addressee="To: {group}",
    notice="We shall discuss {cases} of the course “{course}”{time}{place}. They are attached: please read them "
    "beforehand and prepare answers to the questions.",
    notice_time=" on {time}",
    notice_place=" in {place}",
    attachment="Annex {number}",
    attachments="Annexes: ",
    sign_date="Date: ________________",
    sheets="sheets",
    pictures="pictures",
)


def labels_for(language: str) -> Labels:
    """The labels of a handout's language: English for en, Chinese for everything else."""
    return ENGLISH if language.startswith("en") else CHINESE
