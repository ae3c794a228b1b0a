"""Make the sample block and its filled forms anew: `python -m scripts.make_sample`.

Illustrative data: the offices are those of the year-end plan of 2023 (head Ban Nội chính Tỉnh ủy,
deputy Báo Lào Cai) with plausible others; no figure is real and no person is named.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from exporters.forms import score_form
from models.block import Block, Unit
from models.facts import (
    Classification,
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    OwnDeduction,
    Reminder,
    Target,
)
from models.rulepack import Quota, TieBreak
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from models.table_life import TableLife
from resources import path
from scripts.sample_papers import PLAN, collected
from storage import exchange

D = Decimal

UNITS = (
    Unit("Ban Nội chính Tỉnh ủy", "bnc", "BNC", "Cơ quan tham mưu"),
    Unit("Báo Lào Cai", "blc", "Báo LC", "Đơn vị sự nghiệp"),
    Unit("Ban Tổ chức Tỉnh ủy", "btc", "BTC", "Cơ quan tham mưu"),
    Unit("Ban Tuyên giáo Tỉnh ủy", "btg", "BTG", "Cơ quan tham mưu"),
    Unit("Ban Dân vận Tỉnh ủy", "bdv", "BDV", "Cơ quan tham mưu"),
    Unit("Cơ quan Ủy ban Kiểm tra Tỉnh ủy", "ubkt", "UBKT", "Cơ quan tham mưu"),
    Unit("Văn phòng Tỉnh ủy", "vptu", "VPTU", "Cơ quan tham mưu"),
    Unit("Trường Chính trị tỉnh", "tct", "TCT", "Đơn vị sự nghiệp"),
    Unit("Đảng ủy Khối các cơ quan tỉnh", "duk", "ĐUK", "Đảng ủy trực thuộc"),
    Unit("Nhà khách Tỉnh ủy", "nktu", "NKTU", "Đơn vị sự nghiệp", has_party=False),
    Unit(
        "Văn phòng đại diện Báo Nhân dân tại Lào Cai",
        "bnd",
        "VPĐD BND",
        "Cơ quan đại diện",
        has_party=False,
        has_union=False,
    ),
)

# code | title | maximum | evidence | deduction per case
TABLE = """
I | Thực hiện nhiệm vụ chính trị | 60 | |
I.1 | Thực hiện chương trình công tác năm | 20 | |
I.1.1 | Hoàn thành các nhiệm vụ trong chương trình công tác năm | 12 | Chương trình công tác; báo cáo kết quả năm |
I.1.2 | Tham mưu văn bản đúng tiến độ, bảo đảm chất lượng | 8 | Danh mục văn bản đã tham mưu, ngày giao, ngày trình |
I.2 | Thực hiện chỉ tiêu đăng ký thi đua đầu năm | 15 | |
I.2.1 | Hoàn thành các chỉ tiêu đã đăng ký | 10 | Bản đăng ký thi đua; số liệu thực hiện |
I.2.2 | Công trình, phần việc mới trong năm | 5 | Quyết định, kế hoạch; biên bản nghiệm thu |
I.3 | Cải cách hành chính, chuyển đổi số | 15 | |
I.3.1 | Xử lý văn bản, hồ sơ công việc trên môi trường mạng | 5 | Thống kê của hệ thống quản lý văn bản | 0.5
I.3.2 | Cải tiến lề lối làm việc, rút ngắn thời gian giải quyết công việc | 5 | Quy chế, quy trình đã ban hành |
I.3.3 | Sáng kiến được công nhận | 5 | Quyết định công nhận sáng kiến |
I.4 | Kỷ luật, kỷ cương; phòng, chống tham nhũng, lãng phí | 10 | |
I.4.1 | Chấp hành kỷ luật lao động, quy chế làm việc | 5 | Bảng chấm công; kết luận kiểm tra (nếu có) | 1
I.4.2 | Thực hành tiết kiệm, phòng, chống tham nhũng, lãng phí, tiêu cực | 5 | Kế hoạch, báo cáo; bản kê khai tài sản |
II | Xây dựng Đảng, chính quyền, đoàn thể | 20 | |
II.1 | Kết quả đánh giá, xếp loại tổ chức đảng | 12 | Thông báo xếp loại; biên bản tự đánh giá |
II.2 | Kết quả hoạt động đoàn thể | 8 | |
II.2.1 | Kết quả đánh giá, xếp loại công đoàn cơ sở | 5 | Quyết định xếp loại công đoàn |
II.2.2 | Hoạt động đoàn thanh niên, phụ nữ, cựu chiến binh | 3 | Báo cáo, giấy chứng nhận |
III | Thực hiện nhiệm vụ thi đua, khen thưởng | 15 | |
III.1 | Tổ chức phong trào thi đua | 6 | |
III.1.1 | Ký giao ước, đăng ký thi đua đúng hạn | 3 | Bản giao ước; bản đăng ký, ngày gửi |
III.1.2 | Phát động và tổ chức phong trào thi đua theo chuyên đề | 3 | Kế hoạch phát động; báo cáo sơ kết, tổng kết |
III.2 | Chế độ báo cáo, hồ sơ khen thưởng | 5 | |
III.2.1 | Báo cáo sơ kết, tổng kết đầy đủ, đúng mẫu, đúng hạn | 2 | Báo cáo mẫu số 01 và ngày gửi |
III.2.2 | Hồ sơ đề nghị khen thưởng đúng đối tượng, đủ điều kiện | 3 | Tờ trình, báo cáo thành tích, quyết định |
III.3 | Điển hình tiên tiến | 4 | |
III.3.1 | Phát hiện, bồi dưỡng, nhân điển hình tiên tiến | 2 | Danh sách điển hình; bài giới thiệu |
III.3.2 | Giới thiệu 01 tập thể, 01 cá nhân điển hình của khối | 2 | Tờ trình, báo cáo thành tích |
"""

# Points below the maximum, by unit: what the unit itself takes off, and what the block takes off more.
SELF_CUTS = {
    "bnc": "I.1.2=0.5 I.3.3=1 II.2.2=0.5",
    "blc": "I.1.1=1 I.2.2=1 I.3.2=0.5 II.2.1=0.5 III.3.1=0.5",
    "btc": "I.2.1=0.5 I.3.3=1 III.1.2=0.5",
    "btg": "I.1.2=1 I.3.3=2 I.4.2=0.5 II.2.2=0.5",
    "bdv": "I.2.2=1 I.3.2=0.5 II.2.1=0.5 III.2.2=0.5",
    "ubkt": "I.2.2=0.5 I.3.3=1.5 III.3.1=0.5",
    "vptu": "I.3.1=0.5 I.3.3=1 III.1.2=0.5",
    "tct": "I.1.1=1.5 I.3.3=2 II.2.2=1 III.1.2=1",
    "duk": "I.2.1=1 I.4.1=1 II.2.1=0.5",
    "nktu": "I.1.2=2 I.2.1=1.5 I.3.2=1 II.2.2=0.5 III.3.1=0.5",
    "bnd": "I.1.1=2 I.3.1=1.5 I.3.3=2.5 II.1=3 III.2.1=0.5",
}
BLOCK_CUTS = {
    "bnc": "I.2.1=0.25",
    "blc": "I.1.1=0.5 III.1.2=0.5",
    "btc": "I.2.1=0.5 I.3.2=0.5 I.4.2=0.5",
    "btg": "I.2.1=1",
    "bdv": "I.1.1=0.5 I.3.3=1 III.2.2=0.5",
    "ubkt": "I.3.1=0.25 III.1.2=0.5",
    "vptu": "I.2.1=1 I.4.1=0.5",
    "tct": "I.2.2=1.5 III.3.1=0.5",
    "duk": "I.4.1=1",
    "nktu": "I.3.3=1",
    "bnd": "I.2.1=1",
}
APPRAISAL_CUTS = {
    "bnc": "",
    "blc": "III.1.2=0.5 III.2.1=0.5 III.3.1=0.5",
    "btc": "III.1.2=0.5",
    "btg": "III.3.2=0.5",
    "bdv": "III.2.2=1",
    "ubkt": "III.1.2=0.5 III.3.1=0.5",
    "vptu": "III.1.2=0.5",
    "duk": "III.2.1=0.5",
    "nktu": "III.3.1=0.5 III.3.2=0.5",
}
"""Two units still wait for the Board's appraisal."""

CLASSIFIED = ("bnc", "btc", "vptu", "ubkt")
"""Units whose official classification has come; the others' section II is provisional by the rule."""

# Forms that the units sent again after the block's remarks: further cuts of their own; "" is the same
# form once more.
RESENT = {
    "bnc": "I.2.1=0.25",
    "blc": "I.1.1=0.5",
    "btc": "",
    "btg": "I.2.1=0.5 I.3.3=0.5",
    "bdv": "I.1.1=0.5",
    "ubkt": "I.3.1=0.25",
    "vptu": "",
    "tct": "I.2.2=1 III.3.1=0.5",
}


def main() -> None:
    """Write both the sample's document and its forms."""
    season = sample_season()
    text = exchange.dumps(season)
    path("sample/lao_cai_2023.json").write_text(text, encoding="utf-8", newline="\n")
    folder = path("sample/forms")
    for old in folder.glob("*.xlsx"):
        old.unlink()
    write_forms(season, folder)


def write_forms(season: Season, folder: Path) -> None:
    """The forms as eight units send them back, some changed, some the same."""
    for unit_id, more in RESENT.items():
        _write_form(season, unit_id, more, folder)


_DECIDED = (
    "sections.max_points",
    "bonus.each_points",
    "deductions.deduct-discipline.each_time",
    "criterion_floor",
    "step",
    "rounding",
    "rank_style",
    "tie_breaks",
    "quotas",
    "stages",
)
"""What the sample block has settled of the values that the sources leave open; the rest waits."""


def sample_season() -> Season:
    """The whole block-year."""
    packs = path("packs/lao_cai_3666.json").read_text(encoding="utf-8")
    pack = exchange.read_pack(packs)
    bonus = pack.bonus
    # What the sources leave open is this block's own choice in the sample.
    chosen = replace(
        pack,
        bonus=replace(bonus, each_points=D(1)) if bonus else None,
        tie_breaks=(TieBreak("section", "I"), TieBreak("section", "III")),
        decided=_DECIDED,
        quotas=(Quota("Cờ thi đua của UBND tỉnh", "number", D(1)),),
    )
    block = Block(
        name="Khối Thi đua các cơ quan Tỉnh ủy",
        superior="TỈNH ỦY LÀO CAI",
        issuer="BAN NỘI CHÍNH TỈNH ỦY",
        place="Lào Cai",
        style="party",
    )
    made = Season(
        block,
        2023,
        chosen,
        _table(),
        UNITS,
        head="bnc",
        deputy="blc",
        facts=replace(_facts(), **collected()),
        is_sample=True,
        plan=PLAN,
    )
    return replace(made, scores=_scores(made))


_LIFE = TableLife(
    "issued",
    letter="Công văn số 03-CV/KTĐ",
    sent=date(2023, 2, 6),
    answer="Công văn số 41/BTĐKT",
    answered=date(2023, 2, 15),
    opinion="Nhất trí với bảng chấm điểm của khối.",
    number="Kế hoạch số 02-KH/KTĐ",
    issued_on=date(2023, 2, 20),
)


def _table() -> ScoringTable:
    lines = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]

    def rows(parent: str) -> tuple[TableRow, ...]:
        found = []
        for code, title, maximum, evidence, each in lines:
            if code.rpartition(".")[0] == parent:
                below = rows(code)
                deduct = D(each) if each else None
                found.append(TableRow(code, title, D(maximum), evidence, "", deduct, rows=below))
        return tuple(found)

    title = "Bảng chấm điểm thi đua năm 2023 (dữ liệu minh hoạ)"
    return ScoringTable(rows(""), 1, title, _LIFE)


def _cuts(text: str) -> dict[str, Decimal]:
    pairs = (word.split("=") for word in text.split())
    return {code: D(points) for code, points in pairs}


def _scores(season: Season) -> dict[ScoreKey, Score]:
    scores = {}
    for unit in season.units:
        own, block = _cuts(SELF_CUTS[unit.id]), _cuts(BLOCK_CUTS[unit.id])
        appraised = unit.id in APPRAISAL_CUTS
        appraisal = _cuts(APPRAISAL_CUTS.get(unit.id, ""))
        for row in season.table.criteria():
            code, maximum = row.code, row.max_points or D(0)
            self_points = maximum - own.get(code, D(0))
            evidence = row.evidence.split(";")[0]
            source = f"Tu cham {unit.id.upper()}.xlsx"
            scores[ScoreKey(unit.id, code, "self")] = Score(self_points, evidence, "", source)
            given = self_points - block.get(code, D(0))
            note = "Khối thống nhất qua kiểm tra minh chứng" if code in block else ""
            scores[ScoreKey(unit.id, code, "block")] = Score(given, "", note)
            if appraised and code.startswith("III."):
                points = maximum - appraisal.get(code, D(0))
                scores[ScoreKey(unit.id, code, "appraisal")] = Score(points)
    return scores


def _targets() -> tuple[Target, ...]:
    def target(unit: str, name: str, registered: str, result: str, measure: str) -> Target:
        return Target(unit, name, "I", D(registered), D(result), measure=measure)

    return (
        *(
            target("btc", f"Chỉ tiêu {n} trong chương trình công tác", "10", "12", "việc")
            for n in range(1, 8)
        ),
        target("bnc", "Số cuộc kiểm tra theo chương trình", "6", "8", "cuộc"),
        target("bnc", "Số đơn thư được xử lý đúng hạn", "40", "45", "đơn"),
        target("bnc", "Báo cáo chuyên đề", "4", "5", "báo cáo"),
        target("bnc", "Hồ sơ vụ việc theo dõi, đôn đốc", "20", "24", "hồ sơ"),
        target("vptu", "Văn bản xử lý trên môi trường mạng", "90", "98", "%"),
        target("vptu", "Văn bản trình đúng hạn", "95", "99", "%"),
        target("vptu", "Thủ tục rút ngắn thời gian", "3", "5", "thủ tục"),
        target("vptu", "Sáng kiến cấp cơ sở", "2", "3", "sáng kiến"),
        target("vptu", "Đề tài, đề án hoàn thành", "1", "2", "đề án"),
        target("ubkt", "Số cuộc giám sát", "5", "6", "cuộc"),
        target("ubkt", "Số tổ chức đảng được kiểm tra", "8", "8", "tổ chức"),
        Target("bdv", "Mô hình dân vận khéo mới", "I", None, D(4), measure="mô hình"),
    )


def _facts() -> Facts:
    papers = ("12-CV/TU", "25-CV/TU", "31-CV/TU", "44-CV/TU", "57-CV/TU")
    return Facts(
        targets=_targets(),
        reminders=(
            *(Reminder("tct", f"Văn bản số {no}", date(2023, 4, 12)) for no in papers),
            Reminder("bdv", "Văn bản số 33-CV/TU", date(2023, 6, 20), extended=True),
        ),
        dossiers=(
            IneligibleDossiers("blc", 3, "Thông báo số 41/TB-BTĐKT"),
            IneligibleDossiers("nktu", 2, ""),
        ),
        discipline=(
            DisciplineFault(
                "nktu", "late_paper", "Nộp đăng ký thi đua muộn, ngày 18/3/2023", date(2023, 3, 18)
            ),
        ),
        own_deductions=(
            OwnDeduction("btg", "I.3.1", 2, "Hai văn bản xử lý quá hạn trên hệ thống"),
        ),
        classifications=tuple(
            Classification(unit, "Quyết định số 305-QĐ/TU", date(2023, 12, 15))
            for unit in CLASSIFIED
        ),
        exclusions=(
            Exclusion(
                "duk",
                "Có văn bản phê bình sai phạm nghiêm trọng",
                "Thông báo số 112-TB/TU",
                date(2023, 9, 14),
            ),
        ),
    )


def _write_form(season: Season, unit_id: str, more: str, folder: Path) -> None:
    """A unit's form as it comes back: the writer fills in what the season holds."""
    unit = next(it for it in season.units if it.id == unit_id)
    changes = {}
    for code, cut in _cuts(more).items():
        key = ScoreKey(unit_id, code, "self")
        old = season.score(*key)
        changes[key] = replace(old, points=(old.points or D(0)) - cut)
    filled = season.with_scores(changes)
    score_form.write(filled, unit, folder / f"Tu cham {unit.id.upper()} gui lai.xlsx")


if __name__ == "__main__":
    main()
