"""The keys of signers that the clerk has confirmed: one small file in the user's own settings. No Qt."""

import json
from collections.abc import Sequence
from pathlib import Path

from models.errors import AppError
from models.signer import Signer, is_key, is_name

NAME = "khoa-bo-quy-tac.json"


def read(folder: Path) -> tuple[Signer, ...]:
    """The confirmed keys in the settings folder, the latest last. Raises `ValueError` when they cannot be read."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
        found = tuple(Signer(it["who"], it["key"]) for it in json.loads(text)["keys"])
        if not all(is_name(it.who) and is_key(it.key) for it in found):
            raise ValueError("no such list")
    except FileNotFoundError:
        return ()
    except (OSError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return found


def write(folder: Path, confirmed: Sequence[Signer]) -> None:
    """Keep the confirmed keys. Raises `AppError` when the folder cannot be written."""
    from exporters.files import save

    known = {"keys": [{"who": it.who, "key": it.key} for it in confirmed]}
    text = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save(folder / NAME, text.encode("utf-8"))
    except (OSError, AppError) as error:
        raise AppError(
            f"Chưa ghi được mã khóa vào thư mục thiết lập “{folder}” nên lần sau chương trình hỏi lại. Kiểm tra quyền"
            " ghi và chỗ trống của ổ đĩa."
        ) from error
