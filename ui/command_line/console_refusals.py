"""What the system refused about a name that was given on the command line, as a sentence. No Qt."""

import errno
from pathlib import Path

_LONGEST_NAME = 60
_NO_RIGHTS = "Không có quyền đọc hoặc ghi “{name}”. Kiểm tra quyền của thư mục và tệp."
_BY_ERRNO = {
    errno.ENAMETOOLONG: "Tên “{name}” quá dài. Dùng tên ngắn hơn.",
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.ENOENT: "Không tìm thấy “{name}”. Kiểm tra lại tên.",
    errno.ENOTDIR: "“{name}” không nằm trong một thư mục có thật. Kiểm tra lại đường dẫn.",
}


def about_the_disk(error: OSError) -> str:
    """What the system refused about a name that was given, in one sentence."""
    name = Path(str(error.filename or "")).name
    name = f"{name[:_LONGEST_NAME]}…" if len(name) > _LONGEST_NAME else name
    sentence = _BY_ERRNO.get(
        error.errno or 0, "Không đọc hoặc ghi được “{name}”. Kiểm tra lại tên."
    )
    return sentence.format(name=name)
