"""One block-year played without a window, from the empty book to the appraisal: the acts of the session, the forms and
files of the exporters. `tests.year_meeting` plays the rest.

Figures are those of `tests.ui.collecting_forms`; nothing is random, the clock is set.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from exporters.forms import registration_form, score_form
from exporters.forms.score.marked import write_marked
from models.block import Block
from models.collected import Attendance, Commended, Exemplar, Pledge, Receipt
from models.collecting.inbox import Entry
from models.collecting.intake import Preview
from models.collecting.proposals import proposals
from models.dates.plan_edit import take
from models.facts import Classification, Exclusion, Fact, Reminder
from models.paper_record import PaperRecord, Prose, Signing
from models.papers.kinds import PAPERS
from models.season import ScoreKey, Season
from models.submission import Submission
from models.table import ScoringTable
from models.table_reading.grid import text_grid
from models.table_reading.mapping import guess
from models.table_reading.reader import read
from models.tables import steps
from models.year_plan import Letter
from tests.ui.collecting_desk import fill_form
from tests.ui.collecting_forms import CHANGED, UNITS, points_of, register
from ui.book import shipped
from ui.book.inbox import Batch, Inbox
from ui.book.session import Session
from ui.files import exporting
from ui.setup.steps import NO_PACK

YEAR = 2023
SAMPLE = shipped.sample()
FAULTS = {"ubkt": {"I.1.1": "15", "II.1": "khá"}, "vptu": {"I.2.2": "4,555"}}
"""What two units write at first: more than the maximum, a word, a figure finer than the step."""
TEXTS: Mapping[str, Mapping[str, str]] = {
    "giao-uoc": {"cam-ket": "1. Thi đua thực chất, đúng quy chế.\n2. Nộp đủ hồ sơ, đúng hạn."},
    "bao-cao-tong-ket-khoi": {"requests": "Đề nghị bổ sung kinh phí hoạt động của khối."},
    "du-toan": {"account": "9527-1-1000001", "items": "In ấn tài liệu: 1.500.000\nHoa: 500.000"},
    "bia-ho-so": {"online_code": "H38-231224-0001"},
}
NUMBERS = {
    "ke-hoach": ("01", date(YEAR, 2, 20)),
    "ke-hoach-tong-ket": ("09", date(YEAR, 11, 25)),
    "giay-moi": ("10", date(YEAR, 12, 12)),
    "bien-ban": ("03", date(YEAR, 12, 19)),
    "to-trinh": ("07", date(YEAR, 12, 22)),
    "thong-bao-truong-khoi": ("05", date(YEAR, 12, 22)),
}


class Clerk:
    """The book, its inbox and a clock that only goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.moment = datetime(YEAR, 1, 5, 8)
        self.session = Session(folder / "sao-luu", clock=lambda: self.moment)
        self.inbox = Inbox(self.session)
        self.out, self.sent = folder / "gui-di", folder / "gui-ve"
        for it in (self.out, self.sent):
            it.mkdir()

    @property
    def season(self) -> Season:
        return self.session.season

    def at(self, day: int, month: int, hour: int = 8) -> None:
        moment = datetime(YEAR, month, day, hour)
        assert moment > self.moment
        self.moment = moment

    def note(self, label: str, facts: Iterable[Fact], old: Iterable[Fact] = ()) -> None:
        self.session.change_facts(tuple(old), tuple(facts), label)

    def arrive(self, *files: Path) -> list[Entry]:
        """Files come in and are read; gives them as they stand in the inbox."""
        batch = Batch()
        self.inbox.refresh()
        self.inbox.reader(files, batch)(exporting.silent)
        self.inbox.take(batch, self.season)
        self.inbox.refresh()
        names = {it.name for it in files}
        return [it for it in self.inbox.entries if it.submission.name in names and it.is_waiting]

    def accept(self, *files: Path) -> None:
        assert self.inbox.accept(self.arrive(*files)) == len(files)

    def original(self, submission: Submission) -> bytes:
        found = self.session.original(submission)
        assert found
        return found


# ---- the beginning of the year


def new_book(clerk: Clerk) -> None:
    """The block with nine units, one of them without a Party organisation; its rules, its plan of the year."""
    signing = Signing(
        ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "kiêm", "TRƯỞNG KHỐI THI ĐUA"),
        "",
        ("Ban Thi đua - Khen thưởng tỉnh", "Các đơn vị thành viên"),
        "Văn phòng Ban",
    )
    block = replace(SAMPLE.block, signing=signing)
    bare = Season(Block(block.name), YEAR, NO_PACK)
    session = clerk.session
    session.create(clerk.folder / "Khối.khoi", bare)
    session.add_units([it for it in SAMPLE.units if it.id in UNITS])
    session.set_block(block, "bnc", "blc")
    school = clerk.season.unit("tct")
    assert school
    session.change_unit(replace(school, has_party=False))
    session.set_pack(SAMPLE.pack)
    plan = next(it for it in shipped.plans() if "một khối" in it.title)
    wanted = {it.code for it in plan.items} - {"unit-summary", "models-dossier", "meeting-paper"}
    session.set_plan(take(clerk.season, plan, wanted).plan, "lấy việc từ kế hoạch mẫu")
    plan_of_sample = replace(
        clerk.season.plan,
        meeting=SAMPLE.plan.meeting,
        papers=SAMPLE.plan.papers,
        dues=SAMPLE.plan.dues,
    )
    session.set_plan(plan_of_sample, "ghi ngày hội nghị, hạn nộp")


def table_issued(clerk: Clerk) -> None:
    """The table pasted from a sheet, sent to the Board, answered, issued."""
    heads = ["TT", "Nội dung, tiêu chí", "Điểm tối đa", "Hồ sơ kiểm chứng"]
    lines = [
        [it.code, it.title, "" if it.max_points is None else f"{it.max_points}", it.evidence]
        for _, it in SAMPLE.table.walk()
    ]
    grid = text_grid("dán", [heads, *lines])
    found = read(grid, guess(grid))
    assert found.is_ready
    table = ScoringTable(found.rows, 1, f"Bảng chấm điểm thi đua năm {YEAR}")
    put(clerk, table, "lập bảng chấm điểm")
    clerk.at(6, 2)
    put(clerk, steps.send(clerk.season.table, "03-CV/KTĐ", date(YEAR, 2, 6)), "gửi xin ý kiến")
    clerk.at(15, 2)
    answered = steps.answer(
        clerk.season.table, "41/BTĐKT", date(YEAR, 2, 15), "Nhất trí với dự thảo."
    )
    put(clerk, answered, "ghi trả lời")
    for doubt in steps.open_warnings(clerk.season.table, clerk.season.pack):
        put(clerk, steps.accept(clerk.season.table, doubt, "Khối thống nhất"), "giữ cảnh báo")
    clerk.at(20, 2)
    pack = clerk.season.pack
    put(clerk, steps.issue(clerk.season.table, pack, "01-KH/KTĐ", date(YEAR, 2, 20)), "ban hành")


def put(clerk: Clerk, table: ScoringTable, label: str) -> None:
    clerk.session.set_table(table, label)


def spring(clerk: Clerk) -> None:
    """The pledge signed by all but one; nine registrations come back filled, that of one late."""
    clerk.at(24, 2)
    day = date(YEAR, 2, 24)
    signed = [Pledge(it, None if it == "duk" else day) for it in UNITS]
    clerk.note("ghi giao ước", signed)
    clerk.at(10, 3)
    folder = clerk.sent / "dang-ky"
    folder.mkdir()
    files = {}
    for place, unit in enumerate(clerk.season.units):
        files[unit.id] = folder / registration_form.file_name(clerk.season, unit)
        registration_form.write(clerk.season, unit, files[unit.id])
        register(files[unit.id], place)
    late = files.pop("duk")
    clerk.accept(*files.values())
    clerk.at(18, 3)
    clerk.accept(late)


def half_year(clerk: Clerk) -> None:
    """Figures of six months, reports on paper; one unit misses the review, another sends the wrong people."""
    clerk.at(28, 6)
    old = clerk.season.facts.targets
    new = [replace(it, half_year=Decimal(45 + n), half_year_before=Decimal(46)) for n, it in
           enumerate(old)]  # fmt: skip
    clerk.note("ghi kết quả 6 tháng", new, old)
    day = date(YEAR, 6, 28)
    clerk.note("nhận báo cáo", [Receipt(it, "unit-half-year", day, "paper") for it in UNITS])
    clerk.at(6, 7)
    clerk.note(
        "ghi dự họp",
        [
            Attendance(
                *(it, "Hội nghị sơ kết", date(YEAR, 7, 5)),
                "absent" if it == "btg" else "present",
                wrong_composition=it == "ubkt",
            )
            for it in UNITS
        ],
    )


# ---- forms and papers come in


def forms(clerk: Clerk) -> None:
    """Nine forms out and back: two are faulty and mended in the marked copy, one comes once more."""
    clerk.at(20, 11)
    exporting.write_forms(clerk.season, clerk.season.units, clerk.out)
    clerk.session.note_forms_sent()
    clerk.at(4, 12)
    filled = {
        it.id: fill_form(
            Path(shutil.copy(clerk.out / score_form.file_name(clerk.season, it), clerk.sent)),
            points_of(it.id, "self") | FAULTS.get(it.id, {}),
        )
        for it in clerk.season.units
    }
    sound = [it for unit, it in filled.items() if unit not in FAULTS]
    clerk.accept(*sound)
    before = clerk.season.scores
    mended = [sent_back(clerk, unit, filled[unit]) for unit in FAULTS]
    assert clerk.season.scores == before, "nothing of a faulty form is entered"
    clerk.at(5, 12)
    clerk.accept(*mended)
    again = Path(shutil.copy(filled["tct"], clerk.sent / "tct lần 2.xlsx"))
    clerk.accept(fill_form(again, CHANGED))


def sent_back(clerk: Clerk, unit: str, form: Path) -> Path:
    """The faulty form returned with its faults marked, and mended by the unit in that copy."""
    [entry] = clerk.arrive(form)
    assert not entry.can_take
    assert entry.preview
    problems = entry.preview.reading.problems
    clerk.inbox.returned(entry.submission, "\n".join(it.text for it in problems))
    assert isinstance(entry.preview, Preview)
    copy = clerk.sent / f"{unit} - đã sửa.xlsx"
    write_marked(entry.preview.reading, clerk.original(entry.submission), copy)
    right = points_of(unit, "self")
    return fill_form(copy, {code: right[code] for code in FAULTS[unit]})


def papers(clerk: Clerk) -> None:
    """What else the units owe; one report is late, one paper for the meeting never comes."""
    clerk.at(8, 12)
    day = date(YEAR, 12, 8)
    asked = ("model-collective", "model-individual", "meeting-paper", "one-page", "unit-year")
    came = [Receipt(unit, it, day, "both", pages=1 if it == "one-page" else 0) for unit in UNITS
            for it in asked if (unit, it) not in {("vptu", "unit-year"), ("btg", "meeting-paper")}]  # fmt: skip
    clerk.note("nhận giấy tờ", came)
    clerk.at(13, 12)
    clerk.note("nhận báo cáo", [Receipt("vptu", "unit-year", date(YEAR, 12, 13), "paper")])


def facts(clerk: Clerk) -> None:
    """Results of the targets, reminders, an exclusion, classes that are out; deductions that follow from the records."""
    old = clerk.season.facts.targets
    results = {"btc": "98,5", "bdv": "93", "bnc": "95"}
    new = [replace(it, result=_points(results.get(it.unit, "92"))) for it in old]
    clerk.note("ghi kết quả chỉ tiêu", new, old)
    letter = Reminder("bdv", "44-CV/TU", date(YEAR, 9, 12), issuer="Tỉnh ủy")
    clerk.note("ghi văn bản nhắc nhở", [letter])
    serious = Exclusion("duk", "bị phê bình bằng văn bản", "57-CV/TU", date(YEAR, 10, 3))
    clerk.note("ghi không bình xét", [serious])
    out = [Classification(it, "12-TB/TU", date(YEAR, 12, 12)) for it in ("bnc", "btc", "vptu")]
    clerk.note("ghi xếp loại", out)
    given = Commended(
        *("btc", "Bằng khen của Chủ tịch UBND tỉnh"),
        proposed=4,
        granted=3,
        small=2,
        document="Quyết định 215/QĐ-UBND",
        decided=date(YEAR, 2, 3),
    )
    models = (
        Exemplar("btc", "Phòng Tổng hợp", deeds="Hoàn thành 12 đề án đúng hạn", award="Giấy khen"),
        Exemplar("bnc", "Một cán bộ của Ban", "individual", "Chuyên viên", award="Giấy khen"),
    )
    clerk.note("ghi khen thưởng, điển hình", [given, *models])
    for it in proposals(clerk.season, clerk.moment.date()):
        if it.state == "open" and it.unit.id in ("btg", "vptu"):
            clerk.note("trừ điểm theo đề nghị", [it.fact()])


# ---- the block's points, the Board's


def block_scores(clerk: Clerk) -> None:
    for unit in UNITS:
        entered(clerk, unit, "block")


def entered(clerk: Clerk, unit: str, stage: str) -> None:
    """One column of points, pasted."""
    given = points_of(unit, stage)
    changed = {
        ScoreKey(unit, it, stage): replace(
            clerk.season.score(unit, it, stage), points=_points(words)
        )
        for it, words in given.items()
    }
    clerk.session.set_scores(changed, f"dán {len(changed)} điểm của {unit}", "bảng tính")


def _points(words: str) -> Decimal:
    return Decimal(words.replace(",", "."))


def appraisal(clerk: Clerk) -> None:
    """The letter asks, the Board's points and letter come."""
    plan = clerk.season.plan
    asked = Letter("21-CV/KTĐ", date(YEAR, 12, 13))
    clerk.session.set_plan(replace(plan, appraisal_request=asked), "ghi văn bản đề nghị")
    clerk.at(15, 12)
    for unit in UNITS:
        entered(clerk, unit, "appraisal")
    plan = clerk.season.plan
    came = Letter("512/BTĐKT", date(YEAR, 12, 14))
    clerk.session.set_plan(replace(plan, appraisal=came), "ghi văn bản thẩm định")


def texts(clerk: Clerk) -> None:
    """Numbers, days and the clerk's own texts of some papers."""
    plan = clerk.season.plan
    for key in PAPERS:
        number, day = NUMBERS.get(key, ("", None))
        prose = tuple(Prose(*it) for it in TEXTS.get(key, {}).items())
        plan = plan.with_record(PaperRecord(key, number=number, issued=day, prose=prose))
    clerk.session.set_plan(plan, "ghi số, ngày và nội dung văn bản")
