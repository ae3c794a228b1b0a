"""Where a value of the rule pack comes from: a rule in a document, the block's choice, or nowhere. No Qt."""

from datetime import date
from typing import Any, NamedTuple

from models.rulepack import OpenValue, Rule, RulePack
from models.season import Season
from ui.rules.kinds import Kind
from ui.rules.values import covering, get
from ui.words import rule_words

RULES_OF = {
    "total": ("total",),
    "content_total": ("total", "content-total"),
    "sections": ("section-cap", "sections"),
    "evidence_required": ("evidence",),
    "provisional_sections": ("honest-provisional", "provisional"),
    "board": ("board-appraisal", "board"),
    "bonus_over_total": ("bonus-over-total", "total"),
    "classes": ("class",),
    "rank_on": ("rounding", "rank"),
    "decimals": ("rounding",),
    "quotas": ("quota",),
    "criterion_floor": ("criterion-floor", "floor"),
    "organisation.has": ("no-party-use-union", "organisation"),
    "organisation.section": ("no-party-use-union", "organisation"),
    "organisation.neither_percent": ("no-party-no-union",),
}
"""Single value → how the names of the rules begin that packs give for it."""
OF_THE_PACK = ("name", "version")
CHOSEN = "Khối tự chọn"
UNDECIDED = "Chưa chọn"
NO_SOURCE = "Chưa ghi nguồn"


class Source(NamedTuple):
    """Where a value comes from: a short line and its tone, then the words of the source and its place."""

    tone: str
    short: str
    title: str = ""
    text: str = ""
    place: str = ""


def of_value(season: Season, path: str, day: date) -> Source:
    """The source of a single value or of a whole list of the season's pack, as of `day`."""
    if path in OF_THE_PACK:
        return Source("muted", "", text="Bộ quy tắc tự ghi; không lấy từ văn bản.")
    open_value = covering(season.pack, path)
    if open_value is not None:
        return _of_block(season, open_value)
    rule = _rule_of(season.pack, path)
    held = get(season.pack, path)
    if rule is None and (held is None or held is False or held in ("", ())):
        return Source("muted", "", text="Bộ quy tắc không đặt giá trị này.")
    return _of_rule(season.pack, rule, day)


def of_record(season: Season, kind: Kind, record: Any, day: date) -> Source:
    """The source of one record of a list: its own rule, else what holds for the whole list."""
    pack = season.pack
    rule = pack.rule(getattr(record, kind.source)) if kind.source else None
    if rule is not None:
        return _of_rule(pack, rule, day)
    if kind.key == "legal_bases":
        return Source("muted", "", record.document, record.title)
    mark = f"{kind.key}.{kind.mark_of(record)}" if kind.mark else kind.key
    own = covering(pack, mark)
    return _of_block(season, own) if own else of_value(season, kind.key, day)


def _rule_of(pack: RulePack, path: str) -> Rule | None:
    if path.startswith("bonus."):
        return pack.rule(get(pack, "bonus.name"))
    if path.startswith("organisation.") and path.endswith("_rule"):
        return pack.rule(get(pack, path))
    for start in RULES_OF.get(path, (path.replace("_", "-"),)):
        found = next((it for it in pack.rules if it.name.startswith(start)), None)
        if found is not None:
            return found
    return None


def _of_block(season: Season, value: OpenValue) -> Source:
    if value in season.undecided:
        return Source("warn", UNDECIDED, value.title, value.note, "Văn bản để mở; khối chưa chọn.")
    return Source("action", CHOSEN, value.title, value.note, "Văn bản để mở; khối đã chọn.")


def _of_rule(pack: RulePack, rule: Rule | None, day: date) -> Source:
    if rule is None:
        return Source(
            "plain", NO_SOURCE, text="Bộ quy tắc chưa ghi giá trị này lấy từ văn bản nào."
        )
    valid = rule_words.validity(pack, rule, day)
    place = pack.citation(rule.name)
    basis = rule_words.basis_of(pack, rule)
    short = " · ".join(it for it in (brief(basis.document) if basis else "", rule.clause) if it)
    shown = "\n".join(part for part in (place, valid.words[:1].upper() + valid.words[1:]) if part)
    tone = "muted" if valid.in_force else "error"
    late = "" if valid.in_force else " (ngoài thời hạn hiệu lực)"
    return Source(tone, (short or rule.title) + late, rule.title, rule.text, shown + late)


def brief(document: str) -> str:
    """A document without its day and its author: "Quyết định số 3666/QĐ-UBND"."""
    return document.partition(" ngày ")[0]
