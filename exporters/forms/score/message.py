"""What is said to a unit of its form: the message, and each fault with what the unit can do about it.

The form is a self-score table or a registration: whatever was read of it has `Read`.
"""

from collections.abc import Mapping
from typing import Protocol

from exporters.forms.identity import tidy
from exporters.incoming import workbook_zip
from models.collecting.registration import RegistrationReading
from models.errors import Problem, Severity


class Read(Protocol):
    """What is known of any form that was read: whose file it is and what is wrong with it."""

    @property
    def path(self) -> str:
        """Where the file is."""

    @property
    def name(self) -> str:
        """The file's own name."""

    @property
    def unit(self) -> str:
        """The unit's id from inside the form, "" when it has none."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with it."""


SCORES_NAME, REGISTRATION_NAME = "bảng tự chấm điểm", "bản đăng ký thi đua"
WORDS: Mapping[Severity, str] = {"error": "Lỗi", "warning": "Cần xem lại"}
_TO_UNIT = {
    "form-blank": "Ghi bổ sung nếu còn thiếu.",
    "form-no-evidence": "Ghi bổ sung hồ sơ kiểm chứng.",
    "form-outside": "Chuyển vào đúng dòng tiêu chí nếu cần khối nhận.",
    "form-sheet-twice": "Giữ trang là bản chính, xóa trang kia rồi gửi lại.",
    "form-two-versions": "Cho khối biết tệp nào là bản chính.",
    "form-twice": "Không phải gửi lại.",
    "form-other-block": "Gửi đúng biểu mẫu của khối này.",
    "form-unit-unknown": "Ghi rõ tên đơn vị, hoặc điền vào tệp biểu mẫu khối đã gửi.",
    "form-year-unknown": "Ghi rõ năm chấm điểm.",
    "form-title-differs": "Ghi lại đúng nội dung theo bảng của khối.",
    "form-unit-differs": "Ghi rõ tên đơn vị.",
    "form-newer-program": "Liên hệ với khối để nhận biểu mẫu mới.",
    "input-small-percent": "Sửa lại nếu chưa đúng.",
    "registration-outside": "Chuyển vào đúng dòng của bảng nếu cần khối nhận.",
    "registration-section-open": "Chọn mục trong danh sách của ô để chỉ tiêu được tính thưởng.",
    "registration-choice-open": "Chọn trong danh sách của ô.",
    "registration-no-level": "Ghi mức đăng ký nếu có; không ghi thì không được tính thưởng vượt.",
    "registration-result-lost": "Ghi lại các chỉ tiêu đó; nếu đã bỏ thì cho khối biết.",
    "registration-sheet-twice": "Giữ trang là bản chính, xóa trang kia rồi gửi lại.",
    "registration-two-versions": "Cho khối biết tệp nào là bản chính.",
    "registration-form-twice": "Không phải gửi lại.",
    "registration-other-block": "Gửi đúng biểu mẫu của khối này.",
    "registration-unit-unknown": "Liên hệ với khối để nhận đúng biểu mẫu của đơn vị.",
    "registration-score-form": "Gửi tệp biểu mẫu đăng ký khối đã gửi, sau khi điền.",
    "registration-newer-program": "Liên hệ với khối để nhận biểu mẫu mới.",
    "text-old-font": "Khối nhận theo chữ đã đổi; sửa lại nếu chưa đúng.",
    **dict.fromkeys(
        ("file-photo", "file-pdf", "file-damaged", "file-empty", "file-archive-broken"),
        "Gửi lại tệp .xlsx đã điền.",
    ),
}
"""Problem code → what the unit can do, where the advice was written for the clerk."""


def message(reading: Read, unit_name: str, block_name: str) -> str:
    """The message to the unit that goes with the file: plain text, errors before warnings."""
    problems = ordered(reading)
    errors = sum(it.severity == "error" for it in problems)
    counts = ((errors, "lỗi"), (len(problems) - errors, "chỗ cần xem lại"))
    told = " và ".join(f"{count} {word}" for count, word in counts if count)
    what = "" if called(reading) == SCORES_NAME else f"{called(reading)}, "
    start = f"{line(block_name)} đã nhận {what}tệp “{file_name(reading)}”"
    if not problems:
        body = [f"{start}, không thấy lỗi nào."]
    else:
        refused = " nhưng chưa vào sổ được: tệp" if errors else ";"
        body = [f"{start}{refused} có {told}.", ""]
        for number, it in enumerate(problems, start=1):
            said = ": ".join(filter(None, (line(it.where), sentence(it))))
            body.append(f"{number}. {WORDS[it.severity]} – {said}")
        closing = "sửa các chỗ trên" if errors else "xem lại các chỗ trên, sửa nếu cần"
        body += ["", f"Đề nghị đơn vị {closing}, lưu tệp dạng .xlsx rồi gửi lại cho khối."]
    return "\n".join([f"Kính gửi {line(unit_name)},", "", *body, "Trân trọng cảm ơn."])


def called(reading: Read) -> str:
    """What kind of form it is, inside a sentence."""
    return REGISTRATION_NAME if isinstance(reading, RegistrationReading) else SCORES_NAME


def ordered(reading: Read) -> list[Problem]:
    """The problems, errors before warnings."""
    return sorted(reading.problems, key=lambda it: it.severity != "error")


def line(text: str) -> str:
    """The text as one line, without what no cell can hold."""
    return " ".join(tidy(text).split())


def advice(problem: Problem) -> str:
    """What to do, said to the unit instead of to the clerk."""
    if problem.code in _TO_UNIT:
        return _TO_UNIT[problem.code]
    said = line(problem.advice)
    if said.startswith("Xuất biểu mẫu đăng ký"):
        return "Khối gửi biểu mẫu mới; chép số liệu sang biểu mẫu đó rồi gửi lại."
    if said.startswith("Xuất biểu mẫu"):
        return "Khối gửi biểu mẫu mới; chép điểm sang biểu mẫu đó rồi gửi lại."
    said = said.removeprefix("Xin đơn vị ").replace("rồi nhận lại", "rồi gửi lại")
    return said[:1].upper() + said[1:]


def sentence(problem: Problem) -> str:
    """What is wrong and what the unit does about it."""
    return f"{line(problem.what)} {advice(problem)}".strip()


def file_name(reading: Read) -> str:
    """The name of the unit's file; of a zip that of the file inside."""
    return line(reading.name.rsplit(workbook_zip.ARROW, maxsplit=1)[-1])
