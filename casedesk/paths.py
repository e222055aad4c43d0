"""Where the program's resources and the user's data are: in a checkout, a wheel or a frozen program."""

import os
import sys
from pathlib import Path

APP_NAME = "CaseDesk"


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources`."""
    here = Path(__file__).resolve().parent
    for root in (Path(getattr(sys, "_MEIPASS", here)) / "resources", here / "resources", here.parent / "resources"):
        if root.is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("CaseDesk's folder “resources” is missing; please install the program again.")


def data_dir() -> Path:
    """The folder of this user's libraries and logs; it need not exist yet. CASEDESK_HOME overrides it.

    Windows: %LOCALAPPDATA%, never Documents, which Windows moves into OneDrive by default.
    """
    if override := os.environ.get("CASEDESK_HOME"):
        return Path(override)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / APP_NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / APP_NAME
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "casedesk"


def default_library() -> Path:
    """The library that opens when none is named."""
    return data_dir() / "library.casedesk"
