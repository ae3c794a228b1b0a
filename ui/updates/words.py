"""What is said of a file from a stick: its version, its hash, what to do with it. No Qt."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from models.rulepack import RulePack
from models.signer import Signer, Standing, known
from ui.book import shipped
from ui.frame.version import VERSION
from ui.updates.look import SUMS, Checked, Order, PackFile, Release, Sum

Act = Literal["", "install", "take"]
Tone = Literal["done", "warn", "error", "muted"]


class Said(NamedTuple):
    """One line: the word on its badge, its tone, its sentence."""

    badge: str
    tone: Tone
    text: str


class Advice(NamedTuple):
    """What to do with the file: the lines, the sentence of the next step, and the act its button does ("" none)."""

    lines: tuple[Said, ...]
    step: str
    act: Act = ""
    to_confirm: Signer | None = None
    """Whose key the clerk has to confirm before anything is taken."""


_VERSIONS: dict[Order, Said] = {
    "newer": Said("Mới hơn", "done", "Bản {new}, mới hơn bản đang dùng ({current})."),
    "same": Said("Cùng bản", "muted", "Bản {new}, đúng bản đang dùng."),
    "older": Said(
        "Cũ hơn",
        "error",
        "Bản {new}, cũ hơn bản đang dùng ({current}). Sổ đã mở bằng bản mới thì bản cũ không mở được nữa.",
    ),
}
_SUMS: dict[Sum, Said] = {
    "right": Said(
        "Nguyên vẹn",
        "done",
        f"Mã băm khớp danh sách {SUMS} đi kèm: tệp chép đủ, không hỏng. Danh sách nằm cùng chỗ với tệp nên"
        " không cho biết ai làm ra tệp; cần chắc thì so mã dưới đây với nơi phát hành.",
    ),
    "wrong": Said(
        "Không khớp",
        "error",
        f"Mã băm khác danh sách {SUMS} đi kèm: tệp bị hỏng khi chép, hoặc đã bị sửa.",
    ),
    "unlisted": Said(
        "Chưa rõ",
        "warn",
        f"Danh sách {SUMS} đi kèm không có tệp này, nên chưa biết tệp có nguyên vẹn không. So mã dưới đây với"
        " nơi phát hành.",
    ),
    "missing": Said(
        "Chưa rõ",
        "warn",
        f"Không có danh sách {SUMS} bên cạnh tệp, nên chưa biết tệp có nguyên vẹn không. Chép cả danh sách từ"
        " nơi phát hành rồi chọn lại, hoặc so mã dưới đây.",
    ),
}
_UNSIGNED = Said(
    "Không ký",
    "muted",
    "Không có chữ ký: bên cạnh không có tệp “{file}.chuky”, nên chưa biết ai làm ra bộ quy tắc.",
)
_SIGNED: dict[Standing, Said] = {
    "known": Said("Đã ký", "done", "Chữ ký đúng, bằng khóa đã xác nhận của “{before}”."),
    "renamed": Said(
        "Đổi tên",
        "warn",
        "Chữ ký đúng, bằng khóa đã xác nhận của “{before}”, nhưng lần này ghi tên “{who}”.",
    ),
    "new": Said(
        "Khóa mới",
        "warn",
        "Chữ ký đúng, ghi tên “{who}”, bằng khóa chưa gặp bao giờ. Tên ai cũng ghi được: chỉ mã khóa cho biết có"
        " đúng nơi đó không.",
    ),
    "other": Said(
        "Khác khóa",
        "error",
        "Chữ ký ghi tên “{who}” nhưng không phải khóa đã xác nhận của nơi đó (mã {old}). Nơi đó đã đổi khóa, hoặc"
        " có người mạo danh.",
    ),
}
_KEYS_UNREAD = Said(
    "Chưa rõ",
    "warn",
    "Không đọc được danh sách khóa đã xác nhận trong thiết lập, nên mọi khóa coi như chưa gặp.",
)
_CONFIRM = (
    "Gọi cho “{who}” theo số điện thoại đã có từ trước (không lấy số gửi kèm tệp) và so mã khóa. Đúng thì bấm “Mã"
    " khóa đúng”; không đúng hoặc chưa gọi được thì đóng, không lấy gì."
)
_UNCONFIRMED: tuple[Standing, ...] = ("new", "other")
_DROP = "Không dùng tệp này. Xóa đi và chép lại từ nơi phát hành."
_ON_LINUX = (
    "Tệp này dành cho Windows. Trên máy Linux, thay thư mục chương trình bằng mã nguồn bản mới rồi chạy lại như"
    " tệp README hướng dẫn; sổ và thiết lập giữ nguyên."
)
_PORTABLE = (
    "Giải nén cả thư mục ra chỗ mới, không đè lên bản đang dùng. Đóng chương trình này rồi mở SoKhoiThiDua.exe"
    " trong thư mục mới; sổ, bản sao lưu và thiết lập giữ nguyên."
)
_INSTALL = "Sổ đang mở được sao lưu và kiểm tra, chương trình đóng lại, rồi bộ cài mở ra."
_INSTALL_BARE = "Chương trình đóng lại, rồi bộ cài mở ra."
_TAKE = "Mọi giá trị khác bộ đang áp dụng được liệt kê trước khi lấy; lấy rồi vẫn hoàn tác được."


def of_release(found: Release, *, windows: bool, is_open: bool) -> Advice:
    """What to do with a version of the program."""
    order = found.order(VERSION)
    version = _VERSIONS[order]
    text = version.text.format(new=found.version, current=VERSION)
    lines = (version._replace(text=text), _SUMS[found.sum])
    if found.sum == "wrong":
        return Advice(lines, _DROP)
    if order == "older":
        return Advice(lines, "Không cần cài. Giữ bản đang dùng.")
    if not windows:
        return Advice(lines, _ON_LINUX)
    if not found.is_setup:
        return Advice(lines, "Không cần thay." if order == "same" else _PORTABLE)
    return Advice(lines, _INSTALL if is_open else _INSTALL_BARE, "install")


def of_pack(
    found: PackFile,
    used: RulePack | None,
    locked: str,
    confirmed: Sequence[Signer] | None = (),
) -> Advice:
    """What to do with a rule pack.

    `used` is the one of the open book, `locked` why that cannot be changed, `confirmed` whose keys the clerk has
    confirmed (None: that cannot be read).
    """
    lines = (_compared(found.pack, used), *_signed(found, confirmed), *_summed(found))
    if found.sum == "wrong":
        return Advice(lines, _DROP)
    if found.signer is not None and known(found.signer, confirmed or ()).standing in _UNCONFIRMED:
        return Advice(lines, _CONFIRM.format(who=found.signer.who), "", found.signer)
    if used is None:
        return Advice(lines, "Mở sổ của khối rồi chọn lại tệp này để lấy bộ quy tắc vào sổ.")
    if locked:
        return Advice(lines, locked)
    if replace(used, decided=()) == found.pack:
        return Advice(lines, "Không cần lấy lại.")
    return Advice(lines, _TAKE, "take")


def _signed(found: PackFile, confirmed: Sequence[Signer] | None) -> tuple[Said, ...]:
    """Who signed the pack, and how far that is sure."""
    if found.signer is None:
        return (_UNSIGNED._replace(text=_UNSIGNED.text.format(file=found.path.name)),)
    standing, before = known(found.signer, confirmed or ())
    said, old = _SIGNED[standing], before or found.signer
    text = said.text.format(who=found.signer.who, before=old.who, old=old.fingerprint)
    unread = (_KEYS_UNREAD,) if confirmed is None else ()
    return (said._replace(text=text), *unread)


def _compared(pack: RulePack, used: RulePack | None) -> Said:
    """Against the pack in force; without one against the shipped pack of the same code."""
    name = f"“{pack.name}”, bản {pack.version}"
    known = used or shipped.find_pack(pack.id)
    which = "bộ đang áp dụng" if used else "bộ có sẵn"
    if known is None:
        return Said("Bộ mới", "muted", f"Bộ quy tắc {name}; chương trình chưa có bộ này.")
    if known.id != pack.id:
        return Said("Bộ khác", "warn", f"Bộ quy tắc {name}; sổ đang áp dụng “{known.name}”.")
    if replace(known, decided=()) == pack:
        return Said("Giống hệt", "muted", f"Bộ quy tắc {name}, giống hệt {which}.")
    if pack.version > known.version:
        return Said("Mới hơn", "done", f"Bộ quy tắc {name}, mới hơn {which} (bản {known.version}).")
    if pack.version < known.version:
        return Said("Cũ hơn", "warn", f"Bộ quy tắc {name}, cũ hơn {which} (bản {known.version}).")
    return Said("Khác nội dung", "warn", f"Bộ quy tắc {name}, cùng số bản nhưng khác {which}.")


def _summed(found: PackFile) -> tuple[Said, ...]:
    """What the list of hashes says; a signature that fits tells that the file is whole, so no list is missed."""
    is_enough = found.signer is not None and found.sum in ("missing", "unlisted")
    return () if is_enough else (_SUMS[found.sum],)


def key_line(signer: Signer) -> str:
    """The signer's key in groups that can be read out on the telephone."""
    return f"Mã khóa: {signer.fingerprint}"


def hash_line(found: Checked) -> str:
    """The hash in groups that can be read out on the telephone."""
    value = found.sha256.upper()
    return "SHA-256: " + " ".join(value[it : it + 8] for it in range(0, len(value), 8))
