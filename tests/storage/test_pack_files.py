"""A rule pack as a file to share: out and in again, and every refusal in one sentence."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from models.errors import AppError
from models.rulepack import BonusRule, RulePack, Stage
from storage import exchange, pack_files
from tests.storage.samples import SEASON
from tests.strategies import packs

PACK = RulePack("thu", "Bộ quy tắc thử", total=Decimal(100), content_total=Decimal(95))
SHIPPED = sorted((Path(__file__).parents[2] / "resources" / "packs").glob("*.json"))


def refusal(folder: Path, text: str | bytes) -> str:
    path = folder / "quy tắc.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(AppError) as told:
        pack_files.read(path)
    said = str(told.value)
    assert said.startswith("“quy tắc.json”: ")
    return said


def document(**changes: Any) -> str:
    return json.dumps({**json.loads(pack_files.dumps(PACK)), **changes})


@settings(max_examples=60)
@given(packs())
def test_every_pack_comes_back_the_same(pack: RulePack) -> None:
    text = pack_files.dumps(pack)
    assert pack_files.loads(text) == pack
    assert pack_files.dumps(pack_files.loads(text)) == text


def test_a_file_is_written_whole_and_read(tmp_path: Path) -> None:
    path = tmp_path / "Lào Cai.json"
    for pack in (PACK, replace(PACK, name="Tên khác")):
        pack_files.write(path, pack)
        assert pack_files.read(path) == pack
    assert [it.name for it in tmp_path.iterdir()] == ["Lào Cai.json"]
    head = path.read_text(encoding="utf-8").splitlines()[1:4]
    assert head == [' "format": "so-khoi-bo-quy-tac",', ' "format_version": 1,', ' "id": "thu",']


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: it.stem)
def test_shipped_packs_are_such_files(path: Path, tmp_path: Path) -> None:
    pack = pack_files.read(path)
    pack_files.write(tmp_path / "x.json", pack)
    assert pack_files.read(tmp_path / "x.json") == pack


def test_a_pack_written_by_hand_needs_no_format(tmp_path: Path) -> None:
    assert pack_files.loads('\ufeff{"id": "x", "name": "X", "$schema": "s"}') == RulePack("x", "X")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "không đọc được JSON ở dòng 1"),
        ("{", "không đọc được JSON ở dòng 1"),
        (b"\xff\xfe\x00PK", "đây không phải là bộ quy tắc"),
        ("[]", "đây không phải là bộ quy tắc"),
        ("{}", "đây không phải là bộ quy tắc"),
        ('{"format": "x", "id": "a", "name": "b"}', "đây không phải là bộ quy tắc"),
        (exchange.dumps(SEASON), "đây là tài liệu trao đổi của cả một năm"),
        (document(format_version=2), "bộ quy tắc này của chương trình mới hơn (định dạng 2"),
        (document(format_version="1"), "“format_version” phải là số nguyên"),
        (document(formatversion=1), "khóa lạ “formatversion”"),
        (document(totl="100"), "khóa lạ “totl”. Có phải là “total” không?"),
        (document(total="trăm"), '“total”: "trăm" không phải là số'),
        (document(classes=[{"name": "A"}]), "thiếu khóa “classes[0].lowest”"),
        (document(stages=[{"code": "a", "name": "A", "ranks_to": "3"}]), "“stages[0].ranks_to”"),
        (document(id=" "), "“id” không được để trống"),
        ("[" * 100_000, "quá nhiều tầng"),
    ],
)
def test_what_is_no_pack_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_broken_file_says_first_what_the_clerk_can_do(tmp_path: Path) -> None:
    assert refusal(tmp_path, "{") == (
        "“quy tắc.json”: tệp hỏng, chép chưa hết, hoặc đã bị sửa sai. Xin nơi gửi gửi lại tệp. "
        "Chỗ hỏng: không đọc được JSON ở dòng 1, cột 2. Kiểm tra dấu phẩy, dấu nháy và dấu ngoặc ở "
        "chỗ đó."
    )


def test_a_pack_that_contradicts_itself_names_two_faults(tmp_path: Path) -> None:
    bonus = {"name": "b", "title": "Thưởng", "sections": ["I"], "each_max": 9, "total_max": 6}
    tie = [{"kind": "bonus"}, {"kind": "bonus"}]
    said = refusal(tmp_path, document(bonus=bonus, tie_breaks=tie))
    assert said == (
        "“quy tắc.json”: “total”: các mục 95 điểm cộng điểm thưởng tối đa 6 là 101, tổng điểm của "
        "bảng lại ghi 100. Sửa cho khớp, hoặc cho phép điểm thưởng vượt tổng điểm. "
        "“bonus.each_max”: thưởng tối đa mỗi chỉ tiêu 9 lớn hơn thưởng tối đa tất cả 6. "
        "Sửa một trong hai số. Còn 1 chỗ sai khác."
    )


def test_a_pack_that_contradicts_itself_is_not_written(tmp_path: Path) -> None:
    bad = replace(PACK, bonus=BonusRule("b", "Thưởng", ("I",), Decimal(1), Decimal(6)))
    for pack in (bad, replace(PACK, stages=(Stage("a", "A", counts=False),))):
        with pytest.raises(AppError):
            pack_files.write(tmp_path / "x.json", pack)
    assert not list(tmp_path.iterdir())


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"Không tìm thấy “x\.json”"):
        pack_files.read(tmp_path / "x.json")
    with pytest.raises(AppError, match="là thư mục"):
        pack_files.read(tmp_path)
    with pytest.raises(AppError, match="Không tìm thấy thư mục"):
        pack_files.write(tmp_path / "nơi khác" / "x.json", PACK)
