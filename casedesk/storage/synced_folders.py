"""Folders that are not simply on this computer: copied elsewhere by a program, or lying on another computer.

Known by names in the path and by what the programs leave in their folders; nothing is asked of any of them.
"""

import os
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class Place(StrEnum):
    """Whose folder it is. The value is the name that users know."""

    ONEDRIVE = "OneDrive"
    ICLOUD = "iCloud"
    DROPBOX = "Dropbox"
    GOOGLE_DRIVE = "Google Drive"
    BOX = "Box"
    MEGA = "MEGA"
    PCLOUD = "pCloud"
    BAIDU = "百度网盘"
    NUTSTORE = "坚果云"
    WEIYUN = "腾讯微云"
    ALIYUN = "阿里云盘"
    SYNOLOGY = "Synology Drive"
    NEXTCLOUD = "Nextcloud"
    SYNCTHING = "Syncthing"
    NETWORK = "network"


_BY_NAME = tuple(
    (place, re.compile(pattern, re.IGNORECASE))
    for place, pattern in (
        (Place.ONEDRIVE, r"onedrive( ?[-–] ?.+)?|skydrive"),
        (Place.ICLOUD, r"icloud ?drive|iclouddrive|com~apple~clouddocs|mobile documents|icloud云盘"),
        (Place.DROPBOX, r"dropbox( ?\(.+\)| - .+)?"),
        (Place.GOOGLE_DRIVE, r"google ?drive( - .+|-.+)?|googledrive.*|drivefs"),
        (Place.BOX, r"box( sync|-box)?|box-.+"),
        (Place.MEGA, r"mega(sync)?( uploads| downloads)?"),
        (Place.PCLOUD, r"pcloud ?(drive|sync)?"),
        (Place.BAIDU, r"baidu ?(sync ?disk|net ?disk)(workspace)?|百度(网盘|云)(同步(空间|盘))?|百度同步盘"),
        (Place.NUTSTORE, r"(my )?nutstore( files)?|我的坚果云|坚果云"),
        (Place.WEIYUN, r"weiyun|(腾讯)?微云(同步(助手|盘))?|weiyunsync"),
        (Place.ALIYUN, r"aliyun ?(drive|pan)|adrive|阿里云盘(同步空间)?"),
        (Place.SYNOLOGY, r"synology ?drive|cloudstation|群晖 ?drive"),
        (Place.NEXTCLOUD, r"nextcloud|owncloud|seafile"),
    )
)
_MARKERS = {
    ".dropbox": Place.DROPBOX,
    ".dropbox.cache": Place.DROPBOX,
    ".849C9593-D756-4E56-8D6E-42412F2A707B": Place.ONEDRIVE,
    ".tmp.drivedownload": Place.GOOGLE_DRIVE,
    ".tmp.driveupload": Place.GOOGLE_DRIVE,
    ".megaignore": Place.MEGA,
    ".nutstore": Place.NUTSTORE,
    ".nutstoreignore": Place.NUTSTORE,
    ".SynologyWorkingDirectory": Place.SYNOLOGY,
    ".SynologyDrive": Place.SYNOLOGY,
    ".sync_nextcloud.db": Place.NEXTCLOUD,
    ".owncloudsync.log": Place.NEXTCLOUD,
    ".stfolder": Place.SYNCTHING,
    ".baidusyncdisk": Place.BAIDU,
}
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_TYPES = frozenset(
    "nfs nfs4 cifs smb3 smbfs afpfs webdav davfs fuse.sshfs fuse.davfs fuse.rclone fuse.gvfsd-fuse 9p ncpfs afs ceph"
    " glusterfs fuse.glusterfs".split()
)
_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4
"""What Windows answers to GetDriveTypeW for a drive of another computer."""


def place_of(path: Path, *, variables: Mapping[str, str] = os.environ, mounts: Path = _MOUNTS) -> Place | None:
    """Whose folder a file is in; None on a plain disk. The file need not exist."""
    whole = path.absolute()
    return (
        _by_variable(whole, variables)
        or _by_name(whole)
        or _by_marker(whole)
        or (Place.NETWORK if _is_on_network(whole, mounts) else None)
    )


def is_synced(path: Path) -> bool:
    """Whether a program copies the folder to other computers, behind the back of every lock."""
    return place_of(path) not in {None, Place.NETWORK}


def _by_variable(path: Path, variables: Mapping[str, str]) -> Place | None:
    roots = (variables.get(name) for name in _VARIABLES)
    return Place.ONEDRIVE if any(root and path.is_relative_to(root) for root in roots) else None


def _by_name(path: Path) -> Place | None:
    for folder in path.parts[1:-1]:
        for place, names in _BY_NAME:
            if names.fullmatch(folder):
                return place
    return None


def _by_marker(path: Path) -> Place | None:
    for folder in path.parents:
        for name, place in _MARKERS.items():
            if (folder / name).exists():
                return place
    return None


def _is_on_network(path: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return str(path).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE
    return str(path).startswith(("//", "\\\\")) or _type_of_mount(path, mounts) in _NETWORK_TYPES


def _type_of_mount(path: Path, mounts: Path) -> str:
    """The kind of file system below a path, as Linux tells it; empty elsewhere."""
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        where = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(where) and len(where.parts) >= best:
            best, kind = len(where.parts), fields[2]
    return kind
