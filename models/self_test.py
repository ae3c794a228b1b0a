"""The records of a self-test: what was looked at, how it stands, and what the PC is.

Nothing in them tells who works on the PC or with which units: no names, no places of files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `code` is stable from version to version; `title` is what was looked at, `text` one
    sentence of how it stands, `todo` what to do about it ("" when there is nothing), `detail` a short technical
    word for whoever helps ("cifs", "PermissionError 13").
    """

    code: str
    state: State
    title: str
    text: str
    todo: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """All findings in the order of the checks, with `system`: what the PC and the program are, name by name."""

    when: datetime
    system: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    def of(self, state: State) -> tuple[Finding, ...]:
        """The findings of one state, in their order."""
        return tuple(it for it in self.findings if it.state == state)

    @property
    def is_good(self) -> bool:
        """Whether nothing is at fault; a warning is no fault."""
        return not self.of("fault")


def summary(findings: Sequence[Finding]) -> str:
    """How it stands as a whole, in one sentence."""
    faults = sum(it.state == "fault" for it in findings)
    warnings = sum(it.state == "warning" for it in findings)
    if not faults and not warnings:
        return f"Cả {len(findings)} phần đều tốt."
    parts = [f"{faults} lỗi"] if faults else []
    parts += [f"{warnings} điều nên xem"] if warnings else []
    return f"Đã kiểm tra {len(findings)} phần: {', '.join(parts)}."
