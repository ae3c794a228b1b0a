"""Documents of older versions of the open format, made into the shape of this one.

Version 1 had no papers of a scoring table but one text, `issued`.
"""

from collections.abc import Mapping
from typing import Any

from storage.exchange_form.schema import VERSION


def brought_up(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The document in this version's shape; anything wrong in it stays as it is, to be told later."""
    found = dict(tree)
    if found.get("version") != 1:
        return found
    found["version"] = VERSION
    table = found.get("table")
    if isinstance(table, dict) and isinstance(table.get("issued", ""), str | None):
        number = table.get("issued")
        rest = {key: it for key, it in table.items() if key != "issued"}
        life = {"life": {"state": "issued", "number": number}} if number else {}
        found["table"] = {**life, **rest}
    return found
