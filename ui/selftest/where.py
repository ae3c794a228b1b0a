"""Where a folder lies: on this PC's own disk, on a stick, in the network, in a folder that a cloud keeps in step.

Nothing is asked of a network: names, mount tables and Windows' own kinds of drives say it. No Qt.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

Kind = Literal["disk", "stick", "network", "cloud"]

_CLOUDS = {
    "OneDrive": r"onedrive( ?- .+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "Google Drive": r"google ?drive|my ?drive|drive của tôi",
    "iCloud": r"icloud ?drive",
    "Nextcloud": r"nextcloud|owncloud",
    "MEGA": r"mega|megasync",
}
"""What clouds call their folders."""
_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_NETWORKS = frozenset("9p afs ceph cifs davfs glusterfs ncpfs nfs nfs4 smb3 smbfs".split())
_FUSE_NETWORKS = ("sshfs", "rclone", "davfs", "gvfsd", "google-drive", "onedriver", "s3fs", "smb")
_REMOVABLE, _REMOTE = 2, 4


class Where(NamedTuple):
    """`name` is the cloud's, or what the system calls the kind of network; "" for a disk of this PC."""

    kind: Kind
    name: str = ""


def where(folder: Path, environment: Mapping[str, str] | None = None) -> Where:
    """Where a folder that exists lies."""
    full, known = folder.resolve(), os.environ if environment is None else environment
    # As it is called, and where a link leads: either may be the cloud's own.
    cloud = cloud_of(folder.absolute(), known) or cloud_of(full, known)
    if cloud:
        return Where("cloud", cloud)
    return _on_windows(full) if sys.platform == "win32" else by_mounts(full, _mounts())


def cloud_of(folder: PurePath, environment: Mapping[str, str]) -> str:
    """The cloud that keeps this folder in step, by OneDrive's own variables and the names of folders; "" for none."""
    lower = str(folder).casefold()
    for name in _ONEDRIVE:
        own = environment.get(name, "").casefold().rstrip("/\\")
        if own and (lower == own or lower.startswith((f"{own}\\", f"{own}/"))):
            return "OneDrive"
    for part in folder.parts:
        for name, pattern in _CLOUDS.items():
            if re.fullmatch(pattern, part.casefold()):
                return name
    return ""


def by_mounts(folder: PurePath, mounts: str) -> Where:
    """By a table as /proc/mounts: the longest place that the folder lies under."""
    kinds: dict[PurePath, str] = {}
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            place = re.sub(r"\\([0-7]{3})", lambda it: chr(int(it[1], 8)), fields[1])
            kinds[PurePath(place)] = fields[2]
    around = next((it for it in (folder, *folder.parents) if it in kinds), None)
    kind = kinds[around] if around is not None else ""
    fuse = kind.removeprefix("fuse.") if kind.startswith("fuse.") else ""
    if kind in _NETWORKS or fuse.startswith(_FUSE_NETWORKS):
        return Where("network", kind)
    return Where("disk")


def _mounts() -> str:
    try:
        raw = Path("/proc/self/mounts").read_bytes()
    except OSError:
        return ""
    return raw.decode("utf-8", "replace")


def _on_windows(folder: Path) -> Where:
    """By the share's name, or by what Windows says of the drive."""
    if is_share(str(folder)):
        return Where("network", "UNC")
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    root = f"{folder.drive}\\"
    label = ctypes.create_unicode_buffer(261)
    if kernel.GetVolumeInformationW(root, label, 261, None, None, None, None, 0):
        cloud = cloud_of(PurePath(label.value or "."), {})
        if cloud:
            return Where("cloud", cloud)
    kind = kernel.GetDriveTypeW(root)
    if kind == _REMOTE:
        return Where("network", "ổ ánh xạ")
    return Where("stick" if kind == _REMOVABLE else "disk")


def is_share(path: str) -> bool:
    r"""Whether a path of Windows names a share: \\may-chu\chung, also written \\?\UNC\may-chu\chung."""
    if path.startswith("\\\\?\\"):
        return path[4:8].upper() == "UNC\\"
    return path.startswith("\\\\")
