"""A zip that comes out the same to the byte each time: names in order, one moment, one way of packing."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from steps import files_of


def write(target: Path, folder: Path, top: str, epoch: int) -> None:
    """Pack every file of `folder` under the one folder `top`.

    `epoch` in seconds; a zip knows no moment before 1980 and no time zone, so UTC is written.
    """
    moment = time.gmtime(max(epoch, 315_532_800))[:6]
    with zipfile.ZipFile(target, "w") as packed:
        for file in files_of(folder):
            entry = zipfile.ZipInfo(f"{top}/{file.relative_to(folder).as_posix()}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # Windows, whichever system packs
            entry.external_attr = 0
            packed.writestr(entry, file.read_bytes(), compresslevel=9)
