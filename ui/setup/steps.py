"""How far a new file has come: five steps, each done or not, read from the season. No Qt.

The overview shows them as a checklist; the guide for a new file starts at the first that is not done.
"""

from typing import NamedTuple

from models.block import Block
from models.checking.checks import check_table
from models.rulepack import RulePack
from models.season import Season

NO_PACK = RulePack(id="chua-chon", name="Chưa chọn bộ quy tắc")
"""Stands in the file until the clerk chose a pack; it fixes nothing."""


class SetupStep(NamedTuple):
    """One step: its key, its title, whether it is done, and what stands or what is missing."""

    key: str
    title: str
    done: bool
    sentence: str


def setup_steps(season: Season | None) -> tuple[SetupStep, ...]:
    """The five steps as they stand; without a file none is done."""
    season = season or Season(Block(""), 0, NO_PACK)
    return (_block(season), _units(season), _rules(season), _table(season), _forms(season))


def first_open(season: Season | None) -> int:
    """The place of the first step that is not done; the last one when all are."""
    steps = setup_steps(season)
    return next((place for place, step in enumerate(steps) if not step.done), len(steps) - 1)


def _block(season: Season) -> SetupStep:
    name = season.block.name
    sentence = f"{name}, năm {season.year}" if name else "Tên khối, năm, cơ quan ban hành"
    return SetupStep("block", "Khối", bool(name), sentence)


def _units(season: Season) -> SetupStep:
    count = len(season.units)
    sentence = f"{count} đơn vị" if count else "Danh sách đơn vị thành viên"
    return SetupStep("units", "Đơn vị", count > 0, sentence)


def _rules(season: Season) -> SetupStep:
    chosen = season.pack.id != NO_PACK.id
    return SetupStep("rules", "Quy tắc", chosen, season.pack.name)


def _table(season: Season) -> SetupStep:
    count = len(season.table.criteria())
    errors = [it for it in check_table(season.table, season.pack) if it.severity == "error"]
    if not count:
        return SetupStep(
            "table", "Bảng chấm điểm", done=False, sentence="Mục, tiêu chí, điểm tối đa"
        )
    sentence = f"{count} tiêu chí" + (f", {len(errors)} lỗi" if errors else "")
    return SetupStep("table", "Bảng chấm điểm", not errors, sentence)


def _forms(season: Season) -> SetupStep:
    arrived = {it.unit for it, score in season.scores.items() if score.is_filled}
    sentence = f"{len(arrived)} đơn vị đã có điểm" if arrived else "Xuất biểu mẫu gửi các đơn vị"
    sent = season.plan.forms_version == season.table.version
    if sent and not arrived and season.plan.forms_sent:
        sentence = f"Đã xuất ngày {season.plan.forms_sent:%d/%m/%Y}"
    return SetupStep("forms", "Biểu mẫu", bool(arrived) or sent, sentence)
