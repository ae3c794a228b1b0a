"""The signature of a rule pack: a small file beside the pack's own, `TÊN.json.chuky` (docs/EXCHANGE.md).

One JSON object: "format", "format_version", "who" (who signed, in words), "key" (the Ed25519 public key) and
"signature", both in hexadecimal. Signed are the bytes of the pack's file together with `who`, so that nobody can put
another name to a signature.
"""

import json
from pathlib import Path
from typing import Any

from models.errors import AppError
from models.signer import LONGEST_NAME, Signer, is_key, is_name
from storage.failures import told

FORMAT = "so-khoi-chu-ky"
FORMAT_VERSION = 1
ENDING = ".chuky"
_LONGEST = 10_000  # bytes; a whole one has about 400
_BROKEN = (
    "Tệp chữ ký “{name}” hỏng, chép chưa hết, hoặc không phải chữ ký của bộ quy tắc. Chép lại cả bộ quy tắc và tệp"
    " chữ ký từ nơi phát hành."
)
_WRONG = (
    "Chữ ký “{name}” không khớp “{pack}”: một trong hai tệp đã bị sửa, hỏng, hoặc là của bản khác. Không dùng bộ"
    " quy tắc này; chép lại cả hai tệp từ nơi phát hành."
)
_NEWER = "Chữ ký “{name}” của chương trình mới hơn. Cập nhật chương trình rồi chọn lại tệp."


def beside(pack: Path) -> Path:
    """Where the signature of a pack's file lies."""
    return pack.with_name(pack.name + ENDING)


def read(pack: Path, data: bytes) -> Signer | None:
    """Who signed the pack at `pack`, whose file holds `data`; None where no signature lies beside it.

    Raises `AppError` when what lies there is no signature, or not the one of these bytes.
    """
    path = beside(pack)
    with told(path):
        try:
            with path.open("rb") as file:
                text = file.read(_LONGEST + 1)
        except FileNotFoundError:
            return None
    signer, signature = _parsed(path.name, text)
    if not _fits(signer, signature, data):
        raise AppError(_WRONG.format(name=path.name, pack=pack.name))
    return signer


def new_key() -> str:
    """A private key as PEM text (PKCS #8), out of the system's chance."""
    from ecdsa import Ed25519, SigningKey

    made: str = SigningKey.generate(curve=Ed25519).to_pem(format="pkcs8").decode("ascii")
    return made


def sign(key: str, who: str, data: bytes) -> tuple[Signer, bytes]:
    """Sign the bytes of a pack's file with a private key (PEM); the signer, and what its signature's file holds.

    Raises `AppError` when the key is none of Ed25519, or the name is none.
    """
    from ecdsa import Ed25519, SigningKey
    from ecdsa.curves import UnknownCurveError
    from ecdsa.der import UnexpectedDER
    from ecdsa.errors import MalformedPointError

    if not is_name(who):
        raise AppError(f"Tên người ký phải là một dòng có chữ, tối đa {LONGEST_NAME} ký tự.")
    try:
        private = SigningKey.from_pem(key)
    except (
        ValueError,
        LookupError,
        UnexpectedDER,
        UnknownCurveError,
        MalformedPointError,
    ) as error:
        raise AppError("Tệp khóa không phải khóa Ed25519 dạng PEM. Chọn đúng tệp khóa.") from error
    if private.curve != Ed25519:
        raise AppError("Tệp khóa là khóa loại khác, không phải Ed25519. Chọn đúng tệp khóa.")
    signer = Signer(who, bytes(private.verifying_key.to_string()).hex())
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "who": who,
        "key": signer.key,
        "signature": bytes(private.sign(_signed(who, data))).hex(),
    }
    return signer, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _parsed(name: str, text: bytes) -> tuple[Signer, bytes]:
    broken = AppError(_BROKEN.format(name=name))
    try:
        if len(text) > _LONGEST:
            raise broken
        tree: Any = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise broken from error
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise broken
    version = tree.get("format_version")
    if type(version) is not int or version < 1:
        raise broken
    if version > FORMAT_VERSION:
        raise AppError(_NEWER.format(name=name))
    who, key, signature = (tree.get(it) for it in ("who", "key", "signature"))
    if len(tree) != 5:
        raise broken
    if not (isinstance(who, str) and isinstance(key, str) and isinstance(signature, str)):
        raise broken
    if not is_name(who) or not is_key(key):
        raise broken
    try:
        return Signer(who, key), bytes.fromhex(signature)
    except ValueError as error:
        raise broken from error


def _fits(signer: Signer, signature: bytes, data: bytes) -> bool:
    from ecdsa import BadSignatureError, Ed25519, VerifyingKey
    from ecdsa.errors import MalformedPointError

    try:
        key = VerifyingKey.from_string(bytes.fromhex(signer.key), curve=Ed25519)
        return bool(key.verify(signature, _signed(signer.who, data)))
    except (BadSignatureError, MalformedPointError):
        return False


def _signed(who: str, data: bytes) -> bytes:
    """A name has no line end, so where it stops and the file begins is certain."""
    return b"\n".join((f"{FORMAT} {FORMAT_VERSION}".encode(), who.encode("utf-8"), data))
