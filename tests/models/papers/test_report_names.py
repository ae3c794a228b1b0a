"""Names of the papers' files, and the form in which their text is kept."""

from models.papers.kinds import build
from models.papers.words import plain_name
from tests.exporters.paper_samples import PRINTED_ON, season


def test_file_names_are_plain_and_differ_for_units_of_one_name() -> None:
    made = season(("Sở Nội vụ", "Sở Nội vụ", 'Ban <"Đặc biệt">/\\:*?'))
    stems = [build("phieu-diem", made, it.id, printed_on=PRINTED_ON).file_stem for it in made.units]
    assert stems == [
        "Phieu diem 2023 - 01 So Noi vu",
        "Phieu diem 2023 - 02 So Noi vu",
        "Phieu diem 2023 - 03 Ban Dac biet",
    ]


def test_a_file_name_keeps_letters_and_digits_and_whole_words() -> None:
    assert plain_name("Ủy ban Kiểm tra Tỉnh ủy (2023)") == "Uy ban Kiem tra Tinh uy 2023"
    assert plain_name("…") == ""
    assert plain_name("Đường " * 40) == " ".join(["Duong"] * 18)
    assert len(plain_name("đ" * 400)) == 110


def test_text_is_kept_in_composed_letters() -> None:
    made = season(("Ba\u0323\u0302n To\u0302\u0309 chu\u031b\u0301c",))
    report = build("bang-tong-hop", made, printed_on=PRINTED_ON)
    assert report.parts[0].tables[0].rows[0].cells[1].text == "Bận Tổ chức"
