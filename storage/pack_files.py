"""Files that hold one rule pack, for provinces to share and for the packs that ship with the program.

One JSON object: "format", "format_version", then the keys of the pack as in `docs/EXCHANGE.md`. A pack
written by hand may leave the first two out.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import AppError
from models.rulepack import RulePack
from storage.book_rows.records import normal, plain
from storage.exchange_form import checks
from storage.exchange_form.schema import FORMAT as SEASON_FORMAT
from storage.failures import check_name, told

FORMAT = "so-khoi-bo-quy-tac"
FORMAT_VERSION = 1
_NO_PACK = "Đây không phải là bộ quy tắc. Chọn tệp bộ quy tắc (.json) do chương trình xuất ra."
_BROKEN = "Tệp hỏng, chép chưa hết, hoặc đã bị sửa sai. Xin nơi gửi gửi lại tệp."


def read(path: Path) -> RulePack:
    """The pack in a file. Raises `AppError` with one sentence that names the place in the file.

    Refused are: no such file, no JSON, another document, a newer format, an unknown key, a wrong type,
    and a pack that contradicts itself (its first two faults are told).
    """
    return taken(path.name, content(path))


def content(path: Path) -> bytes:
    """What the file holds, for who looks at more of it than the pack. Raises `AppError` when it cannot be read."""
    check_name(path)
    with told(path):
        if path.is_dir():
            raise AppError(f"“{path.name}” là thư mục. Chọn tệp bộ quy tắc (.json).")
        return path.read_bytes()


def taken(name: str, data: bytes) -> RulePack:
    """The pack in what a file called `name` holds; the refusals of `read`."""
    try:
        return loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise AppError(f"“{name}”: {_lower(_NO_PACK)}") from error
    except AppError as error:
        raise AppError(f"“{name}”: {_lower(str(error))}") from error


def write(path: Path, pack: RulePack) -> None:
    """Write the pack beside `path`, then put it in its place at once; what stood there is whole until then.

    Raises `AppError` when the pack contradicts itself or the file cannot be written.
    """
    import secrets

    kept = normal(pack)
    checks.check_pack(kept, "")
    check_name(path)
    beside = path.with_name(f"~{secrets.token_hex(6)}.tmp")
    with told(path, new=True):
        try:
            with beside.open("xb") as file:
                file.write(dumps(kept).encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def loads(text: str) -> RulePack:
    """The pack in a text; the same refusals as `read`, without the name of a file."""
    with _told_as_broken():
        tree = checks.parse(text)
    _check_format(tree)
    own = {key: it for key, it in tree.items() if key not in ("format", "format_version")}
    with _told_as_broken():
        pack = normal(checks.record_of(own, RulePack))
    checks.check_pack(pack, "")
    return pack


@contextlib.contextmanager
def _told_as_broken() -> Iterator[None]:
    """First what a clerk can do about it, then the place for whoever wrote the file by hand."""
    try:
        yield
    except AppError as error:
        raise AppError(f"{_BROKEN} Chỗ hỏng: {_lower(str(error))}") from error


def dumps(pack: RulePack) -> str:
    """The pack as text; equal packs give equal text."""
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, **plain(pack)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _check_format(tree: Any) -> None:
    if not isinstance(tree, dict):
        raise AppError(_NO_PACK)
    if tree.get("format") == SEASON_FORMAT:
        raise AppError(
            "Đây là tài liệu trao đổi của cả một năm thi đua, không phải bộ quy tắc. "
            "Chọn tệp bộ quy tắc."
        )
    by_hand = "format" not in tree and {"id", "name"} & tree.keys()
    if tree.get("format") != FORMAT and not by_hand:
        raise AppError(_NO_PACK)
    version = tree.get("format_version", FORMAT_VERSION)
    if type(version) is not int or version < 1:
        raise AppError("“format_version” phải là số nguyên từ 1.")
    if version > FORMAT_VERSION:
        raise AppError(
            f"Bộ quy tắc này của chương trình mới hơn (định dạng {version}, chương trình này đọc "
            f"được đến {FORMAT_VERSION}). Cập nhật chương trình rồi mở lại."
        )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
