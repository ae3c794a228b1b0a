"""One season for each table of `tests/models/tables`, scored by hand: the arithmetic stands beside each unit."""

from typing import NamedTuple


class HandScored(NamedTuple):
    """The units as `tests.models.drawn_season` draws them, and their ranking."""

    units: str
    ranking: list[str]


T02 = HandScored(
    """
    A: I.1=280 I.2=185 II=240 III=190 C.1=20 C.2:sang-kien=3
    B: I.1=300 I.2=200 II=250 III=200 C.1=30 C.2:sang-kien=5 T.1:dang-ky=1
    C: I.1=290 I.2=190 II=245 III=195 III@heads=190 III@board=180 T.1@board:phat-dong=1 T.1@board:giao-uoc=1
    D: I.1=250 II=200 III=150
    """,
    [
        "1 B 992",  # 500 + 250 + 200 = 950; bonus 30 + 5 × 5 = 55, at most 50; 1.000 − 8
        "2 A 930",  # 465 + 240 + 190 = 895; bonus 20 + 3 × 5 = 35
        "3 C 889",  # 480 + 245 + 180 (the Board's, after 195 and 190) = 905; − 2 × 8
        "– D …",  # I.2 is empty: no total, never 0
    ],
)

T03 = HandScored(
    """
    Quận 1: N.1:value=97 C.1:tp=1
    Quận 3: N.1:value=95 C.1:cp=1
    Quận 5: N.1:value=98
    Quận 10: N.1:value=100 C.1:tp=1 C.1:cp=1
    """,
    [
        "1 Quận 10 115",  # 100 + 15 (the higher of 10 and 15)
        "2 Quận 3 110",  # 95 + 15
        "3 Quận 1 107",  # 97 + 10, the form's own example
        "4 Quận 5 98",
    ],
)

T04 = HandScored(
    """
    A: I.1.1:value=0 I.1.2:yes=1 I.1.3=7 I.2:thieu=0 VIII.1:yes=1 VIII.2:value=95,5 VIII.3:value=95 VIII.4=5 B.1:plan=200 B.1:result=200
    B: I.1.1:value=2 I.1.2:yes=1 I.1.3=6,5 I.2:thieu=1 VIII.1:yes=0 VIII.2:value=75 VIII.3:value=74,99 VIII.4=4,5 B.1:plan=200 B.1:result=199
    C: I.1.1:value=5 I.1.2:yes=0 I.1.3=6 I.2:thieu=3 VIII.1:yes=1 VIII.2:value=50 VIII.3:value=49,99 VIII.4=4 B.1:plan=200 B.1:result=100
    D: I.1.1:value=10 I.1.2:yes=1 I.1.3=5 I.2:thieu=5 VIII.1:yes=1 VIII.2:value=96 VIII.3:value=100 VIII.4=3 B.1:plan=200 B.1:result=99
    """,
    [
        "1 A 33,5",  # 2 + 1 + 7 + 10 = 20; 2 + 1,5 + 1 + 5 = 9,5; 100 % → 4
        "2 B 25,5",  # 1,5 + 1 + 6,5 + 7,5 = 16,5; 0 + 1 + 0,5 + 4,5 = 6; 99,5 % → 3
        "3 C 18",  # 1 + 0 + 6 + 2,5 = 9,5; 2 + 0,5 + 0 + 4 = 6,5; 50 % → 2
        "4 D 14,5",  # 0,5 + 1 + 5 + 0 (10 − 12,5) = 6,5; 2 + 1,5 + 1,5 + 3 = 8; 49,5 % → 0
    ],
)

T07 = HandScored(
    """
    An (chủ nhiệm): all=max I.1:muon-ngan=1 VI.1:gvdg=1
    Bình (bộ môn): all=max na:IV=- na:V.1=full II.1:ky=1 III.1:chat-luong=3
    Chi (chủ nhiệm): all=max III.2:khong-nop=1 III.2:cham=2 II.2:quy-trinh=1 VI.2:a=1 VI.2:b=1
    Dũng (bộ môn): all=max na:IV=- II.4:khong-co=1 VI.1:gvdg=2 VI.1:hs-tp=1 VI.1:hs-phuong=4 VI.3:to-chuc=1 VI.3:cham=8
    Ích (bộ môn): all=max na:IV=- III.4:bo=1
    """,
    [
        # 80 − 2,5 = 77,5; bonus 6 + 3 + 4 = 13, at most 10; late bonus line 1 − 2 → 0. Compared as
        # 77,5 × 100 / 80 = 96,875, as 96,88, and 10. A lesson without its plan: no class.
        "1 Dũng 87,5",
        "2 An 102,5 Xuất sắc",  # 100 − 0,5 + 3
        "3 Bình 75 A (Tốt)",  # 80 − 2 − 3; compared as 93,75
        # 100 − 10 (not handed in: the whole criterion) + 3 (A alone counts); B, one class lower
        "4 Chi 93 C (Trung bình)",
        "– Ích 65",  # 80 − 15; the theme was dropped: not considered
    ],
)

T11 = HandScored(
    """
    6A: HT=78 HD.1:dong-phuc=1 HD.1:du=0 HD.1:gio=0 HD.2:n1=0 HD.2:n2=0 HD.2:n3=0 HD.2:n4=0 CO.1:hoat-dong=3 TR.1:muon=3
    6B: HT=80 HD.1:dong-phuc=1 HD.1:du=1 HD.1:gio=1 HD.2:n1=0 HD.2:n2=0 HD.2:n3=0 HD.2:n4=0 CO.1:hoat-dong=3
    6C: HT=70 HD.1:dong-phuc=0 HD.1:du=0 HD.1:gio=0 HD.2:n1=1 HD.2:n2=1 HD.2:n3=1 HD.2:n4=1 CO.1:hoat-dong=3 TR.2:danh-nhau=1
    6D: HT=60 HD.1:dong-phuc=0 HD.1:du=0 HD.1:gio=0 HD.2:n1=0 HD.2:n2=0 HD.2:n3=0 HD.2:n4=0 TR.1:truc=1
    6E: HT=78 HD.1:dong-phuc=1 HD.1:du=1 HD.1:gio=1 HD.2:n1=1 HD.2:n2=1 HD.2:n3=1 HD.2:n4=0 CO.1:hoat-dong=4
    """,
    [
        "1 6B 105 Xuất sắc",  # 80 + (10 − 10, all three) + 10 + 15; no deduction, HT 80
        "2 6E 105 Xuất sắc",  # 78 + 0 + (10 − 3) + 20; no deduction, HT 78
        "3 6A 105 Xuất sắc",  # 78 + (10 − 2) + 10 + 15 − 6; deductions 6, just within 6
        "4 6C 95 Khá",  # 70 + 10 + (10 − 5, all four) + 15 − 5; a fight bars Mạnh
        "5 6D 70 Yếu",  # 60 + 20 − 10
    ],
)

T12A = HandScored(
    """
    A: A.1=55 A.1@training=58 A.2:loi=2 B.1:giai=2 B.1:sang-kien=2 C.1:nhac-nho=1
    B: A.1=50 A.2:loi=4 C.1:ky-luat=2
    C: A.1=43,5 A.2:loi=0 C.1:nhac-nho=1
    D: A.1=38 A.2:loi=7 decide=Trung_bình
    """,
    [
        "1 A 102 Xuất sắc",  # 55 + (40 − 5) = 90; bonus 8 + 10 = 18, at most 15; − 3
        "2 C 80,5 Khá",  # 83,5 − 3: between 80 and 81, so the band that begins at 71
        "3 B 65 Trung bình",  # 50 + (40 − 10) = 80; deductions 20, at most 15
        "4 D 60,5 Trung bình",  # 38 + (40 − 17,5); Không đạt by points, the director decided
    ],
)

T12B = HandScored(
    """
    A: I.1=20 I.2:value=96 II.1=15 II.2=8 III.1:cham=1 III.1:ne-nep=0
    B: I.1=19 I.2:value=90 II.1=14 II.2=6 III.1:cham=0 III.1:ne-nep=0
    C: I.1=15 I.2:value=80 II.1=10 II.2=0 III.1:cham=2 III.1:ne-nep=1
    D: I.1=12 I.2:value=70 II.1=13 II.2=0 III.1:cham=0 III.1:ne-nep=0
    E: I.1=10 I.2:value=61 II.1=10 II.2=0 III.1:cham=0 III.1:ne-nep=6
    """,
    [
        "1 A 90 Hoàn thành xuất sắc",  # 20 + 48 + 15 + 8 − 1; 20 % of 5 is one unit
        "2 B 84 Hoàn thành tốt",  # 19 + 45 + 14 + 6; over 80, not in the top 20 %
        "3 C 60,5 Hoàn thành tốt",  # 15 + 40 + 10 − 2 − 2,5
        "4 D 60 Hoàn thành",  # 12 + 35 + 13: 60 is not over 60
        "5 E 40,5 Không hoàn thành",  # 10 + 30,5 + 10 − 10 (6 × 2,5 = 15, at most 10)
    ],
)

HAND_SCORED = {
    "t02": T02,
    "t03": T03,
    "t04": T04,
    "t07": T07,
    "t11": T11,
    "t12a": T12A,
    "t12b": T12B,
}
