"""The kinds of criterion as the editor offers them: what each means, an example, its fields. No Qt."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from models.criterion_rule import HUNDRED, Band, CriterionKind, CriterionRule, Item
from models.points import HUNDREDTH, ZERO, show_short
from models.scores.criterion_words import EFFECT_TITLES, JUDGED, KIND_TITLES, POLICY_TITLES
from models.table import TableRow

FieldKind = Literal["figure", "choice", "flag", "text", "items", "bands"]


@dataclass(frozen=True, slots=True)
class RuleField:
    """One field of a rule: the name in `CriterionRule`, its words, and between what a figure lies."""

    name: str
    label: str
    kind: FieldKind = "figure"
    empty: str = ""
    required: bool = False
    lowest: Decimal | None = ZERO
    highest: Decimal | None = None
    choices: tuple[tuple[Any, str], ...] = ()


class KindInfo(NamedTuple):
    """What a kind means in one line, an example with figures, and its fields in order."""

    what: str
    example: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemLook:
    """How the items of a kind are shown: the word before the points, and what else they have."""

    word: str
    add: str
    points: bool = True
    signed: bool = False
    measure: bool = True
    picked: bool = True
    wipes: bool = False
    effect: bool = True
    hint: str = "Nội dung tính"


_NO_PLAN = (
    (None, "hỏi từng đơn vị"),
    ("full", POLICY_TITLES["full"]),
    ("leave_out", "không tính tiêu chí này"),
    ("own_group", POLICY_TITLES["own_group"]),
)
FIELDS: dict[str, RuleField] = {
    it.name: it
    for it in (
        RuleField("items", "", "items"),
        RuleField("bands", "", "bands"),
        RuleField("floor", "Thấp nhất (điểm)", empty="mức chung", lowest=None),
        RuleField("base", "Điểm gốc", empty="điểm tối đa", lowest=None),
        RuleField("reached_percent", "Đạt kế hoạch được (%)", required=True, highest=HUNDRED),
        RuleField("step_percent", "Tính theo mỗi (%)", required=True, lowest=HUNDREDTH),
        RuleField("step_points", "Vượt: cộng (điểm)", required=True),
        RuleField("under_points", "Hụt: trừ (điểm)", required=True),
        RuleField("factor_percent", "Tỷ lệ được tính (%)", required=True, lowest=HUNDREDTH),
        RuleField("all_points", "Đủ tất cả: trừ (điểm)", empty="cộng dồn"),
        RuleField("highest_only", "Chỉ tính việc có mức cao nhất", "flag"),
        RuleField("unit_word", "Đơn vị tính", "text", empty="triệu đồng, ca, hồ sơ"),
        RuleField(
            "below_plan",
            "Chưa đạt kế hoạch",
            "choice",
            choices=(("share", "theo tỷ lệ"), ("nothing", "0 điểm")),
        ),
        RuleField(
            "measure",
            "Số liệu là",
            "choice",
            choices=(
                ("count", "số lượng"),
                ("days", "số ngày chậm"),
                ("percent", "tỷ lệ %"),
                ("ratio", "% so với kế hoạch"),
            ),
        ),
        RuleField("no_plan", "Không có kế hoạch", "choice", choices=_NO_PLAN),
    )
}
KINDS: dict[CriterionKind | None, KindInfo] = {
    None: KindInfo(
        "Người chấm cho điểm theo mức độ hoàn thành, không quá điểm tối đa.",
        "tối đa 10 điểm, ghi 8,5.",
    ),
    "deduct": KindInfo(
        "Bắt đầu từ điểm tối đa, mỗi lần vi phạm trừ một mức.",
        "tối đa 15, 3 văn bản chậm × 0,5 → 13,5.",
        ("items", "floor"),
    ),
    "per_case": KindInfo(
        "Mỗi lần làm được cộng một mức, không quá điểm tối đa.",
        "mỗi tin, bài 0,5 điểm; 8 bài → 4.",
        ("items", "highest_only"),
    ),
    "mixed": KindInfo(
        "Từ điểm gốc, có việc cộng, có việc trừ; mức trừ ghi số âm.",
        "gốc 5; 2 sáng kiến × 1; chậm 1 lần −0,5 → 6,5.",
        ("base", "items", "floor"),
    ),
    "combination": KindInfo(
        "Mỗi trường hợp xảy ra thì trừ một mức; xảy ra tất cả thì trừ mức riêng.",
        "thiếu mỗi yêu cầu trừ 2, thiếu cả ba trừ 10.",
        ("items", "all_points", "base", "floor"),
    ),
    "plan": KindInfo(
        "Điểm theo kết quả thực hiện so với kế hoạch.",
        "tối đa 20, thực hiện 90 trên kế hoạch 100 → 18.",
        ("reached_percent", "below_plan", "unit_word", "no_plan"),
    ),
    "steps": KindInfo(
        "Đạt kế hoạch được điểm gốc; mỗi phần trăm vượt thì cộng, hụt thì trừ.",
        "gốc 8, mỗi 5% vượt cộng 1; vượt 12% → 10.",
        ("base", "step_percent", "step_points", "under_points", "floor", "unit_word", "no_plan"),
    ),
    "tiers": KindInfo(
        "Số liệu nằm trong bậc nào thì được điểm của bậc đó.",
        "trên 95% được 1,5; từ 75 đến 95% được 1.",
        ("measure", "bands", "unit_word", "no_plan"),
    ),
    "yes_no": KindInfo(
        "Có (đạt) được điểm tối đa; không thì 0.", "có kế hoạch: 2 điểm; không có: 0."
    ),
    "graded": KindInfo(
        "Chọn một mức trong danh sách, mỗi mức một số điểm.",
        "xuất sắc 15; tốt 12; hoàn thành 9; không hoàn thành 0.",
        ("items",),
    ),
    "leader": KindInfo(
        "Đơn vị vượt kế hoạch nhiều nhất khối được điểm tối đa, đơn vị khác theo tỷ lệ.",
        "đạt kế hoạch được 50%; vượt bằng nửa đơn vị dẫn đầu được 75%.",
        ("reached_percent", "unit_word", "no_plan"),
    ),
    "average": KindInfo(
        "So số liệu của đơn vị với bình quân cả khối, bậc tính bằng %.",
        "dưới 30% bình quân: 0 điểm; từ 100% trở lên: 10.",
        ("bands", "unit_word"),
    ),
    "other_body": KindInfo(
        "Lấy điểm nơi khác đã chấm, nhân với một tỷ lệ.",
        "cấp trên chấm 92, tính 50% → 46.",
        ("factor_percent",),
    ),
    "choice": KindInfo(
        "Người chấm tự chọn số điểm trong khoảng cho phép.",
        "từ 2 đến 5 điểm.",
        ("floor",),
    ),
    "effect": KindInfo(
        "Không có điểm; xảy ra thì hạ bậc, không xếp hạng hoặc không xét.",
        "báo cáo muộn từ 3 lần: hạ một bậc.",
        ("items",),
    ),
}
ITEM_LOOKS: dict[CriterionKind, ItemLook] = {
    "deduct": ItemLook("Trừ", "Thêm lỗi bị trừ", wipes=True, hint="Lỗi bị trừ"),
    "per_case": ItemLook("Cộng", "Thêm việc được cộng", effect=False, hint="Việc được cộng"),
    "mixed": ItemLook("Mức", "Thêm việc", signed=True, wipes=True, hint="Việc cộng hoặc trừ"),
    "combination": ItemLook(
        "trừ", "Thêm trường hợp", measure=False, picked=False, hint="Trường hợp bị trừ"
    ),
    "graded": ItemLook("được", "Thêm mức", signed=True, measure=False, picked=False, hint="Mức"),
    "effect": ItemLook("", "Thêm trường hợp", points=False, picked=False, hint="Trường hợp xảy ra"),
}
EFFECTS: tuple[tuple[Any, str], ...] = ((None, "không tác động"), *EFFECT_TITLES.items())


def title(kind: CriterionKind | None) -> str:
    """The name of a kind; of None the way without a rule."""
    return JUDGED if kind is None else KIND_TITLES[kind]


def fields(rule: CriterionRule) -> tuple[RuleField, ...]:
    """The fields that matter for a rule as it is."""
    names = KINDS[rule.kind].fields
    if rule.kind == "tiers" and rule.measure != "ratio":
        names = tuple(it for it in names if it != "no_plan")
    found = [FIELDS[name] for name in names]
    return tuple(_for_kind(it, rule) for it in found)


def _for_kind(field: RuleField, rule: CriterionRule) -> RuleField:
    if field.name == "no_plan" and rule.kind != "leader":
        return replace(field, choices=tuple(it for it in field.choices if it[0] != "own_group"))
    if field.name == "base" and rule.kind == "mixed":
        return replace(field, empty="0")
    return field


def as_kind(old: CriterionRule | None, kind: CriterionKind, row: TableRow) -> CriterionRule:
    """A rule of this kind: what the old one had is kept where it fits, the rest gets usual values."""
    made = replace(old, kind=kind) if old is not None else CriterionRule(kind)
    top = row.max_points if row.max_points is not None else Decimal(10)
    if kind == "leader" and (old is None or old.kind != "plan"):
        made = replace(made, reached_percent=Decimal(50))
    if kind == "steps" and not made.step_points:
        made = replace(made, step_points=Decimal(1))
    if kind in ITEM_LOOKS:
        made = replace(made, items=_items(old, kind, top))
    if kind in ("tiers", "average"):
        was = old if old is not None else made
        if not made.bands or (was.kind != kind and made.bands == _usual_bands(was, top)):
            made = replace(made, bands=_usual_bands(made, top))
    return made


def as_measured(old: CriterionRule, made: CriterionRule, row: TableRow) -> CriterionRule:
    """The rule with another measure: bands that nobody has written yet become the usual ones of it."""
    top = row.max_points if row.max_points is not None else Decimal(10)
    if old.bands != _usual_bands(old, top):
        return made
    return replace(made, bands=_usual_bands(made, top))


def _items(old: CriterionRule | None, kind: CriterionKind, top: Decimal) -> tuple[Item, ...]:
    """The items of the old rule as the new kind has them; levels are something else than cases."""
    kept = old.items if old is not None and any(it.title for it in old.items) else ()
    if old is not None and (old.kind == "graded") != (kind == "graded"):
        kept = ()
    return tuple(_fitting(it, kind) for it in kept) or _usual_items(kind, top)


def _fitting(item: Item, kind: CriterionKind) -> Item:
    """Without what items of this kind do not have; with points or an effect where they need one."""
    look = ITEM_LOOKS[kind]
    return replace(
        item,
        points=item.points if item.points and look.points else new_item(kind, ()).points,
        most=item.most if look.picked else None,
        wipes=item.wipes and look.wipes,
        measure=(item.measure or "lần") if look.measure else "",
        effect=(item.effect if look.points else item.effect or "lower_class")
        if look.effect
        else None,
    )


def _usual_bands(rule: CriterionRule, top: Decimal) -> tuple[Band, ...]:
    """Bands to begin with: all or nothing from an edge on, and with days late the other way round."""
    if rule.kind == "tiers" and rule.measure == "days":
        return (Band(top, high=ZERO), Band(ZERO, low=ZERO, low_open=True))
    whole = rule.kind == "average" or rule.measure in ("percent", "ratio")
    edge = HUNDRED if whole else Decimal(5)
    return (Band(top, low=edge), Band(ZERO, high=edge, high_open=True))


def _usual_items(kind: CriterionKind, top: Decimal) -> tuple[Item, ...]:
    if kind == "graded":
        names = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành")
        shares = (Decimal(1), Decimal("0.8"), Decimal("0.6"), ZERO)
        pairs = zip(names, shares, strict=True)
        return tuple(
            Item(str(number), name, (top * share).quantize(HUNDREDTH).normalize() + ZERO)
            for number, (name, share) in enumerate(pairs, 1)
        )
    return (new_item(kind, ()),)


def named(row: TableRow) -> TableRow:
    """The row with something to read where an item has no words yet."""
    if row.rule is None or all(it.title for it in row.rule.items):
        return row
    items = tuple(it if it.title else replace(it, title="(chưa ghi)") for it in row.rule.items)
    return replace(row, rule=replace(row.rule, items=items))


def new_item(kind: CriterionKind, items: tuple[Item, ...]) -> Item:
    """An empty item with a code that no other one has; inputs hang on it."""
    taken = {it.code for it in items}
    number = next(it for it in range(1, len(items) + 2) if str(it) not in taken)
    if kind == "effect":
        return Item(str(number), "", measure="lần", effect="lower_class")
    counted = ITEM_LOOKS[kind].measure
    points = ZERO if kind == "graded" else Decimal(1)
    return Item(str(number), "", points, measure="lần" if counted else "")


def new_band(bands: tuple[Band, ...]) -> Band:
    """A tier below the last one: up to where that begins."""
    edge = bands[-1].low if bands else None
    if edge is None:
        return Band(ZERO)
    return Band(ZERO, high=edge, high_open=not bands[-1].low_open)


def example_inputs(kind: str, keys: tuple[str, ...]) -> dict[str, Decimal]:
    """Figures to begin a trial with."""
    if kind in _EXAMPLES:
        return {key: Decimal(_EXAMPLES[kind].get(key, 0)) for key in keys}
    first = 3 if kind in _COUNTED else 1
    return {key: Decimal(first if key == keys[0] else 0) for key in keys}


_EXAMPLES = {
    "plan": {"plan": 100, "result": 90},
    "steps": {"plan": 100, "result": 112},
    "leader": {"plan": 100, "result": 105, "other:plan": 100, "other:result": 110},
    "tiers": {"plan": 100, "result": 80, "value": 3},
    "average": {"value": 20, "other:value": 30},
    "other_body": {"value": 90},
}
_COUNTED = ("deduct", "per_case", "mixed", "effect")


def words_of(points: Decimal | None) -> str:
    """A figure as it stands in its field."""
    return "" if points is None else show_short(points).replace(".", "")
