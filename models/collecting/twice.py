"""Several files of one unit at once: which of them may be accepted. Nothing is entered here."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from models.block import Unit
from models.errors import Problem


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class _Foreseen(Protocol):
    @property
    def reading(self) -> _Named: ...
    @property
    def unit(self) -> Unit | None: ...
    @property
    def state(self) -> str: ...


P = TypeVar("P", bound=_Foreseen)


def refuse_clashes(
    previews: Sequence[P],
    says: Callable[[P], object],
    refuse: Callable[[P, Problem], P],
    code: str,
    file: str,
) -> tuple[P, ...]:
    """Of two sound files of one unit that say the same the later is refused; when they differ both are,
    since only the unit knows which one it means. A faulty file does not stand in the way of its mended
    copy. `code` begins the codes of the problems, `file` is what such a file is called.
    """
    done = list(previews)
    sound = [it.state != "refused" for it in done]
    for index, current in enumerate(done):
        for before in range(index):
            earlier = done[before]
            if not (sound[before] and sound[index]) or current.unit != earlier.unit:
                continue
            if says(current) == says(earlier):
                done[index] = refuse(current, _same_twice(earlier, current, code))
            else:
                problem = _two_versions(earlier, current, code, file)
                done[before], done[index] = refuse(earlier, problem), refuse(current, problem)
    return tuple(done)


def _same_twice(earlier: _Foreseen, current: _Foreseen, code: str) -> Problem:
    return Problem(
        f"{code}-twice",
        f"Tệp này giống hệt tệp “{earlier.reading.name}” của {_name(current)}.",
        "Chỉ cần nhận một tệp.",
    )


def _two_versions(earlier: _Foreseen, current: _Foreseen, code: str, file: str) -> Problem:
    names = f"“{earlier.reading.name}” và “{current.reading.name}”"
    return Problem(
        f"{code}-two-versions",
        f"{_name(current)} có hai {file} khác nhau: {names}.",
        "Hỏi đơn vị tệp nào là bản chính, bỏ tệp kia ra rồi nhận lại.",
    )


def _name(preview: _Foreseen) -> str:
    return preview.unit.name if preview.unit else ""
