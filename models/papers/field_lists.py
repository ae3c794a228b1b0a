"""The fields of a template that are lists: for the rows of a table, `{%tr for it in thanh_vien %}`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.collecting.registration import comparison, outcome, pledge
from models.dates.items import tasks
from models.meeting_day.discussion import of_meeting, outcome_words
from models.paper_record import PaperRecord
from models.papers.achievements import LEVEL_NAMES, WHOM_NAMES
from models.papers.dossier import offers, vote_words
from models.papers.office import in_force
from models.papers.phrases import basis_words
from models.papers.registration import OUTCOMES, percent_words
from models.papers.words import NOTHING, Figures, rank_text, short_notes
from models.points import show, show_short
from models.season import Season
from models.texts import clean

Columns = tuple[tuple[str, str], ...]
"""Name of a column and what it means."""
_Rows = Iterable[tuple[str, ...]]
_NUMBER = ("stt", "Số thứ tự")
_UNIT = ("don_vi", "Tên đơn vị")
_TARGETS: Columns = (
    _UNIT,
    ("ten", "Tên chỉ tiêu"),
    ("muc", "Mục của bảng chấm điểm"),
    ("dvt", "Đơn vị tính"),
    ("cach_tinh", "Cách tính"),
    ("nam_truoc", "Kết quả năm trước"),
    ("ke_hoach", "Kế hoạch giao"),
    ("dang_ky", "Mức đăng ký"),
    ("thuc_hien", "Kết quả thực hiện"),
    ("ty_le_dang_ky", "Tỷ lệ so với đăng ký"),
    ("ty_le_ke_hoach", "Tỷ lệ so với kế hoạch"),
    ("ty_le_nam_truoc", "Tỷ lệ so với năm trước"),
    ("danh_gia", "Vượt, đạt hay chưa đạt mức đăng ký"),
    ("ghi_chu", "Ghi chú"),
)
_TITLES: Columns = (
    _UNIT,
    ("ten", "Danh hiệu, hình thức khen thưởng"),
    ("doi_tuong", "Tập thể hay cá nhân"),
    ("so_luong", "Số lượng"),
    ("ho_ten", "Tên tập thể, cá nhân"),
)
_RESULTS: Columns = (
    _UNIT,
    ("hang", "Xếp hạng"),
    ("cac_muc", "Điểm từng mục"),
    ("diem_thuong", "Điểm thưởng"),
    ("diem_tru", "Điểm trừ"),
    ("tong", "Tổng điểm"),
    ("ghi_chu", "Ghi chú"),
)
_PROPOSED: Columns = (
    _UNIT,
    ("hinh_thuc", "Hình thức đề nghị"),
    ("hang", "Xếp hạng"),
    ("tong", "Tổng điểm"),
    ("ty_le_phieu", "Số phiếu và tỷ lệ"),
    ("can_cu", "Theo điểm hay theo kết quả bỏ phiếu"),
)
_AWARDS: Columns = (
    _UNIT,
    ("cap", "Cấp khen thưởng"),
    ("ten", "Danh hiệu, hình thức khen thưởng"),
    ("doi_tuong", "Tập thể hay cá nhân"),
    ("trinh", "Số lượng trình"),
    ("da_co", "Số lượng đã có quyết định"),
    ("ho_ten", "Tên tập thể, cá nhân"),
    ("van_ban", "Số quyết định"),
    ("ngay", "Ngày quyết định"),
)
_MODELS: Columns = (
    ("ten", "Tên tập thể, cá nhân"),
    ("doi_tuong", "Tập thể hay cá nhân"),
    ("chuc_vu", "Chức vụ"),
    _UNIT,
    ("thanh_tich", "Tóm tắt thành tích"),
    ("hinh_thuc", "Hình thức khen thưởng"),
    ("van_ban", "Số quyết định"),
    ("ngay", "Ngày quyết định"),
)
_CHANGES: Columns = (
    _UNIT,
    ("tieu_chi", "Mã tiêu chí"),
    ("truoc", "Điểm trước"),
    ("sau", "Điểm đề nghị"),
    ("nguoi_neu", "Người nêu"),
    ("ly_do", "Lý do"),
    ("ket_qua", "Kết quả"),
)
_MEMBERS: Columns = (
    ("ten", "Tên đơn vị"),
    ("ten_ngan", "Tên ngắn"),
    ("loai", "Loại đơn vị"),
    ("lien_he", "Người và số liên hệ"),
    ("giao_uoc", "Ngày ký giao ước thi đua"),
)


@dataclass(frozen=True, slots=True)
class ListField:
    """A list: one row a line of the table; `columns` say what `it.NAME` gives. Every value is text."""

    name: str
    meaning: str
    columns: Columns
    rows: tuple[Mapping[str, str], ...]


def list_fields(
    season: Season, figures: Figures, unit_id: str, record: PaperRecord
) -> tuple[ListField, ...]:
    """Every list with its present rows; those of targets, titles, awards and models are of the unit alone where
    one is given."""
    return (
        *_papers(season, record),
        *_registered(season, unit_id),
        *_results(season, figures),
        *_honours(season, unit_id),
        *_meeting(season),
    )


def _made(name: str, meaning: str, columns: Columns, rows: _Rows) -> ListField:
    """The list with numbered rows; a value of which nothing is known is a dash."""
    keys = [key for key, _ in columns]
    numbered = (
        {"stt": str(place), **dict(zip(keys, map(_cell, row), strict=True))}
        for place, row in enumerate(rows, 1)
    )
    return ListField(name, meaning, (_NUMBER, *columns), tuple(numbered))


def printed(text: str) -> str:
    """A text without letters that no document can hold."""
    return "".join(it for it in clean(text) if it not in "\ufffe\uffff")


def _cell(text: str) -> str:
    return printed(text) or NOTHING


def _name(season: Season, unit_id: str) -> str:
    unit = season.unit(unit_id)
    return unit.name if unit else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _figure(value: Decimal | None) -> str:
    return "" if value is None else show_short(value)


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


# ---- the block and its papers


def _papers(season: Season, record: PaperRecord) -> tuple[ListField, ...]:
    members = []
    for it in season.units:
        signed = pledge(season, it.id)
        day = _day(signed.signed if signed else None)
        members.append((it.name, it.short_name or it.name, it.kind, it.contact, day or "chưa ký"))
    recipients = record.recipients or season.block.signing.recipients
    word = season.block.word.lower()
    owners = {
        "head": f"Trưởng {word}",
        "deputy": f"Phó Trưởng {word}",
        "units": "Các đơn vị",
        "board": season.pack.board_name,
        "council": "Hội đồng Thi đua - Khen thưởng",
    }
    dates = ((it.title, it.due.words, owners[it.deadline.owner]) for it in tasks(season))
    return (
        _made(
            "thanh_vien",
            "Các đơn vị thành viên",
            _MEMBERS,
            members,
        ),
        _made(
            "can_cu",
            "Căn cứ còn hiệu lực trong năm của bộ quy tắc",
            (("van_ban", "Số, ngày văn bản"), ("noi_dung", "Nội dung văn bản")),
            ((it.document, it.title) for it in in_force(season)),
        ),
        _made("noi_nhan", "Nơi nhận", (("ten", "Nơi nhận"),), ((it,) for it in recipients)),
        _made(
            "moc_thoi_gian",
            "Các mốc thời gian trong năm",
            (("viec", "Việc phải làm"), ("han", "Thời hạn"), ("nguoi_lam", "Ai làm")),
            dates,
        ),
    )


# ---- registration


def _registered(season: Season, unit_id: str) -> tuple[ListField, ...]:
    targets = []
    for it in season.facts.targets:
        if unit_id in ("", it.unit):
            shares, ended = comparison(it), outcome(it)
            targets.append(
                (
                    *(_name(season, it.unit), it.name, it.section, it.measure, it.counted),
                    *map(_figure, (it.last_year, it.planned, it.registered, it.result)),
                    *map(percent_words, shares),
                    *(OUTCOMES[ended] if ended else "", it.note),
                )
            )
    titles = (
        (_name(season, it.unit), it.title, WHOM_NAMES[it.whom], str(it.count), it.name)
        for it in season.facts.titles
        if unit_id in ("", it.unit)
    )
    return (
        _made(
            "chi_tieu",
            "Chỉ tiêu đăng ký và kết quả",
            _TARGETS,
            targets,
        ),
        _made(
            "danh_hieu_dk",
            "Danh hiệu, hình thức khen thưởng đã đăng ký",
            _TITLES,
            titles,
        ),
    )


# ---- results


def _results(season: Season, figures: Figures) -> tuple[ListField, ...]:
    table = []
    for it in figures.standings:
        result = it.result
        sections = (
            f"{code}: {NOTHING if value is None else show(value)}"
            for code, value in result.sections.items()
        )
        total = "" if it.total is None else show(it.total)
        added = (show(result.bonus), show(result.deductions))
        table.append(
            (result.unit.name, rank_text(it), "; ".join(sections), *added, total, short_notes(it))
        )
    places = {it.result.unit.id: it for it in figures.standings}
    proposed = []
    for won in offers(season, figures.standings):
        for key in won.chosen:
            place = places[key]
            total = "" if place.total is None else show(place.total)
            votes = vote_words(season, figures.standings, won, key)
            name = _name(season, key)
            proposed.append(
                (name, won.title, rank_text(place), total, votes, basis_words(season, won))
            )
    return (
        _made(
            "bang_diem",
            "Kết quả chấm điểm theo thứ tự xếp hạng",
            _RESULTS,
            table,
        ),
        _made(
            "de_nghi",
            "Đơn vị được đề nghị khen thưởng",
            _PROPOSED,
            proposed,
        ),
    )


def _honours(season: Season, unit_id: str) -> tuple[ListField, ...]:
    given = (
        (
            *(_name(season, it.unit), LEVEL_NAMES[it.level], it.title, WHOM_NAMES[it.whom]),
            *(_count(it.proposed), _count(it.granted), it.name, it.document, _day(it.decided)),
        )
        for it in season.facts.commended
        if unit_id in ("", it.unit)
    )
    models = (
        (
            *(it.name, WHOM_NAMES[it.whom], it.position, _name(season, it.unit), it.deeds),
            *(it.award, it.document, _day(it.decided)),
        )
        for it in season.facts.exemplars
        if unit_id in ("", it.unit)
    )
    return (
        _made(
            "khen_thuong",
            "Khen thưởng các cấp trong năm",
            _AWARDS,
            given,
        ),
        _made(
            "dien_hinh",
            "Điển hình tiên tiến",
            _MODELS,
            models,
        ),
    )


# ---- the meeting


def _meeting(season: Season) -> tuple[ListField, ...]:
    changes = (
        (
            *(_name(season, it.unit), it.criterion, _figure(it.old), _figure(it.new)),
            *(it.by, it.why, outcome_words(it)),
        )
        for it in of_meeting(season)
    )
    votes = ((it.title, str(it.round), it.result) for it in season.meeting.ballots)
    return (
        _made(
            "khach",
            "Khách mời dự hội nghị",
            (("ho_ten", "Họ tên"), ("chuc_vu", "Chức vụ"), ("don_vi", "Cơ quan, đơn vị")),
            ((it.name, it.position, it.organisation) for it in season.meeting.guests),
        ),
        _made(
            "dieu_chinh_diem",
            "Đề nghị sửa điểm tại hội nghị",
            _CHANGES,
            changes,
        ),
        _made(
            "ket_qua_bieu_quyet",
            "Kết quả các cuộc bỏ phiếu",
            (("noi_dung", "Nội dung"), ("vong", "Vòng"), ("ket_qua", "Kết quả đã xác nhận")),
            votes,
        ),
    )
