"""Two computers of one trainer and the folder between them: what is sent, what is fetched, what is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from casedesk import asides
from casedesk.domain.case import Case
from casedesk.domain.casepack_compare import Choice, Standing, Take
from casedesk.domain.casepack_sent import Sent
from casedesk.domain.errors import BadInputError, PassphraseError, UnreadableFileError
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.tasks import exchange
from casedesk.tasks.add_pack import Choices, carry_out, pack_addition
from casedesk.tasks.compare_pack import ComparedPack, open_pack
from casedesk.tasks.exchange_folder import FolderContents, packs_of_others
from casedesk.tasks.exchange_memory import fetches, last_sent
from casedesk.tasks.exchange_place import exchange_place, keep_exchange_place
from casedesk.tasks.read_pack import read_pack
from casedesk.tasks.sealed_pack import is_sealed, unseal
from casedesk.tasks.trash import deleting_for_good, trash_entries
from casedesk.tasks.write_pack import WrittenPack
from tests.builders import NOW, make_case, make_plan
from tests.tasks.packs import change, json_of, members_of, put, resealed, zipped

LATER = NOW + timedelta(hours=1)


@dataclass
class Computer:
    """A home of its own and a library in it; whatever it does it does at home."""

    home: Path
    library: Library
    patch: pytest.MonkeyPatch

    def be_here(self) -> None:
        self.patch.setenv("CASEDESK_HOME", str(self.home))

    def send(self, passphrase: str = "", who: Sent | None = None) -> WrittenPack:
        self.be_here()
        who = who or exchange.sender(self.library)
        written = exchange.send(self.library, who, passphrase=passphrase)
        exchange.remember_sending(self.library, who, written)
        return written

    def look(self) -> FolderContents:
        self.be_here()
        return packs_of_others(exchange.present_place())

    def opened(self) -> ComparedPack:
        (incoming,) = self.look().incoming
        return exchange.with_news(self.library.path, open_pack(self.library.path, incoming.path))

    def fetch(self, choices: Choices | None = None) -> str:
        addition = pack_addition(self.library, self.opened(), choices or Choices())
        carry_out(self.library, addition)
        return addition.sentence

    def case(self, uid: str) -> Case:
        found = self.library.cases.of_uid(uid)
        assert found is not None
        return found

    def edit(self, uid: str, **fields: object) -> None:
        change(self.library, self.case(uid), replace(self.case(uid), modified=LATER, **fields))

    @property
    def titles(self) -> list[str]:
        return sorted(case.title for case in self.library.cases.get_many(self.library.cases.ids()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "坚果云"
    made.mkdir()
    return made


def computer(name: str, folder: Path, patch: pytest.MonkeyPatch) -> Computer:
    home = folder.parent / name
    home.mkdir()
    made = Computer(home, Library.open(home / "library.casedesk"), patch)
    made.be_here()
    keep_exchange_place(replace(exchange_place(), folder=str(folder), computer=name))
    return made


@pytest.fixture
def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    made = computer("办公室", folder, monkeypatch)
    put(made.library, *(make_case(id=at, uid=f"u{at}", title=f"案例{at}") for at in (1, 2, 3)))
    yield made
    made.library.close()


@pytest.fixture
def notebook(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    made = computer("笔记本", folder, monkeypatch)
    yield made
    made.library.close()


@pytest.fixture
def shared(office: Computer, notebook: Computer) -> None:
    """Both have the three cases of the office."""
    office.send()
    notebook.fetch()


def standings(compared: ComparedPack) -> dict[str, Standing]:
    return {entry.theirs.uid: entry.standing for entry in compared.cases}


@pytest.mark.usefixtures("shared")
def test_what_both_have_done_goes_both_ways_until_they_agree(office: Computer, notebook: Computer):
    office.edit("u1", title="办公室改的", source="报纸")
    notebook.edit("u1", title="笔记本改的")
    notebook.edit("u2", note="只给自己看")
    put(notebook.library, make_plan(notebook.case("u3"), id=1, uid="pp", title="周一"))
    put(notebook.library, UseRecord(1, notebook.case("u3").id, 1, "前厅二班", NOW.date(), 20, 25, "很热烈"))
    office.send()
    assert standings(notebook.opened())["u1"] is Standing.APART
    notebook.fetch(Choices({1: Choice(Take.FIELDS, frozenset({"title", "source"}))}))
    notebook.send()
    assert office.fetch() == "Updated 1 case; Added 1 lesson plan"
    assert (office.case("u1").title, office.case("u1").source) == ("办公室改的", "报纸")
    assert office.case("u2").note == "只给自己看"
    assert [use.note for use in office.library.uses.all()] == ["很热烈"]
    assert not office.opened().is_news
    office.send()
    assert not notebook.opened().is_news


@pytest.mark.usefixtures("shared")
def test_only_a_use_record_is_news_as_well(office: Computer, notebook: Computer):
    put(office.library, UseRecord(1, 1, None, "前厅二班", NOW.date(), 20, 25, ""))
    office.send()
    (incoming,) = notebook.look().incoming
    assert exchange.news(notebook.library.path, incoming) == exchange.News(incoming, 0, is_any=True)
    assert notebook.fetch() == "Added the rest of the pack."


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("is_for_good", [False, True])
def test_what_was_thrown_away_is_told_once_and_stays(office: Computer, notebook: Computer, *, is_for_good: bool):
    office.edit("u1", trashed=LATER)
    if is_for_good:
        office.library.apply(deleting_for_good(office.library, trash_entries(office.library)))
    notebook.edit("u1", source="报纸")
    office.send()
    (entry,) = [entry for entry in notebook.opened().cases if entry.standing is Standing.GONE]
    assert [row.name for row in entry.rows] == ["source"], "what was changed here since"
    assert exchange.changes_in(notebook.opened()) == 1
    notebook.fetch()
    assert "案例1" in notebook.titles
    assert not notebook.opened().is_news, "it was told"


def test_cases_that_went_out_under_a_uid_made_for_them_are_not_told_as_thrown_away(
    office: Computer, notebook: Computer
):
    put(office.library, make_case(id=4, uid="", title="没有"), make_case(id=5, uid="u1", title="同一个"))
    office.send()
    notebook.fetch()
    office.send()
    assert not [entry for entry in notebook.opened().cases if entry.standing is Standing.GONE]
    assert len(notebook.titles) == 5


@pytest.mark.usefixtures("shared")
def test_what_was_thrown_away_there_can_be_thrown_away_here(office: Computer, notebook: Computer):
    put(office.library, make_plan(office.case("u3"), id=1, uid="pp"))
    office.send()
    notebook.fetch()
    office.edit("u1", trashed=LATER)
    (plan,) = office.library.plans.all()
    change(office.library, plan, replace(plan, trashed=LATER))
    office.send()
    compared = notebook.opened()
    gone = [entry for entry in (*compared.cases, *compared.plans) if entry.standing is Standing.GONE]
    take = Choice(Take.THEIRS)
    choices = Choices({gone[0].theirs.id: take}, {gone[1].theirs.id: take})
    addition = pack_addition(notebook.library, compared, choices)
    carry_out(notebook.library, addition)
    assert addition.sentence == "Moved 2 entries to the trash"
    assert (notebook.titles, notebook.library.plans.all()) == (["案例2", "案例3"], ())
    notebook.library.apply(addition.edit.inverted())
    assert (len(notebook.titles), len(notebook.library.plans.all())) == (3, 1)


def test_a_pack_is_new_until_it_is_fetched(office: Computer, notebook: Computer):
    office.send()
    found = notebook.look().incoming
    assert exchange.unseen(found, fetches(notebook.library)) == found
    assert exchange.news(notebook.library.path, found[0]).count == 3
    notebook.fetch()
    assert exchange.unseen(notebook.look().incoming, fetches(notebook.library)) == ()
    office.send()
    assert len(exchange.unseen(notebook.look().incoming, fetches(notebook.library))) == 1
    sent = last_sent(office.library)
    assert sent is not None
    assert sent[1] == 3


def test_copies_of_cloud_services_and_half_files_are_left_alone_and_told(
    office: Computer, notebook: Computer, folder: Path
):
    written = office.send()
    old = written.path.read_bytes()
    name = written.path.stem
    office.edit("u1", title="新的")
    office.send()
    (folder / f"{name} (1).casepack").write_bytes(old)
    (folder / f"{name}-冲突副本-2026-11-22.casepack").write_bytes(old[: len(old) // 2])
    (folder / f"{name}-DESKTOP-7.casepack").write_bytes(bytes(len(old)))
    (folder / f".{name}.casepack.icloud").write_bytes(b"")
    (folder / f"{name}.casepack.baiduyun.p.downloading").write_bytes(b"")
    (folder / "别的.casepack").write_bytes(b"")
    put(notebook.library, make_case(id=1, uid="n1"))
    notebook.send()
    (folder / "casedesk-笔记本 (1).casepack").write_bytes((folder / "casedesk-笔记本.casepack").read_bytes())
    found = notebook.look()
    assert [item.path for item in found.incoming] == [written.path]
    told = {remark.split("”")[0].removeprefix("“"): remark.split("”")[1].split(".")[0] for remark in found.remarks}
    assert told == {
        f"{name} (1).casepack": " is an older copy that was left behind, by a cloud service perhaps",
        f"{name}-冲突副本-2026-11-22.casepack": " has not arrived whole yet, or is damaged",
        f"{name}-DESKTOP-7.casepack": " has not arrived whole yet, or is damaged",
        f"{name}.casepack": " is still in the cloud or on its way",
        f"{name}.casepack.baiduyun.p.downloading": " is still in the cloud or on its way",
        "casedesk-笔记本 (1).casepack": " is a second copy of what this computer has sent",
    }
    assert notebook.opened().pack.sent == read_pack(written.path).sent


def test_the_newer_copy_counts_whatever_it_is_called(office: Computer, notebook: Computer, folder: Path):
    first = office.send().path
    old = first.read_bytes()
    office.edit("u1", title="新的")
    office.send()
    (folder / "casedesk-办公室 (conflicted copy).casepack").write_bytes(first.read_bytes())
    first.write_bytes(old)
    assert [item.path.name for item in notebook.look().incoming] == ["casedesk-办公室 (conflicted copy).casepack"]


def test_a_pack_cut_off_anywhere_is_left_alone(office: Computer, notebook: Computer):
    path = office.send().path
    whole = path.read_bytes()
    for size in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:size])
        found = notebook.look()
        assert (found.incoming, len(found.remarks)) == ((), 1)


def test_computers_of_one_name_keep_their_packs_apart(office: Computer, notebook: Computer, folder: Path):
    notebook.be_here()
    keep_exchange_place(replace(exchange_place(), computer="办公室"))
    put(notebook.library, make_case(id=1, uid="n1"))
    office.send()
    assert notebook.send().path.name == "casedesk-办公室-2.casepack"
    assert office.send().path.name == "casedesk-办公室.casepack"
    assert notebook.send().path.name == "casedesk-办公室-2.casepack"
    assert len(list(folder.iterdir())) == 2


def test_a_computer_that_is_called_otherwise_takes_its_old_pack_away(office: Computer, folder: Path):
    office.send()
    keep_exchange_place(replace(exchange_place(), computer="新/办公室"))
    office.send()
    assert [path.name for path in folder.iterdir()] == ["casedesk-新_办公室.casepack"]


def test_a_pack_that_is_just_being_written_is_none_yet(office: Computer, notebook: Computer):
    notebook.be_here()
    with asides.beside(Path(exchange_place().folder) / "casedesk-办公室.casepack") as aside:
        aside.write_bytes(b"half")
        assert notebook.look() == FolderContents()


def test_a_pack_under_a_passphrase_is_known_by_its_file_until_it_is_opened(office: Computer, notebook: Computer):
    path = office.send("geheim").path
    assert is_sealed(path)
    (locked,) = notebook.look().incoming
    assert (locked.sent, locked.computer) == (None, "办公室")
    assert not exchange.news(notebook.library.path, locked).count
    with pytest.raises(PassphraseError):
        notebook.opened()
    unseal(path, "geheim")
    assert notebook.fetch() == "Added 3 cases"
    assert exchange.unseen([locked], fetches(notebook.library)) == ()
    assert office.send("geheim").path == path


def test_originals_go_along_where_that_is_wished(office: Computer):
    assert not read_pack(office.send().path).options.originals
    keep_exchange_place(replace(exchange_place(), originals=True))
    assert read_pack(office.send().path).options.originals


def test_a_folder_that_is_away_or_was_never_chosen_is_a_sentence(office: Computer, folder: Path):
    folder.rmdir()
    with pytest.raises(BadInputError, match="is not there now"):
        office.send()
    keep_exchange_place(replace(exchange_place(), folder=""))
    with pytest.raises(BadInputError, match="No exchange folder"):
        office.send()


def test_a_folder_that_cannot_be_written_to_is_refused(office: Computer, tmp_path: Path):
    with pytest.raises(BadInputError):
        keep_exchange_place(replace(exchange_place(), folder=str(tmp_path / "nowhere")))


@pytest.mark.parametrize("sent", [{}, {"machine": "m", "at": "0001-01-01T00:00:00+23:00"}, {"machine": 7}, [], "x"])
def test_a_sender_that_makes_no_sense_is_refused(office: Computer, notebook: Computer, sent: object):
    path = office.send().path
    resealed(members_of(path), path, sent=sent)
    with pytest.raises(UnreadableFileError):
        read_pack(path)
    assert len(notebook.look().remarks) == 1


def test_a_pack_without_a_sender_is_none_of_the_exchange(office: Computer, notebook: Computer):
    path = office.send().path
    members = members_of(path)
    manifest = json_of(members, "manifest.json")
    del manifest["sent"]
    zipped({**members, "manifest.json": str(manifest).encode()}, path)
    assert notebook.look().incoming == ()
