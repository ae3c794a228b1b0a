"""What evidence is asked for and lacking, how files are named, and the paper that lists them."""

from dataclasses import replace
from datetime import date

import pytest

from models.collected import EvidenceFile
from models.collecting.evidence import (
    LONGEST_NAME,
    lines,
    missing,
    packed_names,
    place,
    safe_name,
    telling_name,
    title_of,
    unit_folder,
    unit_name,
)
from models.facts import NotApplicable
from models.papers.evidence import unit_evidence
from models.season import Season
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES, D, season

TABLE = ScoringTable(
    (
        TableRow(
            "I",
            "Nhiệm vụ",
            rows=(
                TableRow("I.1", "Chỉ tiêu", D(20), "Báo cáo"),
                TableRow("I.2", "Sáng kiến", D(10), "Quyết định"),
                TableRow("I.3", "Nề nếp", D(10)),
            ),
        ),
        TableRow(
            "II", "Bị trừ", role="deduction", rows=(TableRow("1.a", "Trễ", D(5), "Biên bản"),)
        ),
    )
)
PACK = replace(S3_RULES, evidence_required=True)
CLAIMED = "Ban A: I.1@self=20 I.2@self=8 I.3@self=9 1.a@self=1"


def drawn(drawing: str = CLAIMED, *files: EvidenceFile, required: bool = True) -> Season:
    made = season(drawing, replace(PACK, evidence_required=required), TABLE)
    return replace(made, facts=replace(made.facts, evidence_files=files))


def kept(code: str, title: str, file: str = "", unit: str = "Ban A") -> EvidenceFile:
    return EvidenceFile(unit, code, title, file or f"2023/Ban A/{title}.pdf", f"{title}.pdf")


@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (drawn(), ["I.1", "I.2"]),
        (drawn(CLAIMED, kept("I.1", "Báo cáo")), ["I.2"]),
        (drawn("Ban A: I.1@self=0 I.2@block=8"), []),
        (drawn(required=False), []),
    ],
    ids=["claimed", "a file", "nothing claimed", "the pack asks for none"],
)
def test_points_without_text_or_file_are_missing(made: Season, codes: list[str]) -> None:
    assert [code for _, code in missing(made)] == codes


def test_words_of_the_form_are_evidence() -> None:
    made = drawn()
    key = next(it for it in made.scores if it.criterion == "I.1")
    made = made.with_scores({key: replace(made.scores[key], evidence="Báo cáo số 5")})
    assert missing(made) == (("Ban A", "I.2"),)
    assert [it.text for it in lines(made, "Ban A")] == ["Báo cáo số 5", "", "", ""]


def test_what_does_not_apply_asks_for_nothing() -> None:
    made = drawn()
    made = replace(made, facts=replace(made.facts, not_applicable=(NotApplicable("Ban A", "I"),)))
    assert missing(made) == ()


def test_files_of_a_criterion_that_is_gone_stay_in_the_list() -> None:
    made = drawn(CLAIMED, kept("I.1", "Báo cáo"), kept("IX", "Cũ"), kept("I.1", "B", unit="Ban B"))
    assert [(it.code, len(it.files)) for it in lines(made, "Ban A")] == [
        ("I.1", 1),
        ("I.2", 0),
        ("I.3", 0),
        ("1.a", 0),
        ("IX", 1),
    ]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Báo cáo 05/BC: “tổng kết”?", "Báo cáo 05-BC “tổng kết”"),
        ("con", "con_"),
        ("NUL.txt", "NUL_.txt"),
        ("Conon", "Conon"),
        ("tên. ", "tên"),
        ("~$tạm", "$tạm"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("Tie\u0302\u0301ng", "Tiếng"),
        ("...", "Không tên"),
        ("", "Không tên"),
        ("hai\ndòng", "hai dòng"),
    ],
)
def test_names_that_every_system_takes(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize("word", ["ử", "từng chữ một ", "a"])
def test_long_names_are_cut(word: str) -> None:
    name = telling_name(word * 90, "I.1", 3, word * 300)
    assert len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 230
    assert name == name.strip(" .-")


def test_a_telling_name() -> None:
    assert (
        telling_name("Ban Dân vận", "I.2", 1, "Báo cáo 05/BC")
        == "Ban Dân vận - I.2 - 01 - Báo cáo 05-BC"
    )
    assert title_of("Ban Dân vận - I.2 - 01 - Báo cáo.pdf") == "Báo cáo"
    assert title_of("QD_phan_loai.docx") == "QD phan loai"
    assert [place(drawn(), it) for it in ("I.2", "1.a", "II")] == ["I.2", "II 1.a", "II"]


def test_a_long_unit_goes_by_its_short_name() -> None:
    made = drawn()
    unit = replace(
        made.units[0], name="Văn phòng đại diện Báo Nhân dân tại tỉnh Lào Cai", short_name="VPĐD"
    )
    assert unit_name(replace(made, units=(unit,)), "Ban A") == "VPĐD"
    assert unit_name(made, "Ban A") == "Ban A"


def test_units_whose_folders_would_be_one_have_their_own() -> None:
    names = ("Sở A/B", "Sở C", "Sở A-B", "sở a-b", "Sở A/B.")
    made = drawn("\n".join(f"Ban {it}:" for it in range(5)))
    units = tuple(replace(it, name=name) for it, name in zip(made.units, names, strict=True))
    made = replace(made, units=units)
    assert [unit_folder(made, it.id) for it in units] == [
        "Sở A-B",
        "Sở C",
        "03 Sở A-B",
        "04 sở a-b",
        "05 Sở A-B",
    ]
    long = [f"Văn phòng đại diện Báo Nhân dân tại tỉnh {it}" for it in ("Lào Cai", "Yên Bái")]
    short = tuple(replace(units[0], id=it, name=it, short_name="VPĐD") for it in long)
    assert [unit_folder(replace(made, units=short), it) for it in long] == ["VPĐD", "02 VPĐD"]
    assert unit_folder(made, "Sở A-B") == "Sở A-B", "a unit that is gone"
    wordy = tuple(replace(it, name="Sở", short_name="") for it in units[:2])
    wordy = tuple(replace(it, name="x" * 41, short_name="Sở " + "chữ " * 20) for it in wordy)
    assert [len(unit_folder(replace(made, units=wordy), it.id)) for it in wordy] == [58, 57]


def test_a_file_of_two_criteria_is_packed_once() -> None:
    both = kept("I.1", "Thông báo", "2023/x.PDF")
    made = drawn(
        CLAIMED, both, replace(both, criterion="I.2"), kept("I.2", "Thông báo", "2023/y.pdf")
    )
    assert packed_names(made, "Ban A") == {
        "2023/x.PDF": "Ban A - I.1 - 01 - Thông báo.PDF",
        "2023/y.pdf": "Ban A - I.2 - 02 - Thông báo.pdf",
    }


@pytest.mark.parametrize("file", ["2023/quyet dinh", "20.23/quyet dinh", "2023/.an"])
def test_a_file_without_a_suffix_gets_none(file: str) -> None:
    assert packed_names(drawn(CLAIMED, kept("I.1", "Báo cáo", file)), "Ban A") == {
        file: "Ban A - I.1 - 01 - Báo cáo"
    }


def test_the_paper_lists_what_is_asked_for_and_what_is_there() -> None:
    made = drawn(CLAIMED, kept("I.1", "Báo cáo"), kept("I.1", "Phụ lục"), kept("IX", "Cũ"))
    report = unit_evidence(made, "Ban A", date(2023, 12, 6), ("2023/Ban A/Phụ lục.pdf",))
    [table] = report.parts[0].tables
    names = ["Ban A - I.1 - 01 - Báo cáo.pdf", "Ban A - I.1 - 02 - Phụ lục.pdf (không kèm theo)"]
    assert [" | ".join(it.text.replace("\n", "; ") for it in row.cells) for row in table.rows] == [
        "I | Nhiệm vụ",
        f"I.1 | Chỉ tiêu | Báo cáo | {'; '.join(names)} | ",
        "I.2 | Sáng kiến | Quyết định |  | Chưa có hồ sơ kiểm chứng",
        "I.3 | Nề nếp |  |  | ",
        "II | Bị trừ",
        "1.a | Trễ | Biên bản |  | ",
        "IX |  |  | Ban A - IX - 01 - Cũ.pdf | Không còn trong bảng chấm điểm",
    ]
    assert "Tổng số: 2 tệp; chưa có hồ sơ: I.2." in [
        getattr(it, "text", "") for it in report.parts[0].contents
    ]
    assert report.file_stem == "Danh muc ho so 2023 - 01 Ban A"
