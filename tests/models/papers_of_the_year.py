"""The sample block at the end of its year: a meeting with agenda, guests, votes; letters and papers numbered."""

from dataclasses import replace
from datetime import date

from models.award_rules import Threshold
from models.ballot import Ballot, Count, VoteLine
from models.block import PaperStyle
from models.meeting import Guest, Meeting
from models.meeting_day import agenda
from models.paper_record import PaperRecord, Prose, Signing
from models.season import Season
from models.voting.counting import confirmed
from ui.book import shipped

DAY = date(2023, 12, 19)
PAPERS = (
    "bang-cham-diem",
    "xin-y-kien-bang-diem",
    "giao-uoc",
    "chua-ky-giao-uoc",
    "tong-hop-tu-cham",
    "xin-tham-dinh",
    "ke-hoach-tong-ket",
    "giay-moi",
    "giay-moi-don-vi",
    "giay-moi-khach",
    "chuong-trinh",
    "to-trinh",
    "thong-bao-truong-khoi",
)
_TWO_THIRDS = Threshold("s", "Suy tôn", "ballot", "valid", 2, 3, at_least=True)
_HALF = Threshold("b", "Bầu", "ballot", "valid", 1, 2)
_SIGNING: dict[PaperStyle, Signing] = {
    "state": Signing(
        ("KT. GIÁM ĐỐC", "kiêm", "TRƯỞNG KHỐI THI ĐUA", "PHÓ GIÁM ĐỐC"),
        "Nguyễn Văn A",
        ("Ban Thi đua - Khen thưởng tỉnh", "Các đơn vị thành viên"),
        "VT, TH",
    ),
    "party": Signing(
        ("K/T TRƯỞNG BAN", "kiêm", "TRƯỞNG KHỐI THI ĐUA", "PHÓ TRƯỞNG BAN"),
        "Nguyễn Văn A",
        ("Ban Thi đua - Khen thưởng tỉnh", "Các đơn vị thành viên"),
        "Văn phòng Ban",
    ),
}


def year(style: PaperStyle = "party") -> Season:
    """The sample with its meeting over: the flag voted, head and deputy elected."""
    made = shipped.sample()
    written = (
        PaperRecord("to-trinh", number="07", issued=date(2023, 12, 21), to=("Chủ tịch UBND tỉnh",)),
        PaperRecord("bien-ban", number="03", issued=DAY),
        PaperRecord("giao-uoc", prose=(Prose("cam-ket", "1. Thi đua thực chất.\n2. Đúng hạn."),)),
    )
    meeting = Meeting(
        begins="08:00",
        place="Phòng họp số 1",
        chair="Nguyễn Văn A, Phó Trưởng ban",
        secretary="Trần Thị B",
        agenda=agenda.proposed(made),
        guests=(
            Guest("Phạm Văn C", "Phó Trưởng ban", "Ban Thi đua - Khen thưởng tỉnh"),
            Guest("Phóng viên Báo Lào Cai"),
        ),
        ballots=_votes(made),
    )
    return replace(
        made,
        block=replace(made.block, style=style, signing=_SIGNING[style]),
        plan=replace(made.plan, written=written),
        meeting=meeting,
    )


def _votes(made: Season) -> tuple[Ballot, ...]:
    units = [it.id for it in made.units]
    flag = Ballot(
        *("suy-ton", "Suy tôn đề nghị tặng Cờ thi đua"),
        award=made.pack.quotas[0].award,
        style="agree",
        seats=1,
        candidates=("bnc", "btc"),
        threshold=_TWO_THIRDS,
        count=_count(VoteLine("bnc", 9, 2), VoteLine("btc", 5, 6)),
    )
    head = Ballot(
        *("truong", "Bầu Trưởng khối", "head"),
        style="choose",
        seats=1,
        candidates=(units[1], units[2]),
        threshold=_HALF,
        count=_count(VoteLine(units[1], 8), VoteLine(units[2], 3)),
    )
    deputy = replace(
        head,
        code="pho",
        title="Bầu Phó Trưởng khối",
        purpose="deputy",
        candidates=(units[3], units[4]),
        count=_count(VoteLine(units[3], 4), VoteLine(units[4], 7)),
    )
    rounds = (replace(it, members=11, present=11) for it in (flag, head, deputy))
    return tuple(confirmed(it) for it in rounds)


def _count(*votes: VoteLine) -> Count:
    return Count(11, 11, 11, 0, 0, votes, "Tổ kiểm phiếu 3 người")
