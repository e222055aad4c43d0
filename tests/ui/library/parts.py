"""A small library of invented cases for the tests of the library page."""

from typing import Any

from casedesk.domain.case import Case
from casedesk.domain.changes import Edit, Replacement
from casedesk.storage.library import Library
from tests.builders import make_case

HOTEL, BANK, AIR = "酒店", "银行", "航空"


def add(library: Library, *changes: dict[str, Any]) -> tuple[int, ...]:
    """Put cases into the library; their ids."""
    ids = library.new_ids(Case, len(changes))
    cases = [make_case(**{"id": id_, "uid": f"u{id_}", **change}) for id_, change in zip(ids, changes, strict=True)]
    library.apply(Edit("add", tuple(Replacement(None, case) for case in cases)))
    return tuple(ids)


def hotel_library(library: Library) -> tuple[int, ...]:
    """Six cases: three hotels, two banks, one airline; titles sort as they stand."""
    return add(
        library,
        {"title": "1 满房夜", "industries": (HOTEL,), "themes": ("投诉处理",), "body": "林先生只说要投诉到集团。"},
        {"title": "2 凉粥", "industries": (HOTEL,), "themes": ("送餐服务",), "body": "我不想投诉，我想吃热的。"},
        {"title": "3 柜台", "industries": (BANK,), "themes": ("排队等候",), "body": "老人等了四十分钟。"},
        {"title": "4 退卡", "industries": (BANK,), "themes": ("客户挽留",), "body": "他说谢谢。"},
        {"title": "5 登机牌", "industries": (AIR,), "themes": ("投诉处理",), "body": "名字少了一个字。"},
        {"title": "6 电梯", "industries": (HOTEL,), "themes": ("应急处理",), "body": "二十七分钟之后门开了。"},
    )
