"""Days and rules as people write them, understood, written again, or refused with the sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checking.duty_faults import of_deadline
from models.dates.day_rules import Asking, read, same_day, words
from models.duties import Deadline
from models.errors import Problem
from tests.models.problem_codes import codes_of
from ui.book import shipped

TITLES = {"r": "Gửi báo cáo", "s": "Họp “xét” lại"}
ASKING = Asking(2023, TITLES)
BASE = Deadline("a", "Việc", "announced", "units", rule="r1", paper="maket")

READ = """
5/12 | đến hết 05/12
05-12-23 | đến hết 05/12
05.12.2023 | đến hết 05/12
5 tháng 12 | đến hết 05/12
ngày 5 tháng 12 năm 2023 | đến hết 05/12
thứ Ba, ngày 5/12 | đến hết 05/12
trước 05/12 | trước 05/12
trước ngày 5 tháng 12 | trước 05/12
Trước ngày 05/12/2023. | trước 05/12
đến hết ngày 5/12 | đến hết 05/12
15/01/2024 | đến hết 15/01/2024
trước 15/01/2024 | trước 15/01/2024
tháng 6 | tháng 6
trong tháng 6 | tháng 6
Tháng 6/2023 | tháng 6
6/2023 | tháng 6
T6 | tháng 6
tháng 1/2024 | tháng 1/2024
từ tháng 6 đến tháng 8/2023 | tháng 6 – tháng 8
tháng 6 - 8 | tháng 6 – tháng 8
tháng 12 đến tháng 1/2024 | tháng 12 – tháng 1
tháng 2/2024 – tháng 3/2024 | tháng 2/2024 – tháng 3/2024
15/12/2023 – 15/01/2024 | 15/12 – 15/01
quý II | quý II
trong quý 3 | quý III
quý IV/2024 | quý IV/2024
hằng tháng | hằng tháng
hàng tháng, trước ngày 25 | hằng tháng, đến ngày 24
ngày 25 hằng tháng | hằng tháng, đến ngày 25
ngày 1 hằng tháng | hằng tháng, đến ngày 1
ngày 31 hằng tháng | hằng tháng, đến ngày 31
hằng tháng từ tháng 2 đến tháng 5 | hằng tháng từ tháng 2 đến tháng 5
mỗi quý | hằng quý
hằng quý, đến ngày 20 | hằng quý, đến ngày 20 tháng cuối quý
hội nghị + 5 ngày | hội nghị + 5 ngày
+3 ngày làm việc sau hội nghị | hội nghị + 3 ngày làm việc
trong vòng 5 ngày sau khi họp | hội nghị + 5 ngày
sau 05 ngày tổ chức hội nghị tổng kết | hội nghị + 5 ngày
sau hội nghị 5 ngày và trước ngày 25/12/2023 | hội nghị + 5 ngày, trước 25/12
hội nghị + 5 ngày, không quá 24/12 | hội nghị + 5 ngày, đến hết 24/12
trước hội nghị 10 ngày | hội nghị - 10 ngày
hội nghị – 10 ngày | hội nghị - 10 ngày
hội nghị − 10 ngày | hội nghị - 10 ngày
10 ngày làm việc trước hội nghị | hội nghị - 10 ngày làm việc
từ 2 ngày sau hội nghị | từ hội nghị + 2 ngày
ngày hội nghị | cùng ngày hội nghị
3 ngày sau “gửi báo cáo” | “Gửi báo cáo” + 3 ngày
"Gửi báo cáo" + 3 ngày làm việc | “Gửi báo cáo” + 3 ngày làm việc
07/12-14/12 | 07/12 – 14/12
từ ngày 07/12/2023 đến ngày 14/12/2023 | 07/12 – 14/12
7-14/12 | 07/12 – 14/12
từ ngày 7 đến hết ngày 14 tháng 12 | 07/12 – 14/12
05/01/2024 – 10/01/2024 | 05/01/2024 – 10/01/2024
cả năm | cả năm
thường xuyên | cả năm
chờ thông báo | chờ thông báo
trước 05/12, gặp ngày nghỉ thì sang ngày sau | trước 05/12, gặp ngày nghỉ sang ngày làm việc sau
trước 05/12, gặp ngày nghỉ thì về ngày trước | trước 05/12, gặp ngày nghỉ về ngày làm việc trước
"""
REFUSED = """
31/02 | Không có ngày 31/02/2023.
trước 31/11 | Không có ngày 31/11/2023.
5/13 | Không có ngày 05/13/2023.
tháng 13 | Thời hạn “Việc” ghi tháng 13.
quý V | Chưa đọc được hạn.
sớm nhất có thể | Chưa đọc được hạn.
thứ Tư 5/12 | 05/12/2023 là thứ Ba, không phải thứ Tư.
5/12/2019 | Ngày 05/12/2019 không thuộc năm 2023 hoặc năm 2024.
tháng 6/2030 | Năm 2030 không phải năm 2023 hoặc năm 2024.
20/12 – 10/12 | Thời hạn “Việc” bắt đầu 20/12 nhưng kết thúc 10/12.
10/01/2024 – 20/12/2023 | Ngày cuối trước ngày đầu, hoặc sau ngày đầu hơn một năm.
31/11 – 10/12 | Không có ngày 31/11/2023.
hội nghị + 5000 ngày | Thời hạn “Việc” ghi số ngày 5000.
15/12/2023 – 20/12/2024 | Ngày cuối trước ngày đầu, hoặc sau ngày đầu hơn một năm.
tháng 6/2024 – tháng 8/2023 | Tháng cuối trước tháng đầu, hoặc sau tháng đầu hơn một năm.
tháng 12 – tháng 1/2023 | Tháng cuối trước tháng đầu, hoặc sau tháng đầu hơn một năm.
hội nghị + 5 ngày, trước 31/02 | Không có ngày 31/02/2023.
“Việc khác” + 3 ngày | Hạn tính từ một việc không có trong kế hoạch.
hằng tháng, ngày 32 | Không có ngày 32.
hằng tháng, ngày 0 | Không có ngày 0.
hằng tháng, trước ngày 1 | Trước ngày 1 là ngày của tháng trước.
"""
CODES = {
    "31/02": "day-impossible",
    "hằng tháng, ngày 32": "day-impossible",
    "5/12/2019": "day-other-year",
    "tháng 6/2030": "day-other-year",
    "10/01/2024 – 20/12/2023": "window-backwards",
    "tháng 12 – tháng 1/2023": "window-backwards",
    "“Việc khác” + 3 ngày": "item-unknown",
    "sớm nhất có thể": "due-unread",
}


def rows(text: str) -> list[tuple[str, str]]:
    found = (line.partition(" | ") for line in text.strip().splitlines())
    return [(written, said) for written, _, said in found]


@pytest.mark.parametrize(("written", "said"), rows(READ))
def test_it_is_understood_and_says_so(written: str, said: str) -> None:
    found = read(written, BASE, ASKING)
    assert isinstance(found, Deadline), found
    assert words(found, 2023, TITLES) == said
    again = read(said, BASE, ASKING)
    assert again == found
    assert (found.code, found.owner, found.rule, found.paper) == ("a", "units", "r1", "maket")


@pytest.mark.parametrize(("written", "said"), rows(REFUSED))
def test_it_is_refused_with_advice(written: str, said: str) -> None:
    found = read(written, BASE, ASKING)
    assert isinstance(found, Problem), found
    assert found.what == said
    assert found.advice.endswith(".")


@pytest.mark.parametrize("written", CODES)
def test_what_is_refused_is_known_by_its_code(written: str) -> None:
    found = read(written, BASE, ASKING)
    assert isinstance(found, Problem), found
    assert codes_of([found]) == [CODES[written]]


@pytest.mark.parametrize(
    ("way", "roll"), [("sang ngày sau", "next"), ("về ngày trước", "previous")]
)
def test_a_day_off_moves_the_day_the_way_that_is_written(way: str, roll: str) -> None:
    found = read(f"trước 05/12, gặp ngày nghỉ thì {way}", BASE, ASKING)
    assert isinstance(found, Deadline)
    assert found.roll == roll


def test_nothing_written_is_a_day_to_be_told() -> None:
    found = read(" ", Deadline("a", "Việc", "before", month=5, day=3, day_counts=True), ASKING)
    assert found == Deadline("a", "Việc", "announced")


def test_a_leap_day_is_one_of_its_year_only() -> None:
    found = read("29/02", BASE, Asking(2024))
    assert isinstance(found, Deadline)
    assert (found.day, found.month) == (29, 2)
    refused = read("29/02", BASE, ASKING)
    assert isinstance(refused, Problem)
    assert refused.what == "Không có ngày 29/02/2023."


@pytest.mark.parametrize("plan", shipped.plans(), ids=lambda it: it.id)
def test_every_day_of_the_templates_comes_back_from_its_words(plan: object) -> None:
    deadlines = [it.item.deadline for it in plan.items]  # type: ignore[attr-defined]
    for it in deadlines:
        again = read(words(it, 2023, {}), it, ASKING)
        assert again == it, words(it, 2023, {})


@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.booleans())
def test_any_single_day_comes_back_from_its_words(day: date, counts: bool) -> None:
    rule = Deadline("a", "Việc", "before", month=day.month, day=day.day, day_counts=counts)
    it = read(words(rule, 2023, {}), rule, ASKING)
    if list(of_deadline(rule, "")):
        assert isinstance(it, Problem)  # 29/02
    else:
        assert isinstance(it, Deadline)
        assert same_day(it, rule)


@given(st.text(max_size=40))
def test_any_text_is_understood_or_refused(text: str) -> None:
    found = read(text, BASE, ASKING)
    assert isinstance(found, (Deadline, Problem))
    if isinstance(found, Deadline):
        assert not list(of_deadline(found, ""))
