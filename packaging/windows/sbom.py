"""What is inside, for who must know: a CycloneDX 1.6 document (JSON), from the wheels' own words."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from launcher import version
from steps import sha256

NAMESPACE = uuid.UUID("5d2d3a0e-6a70-5a51-9d4e-0c0f8d1f4c62")
# Licence texts as authors write them → SPDX.
SPDX = {
    "Apache License, Version 2.0": "Apache-2.0",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",  # python-dateutil, as its LICENSE says
}
FONTS = (
    ("IBM Plex Sans", "OFL-1.1", "IBMPlexSans-Regular.ttf"),
    ("Liberation Serif", "OFL-1.1", "LiberationSerif-Regular.ttf"),
)


def licence(metadata: str) -> str:
    """The licence that a wheel's METADATA gives, as an SPDX expression; "" when it gives none."""
    heads = HeaderParser().parsestr(metadata)
    said = heads.get("License-Expression") or heads.get("License") or ""
    said = said.strip()
    if not said or "\n" in said:
        classes = [it for it in heads.get_all("Classifier", []) if it.startswith("License ::")]
        said = classes[0] if classes else ""
    return SPDX.get(said, said)


def libraries(folder: Path) -> list[dict[str, Any]]:
    """A component for every wheel in a folder of libraries."""
    found = []
    for metadata in sorted(folder.glob("*.dist-info/METADATA")):
        text = metadata.read_text(encoding="utf-8")
        heads = HeaderParser().parsestr(text)
        name, number = heads["Name"], heads["Version"]
        found.append(_component(name, number, licence(text), _purl(name, number)))
    return found


def _purl(name: str, number: str) -> str:
    return f"pkg:pypi/{name.lower().replace('_', '-').replace('.', '-')}@{number}"


def _component(name: str, number: str, spdx: str, purl: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "name": name, "version": number}
    if purl:
        made |= {"purl": purl, "bom-ref": purl}
    else:
        made["bom-ref"] = name
    if spdx:
        # Words that SPDX has no sign for are told as they are.
        known = "::" not in spdx
        made["licenses"] = [
            {"expression": spdx} if known else {"license": {"name": spdx.rpartition(":: ")[2]}}
        ]
    return made


def document(payload: Path, python: str, epoch: int) -> dict[str, Any]:
    """The whole document; the same payload gives the same text."""
    hashes = file_hashes(payload)
    own = {"type": "application", "name": "Sổ Khối thi đua", "version": version()}
    whole = {**own, "bom-ref": "so-khoi-thi-dua", "licenses": [{"expression": "MIT"}]}
    runtime = _component("CPython", python, "PSF-2.0", f"pkg:generic/python@{python}")
    runtime["hashes"] = [{"alg": "SHA-256", "content": hashes["app/python311.dll"]}]
    parts = [runtime, *libraries(payload / "app" / "Lib")]
    for name, spdx, file in FONTS:
        font = _component(name, "", spdx, "") | {"type": "file"}
        font["hashes"] = [{"alg": "SHA-256", "content": hashes[f"app/resources/fonts/{file}"]}]
        del font["version"]
        parts.append(font)
    listed = "\n".join(f"{value}  {name}" for name, value in hashes.items())
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, listed)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": whole,
        },
        "components": parts,
        "dependencies": [{"ref": whole["bom-ref"], "dependsOn": [it["bom-ref"] for it in parts]}],
    }


def file_hashes(payload: Path) -> dict[str, str]:
    """Path inside the payload → SHA-256."""
    from checks import names

    return {it: sha256(payload / it) for it in names(payload)}


def write(target: Path, payload: Path, python: str, epoch: int) -> None:
    """Write the document."""
    text = json.dumps(document(payload, python, epoch), ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")
