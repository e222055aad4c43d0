"""Ten minutes to class, and what fills a gap, on a big library of invented cases."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from casedesk.domain.lesson import Block, BlockKind, LessonPlan
from casedesk.domain.plan_wish import PlanWish
from casedesk.tasks.quick_plans import quick_plan
from casedesk.tasks.suggestions import fitting_cases
from tests.benchmarks.library_speed import library_of, say, timed

WISHES = (
    PlanWish("前厅 3 月 B 班", 90, "前台投诉处理", 24),
    PlanWish("新员工一班", 45, "押金 退款", 12),
    PlanWish("", 15, "交接班"),
    PlanWish("班组长", 180, "授权与沟通", 30),
    PlanWish("外聘班", 60, "kefu tousu"),
    PlanWish("", 90, "一个谁也没写过的题目"),
    PlanWish("", 420, ""),
)


def add_command(commands: Any) -> None:
    """The benchmark of this module, for the command line."""
    command = commands.add_parser("suggest", help=run.__doc__)
    command.add_argument("--cases", type=int, default=10_000)
    command.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="keeps the library")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """A plan from audience, minutes and topic; and cases for the minutes that a plan has left."""
    path = library_of(options)
    whole: list[float] = []
    for wish in WISHES:
        seconds, made = timed(lambda wish=wish: quick_plan(path, wish, language="zh", characters_a_minute=350))
        whole.append(seconds)
        minutes = sum(block.minutes for block in made.plan.blocks)
        print(f"{seconds * 1000:9.1f} ms  {wish.topic or '-':24}{minutes} / {wish.minutes} min, "
              f"{len(made.plan.case_ids)} cases {', '.join(made.missing)}")  # fmt: skip
    say("a whole plan, from the file on", whole)
    blocks = (Block("开场", 60, BlockKind.OPENING),)
    plan = LessonPlan(title="前台投诉处理", target=90, blocks=blocks, audience="前厅 3 月 B 班")
    say(
        "cases for the minutes left",
        [timed(lambda: fitting_cases(path, plan, characters_a_minute=350))[0] for _ in range(5)],
    )
