"""Start CaseDesk from a checkout: `python main.py`."""

from casedesk.app import main

if __name__ == "__main__":
    raise SystemExit(main())
