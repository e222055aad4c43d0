"""`python -m casedesk`."""

from casedesk.app import main

if __name__ == "__main__":
    raise SystemExit(main())
