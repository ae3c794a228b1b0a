"""The fields an office may use in a template of its own: name, what it means, what it says now.

Every value is text as papers print it, so that a template can show nothing but what stands here. A place of
which nothing is known is a row of dots; in a list it is a dash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.block import Unit
from models.collecting.registration import unsigned
from models.dates.workdays import WEEKDAYS
from models.paper_record import PaperRecord
from models.papers.field_lists import ListField, list_fields, printed
from models.papers.office import day_words, head_of_year
from models.papers.phrases import hour_words
from models.papers.words import BLANK, Figures, rank_text, short_notes
from models.points import show
from models.ranks.winners import OFFICES, of_office
from models.season import Season

EMPTY = PaperRecord("")
_STYLES = {"state": "Nhà nước", "party": "Đảng"}
_Told = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: {{name}}; `meaning` in Vietnamese, `value` as it is now."""

    name: str
    meaning: str
    value: str


TemplateField = Field | ListField


def fields(
    season: Season, figures: Figures, unit_id: str = "", record: PaperRecord = EMPTY
) -> tuple[TemplateField, ...]:
    """Every field with its present value. Those of one unit stand empty while no `unit_id` is given; `record`
    is what was noted of the paper that the template makes (number, day, addressees)."""
    told = (
        *_block(season),
        *_paper(season, record),
        *_meeting(season, figures),
        *_unit(figures, season.unit(unit_id)),
    )
    single = tuple(Field(name, meaning, printed(value) or BLANK) for name, meaning, value in told)
    return (*single, *list_fields(season, figures, unit_id, record))


def context(found: Sequence[TemplateField]) -> dict[str, str | list[dict[str, str]]]:
    """What a template is filled with: name → text, or name → rows of column → text."""
    return {
        it.name: it.value if isinstance(it, Field) else [dict(row) for row in it.rows]
        for it in found
    }


def columns_of(found: Sequence[TemplateField]) -> Mapping[str, Mapping[str, str]]:
    """Every field with its columns and their meaning; {} for one that is no list."""
    return {it.name: dict(it.columns) if isinstance(it, ListField) else {} for it in found}


# ---- the single fields


def _block(season: Season) -> _Told:
    block = season.block
    head, deputy = season.unit(season.head), season.unit(season.deputy)
    return (
        ("khoi", "Tên khối (cụm) thi đua", block.name),
        ("nam", "Năm thi đua", str(season.year)),
        ("nam_truoc", "Năm trước", str(season.year - 1)),
        ("nam_sau", "Năm sau", str(season.year + 1)),
        ("the_thuc", "Thể thức văn bản: Nhà nước hoặc Đảng", _STYLES[block.style]),
        ("co_quan_chu_quan", "Cơ quan chủ quản, dòng trên bên trái", block.superior),
        ("co_quan_ban_hanh", "Cơ quan ban hành", block.issuer or block.name),
        ("truong_khoi", "Đơn vị Trưởng khối của năm", head.name if head else ""),
        ("pho_khoi", "Đơn vị Phó Trưởng khối của năm", deputy.name if deputy else ""),
        ("so_don_vi", "Số đơn vị thành viên", str(len(season.units))),
        ("ban_tdkt", "Cơ quan thẩm định, nhận hồ sơ", season.pack.board),
        ("bo_quy_tac", "Tên bộ quy tắc chấm điểm", season.pack.name),
        ("bang_cham_diem", "Tên bảng chấm điểm", season.table.title),
        *_pledges(season),
    )


def _pledges(season: Season) -> _Told:
    open_units = unsigned(season)
    names = "; ".join(it.name for it in open_units) or ("không có" if season.units else "")
    return (
        (
            "so_ky_giao_uoc",
            "Số đơn vị đã ký giao ước thi đua",
            str(len(season.units) - len(open_units)),
        ),
        ("so_chua_ky_giao_uoc", "Số đơn vị chưa ký giao ước thi đua", str(len(open_units))),
        ("chua_ky_giao_uoc", "Tên các đơn vị chưa ký giao ước thi đua", names),
    )


def _paper(season: Season, record: PaperRecord) -> _Told:
    signed = head_of_year(season)
    lines = "\n".join(it for it in (signed.office, signed.unit) if it)
    state = "Kết quả đã chốt" if season.is_final else "CHƯA CHÍNH THỨC"
    return (
        ("so", "Số của văn bản", record.number),
        ("ky_hieu", "Ký hiệu của khối trong số văn bản", season.block.symbol),
        ("dia_danh", "Địa danh", season.block.place),
        (
            "ngay",
            "Ngày của văn bản, ví dụ: ngày 05 tháng 02 năm 2023",
            day_words(record.issued, season.year),
        ),
        ("kinh_gui", "Nơi nhận chính, sau chữ Kính gửi", "; ".join(record.to)),
        ("chuc_vu", "Quyền hạn, chức vụ người ký, mỗi chức vụ một dòng", lines),
        ("nguoi_ky", "Họ tên người ký", signed.name),
        ("tinh_trang", "Kết quả đã chốt hay chưa chính thức", state),
    )


def _meeting(season: Season, figures: Figures) -> _Told:
    day, meeting = season.plan.meeting, season.meeting
    head, deputy = (_elected(season, figures, place) for place in (0, 1))
    return (
        ("ten_hoi_nghi", "Tên hội nghị", meeting.name),
        (
            "ngay_hop",
            "Ngày hội nghị, ví dụ: ngày 19 tháng 12 năm 2023",
            day_words(day, day.year) if day else "",
        ),
        ("ngay_hop_ngan", "Ngày hội nghị, ví dụ: 19/12/2023", f"{day:%d/%m/%Y}" if day else ""),
        ("thu", "Thứ trong tuần của ngày hội nghị", WEEKDAYS[day.weekday()] if day else ""),
        ("gio_hop", "Giờ họp, ví dụ: 08 giờ 00", hour_words(season) if meeting.begins else ""),
        ("dia_diem", "Địa điểm hội nghị", meeting.place),
        ("chu_tri", "Chủ trì hội nghị", meeting.chair),
        ("thu_ky", "Thư ký hội nghị", meeting.secretary),
        ("truong_khoi_nam_sau", "Đơn vị được bầu Trưởng khối năm sau", head),
        ("pho_khoi_nam_sau", "Đơn vị được bầu Phó Trưởng khối năm sau", deputy),
    )


def _elected(season: Season, figures: Figures, place: int) -> str:
    found = of_office(season, figures.standings, OFFICES[place])
    chosen = found.chosen if found else ()
    return "; ".join(unit.name for key in chosen if (unit := season.unit(key)))


def _unit(figures: Figures, unit: Unit | None) -> _Told:
    key = unit.id if unit else ""
    standing = next((it for it in figures.standings if it.result.unit.id == key), None)
    total = standing.total if standing else None
    result = standing.result if standing else None
    return (
        ("don_vi", "Tên đơn vị (văn bản làm cho từng đơn vị)", unit.name if unit else ""),
        (
            "don_vi_ten_ngan",
            "Tên ngắn của đơn vị",
            (unit.short_name or unit.name) if unit else "",
        ),
        ("tong_diem", "Tổng điểm của đơn vị", show(total) if total is not None else ""),
        ("xep_hang", "Hạng của đơn vị", rank_text(standing) if standing else ""),
        ("diem_thuong", "Điểm thưởng của đơn vị", show(result.bonus) if result else ""),
        ("diem_tru", "Điểm trừ của đơn vị", show(result.deductions) if result else ""),
        ("ghi_chu", "Ghi chú về điểm, hạng của đơn vị", short_notes(standing) if standing else ""),
    )
