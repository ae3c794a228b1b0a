"""Papers drawn as text: one line is one unit, one word one arrival.

    Ban A: report=06/12 summary=05/12:paper:2p report=04/12:thiếu_dấu

Words: `CODE=dd/mm` (a complete paper as a file), then after colons `paper` or `both`, `2p` (pages),
`1o` (originals); any other word after a colon is the reason it went back ("_" stands for a blank).
`CODE=?` came on a day nobody wrote down.
"""

from dataclasses import replace
from datetime import date

from models.block import Block, Unit
from models.collected import Receipt
from models.collecting.paper_matrix import Cell, Matrix
from models.duties import RequiredPaper
from models.facts import Facts
from models.rulepack import DeductionRule, LegalBasis, Rule, RulePack
from models.season import Season
from models.year_plan import PaperDue, YearPlan
from tests.models.drawing import D

YEAR = 2023
TODAY = date(YEAR, 12, 8)
PACK = RulePack(
    "p",
    "Bộ quy tắc thử",
    legal_bases=(LegalBasis("hd", "Hướng dẫn 1560"),),
    rules=(
        Rule("discipline", "Kỷ luật khối", "Trừ 1 điểm khi nộp văn bản muộn.", "hd", "mục II.2b"),
        Rule(
            "exclude-serious", "Không xét", "Sai phạm nghiêm trọng: không xét.", "hd", "mục II.2b"
        ),
    ),
    deductions=(DeductionRule("discipline", "Kỷ luật khối", "discipline", "flat", D(1)),),
    papers=(
        RequiredPaper("report", "Báo cáo"),
        RequiredPaper("self-score", "Bảng tự chấm"),
        RequiredPaper("minutes", "Biên bản của khối", owner="head"),
    ),
)
PLAN = YearPlan(
    papers=(
        RequiredPaper("summary", "Tóm tắt", pages=1),
        RequiredPaper("merits", "Báo cáo thành tích", originals=2),
    ),
    dues=(
        PaperDue("report", date(YEAR, 12, 5)),
        PaperDue("summary", date(YEAR, 12, 11)),
    ),
)


def season(drawing: str) -> Season:
    """A season of the drawn units with what came from them."""
    units, receipts = [], []
    for line in filter(None, (it.strip() for it in drawing.splitlines())):
        name, _, words = line.partition(":")
        units.append(Unit(name, name))
        receipts += [_receipt(name, word) for word in words.split()]
    facts = Facts(receipts=tuple(receipts))
    return Season(Block("Khối"), YEAR, PACK, units=tuple(units), facts=facts, plan=PLAN)


def _receipt(unit: str, word: str) -> Receipt:
    code, _, rest = word.partition("=")
    day, *more = rest.split(":")
    number, _, month = day.partition("/")
    came = None if day == "?" else date(YEAR, int(month), int(number))
    made = Receipt(unit, code, came)
    for it in more:
        if it in ("paper", "both"):
            made = replace(made, how=it)  # type: ignore[arg-type]
        elif it[:-1].isdigit() and it[-1] in "po":
            field = "pages" if it[-1] == "p" else "originals"
            made = replace(made, **{field: int(it[:-1])})  # type: ignore[arg-type]
        else:
            made = replace(made, complete=False, reason=it.replace("_", " "))
    return made


def drawn(found: Matrix) -> list[str]:
    """One line a unit: "Ban A | late 2 file | missing 4 | …"."""
    return [
        " | ".join([unit.name, *(_cell(it) for it in row)])
        for unit, row in zip(found.units, found.cells, strict=True)
    ]


def _cell(it: Cell) -> str:
    words = [it.state, str(it.days or ""), it.how or "", f"“{it.reason}”" if it.reason else ""]
    words += [f"chờ {it.waiting}" if it.waiting else "", *(f"! {note}" for note in it.notices)]
    return " ".join(filter(None, words))
