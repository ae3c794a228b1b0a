"""Taking a rule pack, a shipped one or that of a file, and writing one for others."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.rulepack import RulePack
from models.season import Season
from ui.book import shipped
from ui.rules.take import TakePack
from ui.widgets.files import ask_save
from ui.widgets.messages import guard


def choose(parent: QWidget, season: Season, warning: str) -> RulePack | None:
    """One of the shipped packs, after a look at what would change; None when the clerk held back."""
    packs = sorted(shipped.packs(), key=lambda it: it.id != season.pack.id)
    return TakePack(season, packs, "Chọn bộ quy tắc có sẵn", warning, parent).ask()


def agree(
    parent: QWidget, season: Season, warning: str, pack: RulePack, name: str
) -> RulePack | None:
    """The pack of the file called `name`, after a look at what would change; None when the clerk held back."""
    return TakePack(season, [pack], f"Bộ quy tắc trong “{name}”", warning, parent).ask()


def write(parent: QWidget, pack: RulePack) -> Path | None:
    """Write a pack where the clerk wants it; the file, None when nothing was written."""
    path = ask_save(parent, "Lưu bộ quy tắc ra tệp", f"{_file_name(pack)}.json", "pack")
    if path is None or not guard(parent, lambda: shipped.write_pack_file(path, pack)):
        return None
    return path


def _file_name(pack: RulePack) -> str:
    kept = "".join(it if it.isalnum() or it in " -" else " " for it in f"Bộ quy tắc {pack.name}")
    return " ".join(kept.split())[:80]
