"""The exchange folder of this computer: one in a cloud service, on a share or on a stick, through which the trainer's
computers hand each other packs of all they have."""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from casedesk import asides, paths
from casedesk.domain.errors import BadInputError, CaseDeskError, refusal
from casedesk.texts import N_


@dataclass(frozen=True, slots=True)
class ExchangePlace:
    """What was chosen on this computer. `machine` tells it from others that have the same name."""

    folder: str = ""
    computer: str = ""
    machine: str = ""
    originals: bool = False
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """The name of the last pack of each library, by the library's id."""

    @property
    def is_there(self) -> bool:
        """Whether the folder can be seen now; a stick may be out, a share may be away."""
        return bool(self.folder) and Path(self.folder).is_dir()


def exchange_place() -> ExchangePlace:
    """What was chosen; without a folder where nothing was."""
    try:
        kept = cast("dict[str, Any]", json.loads(_file().read_text("utf-8")))
        files = {str(key): str(name) for key, name in cast("dict[str, Any]", kept["files"]).items()}
        machine, originals = str(kept["machine"]), kept["originals"] is True
        place = ExchangePlace(str(kept["folder"]), str(kept["computer"]), machine, originals, files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # anyone may edit the file
        place = ExchangePlace()
    return replace(place, computer=place.computer or platform.node())


def keep_exchange_place(wanted: ExchangePlace) -> ExchangePlace:
    """Remember what was chosen; as it is kept, with the name that tells this computer from others.

    Raises BadInputError for a folder that cannot be written to, CaseDeskError where nothing can be remembered.
    """
    if wanted.folder and wanted.folder != exchange_place().folder and not os.access(wanted.folder, os.W_OK | os.X_OK):
        raise BadInputError(N_("The folder “{path}” cannot be written to."), path=wanted.folder)
    kept = replace(wanted, machine=wanted.machine or uuid4().hex)
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with asides.beside(file) as aside:
            aside.write_text(json.dumps(asdict(kept), ensure_ascii=False), "utf-8")
            aside.replace(file)
    except OSError as error:
        reason = refusal(error)
        raise CaseDeskError(N_("“{name}” could not be written ({reason})."), name=file.name, reason=reason) from error
    return kept


def _file() -> Path:
    return paths.data_dir() / "exchange.json"
