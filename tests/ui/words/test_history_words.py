"""What an entry of the history says: old and new of every kind of act, in words."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.closed import Closing
from models.collected import (
    Attendance,
    Discussion,
    EvidenceFile,
    Explanation,
    KeptWarning,
    Pledge,
    Receipt,
    RegisteredTitle,
    SecondEntry,
    SignedPaper,
    UnitAlias,
    Waiver,
)
from models.collecting.taking import Taking
from models.duties import RequiredPaper
from models.facts import FACT_KINDS, Exclusion, Fact, Reminder, Target
from models.meeting import AgendaItem, Meeting
from models.season import Score, ScoreKey
from models.submission import SCORES, Submission
from models.year_plan import Letter, PaperDue
from storage.book_rows.records import plain
from tests.ui.page_samples import NOW, filled, season, session_of
from ui.book.session import Session
from ui.words import history_fields, history_words

ONE_PAGE = RequiredPaper("own-1", "Báo cáo tóm tắt", pages=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_of(tmp_path, filled(season(), "self", ["u3"]))
    yield made
    made.close()


def told(session: Session) -> list[str]:
    """The newest entry: its summary, then a line for each change with all that is said of it."""
    (entry,) = session.history(limit=1)
    found = history_words.lines(session.season, entry)
    drawn = [
        " | ".join(part for part in (it.about, it.where, it.change, *it.more) if part)
        for it in found
    ]
    return [history_words.summary(found), *drawn]


def change(session: Session, old: Fact | None, new: Fact | None) -> list[str]:
    if old is not None and old not in getattr(session.season.facts, _kind(old)):
        session.change_fact(None, old, "ghi trước")
    session.change_fact(old, new, "sửa")
    return told(session)


def _kind(fact: Fact) -> str:
    return next(kind for kind, record in FACT_KINDS.items() if isinstance(fact, record))


RECEIPT = Receipt("u3", "self-score", date(2023, 12, 5))
REMINDER = Reminder("u3", "12-CV/TU", date(2023, 4, 12))


def test_a_fact_that_changed_tells_each_field_before_and_after(session: Session) -> None:
    assert change(session, RECEIPT, replace(RECEIPT, received=date(2023, 12, 9), how="paper")) == [
        (
            "Lần nhận “Kết quả tự chấm điểm của đơn vị”: ngày nhận: 05/12/2023 → 09/12/2023;"
            " nhận bằng: tệp → bản giấy"
        ),
        (
            "Lần nhận “Kết quả tự chấm điểm của đơn vị” | Ban Dân vận Tỉnh ủy"
            " | ngày nhận: 05/12/2023 → 09/12/2023 | nhận bằng: tệp → bản giấy"
        ),
    ]
    target = Target("u3", "Sáng kiến", "I", Decimal(4), measure="đề tài")
    changed = replace(target, registered=Decimal("5.5"), better="lower")
    assert change(session, target, changed)[0] == (
        "Chỉ tiêu “Sáng kiến”: đăng ký đầu năm: 4 → 5,5;"
        " thế nào là vượt: cao hơn đăng ký → thấp hơn đăng ký"
    )


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (RECEIPT, "lần nhận “Kết quả tự chấm điểm của đơn vị”: Nhận 05/12/2023 (thứ Ba), tệp"),
        (REMINDER, "văn bản nhắc nhở “12-CV/TU”: 12/04/2023"),
        (
            Exclusion("u3", "Đang bị kiểm tra", "Thông báo 9", date(2023, 9, 14)),
            "lý do không bình xét “Đang bị kiểm tra”: Thông báo 9 · từ 14/09/2023",
        ),
        (
            Target("u3", "Sáng kiến", "I", Decimal(4), Decimal(5), measure="đề tài"),
            "chỉ tiêu “Sáng kiến”: Mục I · đăng ký 4, thực hiện 5 đề tài",
        ),
        (
            Explanation("u3", "I.1", "Đã gửi đúng hạn", "15/CV", date(2023, 12, 8), "Giữ nguyên"),
            "giải trình “I.1”: 15/CV · 08/12/2023 · Đã gửi đúng hạn · trả lời: Giữ nguyên",
        ),
        (
            SignedPaper("u3", "482913", date(2023, 12, 5)),
            "bản giấy đã ký “mã kiểm tra 482913”: 05/12/2023",
        ),
        (Pledge("u3", date(2023, 1, 18)), "giao ước: ký 18/01/2023"),
        (Pledge("u3"), "giao ước: chưa ký"),
        (
            RegisteredTitle("u3", "Cờ thi đua", count=2),
            "danh hiệu, hình thức khen thưởng “Cờ thi đua”: tập thể, số lượng 2",
        ),
        (
            Attendance("u3", "Họp sơ kết", date(2023, 7, 5), "absent"),
            "lượt dự họp “Họp sơ kết”: 05/07/2023 · vắng",
        ),
        (
            Waiver("u3", "late:self-score", "Mất điện"),
            "lần bỏ qua đề nghị trừ điểm “nộp chậm: Kết quả tự chấm điểm của đơn vị”: Mất điện",
        ),
        (
            Waiver("u3", "absent:Họp: lần 2:2023-07-05", "Đã xin phép"),
            "lần bỏ qua đề nghị trừ điểm “vắng họp: Họp: lần 2 · 05/07/2023”: Đã xin phép",
        ),
        (
            SecondEntry("u3", "self", date(2023, 12, 6), 3),
            "lần nhập thứ hai “tự chấm”: 06/12/2023 · 3 chỗ khác",
        ),
        (
            EvidenceFile("u3", "I.1", "Báo cáo năm", "u3/a.pdf", "a.pdf", "0" * 64, 12_000),
            "tệp kiểm chứng “Báo cáo năm”: tiêu chí I.1 · a.pdf · 12 KB",
        ),
        (
            KeptWarning("u3", "I.1", "x", "Điểm cao bất thường.", "Đã hỏi lại"),
            "cảnh báo đã chấp nhận “I.1”: Điểm cao bất thường. · Đã hỏi lại",
        ),
        (
            Discussion("u3", "I.1", Decimal(12), Decimal(11), "Ban Tổ chức", "Trùng hồ sơ"),
            "điểm thảo luận “I.1”: 12 → 11 · Ban Tổ chức · Trùng hồ sơ",
        ),
        (UnitAlias("u3", "BDV"), "cách ghi tên đơn vị “BDV”"),
    ],
)
def test_a_fact_that_came_or_went_is_told_whole(session: Session, fact: Fact, said: str) -> None:
    assert change(session, None, fact)[0] == f"Thêm {said}"
    assert change(session, fact, None)[0] == f"Bỏ {said}"


def test_every_kind_of_fact_has_its_words() -> None:
    assert set(FACT_KINDS) == set(history_fields.FACTS)


def test_several_facts_are_counted_and_paired_by_what_they_are(session: Session) -> None:
    old = tuple(Target("u3", f"Chỉ tiêu {it}", "I", Decimal(it)) for it in (1, 2))
    session.change_facts((), old, "nhận bản đăng ký")
    new = (replace(old[0], registered=Decimal(3)), Target("u3", "Mới", "I"), REMINDER)
    session.change_facts(old, new, "nhận lại bản đăng ký")
    assert told(session) == [
        "2 chỉ tiêu; Thêm văn bản nhắc nhở “12-CV/TU”: 12/04/2023",
        "Chỉ tiêu “Chỉ tiêu 1” | Ban Dân vận Tỉnh ủy | đăng ký đầu năm: 1 → 3",
        (
            "Chỉ tiêu “Mới” | Ban Dân vận Tỉnh ủy | chỉ tiêu: Chỉ tiêu 2 → Mới"
            " | đăng ký đầu năm: 2 → trống"
        ),
        "Thêm văn bản nhắc nhở “12-CV/TU” | Ban Dân vận Tỉnh ủy | 12/04/2023",
    ]


def test_the_plan_tells_its_days_papers_and_letters(session: Session) -> None:
    first = replace(
        session.season.plan,
        meeting=date(2023, 12, 19),
        papers=(ONE_PAGE,),
        dues=(PaperDue("own-1", date(2023, 12, 11)),),
        appraisal=Letter("512/BTĐKT", date(2023, 12, 14)),
    )
    session.set_plan(first, "ghi kế hoạch")
    second = replace(
        first,
        meeting=None,
        papers=(replace(ONE_PAGE, pages=2), RequiredPaper("own-2", "Tham luận")),
        dues=(PaperDue("own-1", date(2023, 12, 12), day_counts=True),),
        appraisal=Letter("513/BTĐKT", date(2023, 12, 14)),
    )
    session.set_plan(second, "sửa kế hoạch")
    assert told(session) == [
        "5 mục của kế hoạch năm",
        "Ngày hội nghị tổng kết | 19/12/2023 → trống",
        "Giấy tờ “Báo cáo tóm tắt” | số trang: 1 → 2",
        "Thêm giấy tờ “Tham luận”",
        "Hạn nộp “Báo cáo tóm tắt” | trước 11/12/2023 (thứ Hai) → đến hết 12/12/2023 (thứ Ba)",
        "Văn bản thẩm định | số 512/BTĐKT · 14/12/2023 → số 513/BTĐKT · 14/12/2023",
    ]


def arrived(session: Session, *names: str) -> tuple[Submission, ...]:
    digest = hashlib.sha256(b"x").hexdigest()
    return session.arrive(
        [(Submission(0, it, NOW, digest, 1, unit="u3", kind=SCORES), b"x") for it in names]
    )


def test_files_tell_their_name_and_what_became_of_them(session: Session) -> None:
    (file,) = arrived(session, "BDV.xlsx")
    assert told(session) == [
        "“BDV.xlsx”: chờ xem",
        "“BDV.xlsx” | Ban Dân vận Tỉnh ủy | chờ xem | bảng tự chấm điểm",
    ]
    aside = replace(file, state="set_aside", reason="gửi nhầm", unit="u2")
    session.change_submissions([aside], "để riêng")
    assert told(session) == [
        "“BDV.xlsx”: chờ xem → để riêng",
        (
            "“BDV.xlsx” | Ban Tổ chức Tỉnh ủy | chờ xem → để riêng"
            " | đơn vị: Ban Dân vận Tỉnh ủy → Ban Tổ chức Tỉnh ủy | lý do: trống → gửi nhầm"
        ),
    ]
    more = arrived(session, "a.xlsx", "b.xlsx")
    assert told(session)[0] == "2 tệp: chờ xem"
    session.change_submissions([replace(it, state="returned") for it in more], "trả lại")
    assert told(session)[0] == "2 tệp: chờ xem → đã trả lại"


def test_one_score_names_its_criterion_several_their_number(session: Session) -> None:
    first = ScoreKey("u3", "I.2", "block")
    session.set_scores({first: Score(Decimal(12), note="Tạm")}, "ghi điểm")
    session.set_scores({first: Score(Decimal("11.5"), "Báo cáo số 9", "Tạm")}, "sửa điểm")
    assert told(session) == [
        "I.2: 12 → 11,5",
        "I.2 | khối chấm · Ban Dân vận Tỉnh ủy | 12 → 11,5 | minh chứng trống → Báo cáo số 9",
    ]
    session.set_scores({first: Score(Decimal("11.5"), "Báo cáo số 9")}, "bỏ ghi chú")
    assert told(session)[0] == "I.2: ghi chú Tạm → trống"
    both = {ScoreKey("u3", it, "block"): Score(Decimal(1)) for it in ("I.1", "I.2")}
    session.set_scores(both, "dán điểm")
    assert told(session)[0] == "2 ô điểm"


def test_a_form_that_was_taken_tells_scores_facts_and_file(session: Session) -> None:
    (file,) = arrived(session, "BDV.xlsx")
    scores = {ScoreKey("u3", "I.2", "block"): Score(Decimal(12))}
    taken = (replace(file, state="taken"),)
    session.take_in(
        "nhận", Taking("nhận", "BDV.xlsx", scores, new_facts=(RECEIPT,), submissions=taken)
    )
    assert told(session) == [
        (
            "I.2: – → 12; Thêm lần nhận “Kết quả tự chấm điểm của đơn vị”: Nhận 05/12/2023 (thứ Ba),"
            " tệp; “BDV.xlsx”: chờ xem → đã nhận"
        ),
        "I.2 | khối chấm · Ban Dân vận Tỉnh ủy | – → 12",
        (
            "Thêm lần nhận “Kết quả tự chấm điểm của đơn vị” | Ban Dân vận Tỉnh ủy"
            " | Nhận 05/12/2023 (thứ Ba), tệp"
        ),
        "“BDV.xlsx” | Ban Dân vận Tỉnh ủy | chờ xem → đã nhận",
    ]


def test_a_unit_that_went_tells_all_that_went_with_it(session: Session) -> None:
    session.change_fact(None, REMINDER, "ghi")
    session.remove_unit("u3")
    summary, unit, *lost = told(session)
    count = len(session.season.table.criteria())
    assert summary == f"Bỏ đơn vị; {count} ô điểm; Bỏ {lost[-1][3:]}".replace(" | ", ": ")
    assert unit == "Bỏ đơn vị"
    assert lost[0].startswith("I.1 | tự chấm | ")
    assert lost[0].endswith(" → –")
    assert lost[-1] == "Bỏ văn bản nhắc nhở “12-CV/TU” | 12/04/2023"
    session.undo()
    assert told(session)[1] == "Khôi phục đơn vị"
    assert told(session)[2].startswith("I.1 | tự chấm | – → ")


def test_units_and_block_tell_their_fields(session: Session) -> None:
    unit = session.season.units[2]
    session.change_unit(replace(unit, name="Ban Dân vận", has_party=True))
    assert told(session) == [
        "2 thông tin của đơn vị",
        "Tên | Ban Dân vận Tỉnh ủy → Ban Dân vận",
        "Có tổ chức đảng | không → có",
    ]
    session.move_unit("u3", 0)
    assert told(session)[0] == "Thứ tự: thứ 3 → thứ 1"
    session.add_unit(replace(unit, id="", name="Sở Mới"))
    assert told(session)[0] == "Thêm “Sở Mới”"
    made = session.season
    session.set_block(replace(made.block, style="party"), "u2", made.deputy)
    assert told(session)[1:] == [
        "Thể thức văn bản | của Nhà nước → của Đảng",
        "Trưởng khối | Ban Nội chính Tỉnh ủy → Ban Tổ chức Tỉnh ủy",
    ]


def test_pack_and_table_tell_what_differs_and_the_scores_that_went(session: Session) -> None:
    session.set_pack(replace(session.season.pack, step=Decimal("0.5")))
    assert told(session)[0].startswith("Bước điểm: ")
    assert told(session)[0].endswith(" → 0,5 điểm")
    table = session.season.table
    first = replace(table.rows[0], max_points=Decimal(30), rows=table.rows[0].rows[:1])
    session.set_table(replace(table, rows=(first, *table.rows[1:])))
    lines = told(session)
    assert "Sửa I “Thực hiện nhiệm vụ chính trị”: điểm tối đa từ 50 thành 30" in lines
    assert any(it.startswith("Bỏ I.2 “Cải cách hành chính") for it in lines)
    assert lines[-1].startswith("I.2 | tự chấm · Ban Dân vận Tỉnh ủy | ")
    assert lines[-1].endswith(" → –")


def test_meeting_and_closing_tell_what_they_are_about(session: Session) -> None:
    session.change_fact(None, REMINDER, "ghi")
    (entry,) = session.history(limit=1)

    def said(kind: str, old: object, new: object) -> str:
        made = replace(entry, kind=kind, old=plain(old), new=plain(new))  # type: ignore[arg-type]
        return history_words.summary(history_words.lines(session.season, made))

    held = Meeting(place="Hội trường A", agenda=(AgendaItem("1", "Khai mạc"),))
    assert said("meeting", held, replace(held, place="")) == "Địa điểm: Hội trường A → trống"
    assert said("meeting", held, replace(held, agenda=())) == "Chương trình: 1 mục → 0 mục"
    first = Closing(0, date(2023, 12, 20), "0" * 64)
    assert said("close", None, first) == "Chốt kết quả: ngày 20/12/2023"
    again = replace(first, number=1, document="05/CV-KTĐ")
    assert said("close", None, again) == "Đính chính lần 1: ngày 20/12/2023"
    assert said("reopen", first.closed_on, None) == "Ngày chốt: 20/12/2023 → trống"


def test_what_an_other_program_wrote_is_left_out_rather_than_guessed(session: Session) -> None:
    session.change_fact(None, REMINDER, "ghi")
    (entry,) = session.history(limit=1)
    odd = {"kind": "reminders", "fact": {"unit": "u3", "issued": "một ngày nào đó"}}
    assert history_words.lines(session.season, replace(entry, new=odd)) == ()
    assert history_words.lines(session.season, replace(entry, kind="create")) == ()
