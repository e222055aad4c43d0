"""What a killed program works on: a library with pictures, originals, plans and copies, a stick, and some files."""

import os
import random
import shutil
import struct
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx

from casedesk.domain.case import Case, Role, Section
from casedesk.domain.casepack import PackOptions
from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Collection, Document
from casedesk.storage.library import Library
from casedesk.storage.passphrases import set_passphrase
from casedesk.tasks.backup_places import Places, set_places
from casedesk.tasks.backups import Reason, copy_to_second, files_of, make_backup
from casedesk.tasks.sample_library import sample_edit
from casedesk.tasks.write_pack import everything, write_pack
from tests.builders import make_case, make_plan

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
WORDS = "四个 好记的 词 够了"
ALL = PackOptions(originals=True, notes=True, uses=True)
CASES = 60
_STORY = "客人等了四十分钟，经理给她倒了一杯热水。第{n}次，她说：这里的人都很忙，没有人看见我。"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one computer, always at the same path: copies are found by the path of their library."""

    root: Path

    @property
    def library(self) -> Path:
        """The library."""
        return self.root / "desk" / "my.casedesk"

    @property
    def out(self) -> Path:
        """Where files are written to; there are some already that nobody may touch."""
        return self.root / "out"

    @property
    def papers(self) -> Path:
        """Where documents lie that can be imported, and a pack of a colleague."""
        return self.root / "papers"

    @property
    def pack(self) -> Path:
        """The pack of the colleague."""
        return self.papers / "colleague.casepack"

    def be_here(self) -> None:
        """Let this process take the home of this place for its own."""
        os.environ["CASEDESK_HOME"] = str(self.root / "home")

    def put(self, template: Path) -> None:
        """Be again as the template is."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(template, self.root)


def build(place: Place, *, is_protected: bool) -> None:
    """Make everything, in the home of this place."""
    for folder in ("home", "desk", "out", "papers", "stick"):
        (place.root / folder).mkdir(parents=True)
    place.be_here()
    set_places(Places(second=str(place.root / "stick")))
    _fill(place.library)
    _write_pack(place)
    for number in range(3):
        _paper(place.papers / f"第{number}章.docx", number)
    (place.out / "mine.txt").write_text("somebody's own", "utf-8")
    (place.out / ".casedesk-mine").write_text("somebody's own, with a name like ours", "utf-8")
    write_everything(place)
    if is_protected:
        set_passphrase(place.library, WORDS, copies=files_of(place.library))
    for age in (3, 2):
        make_backup(place.library, Reason.AUTOMATIC, now=datetime.now(UTC) - timedelta(hours=age))
        copy_to_second(place.library)


def write_everything(place: Place) -> None:
    """Write a pack of the library where one lies already, so that it is replaced."""
    with Library.open(place.library, create=False, read_only=True) as library:
        write_pack(library, everything("全部", ALL), place.out / "mine.casepack")


def _fill(path: Path) -> None:
    chance = random.Random(5)
    with Library.open(path) as library:
        for language in ("zh", "en"):
            library.apply(sample_edit(library, language=language, now=NOW))
        pictures = [library.attachments.add(_png(chance), "image/png").digest for _ in range(4)]
        document = Document(library.new_id(Document), "原件.txt", library.documents.keep(chance.randbytes(9000)))
        cases = [_case(library, number, pictures) for number in range(CASES)]
        trashed = [replace(case, trashed=NOW) for case in cases[-8:]]
        collection = Collection(library.new_id(Collection), "投诉", tuple(case.id for case in cases[:9]))
        plan = make_plan(cases[0], cases[-1], cases[-2], id=library.new_id(LessonPlan))
        records = (document, *cases[:-8], *trashed, collection, plan)
        library.apply(Edit("fill", tuple(Replacement(None, record) for record in records)))


def _case(library: Library, number: int, pictures: list[str]) -> Case:
    """Every second case tells the story of the one before, word for word."""
    text = f"<p>{_STORY.format(n=number // 2) * 4}</p>"
    if number % 3 == 0:
        text += f'<p><img src="attachment:{pictures[number % len(pictures)]}" alt=""></p>'
    body = Section(Role.BODY, html=text)
    tags = ("等待",) if number % 2 else ()
    id_, uid = library.new_id(Case), f"{number:032x}"
    return replace(make_case(), id=id_, uid=uid, title=f"热水 {number}", sections=(body,), tags=tags)


def _write_pack(place: Place) -> None:
    """A pack of a colleague who has the same cases, some in other words, and more."""
    theirs = place.root / "colleague.casedesk"
    shutil.copyfile(place.library, theirs)
    with Library.open(theirs) as library:
        digest = library.attachments.add(_png(random.Random(6)), "image/png").digest
        body = Section(Role.BODY, html=f'<p>茶凉了。</p><p><img src="attachment:{digest}" alt=""></p>')
        new = [
            make_case(id=library.new_id(Case), uid=f"{n + 900:032x}", title=f"茶 {n}", sections=(body,))
            for n in range(45)
        ]
        library.apply(Edit("new", tuple(Replacement(None, case) for case in new)))
        write_pack(library, everything("同事", ALL), place.pack)
    theirs.unlink()
    theirs.with_name(theirs.name + ".lock").unlink(missing_ok=True)


def _paper(path: Path, number: int) -> None:
    paper = docx.Document()
    for case in range(4):
        paper.add_heading(f"案例{case + 1}：第{number}章的雨伞 {case}", level=1)
        paper.add_paragraph("雨下得很急，一位老人在店门口停下，店员把自己的雨伞递了过去。" * 5)
        paper.add_paragraph("点评：先看人。")
    paper.save(str(path))


def _png(chance: random.Random) -> bytes:
    """A picture of eight by eight coloured points, large enough by what stands behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + chance.randbytes(24) for _ in range(8))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    words = chunk(b"tEXt", b"Comment\0" + chance.randbytes(20_000).replace(b"\0", b"1"))
    return b"\x89PNG\r\n\x1a\n" + head + words + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
