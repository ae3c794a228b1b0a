"""The matrix unit × paper: what is there, on time or late, from receipts and from the inbox."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.collected import Waiver
from models.collecting.paper_matrix import asked_papers, late_key, matrix, missing_key
from models.duties import RequiredPaper
from models.season import Season
from models.submission import SCORES, Submission, SubmissionState
from tests.models.paper_drawing import PLAN, TODAY, drawn, season


def came(
    made: Season,
    kind: str,
    state: SubmissionState,
    day: int,
    reason: str = "",
    unit: str = "Ban A",
    name: str = "",
    received: date | None = None,
) -> Season:
    number = len(made.submissions) + 1
    moment = datetime(2023, 12, day, 16, 30)
    new = Submission(
        number,
        name or f"tệp {number}",
        moment,
        "0" * 64,
        9,
        unit=unit,
        kind=kind,
        state=state,
        reason=reason,
        received=received,
    )
    return replace(made, submissions=(*made.submissions, new))


def test_the_columns_are_the_units_papers_of_the_pack_and_the_blocks_own() -> None:
    made = season("Ban A:")
    assert [it.code for it in asked_papers(made)] == ["report", "self-score", "summary", "merits"]
    twice = replace(PLAN, papers=(RequiredPaper("report", "Bản khác"), *PLAN.papers))
    assert [it.title for it in asked_papers(replace(made, plan=twice))] == [
        "Báo cáo",
        "Bảng tự chấm",
        "Tóm tắt",
        "Báo cáo thành tích",
    ]


def test_states_of_every_kind() -> None:
    made = season(
        """
        Ban A: report=04/12 self-score=01/12:paper summary=11/12:1p
        Ban B: report=06/12:paper summary=10/12:2p merits=20/12:paper:1o
        Ban C: report=03/12:thiếu_dấu summary=07/12:quá_dài
        Ban D: report=03/12:thiếu_dấu report=07/12:both report=09/12:paper merits=20/12:2o
        Ban E: report=?
        Ban G:
        """
    )
    # Columns: report (before 05/12), self-score (no day), summary (before 11/12, 1 page), merits (2).
    assert drawn(matrix(made, TODAY)) == [
        "Ban A | in_time file | received paper | late 1 file | not_due",
        (
            "Ban B | late 2 paper | not_due | in_time file ! 2 trang, quy định 1 trang A4"
            " | received paper ! 01 bản chính, quy định 02"
        ),
        "Ban C | returned 4 “thiếu dấu” | not_due | returned “quá dài” | not_due",
        "Ban D | late 3 both | not_due | not_due | received file",
        "Ban E | received file | not_due | not_due | not_due",
        "Ban G | missing 4 | not_due | not_due | not_due",
    ]


def test_the_first_complete_arrival_decides_whether_it_is_late() -> None:
    made = season("Ban A: report=09/12 report=04/12 report=03/12:thiếu_dấu")
    (row,) = matrix(made, TODAY).cells
    assert (row[0].state, row[0].received) == ("in_time", date(2023, 12, 4))
    assert [it.receipt.received for it in row[0].arrivals] == [
        date(2023, 12, 3),
        date(2023, 12, 4),
        date(2023, 12, 9),
    ]


def test_a_paper_is_both_once_the_file_and_the_paper_came() -> None:
    made = season(
        """
        Ban A: report=04/12 report=09/12:paper
        Ban B: report=04/12 report=09/12
        Ban C: report=03/12:paper:mờ report=04/12
        """
    )
    assert [row[0].how for row in matrix(made, TODAY).cells] == ["both", "file", "file"]


def test_nothing_is_overdue_before_the_last_day_is_over() -> None:
    made = season("Ban A:")
    states = [
        (cell.state, cell.days)
        for day in (4, 5, 6)
        for cell in matrix(made, date(2023, 12, day)).cells[0][:1]
    ]
    assert states == [("not_due", 0), ("missing", 1), ("missing", 2)]


def test_files_of_the_inbox_count_once_they_are_taken() -> None:
    made = season("Ban A:\nBan B:")
    made = replace(
        made,
        plan=replace(PLAN, dues=tuple(replace(it, paper="self-score") for it in PLAN.dues[:1])),
    )
    made = came(made, SCORES, "waiting", 1)
    assert drawn(matrix(made, TODAY))[0] == "Ban A | not_due | waiting 4 chờ 1 | not_due | not_due"
    made = came(made, SCORES, "returned", 2, "điểm vượt tối đa")
    assert "waiting 4 “điểm vượt tối đa” chờ 1" in drawn(matrix(made, TODAY))[0]
    made = came(came(made, SCORES, "set_aside", 3), SCORES, "taken", 4)
    assert "| in_time file |" in drawn(matrix(made, TODAY))[0]
    made = came(made, "report", "taken", 2, unit="Ban B")
    assert drawn(matrix(made, TODAY))[1].startswith("Ban B | received file | missing 4 |")
    (arrival,) = matrix(made, TODAY).cells[1][0].arrivals
    assert arrival.submission is not None
    assert (arrival.receipt.paper, arrival.receipt.file) == ("report", arrival.submission.name)


def due_on_the_fifth(made: Season) -> Season:
    """With the self-score table asked for before 05/12."""
    return replace(
        made, plan=replace(PLAN, dues=tuple(replace(it, paper="self-score") for it in PLAN.dues))
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((("waiting", 1),), "waiting 4 chờ 1"),
        ((("waiting", 7),), "waiting 4 chờ 1"),
        ((("waiting", 1), ("taken", 7)), "in_time file"),
        ((("taken", 1), ("taken", 7)), "in_time file"),
        ((("returned", 1), ("taken", 7)), "late 3 file"),
        ((("set_aside", 1), ("taken", 7)), "late 3 file"),
        ((("taken", 7), ("waiting", 8)), "late 3 file chờ 1"),
        ((("waiting", 1), ("taken", 7), ("waiting", 8)), "in_time file chờ 1"),
    ],
    ids=lambda it: it if isinstance(it, str) else " ".join(f"{state}@{day}" for state, day in it),
)
def test_the_first_file_that_was_not_laid_by_says_whether_it_was_in_time(
    files: tuple[tuple[SubmissionState, int], ...], expected: str
) -> None:
    made = due_on_the_fifth(season("Ban A:"))
    for state, day in files:
        made = came(made, SCORES, state, day)
    assert drawn(matrix(made, TODAY))[0].split(" | ")[2] == expected


def test_a_file_that_waits_keeps_a_paper_noted_later_from_being_late() -> None:
    made = due_on_the_fifth(season("Ban A: self-score=07/12:paper\nBan B: self-score=07/12:paper"))
    made = came(came(made, SCORES, "waiting", 2), SCORES, "waiting", 8, unit="Ban B")
    assert [it.split(" | ")[2] for it in drawn(matrix(made, TODAY))] == [
        "waiting 3 paper chờ 1",
        "late 3 paper chờ 1",
    ]


def test_the_day_of_the_mail_counts_and_not_that_of_the_drop() -> None:
    made = due_on_the_fifth(season("Ban A:\nBan B:"))
    made = came(made, SCORES, "taken", 7, received=date(2023, 12, 4))
    made = came(made, SCORES, "taken", 7, unit="Ban B")
    first, second = (row[1] for row in matrix(made, TODAY).cells)
    assert (first.state, first.received, first.is_inbox_day) == (
        "in_time",
        date(2023, 12, 4),
        False,
    )
    assert (second.state, second.received, second.is_inbox_day) == (
        "late",
        date(2023, 12, 7),
        True,
    )


def told_by(made: Season, name: str = "baocao.docx") -> Season:
    """With every recorded arrival telling of a file of this name."""
    receipts = tuple(replace(it, file=name) for it in made.facts.receipts)
    return replace(made, facts=replace(made.facts, receipts=receipts))


def test_a_file_that_is_recorded_is_not_counted_twice() -> None:
    made = came(season("Ban A: report=06/12"), "report", "taken", 6, name="baocao.docx")
    assert len(matrix(made, TODAY).cells[0][0].arrivals) == 2
    (arrival,) = matrix(told_by(made), TODAY).cells[0][0].arrivals
    assert (arrival.submission, arrival.is_inbox_day) == (None, True)
    received = replace(made.submissions[0], received=date(2023, 12, 6))
    known = replace(told_by(made), submissions=(received,))
    assert [it.is_inbox_day for it in matrix(known, TODAY).cells[0][0].arrivals] == [False]


@pytest.mark.parametrize("day", [3, 6])
def test_a_returned_file_stays_when_a_later_one_of_its_name_is_recorded(day: int) -> None:
    made = came(season("Ban A: report=06/12"), "report", "returned", day, "mờ", name="baocao.docx")
    made = told_by(came(made, "report", "taken", 6, name="baocao.docx"))
    arrivals = matrix(made, TODAY).cells[0][0].arrivals
    assert [(it.receipt.complete, it.receipt.reason) for it in arrivals] == (
        [(False, "mờ"), (True, "")] if day == 3 else [(True, ""), (False, "mờ")]
    )


def test_two_files_of_one_name_and_day_are_two_arrivals() -> None:
    made = came(season("Ban A: report=06/12"), "report", "taken", 6, name="baocao.docx")
    made = told_by(came(made, "report", "taken", 6, name="baocao.docx"))
    arrivals = matrix(made, TODAY).cells[0][0].arrivals
    # The recorded one tells of the newer file; the older one is left.
    assert [it.submission.id for it in arrivals if it.submission] == [1]
    assert len(arrivals) == 2
    faulty = told_by(
        came(season("Ban A: report=06/12:mờ"), "report", "taken", 6, name="baocao.docx")
    )
    assert [it.receipt.complete for it in matrix(faulty, TODAY).cells[0][0].arrivals] == [False]


def test_what_the_block_waived_is_neither_late_nor_missing() -> None:
    made = season("Ban A: report=06/12\nBan B:\nBan C: report=04/12\nBan D: report=06/12")
    waivers = tuple(
        Waiver(unit, about)
        for unit, about in (
            ("Ban A", late_key("report")),
            ("Ban B", missing_key("report")),
            ("Ban C", late_key("report")),  # in time after all: nothing to waive
            ("Ban D", missing_key("report")),  # waived while missing, came at last
        )
    )
    made = replace(made, facts=replace(made.facts, waivers=waivers))
    cells = [row[0] for row in matrix(made, TODAY).cells]
    assert [(it.state, it.days) for it in cells] == [
        ("waived", 2),
        ("waived", 4),
        ("in_time", 0),
        ("waived", 2),
    ]
