"""Records of the history in words: what a fact is called, its fields before and after. No Qt.

Nothing here knows the storage: records come as the plain values that an entry keeps, made by this or by
an older version of the program.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from models.collecting.paper_matrix import SELF_SCORE, Arrival, asked_papers
from models.papers.achievements import LEVEL_NAMES
from models.season import Season
from models.submission import SCORES
from ui.collecting import due_words, registration_fields, registration_words
from ui.collecting.meeting_view import PRESENCE
from ui.scores.fact_fields import KINDS
from ui.widgets.forms import Field
from ui.words import text
from ui.words.inbox_words import kind_name

Record = TypeVar("Record")
ARROW = "\N{RIGHTWARDS ARROW}"
EMPTY = "trống"
_LONGEST = 160


class Line(NamedTuple):
    """One thing that changed: `about` says which, `where` of whom and at which stage, `change` from what
    to what (or all of it, when it came or went); `more` are further changes of the same thing.

    `noun` is what several of them are counted as.
    """

    noun: str
    about: str
    change: str = ""
    more: tuple[str, ...] = ()
    where: str = ""

    @property
    def words(self) -> str:
        """All of it in one line."""
        said = self.change or "; ".join(self.more)
        return f"{self.about}: {said}" if said else self.about


class FactWords(NamedTuple):
    """How facts of a kind are called: "lần nhận", what tells one from another, and what it says."""

    noun: str
    first: Callable[[Season, Any], str]
    second: Callable[[Season, Any], str]


def record_of(record: type[Record], value: Any) -> Record | None:
    """The record that an entry keeps as plain values; None where an older program wrote something else."""
    import msgspec  # here: nothing needs it while the window opens

    try:
        return msgspec.convert(value, record)
    except msgspec.ValidationError:
        return None


# ---- one fact


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(value: date | None) -> str:
    return text.day(value) if value else ""


def _breach(season: Season, it: Any) -> str:
    """The breach that a waiver is about, from the key of its proposal."""
    kind, _, rest = it.about.partition(":")
    if kind in ("late", "missing"):
        return f"{'nộp chậm' if kind == 'late' else 'chưa nộp'}: {paper_title(season, rest)}"
    meeting, _, held = rest.rpartition(":")
    words = {"absent": "vắng họp", "composition": "sai thành phần"}.get(kind)
    if words is None:
        return "không bình xét, suy tôn"
    return _joined(f"{words}: {meeting}", _iso_day(held))


def _iso_day(value: str) -> str:
    try:
        return text.day(date.fromisoformat(value))
    except ValueError:
        return ""


def _stage(season: Season, code: str) -> str:
    stage = season.pack.stage(code)
    return stage.name.lower() if stage else ""


def _presence(_season: Season, it: Any) -> str:
    words = dict(PRESENCE)[it.presence].lower()
    wrong = "sai thành phần" if it.wrong_composition else ""
    return _joined(_day(it.held), words, wrong, it.who, it.note)


def _signed(_season: Season, it: Any) -> str:
    return _joined(f"ký {_day(it.signed)}" if it.signed else "chưa ký", it.note)


def _pledged(_season: Season, it: Any) -> str:
    return _joined(registration_words.said(it), it.name, it.note)


def _commended(_season: Season, it: Any) -> str:
    counts = ((it.proposed, "trình"), (it.granted, "đã có quyết định"))
    told = (f"{words} {count}" for count, words in counts if count is not None)
    return _joined(LEVEL_NAMES[it.level], *told, it.name, it.document)


def _file_line(_season: Season, it: Any) -> str:
    size = text.file_size(it.size) if it.size else ""
    return _joined(f"tiêu chí {it.criterion}" if it.criterion else "", it.original, size)


FACTS: Mapping[str, FactWords] = {
    **{it.kind: FactWords(it.noun, it.first, it.second) for it in KINDS},
    "pledges": FactWords("giao ước", lambda _season, _it: "", _signed),
    "titles": FactWords("danh hiệu, hình thức khen thưởng", lambda _season, it: it.title, _pledged),
    "receipts": FactWords(
        "lần nhận",
        lambda season, it: paper_title(season, it.paper),
        lambda _season, it: due_words.arrival_line(Arrival(it)),
    ),
    "attendance": FactWords("lượt dự họp", lambda _season, it: it.meeting, _presence),
    "waivers": FactWords("lần bỏ qua đề nghị trừ điểm", _breach, lambda _season, it: it.reason),
    "signed_papers": FactWords(
        "bản giấy đã ký",
        lambda _season, it: f"mã kiểm tra {it.code}",
        lambda _season, it: _joined(_day(it.received), it.note),
    ),
    "second_entries": FactWords(
        "lần nhập thứ hai",
        lambda season, it: _stage(season, it.stage),
        lambda _season, it: _joined(_day(it.done), f"{it.differences} chỗ khác", it.note),
    ),
    "evidence_files": FactWords(
        "tệp kiểm chứng", lambda _season, it: it.title or it.original, _file_line
    ),
    "explanations": FactWords(
        "giải trình",
        lambda _season, it: it.criterion,
        lambda _season, it: _joined(
            it.document,
            _day(it.received),
            it.text,
            f"trả lời: {it.answer}" if it.answer else "",
        ),
    ),
    "kept_warnings": FactWords(
        "cảnh báo đã chấp nhận",
        lambda _season, it: it.criterion,
        lambda _season, it: _joined(it.what, it.note),
    ),
    "aliases": FactWords(
        "cách ghi tên đơn vị", lambda _season, it: it.name, lambda _season, _it: ""
    ),
    "discussions": FactWords(
        "điểm thảo luận",
        lambda _season, it: it.criterion,
        lambda _season, it: _joined(
            f"{text.points_short(it.old)} {ARROW} {text.points_short(it.new)}", it.by, it.why
        ),
    ),
    "commended": FactWords("khen thưởng", lambda _season, it: it.title, _commended),
    "exemplars": FactWords(
        "điển hình tiên tiến",
        lambda _season, it: it.name,
        lambda _season, it: _joined(it.position, it.award, it.document),
    ),
}
"""Kind of fact → its words; those that a unit's own page lists say what they say there."""
OTHER = FactWords("mục ghi nhận", lambda _season, _it: "", lambda _season, _it: "")


def paper_title(season: Season, code: str) -> str:
    """The title of a required paper."""
    if code == SELF_SCORE and not any(it.code == code for it in asked_papers(season)):
        return kind_name(season, SCORES)
    return kind_name(season, code)


# ---- fields before and after

_LABELS = {
    "name": "tên",
    "title": "tên",
    "short_name": "tên ngắn",
    "kind": "loại",
    "has_party": "có tổ chức đảng",
    "has_union": "có tổ chức công đoàn",
    "contact": "đầu mối liên hệ",
    "superior": "cơ quan cấp trên",
    "symbol": "ký hiệu",
    "issuer": "cơ quan ban hành",
    "place": "địa danh",
    "style": "thể thức văn bản",
    "paper": "giấy tờ",
    "received": "ngày nhận",
    "how": "nhận bằng",
    "complete": "đủ",
    "reason": "lý do",
    "pages": "số trang",
    "originals": "số bản chính",
    "file": "tên tệp",
    "note": "ghi chú",
    "meeting": "cuộc họp",
    "held": "ngày họp",
    "presence": "dự họp",
    "wrong_composition": "sai thành phần",
    "who": "người dự",
    "waived": "ngày bỏ qua",
    "code": "mã kiểm tra",
    "stage": "vòng chấm",
    "done": "ngày nhập",
    "document": "văn bản",
    "differences": "số chỗ khác",
    "criterion": "tiêu chí",
    "original": "tệp gốc",
    "added": "ngày thêm",
    "text": "nội dung",
    "answer": "trả lời",
    "what": "nội dung",
    "answered": "ngày trả lời",
    "accepted": "ngày chấp nhận",
    "sender": "người gửi",
    "unit": "đơn vị",
    "state": "tình trạng",
    "number": "số",
    "issued": "ngày",
    "letter": "văn bản xin ý kiến",
    "sent": "ngày gửi",
    "opinion": "ý kiến trả lời",
    "issued_on": "ngày ban hành",
    "evidence": "minh chứng",
    "provisional": "tạm tính",
    "old": "điểm cũ",
    "new": "điểm mới",
    "by": "người nêu",
    "why": "lý do",
    "for_": "đồng ý",
    "against": "không đồng ý",
    "abstained": "không ý kiến",
    "raised_in": "nêu trong lần đính chính",
    "decided_in": "quyết định trong lần đính chính",
    "agenda": "chương trình",
    "guests": "khách mời",
    "ballots": "lần bỏ phiếu",
    "is_rehearsal": "tập dượt",
    "chair": "chủ trì",
    "secretary": "thư ký",
    "level": "cấp khen thưởng",
    "whom": "tập thể, cá nhân",
    "proposed": "số lượng trình",
    "granted": "số lượng đã có quyết định",
    "small": "tập thể nhỏ, người lao động trực tiếp",
    "by_drive": "theo đợt, đột xuất",
    "decided": "ngày quyết định",
    "position": "chức vụ",
    "deeds": "tóm tắt thành tích",
    "award": "hình thức khen thưởng",
    "begins": "giờ bắt đầu",
}
"""Field of a record → what it is called where no form names it."""
SILENT = frozenset({"about", "sha256", "size", "arrived", "id"})
"""Fields that say nothing to people."""
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "how": due_words.HOW_WORDS,
    "presence": {key: words.lower() for key, words in PRESENCE},
    "style": {"state": "của Nhà nước", "party": "của Đảng"},
    "pages": {0: EMPTY},
    "originals": {0: EMPTY},
    "level": LEVEL_NAMES,
    "whom": dict(registration_fields.WHOM),
}


def moved(
    season: Season,
    old: Any,
    new: Any,
    *,
    kind: str = "",
    labels: Mapping[str, str] = {},
    words: Mapping[str, Mapping[Any, str]] = {},
    silent: frozenset[str] = SILENT,
) -> Iterator[tuple[str, str]]:
    """Each field of two records of one type that differs: ("ngày nhận", "05/12/2023 → 06/12/2023").

    `kind` is that of a fact, `labels` and `words` go before what fields and their values are called else.
    """
    forms = {it.name: it for it in _form(season, kind)}
    for it in fields(new):
        before, after = getattr(old, it.name), getattr(new, it.name)
        name = labels.get(it.name) or (
            forms[it.name].label if it.name in forms else _LABELS.get(it.name, "")
        )
        if before == after or it.name in silent or not name:
            continue
        if isinstance(after, tuple):
            yield _lower(name), _listed(before, after)
            continue
        said = {**_WORDS.get(it.name, {}), **words.get(it.name, {})}
        if it.name in forms:
            said |= {key: _lower(label) for key, label in forms[it.name].choices if key}
        yield _lower(name), change(*(_value(season, it.name, one, said) for one in (before, after)))


def _form(season: Season, kind: str) -> tuple[Field, ...]:
    """The form that the clerk fills in for facts of this kind."""
    if kind == "targets":
        return tuple(registration_fields.fields_of_target(season))
    if kind == "titles":
        return tuple(registration_fields.fields_of_title(season))
    if kind == "pledges":
        return tuple(registration_fields.fields_of_pledge())
    return next((tuple(it.fields(season)) for it in KINDS if it.kind == kind), ())


def _listed(old: tuple[Any, ...], new: tuple[Any, ...]) -> str:
    """How a list of records changed."""
    if len(old) == len(new):
        return f"sửa trong {len(new)} mục"
    return change(f"{len(old)} mục", f"{len(new)} mục")


def change(old: str, new: str) -> str:
    """ "05/12/2023 → 06/12/2023"."""
    return f"{old} {ARROW} {new}"


def unit_name(season: Season, unit_id: str) -> str:
    """The short name of a unit; of one that is gone that it is."""
    unit = season.unit(unit_id)
    return (unit.short_name or unit.name) if unit else "đơn vị đã bỏ"


def _value(season: Season, field: str, value: Any, words: Mapping[Any, str]) -> str:
    """One value in words."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if value in words:
        return words[value]
    if isinstance(value, Decimal):
        return text.points_short(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return text.day(value)
    named = {"unit": unit_name, "paper": paper_title, "stage": _stage}.get(field)
    return named(season, value) if named else short(str(value))


def short(words: str) -> str:
    """The beginning of a long text, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def upper(words: str) -> str:
    """The words as a line begins."""
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
