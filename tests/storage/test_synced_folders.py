"""Folders that a program copies elsewhere are known by their names and by what lies in them."""

from pathlib import Path

import pytest

from casedesk.storage.synced_folders import Place, is_synced, place_of


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("OneDrive", Place.ONEDRIVE),
        ("OneDrive - Müller GmbH", Place.ONEDRIVE),
        ("OneDrive – Schule/Dokumente", Place.ONEDRIVE),
        ("OneDrive-个人", Place.ONEDRIVE),
        ("Library/Mobile Documents/com~apple~CloudDocs", Place.ICLOUD),
        ("iCloudDrive", Place.ICLOUD),
        ("Dropbox", Place.DROPBOX),
        ("Dropbox (Personal)", Place.DROPBOX),
        ("Google Drive", Place.GOOGLE_DRIVE),
        ("GoogleDrive-li@example.org/My Drive", Place.GOOGLE_DRIVE),
        ("Box Sync", Place.BOX),
        ("MEGAsync", Place.MEGA),
        ("pCloudDrive", Place.PCLOUD),
        ("BaiduSyncdisk", Place.BAIDU),
        ("BaiduNetdiskWorkspace", Place.BAIDU),
        ("百度网盘同步空间", Place.BAIDU),
        ("我的坚果云", Place.NUTSTORE),
        ("Nutstore Files", Place.NUTSTORE),
        ("腾讯微云", Place.WEIYUN),
        ("阿里云盘", Place.ALIYUN),
        ("SynologyDrive", Place.SYNOLOGY),
        ("Nextcloud", Place.NEXTCLOUD),
    ],
)
def test_known_by_name(tmp_path: Path, folder: str, place: Place):
    assert place_of(tmp_path / folder / "培训" / "a.casedesk", variables={}) is place


@pytest.mark.parametrize("folder", ["Boxen", "Mailbox", "omega", "Weiyuns Fälle", "MyDropboxNotes", "云", "案例"])
def test_what_only_sounds_alike_is_not_meant(tmp_path: Path, folder: str):
    assert place_of(tmp_path / folder / "Dropbox.casedesk", variables={}) is None


@pytest.mark.parametrize(("marker", "place"), [(".dropbox", Place.DROPBOX), (".nutstore", Place.NUTSTORE)])
def test_known_by_what_lies_there(tmp_path: Path, marker: str, place: Place):
    (tmp_path / "mine" / "deep").mkdir(parents=True)
    (tmp_path / "mine" / marker).mkdir()
    assert place_of(tmp_path / "mine" / "deep" / "a.casedesk", variables={}) is place
    assert place_of(tmp_path / "a.casedesk", variables={}) is None


def test_known_by_what_the_system_says(tmp_path: Path):
    path = tmp_path / "Dokumente" / "a.casedesk"
    assert place_of(path, variables={"OneDriveCommercial": str(tmp_path)}) is Place.ONEDRIVE
    assert place_of(path, variables={"OneDrive": ""}) is None


def test_a_folder_of_another_computer(tmp_path: Path):
    mounts = tmp_path / "mounts"
    share = tmp_path / "my share"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//nas/x {escaped} cifs rw 0 0\n", "utf-8")
    assert place_of(share / "a.casedesk", variables={}, mounts=mounts) is Place.NETWORK
    assert place_of(tmp_path / "b.casedesk", variables={}, mounts=mounts) is None
    assert not is_synced(share / "a.casedesk")
