"""`python -m tests.benchmarks NAME …`: how fast, how big, side by side with what it is to be compared with.

Figures of one run belong together: read the ratios, not the milliseconds of another day.
"""

import argparse
import sys

from tests.benchmarks import (
    backup_speed,
    duplicates,
    editor_speed,
    fetch_stall,
    figures_speed,
    forms,
    handout,
    import_growth,
    import_speed,
    known_cuts,
    library_speed,
    office,
    quick_plan_speed,
    review_speed,
    templates,
    typing_stall,
    validity,
    variants,
    writing_stall,
)


def main() -> int:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    commands = parser.add_subparsers(required=True)
    library_speed.add_commands(commands)
    typing_stall.add_command(commands)
    writing_stall.add_command(commands)
    backup_speed.add_command(commands)
    fetch_stall.add_command(commands)
    editor_speed.add_command(commands)
    duplicates.add_commands(commands)
    office.add_commands(commands)
    import_speed.add_commands(commands)
    import_growth.add_command(commands)
    review_speed.add_command(commands)
    quick_plan_speed.add_command(commands)
    figures_speed.add_command(commands)
    variants.add_commands(commands)
    known_cuts.add_commands(commands)
    forms.add_command(commands)
    templates.add_command(commands)
    validity.add_command(commands)
    paper = commands.add_parser("handout", add_help=False, help="Word files against bare lxml, docxtpl and python-docx")
    paper.set_defaults(run=None)
    chosen, rest = parser.parse_known_args()
    if chosen.run is None:
        handout.main(rest)
    else:
        chosen = parser.parse_args()
        chosen.run(chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
