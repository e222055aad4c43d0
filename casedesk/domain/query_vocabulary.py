"""The words of the query language: English, which always works, and Chinese beside it."""

from casedesk.domain.case import Depth, Difficulty, Facet, Outcome, Role, State
from casedesk.domain.estimates import Length
from casedesk.domain.filters import Tellings
from casedesk.domain.health import Health
from casedesk.domain.private_data import PrivateKind

FACET_KEYS: dict[str, Facet] = {
    "industry": Facet.INDUSTRY,
    "行业": Facet.INDUSTRY,
    "theme": Facet.THEME,
    "主题": Facet.THEME,
    "outcome": Facet.OUTCOME,
    "结果": Facet.OUTCOME,
    "audience": Facet.AUDIENCE,
    "对象": Facet.AUDIENCE,
    "difficulty": Facet.DIFFICULTY,
    "难度": Facet.DIFFICULTY,
    "state": Facet.STATE,
    "status": Facet.STATE,
    "状态": Facet.STATE,
    "source": Facet.SOURCE,
    "来源": Facet.SOURCE,
    "language": Facet.LANGUAGE,
    "语言": Facet.LANGUAGE,
    "length": Facet.LENGTH,
    "篇幅": Facet.LENGTH,
    "字数": Facet.LENGTH,
    "quality": Facet.HEALTH,
    "质量": Facet.HEALTH,
    "tag": Facet.TAG,
    "标签": Facet.TAG,
    "collection": Facet.COLLECTION,
    "案例集": Facet.COLLECTION,
    "batch": Facet.BATCH,
    "批次": Facet.BATCH,
    "导入批次": Facet.BATCH,
    "used": Facet.USED,
    "使用": Facet.USED,
    "用过": Facet.USED,
    "private": Facet.PRIVATE,
    "隐私": Facet.PRIVATE,
}
"""The keys of facet clauses; the first one of a facet is the one that is written."""

CLOSED_VALUES: dict[Facet, dict[str, str]] = {
    Facet.OUTCOME: {
        **{word: word.value for word in Outcome},
        "正面": Outcome.POSITIVE,
        "反面": Outcome.NEGATIVE,
        "负面": Outcome.NEGATIVE,
        "混合": Outcome.MIXED,
    },
    Facet.DIFFICULTY: {
        **{word: word.value for word in Difficulty},
        "易": Difficulty.EASY,
        "容易": Difficulty.EASY,
        "中": Difficulty.MEDIUM,
        "中等": Difficulty.MEDIUM,
        "难": Difficulty.HARD,
        "困难": Difficulty.HARD,
    },
    Facet.STATE: {
        **{word: word.value for word in State},
        "待核对": State.PENDING,
        "已核对": State.REVIEWED,
    },
    Facet.LENGTH: {
        **{word: word.value for word in Length},
        "微": Length.MICRO,
        "微型": Length.MICRO,
        "短": Length.SHORT,
        "中": Length.MEDIUM,
        "中等": Length.MEDIUM,
        "长": Length.LONG,
    },
    Facet.HEALTH: {
        **{word: word.value for word in Health},
        "完整": Health.COMPLETE,
        "无正文": Health.NO_BODY,
        "截断": Health.TRUNCATED,
        "乱码": Health.GARBLED,
        "无思考题": Health.NO_QUESTIONS,
        "缺思考题": Health.NO_QUESTIONS,
        "无点评": Health.NO_ANALYSIS,
        "缺点评": Health.NO_ANALYSIS,
        "无启示": Health.NO_LESSON,
        "缺启示": Health.NO_LESSON,
        "未标行业": Health.NO_INDUSTRY,
    },
    Facet.PRIVATE: {
        **{word: word.value for word in PrivateKind},
        "手机": PrivateKind.MOBILE,
        "手机号": PrivateKind.MOBILE,
        "电话": PrivateKind.LANDLINE,
        "座机": PrivateKind.LANDLINE,
        "身份证": PrivateKind.IDENTITY_CARD,
        "身份证号": PrivateKind.IDENTITY_CARD,
        "银行卡": PrivateKind.BANK_CARD,
        "邮箱": PrivateKind.EMAIL,
        "电子邮件": PrivateKind.EMAIL,
        "护照": PrivateKind.PASSPORT,
        "车牌": PrivateKind.PLATE,
        "账号": PrivateKind.ACCOUNT,
        "地址": PrivateKind.ADDRESS,
    },
}
"""Facets with a closed set of values; any other word after their keys is plain text."""

EMPTY_WORDS = frozenset({"none", "never", "无", "未", "没有", "从未", "未用"})
ANY_WORDS = frozenset({"any", "yes", "有"})
PART_KEYS = {
    "body": Health.NO_BODY,
    "正文": Health.NO_BODY,
    "questions": Health.NO_QUESTIONS,
    "question": Health.NO_QUESTIONS,
    "思考题": Health.NO_QUESTIONS,
    "analysis": Health.NO_ANALYSIS,
    "点评": Health.NO_ANALYSIS,
    "lesson": Health.NO_LESSON,
    "启示": Health.NO_LESSON,
}
"""`questions:none` says that a case lacks its questions, `questions:any` and `has:questions` that it has some."""
ROLE_KEYS = {
    "resolution": Role.RESOLUTION,
    "处理": Role.RESOLUTION,
    "objectives": Role.OBJECTIVES,
    "教学目的": Role.OBJECTIVES,
    "theory": Role.THEORY,
    "理论依据": Role.THEORY,
    "key_points": Role.KEY_POINTS,
    "关键要点": Role.KEY_POINTS,
    "background": Role.BACKGROUND,
    "背景": Role.BACKGROUND,
    "背景信息": Role.BACKGROUND,
    "follow_up": Role.FOLLOW_UP,
    "follow-up": Role.FOLLOW_UP,
    "后续": Role.FOLLOW_UP,
    "后续进展": Role.FOLLOW_UP,
}
"""The sections that no case needs to be complete; they are asked for in the same way."""
HAS_KEYS = frozenset({"has", "有"})
LACKS_KEYS = frozenset({"lacks", "缺", "无"})
"""`lacks:analysis` is `-has:analysis`."""
PLACE_KEYS = frozenset({"in", "位置"})
TRASH_WORDS = frozenset({"trash", "回收站"})
MINUTES_KEYS = frozenset({"minutes", "分钟"})
LENGTH_KEYS = frozenset({"length", "字数", "篇幅"})
IMPORTED_KEYS = frozenset({"imported", "导入"})
MODIFIED_KEYS = frozenset({"modified", "修改"})
CREATED_KEYS = frozenset({"created", "新建"})
TAUGHT_KEYS = frozenset({"taught", "授课"})
QUESTIONS_KEYS = frozenset({"questions", "思考题"})
DEPTH_KEYS = frozenset({"depth", "层次"})
DEPTHS: dict[str, Depth] = {
    "new_staff": Depth.NEW_STAFF,
    "new-staff": Depth.NEW_STAFF,
    "新员工": Depth.NEW_STAFF,
    "supervisor": Depth.SUPERVISOR,
    "supervisors": Depth.SUPERVISOR,
    "主管": Depth.SUPERVISOR,
}
"""`depth:supervisor` is every case with a question for supervisors."""
FILE_KEYS = frozenset({"file", "文件"})
SIMILAR_KEYS = frozenset({"similar", "相似"})
FAMILY_KEYS = frozenset({"family", "版本"})
TELLINGS: dict[str, Tellings] = {
    "many": Tellings.MANY,
    "多个": Tellings.MANY,
    "best": Tellings.BEST,
    "最佳": Tellings.BEST,
}
"""`family:many` is every telling of what is told more than once, `family:best` every story once."""
ALL_KEYS = frozenset({"all", "同时"})
"""`all:theme` says that a case must have all the themes that are asked for, not one of them."""
WITHIN_KEYS = frozenset({"within", "只看"})
DAYS = {
    "today": "today",
    "今天": "today",
    "yesterday": "yesterday",
    "昨天": "yesterday",
    "week": "week",
    "本周": "week",
    "month": "month",
    "本月": "month",
    "year": "year",
    "今年": "year",
    "lastweek": "lastweek",
    "上周": "lastweek",
    "lastmonth": "lastmonth",
    "上月": "lastmonth",
    "lastyear": "lastyear",
    "去年": "lastyear",
}


def known_keys() -> tuple[str, ...]:
    """Every key that begins a clause, for completion."""
    others = (
        *PART_KEYS,
        *ROLE_KEYS,
        *HAS_KEYS,
        *LACKS_KEYS,
        *PLACE_KEYS,
        *MINUTES_KEYS,
        *IMPORTED_KEYS,
        *MODIFIED_KEYS,
        *CREATED_KEYS,
        *TAUGHT_KEYS,
        *DEPTH_KEYS,
        *FILE_KEYS,
        *SIMILAR_KEYS,
        *FAMILY_KEYS,
        *ALL_KEYS,
        *WITHIN_KEYS,
    )
    return tuple(dict.fromkeys((*FACET_KEYS, *sorted((*LENGTH_KEYS, *others)))))


_CHINESE_DAYS = ("今天", "昨天", "7天", "30天", "本周", "上周", "本月", "上月", "今年", "去年")
_ENGLISH_DAYS = ("today", "yesterday", "7d", "30d", "week", "lastweek", "month", "lastmonth", "year", "lastyear")
_EXAMPLES = {
    MINUTES_KEYS: ("<10", "<20", "10..30", ">30"),
    LENGTH_KEYS: ("<300", "300..600", ">1000"),
}


def clause_words(key: str) -> tuple[str, ...]:
    """What may stand behind a key that is no facet's, for completion: in Chinese behind a Chinese key.

    Empty for keys of facets and for those that take the trainer's own words.
    """
    is_chinese = not key.isascii()
    if key in IMPORTED_KEYS | MODIFIED_KEYS | CREATED_KEYS | TAUGHT_KEYS:
        return _CHINESE_DAYS if is_chinese else _ENGLISH_DAYS
    if key in QUESTIONS_KEYS:
        return ("无", "有", ">=3", "1..2") if is_chinese else ("none", "any", ">=3", "1..2")
    if FACET_KEYS.get(key) is Facet.PRIVATE:
        return ("有", "无") if is_chinese else ("any", "none")
    if key in PART_KEYS or key in ROLE_KEYS:
        return ("无", "有") if is_chinese else ("none", "any")
    if key in HAS_KEYS | LACKS_KEYS:
        return tuple(name for name in (*PART_KEYS, *ROLE_KEYS) if name.isascii() is not is_chinese)
    if key in PLACE_KEYS:
        return ("回收站",) if is_chinese else ("trash",)
    if key in DEPTH_KEYS:
        return ("新员工", "主管") if is_chinese else ("new_staff", "supervisor")
    if key in FAMILY_KEYS:
        return tuple(word for word in TELLINGS if word.isascii() is not is_chinese)
    if key in ALL_KEYS:
        return tuple(name for name in FACET_KEYS if name.isascii() is not is_chinese)
    return next((examples for keys, examples in _EXAMPLES.items() if key in keys), ())
