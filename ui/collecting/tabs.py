"""The tabs of the page "Hồ sơ" as data; a tab's module is imported when it is first looked at."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: its key, its word, and where its class stands."""

    key: str
    title: str
    module: str
    name: str

    def load(self) -> Any:
        """The class of the tab, made as `Class(session, jobs)`."""
        return getattr(import_module(self.module), self.name)


TABS = (
    TabSpec("due", "Giấy tờ phải nộp", "ui.collecting.due_papers", "DuePapersTab"),
    TabSpec("registration", "Đăng ký, giao ước", "ui.collecting.registration", "RegistrationTab"),
    TabSpec("evidence", "Hồ sơ kiểm chứng", "ui.collecting.evidence", "EvidenceTab"),
    TabSpec("checks", "Đối chiếu, cảnh báo", "ui.collecting.checks", "ChecksTab"),
    TabSpec("appraisal", "Thẩm định", "ui.collecting.appraisal", "AppraisalTab"),
    TabSpec("registers", "Sổ ghi nhận", "ui.collecting.registers", "RegistersTab"),
)
