"""Sign a rule pack for others: `python -m scripts.sign_pack KEYFILE PACK.json --who "…"`.

Writes `PACK.json.chuky` beside the pack. KEYFILE holds the private key (Ed25519, PEM); it is made when it is missing.
Whoever has it can sign in this name: it is kept off the sticks that packs travel on. What is printed last, the
letters of the key, is what clerks are told on the telephone.
"""

import argparse
import os
import sys
from pathlib import Path

from exporters.files import save
from models.errors import AppError
from storage import pack_files, pack_signature
from storage.failures import told

_MINE = 0o600


def main(arguments: list[str] | None = None) -> int:
    """0 when the pack is signed; 1 with one sentence when it is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("key", type=Path, metavar="KEYFILE")
    parser.add_argument("pack", type=Path, metavar="PACK.json")
    parser.add_argument("--who", required=True, help="who signs, in words, as clerks will read it")
    options = parser.parse_args(arguments)
    try:
        print(sign(options.key, options.pack, options.who))
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def sign(key: Path, pack: Path, who: str) -> str:
    """Sign the file `pack`; what was done, in words. Raises `AppError`, and then nothing was written but the key."""
    data = pack_files.content(pack)
    pack_files.taken(pack.name, data)  # only a pack that can be taken is worth a signature
    signer, signature = pack_signature.sign(_key_in(key), who, data)
    target = pack_signature.beside(pack)
    save(target, signature)
    return f"Đã ký “{pack.name}”, ghi “{target.name}”.\nMã khóa của {who}: {signer.fingerprint}"


def _key_in(path: Path) -> str:
    with told(path, new=True):
        try:
            return path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            made = pack_signature.new_key()
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MINE), "wb"
            ) as file:
                file.write(made.encode("ascii"))
            return made


if __name__ == "__main__":
    sys.exit(main())
