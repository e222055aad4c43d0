"""The file of a case pack: a zip whose manifest names every member with its size and hash.

Nothing in it is trusted: names are those that we give, sizes are bounded, hashes are proved before a byte is used, and
nothing is ever unpacked onto the disk.
"""

import hashlib
import io
import json
import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from casedesk import asides
from casedesk.domain.casepack import FORMAT, VERSION, PackOptions
from casedesk.domain.casepack_sent import Sent, sent_json, sent_of
from casedesk.domain.errors import CaseDeskError, UnreadableFileError, refusal
from casedesk.domain.strict_json import Fields
from casedesk.tasks import sealed_pack
from casedesk.texts import N_

MANIFEST = "manifest.json"
CASES, PLANS, COLLECTIONS = "cases/{:05}.json", "plans.json", "collections.json"
FILTERS, USES, PICTURES, DOCUMENTS = "filters.json", "uses.json", "pictures.json", "documents/{:05}.json"
PICTURE, ORIGINAL = "pictures/{}", "originals/{}"

MAX_MEMBERS = 250_000
MAX_JSON = 64_000_000
MAX_BLOB = 400_000_000
MAX_TOTAL = 8_000_000_000
_MAX_RATIO = 250
_RATIO_FROM = 50_000_000
_NAME = re.compile(
    r"manifest\.json|(?:plans|collections|filters|uses|pictures)\.json|(?:cases|documents)/[0-9]{5}\.json"
    r"|(?:pictures|originals)/[0-9a-f]{64}"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED_FLAG = 0x1
_FAULTS = (
    zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError, struct.error,
    zlib.error, OverflowError, MemoryError,
)  # fmt: skip

NOT_A_PACK = N_("“{name}” is not a case pack, or it is damaged. Ask for it to be sent again.")
CUT_SHORT = N_("The case pack “{name}” is incomplete: “{member}” is missing. Ask for it to be sent again.")
CHANGED = N_("The case pack “{name}” was damaged or changed on its way (“{member}”). Ask for it to be sent again.")
TOO_NEW = N_("The case pack “{name}” was made by a newer version of CaseDesk. Update CaseDesk to open it.")
LEADS_OUT = N_("The case pack “{name}” was not opened: it tries to write outside its own folder (“{member}”).")
FOREIGN = N_("The case pack “{name}” was not opened: it holds something that no pack has (“{member}”).")
TWICE = N_("The case pack “{name}” was not opened: it holds “{member}” twice.")
TOO_LARGE = N_("The case pack “{name}” was not opened: it unpacks to far more than a pack of cases can hold.")
PROTECTED = N_("The case pack “{name}” is protected by a password. Ask for one without.")
NOT_WRITTEN = N_("The case pack “{name}” could not be written: {reason}.")
NONSENSE = N_("The case pack “{name}” was not opened: “{member}” does not say what it should.")


class PackWriter:
    """Writes the members of a pack, the manifest last. The same members give the same bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: list[dict[str, Any]] = []

    def add_json(self, name: str, value: Any) -> None:
        """Add a JSON member."""
        self._add(name, _json_bytes(value), zipfile.ZIP_DEFLATED)

    def add_bytes(self, name: str, data: bytes, *, is_packed: bool) -> None:
        """Add a picture or an original; `is_packed` says that deflating it again would gain nothing."""
        self._add(name, data, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED)

    def finish(self, title: str, options: PackOptions, counts: dict[str, int], sent: Sent | None = None) -> None:
        """Add the manifest."""
        holds = {"originals": options.originals, "notes": options.notes, "uses": options.uses}
        manifest: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": title, "holds": holds}
        manifest |= {"counts": counts} | ({"sent": sent_json(sent)} if sent else {})
        self._write(MANIFEST, _json_bytes({**manifest, "members": self._members}), zipfile.ZIP_DEFLATED)

    def _add(self, name: str, data: bytes, method: int) -> None:
        self._members.append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        self._write(name, data, method)

    def _write(self, name: str, data: bytes, method: int) -> None:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = method
        info.external_attr = 0o600 << 16
        info.create_system = 3
        self._archive.writestr(info, data)


@contextmanager
def written_aside(target: Path, passphrase: str = "", is_cancelled: Callable[[], bool] = bool) -> Generator[PackWriter]:
    """A writer for a file beside `target`, which takes its place once all went well; CaseDeskError where it cannot.

    What goes under a passphrase is put together in memory, so that the disk never sees it plain.
    """
    try:
        with asides.beside(target) as aside:
            inside, back = io.BytesIO() if passphrase else aside, None
            with zipfile.ZipFile(inside, "w", allowZip64=True) as archive:
                yield PackWriter(archive)
            if isinstance(inside, io.BytesIO):
                sealed_pack.seal(inside, aside, passphrase, name=target.name, is_cancelled=is_cancelled)
                inside.close()  # it may be as large as all the rest of this process
                back = sealed_pack.unsealed(aside, passphrase, is_cancelled=is_cancelled)
            with PackArchive(aside, called=target.name, inside=back) as made:
                for name in made.names:
                    made.read(name)
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            aside.replace(target)
    except OSError as error:
        raise CaseDeskError(NOT_WRITTEN, name=target.name, reason=refusal(error)) from error


class PackArchive:
    """An open pack whose names and sizes have been looked over. Every fault is an UnreadableFileError, but for a pack
    under a passphrase that has not been given: that is a PassphraseError. `inside` is what was unsealed of it already.
    """

    def __init__(self, path: Path, *, called: str = "", inside: io.BytesIO | None = None) -> None:
        self._called = called or path.name
        inside = inside or sealed_pack.opened(path)
        try:
            self._archive = zipfile.ZipFile(inside or path)
        except FileNotFoundError as error:
            raise UnreadableFileError(N_("The file is no longer there, or it may not be read.")) from error
        except _FAULTS as error:
            raise self.refusal(NOT_A_PACK) from error
        try:
            self._infos = self._looked_over(inside.seek(0, os.SEEK_END) if inside else path.stat().st_size)
            self._manifest = self.json(MANIFEST)
            self._declared = self._declarations()
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    @property
    def title(self) -> str:
        """What the pack is called by whoever made it."""
        return self._manifest.text("title")

    @property
    def options(self) -> PackOptions:
        """What goes along in it."""
        holds = self._manifest.part("holds")
        return PackOptions(holds.flag("originals"), holds.flag("notes"), holds.flag("uses"))

    @property
    def sent(self) -> Sent | None:
        """Who has sent it, for a pack of an exchange folder."""
        try:
            part = self._manifest.part_or_none("sent")
            return sent_of(part) if part else None
        except (ValueError, OverflowError) as error:
            raise self.refusal(NONSENSE, MANIFEST) from error

    @property
    def names(self) -> tuple[str, ...]:
        """All members but the manifest, in their order."""
        return tuple(self._declared)

    def has(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return name in self._declared

    def digest(self, name: str) -> str:
        """The SHA-256 of a member as the manifest has it, which `read` proves."""
        return self._declared[name][1]

    def read(self, name: str) -> bytes:
        """The bytes of a member, proved."""
        if name not in self._infos or name not in self._declared:
            raise self.refusal(CUT_SHORT, name)
        size, digest = self._declared[name]
        data = self._data(name, min(size, MAX_JSON if name.endswith(".json") else MAX_BLOB))
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            raise self.refusal(CHANGED, name)
        return data

    def json(self, name: str) -> Fields:
        """What a JSON member says; of the manifest, which nothing vouches for, too."""
        data = self._data(name, MAX_JSON) if name == MANIFEST else self.read(name)
        try:
            return Fields(json.loads(data.decode("utf-8"), parse_constant=_refuse_constant))
        except (ValueError, RecursionError, MemoryError) as error:
            raise self.refusal(NONSENSE, name) from error

    def refusal(self, sentence: str, member: str = "") -> UnreadableFileError:
        """The error that says this about the pack."""
        return UnreadableFileError(sentence, name=self._called, member=member[:80])

    def _looked_over(self, size: int) -> dict[str, zipfile.ZipInfo]:
        infos = [info for info in self._archive.infolist() if not info.filename.endswith("/")]
        names = [info.orig_filename for info in infos]
        for name in names:
            if _leads_out(name):
                raise self.refusal(LEADS_OUT, name)
        if MANIFEST not in names:
            raise self.refusal(NOT_A_PACK)
        found = dict(zip(names, infos, strict=True))
        if len(found) != len(names):
            raise self.refusal(TWICE, Counter(names).most_common(1)[0][0])
        unpacked = sum(info.file_size for info in infos)
        is_bomb = unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * max(size, 1)
        if is_bomb or len(infos) > MAX_MEMBERS or unpacked > MAX_TOTAL:
            raise self.refusal(TOO_LARGE)
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
            raise self.refusal(PROTECTED)
        return found

    def _declarations(self) -> dict[str, tuple[int, str]]:
        """Size and hash of every member, by name, once the manifest has been held against the zip."""
        try:
            if self._manifest.text("format") != FORMAT:
                raise self.refusal(NOT_A_PACK)
            if self._manifest.number("version") > VERSION:
                raise self.refusal(TOO_NEW)
            rows = self._manifest.parts("members")
            declared = {row.text("name"): (row.number("size", most=MAX_TOTAL), row.text("sha256")) for row in rows}
            _ = self.title, self.options
        except ValueError as error:
            raise self.refusal(NONSENSE, MANIFEST) from error
        if len(declared) != len(rows):
            raise self.refusal(NONSENSE, MANIFEST)
        for name in self._infos:
            if name != MANIFEST and (name not in declared or not _NAME.fullmatch(name)):
                raise self.refusal(FOREIGN, name)
        for name in declared:
            if name not in self._infos:
                raise self.refusal(CUT_SHORT, name)
        return declared

    def _data(self, name: str, most: int) -> bytes:
        """At most `most` bytes; a member that goes on after them is refused."""
        info = self._infos[name]
        if info.file_size > MAX_JSON and name.endswith(".json"):
            raise self.refusal(TOO_LARGE)
        try:
            with self._archive.open(info) as part:
                data = part.read(most + 1)
        except _FAULTS as error:
            raise self.refusal(CHANGED, name) from error
        if len(data) > most:
            raise self.refusal(CHANGED, name)
        return data


def _json_bytes(value: Any) -> bytes:
    text = io.StringIO()
    json.dump(value, text, ensure_ascii=False, separators=(",", ":"))
    return text.getvalue().encode("utf-8", "replace") + b"\n"


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _leads_out(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return ".." in parts or name.startswith(("/", "\\")) or bool(re.match(r"[A-Za-z]:", name)) or "\0" in name
