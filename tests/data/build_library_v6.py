"""Made `library-v6.casedesk`, the sixth schema's fixture. Never run it again once a seventh schema exists."""

from dataclasses import replace
from datetime import time
from pathlib import Path

from casedesk.domain import plan_steps, sessions
from casedesk.domain.lesson import Block, BlockKind, Goal, LessonPlan, PlanState, Track
from casedesk.storage.library import Library
from tests.builders import make_case, make_plan
from tests.storage.steps import add

OWN_METHODS = [
    {
        "id": "5eed",
        "name": "双人复盘",
        "use": "practise",
        "kind": "group_work",
        "purpose": "听见对方的话",
        "steps": ["两人一组", "轮流复述"],
        "learners": "复述再回答",
        "minutes": [8, 16],
        "people": [4, 40],
        "group": 2,
        "materials": [{"name": "复盘卡", "amount": 2, "per": "group", "spare": 1}],
    },
    {"id": "of another version"},
    {
        "id": "01d",
        "name": "Ask back",
        "use": "opening",
        "kind": "opening",
        "purpose": "",
        "steps": [],
        "learners": "",
        "minutes": [3, 5],
        "people": [2, 60],
        "group": 0,
        "materials": [],
    },
]
"""Methods of the trainer's own as the settings of a library held them, the newest first."""
TARGET = Path(__file__).with_name("library-v6.casedesk")


def course() -> LessonPlan:
    """A plan of two sessions that has something in every field of the sixth schema."""
    case = make_case(id=1, questions=("经理为什么先道歉？", "还能怎么做？"))
    gone = replace(make_case(id=7, title="已经删掉的案例"), uid="gone")
    use = replace(plan_steps.use_of(case), omitted=frozenset({"还能怎么做？"}))
    kept = replace(plan_steps.use_of(gone), kept=gone)
    tracks = (Track("甲组", "扮演客人", "三号培训室"), Track("乙组", "观察"))
    first = Block("讨论", 30, BlockKind.CASE, cases=(use, kept), goals=frozenset({Goal.SKILL}), transition="接下来")
    second = Block("练习", 20, BlockKind.GROUP_WORK, tracks=tracks, changes="下次早一点分组", real=24)
    plan = make_plan(id=1, uid="plan", blocks=(first, second), start=time(9, 0), target=90)
    plan = replace(
        plan, periods="2 课时", prior="入职三个月", prework="读案例一", preparation="分组", homework="写三句"
    )
    plan = replace(plan, homework="写三句", assessment="看谁说得出原话", board_plan="四格", state=PlanState.READY)
    return sessions.divided(plan, 1, sessions.next_session(plan, 1))


def main() -> None:
    TARGET.unlink(missing_ok=True)
    with Library.open(TARGET) as library:
        add(library, make_case(id=1, questions=("经理为什么先道歉？", "还能怎么做？")), course())
        library.settings.set("methods.own", OWN_METHODS)
    TARGET.with_name(TARGET.name + ".lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
