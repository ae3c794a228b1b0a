"""Acts on files kept beside the book, evidence and finished papers: work for `Jobs` that copies, reads and packs
them, and what is recorded afterwards.

The work only touches files; what it found stands in a `Brought`, filled as it goes, so that what was done
before a stop is recorded as well.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from models.collected import EvidenceFile
from models.collecting.evidence import (
    State,
    packed_names,
    place,
    title_of,
    unit_folder,
    unit_name,
)
from models.errors import AppError
from models.paper_record import KeptFile, PaperRecord
from models.season import Season
from storage import evidence_folder as folder
from storage import kept_files, paper_folder
from storage.evidence_folder import Left
from storage.kept_files import LARGE, Looked
from ui.book.intake_acts import IntakeActs

__all__ = ["LARGE", "Brought", "EvidenceActs", "Left", "Looked", "Packed"]

Report = Callable[[int, int, str], None]
"""As `ui.book.jobs.Report`: told between files and while one is read; raises to stop."""


@dataclass(slots=True)
class Brought:
    """What bringing in gave: files to record, records whose file is there again, files that the unit has
    for other criteria already, those this one has, and what was refused with its sentence.
    """

    unit: str
    criterion: str
    added: list[EvidenceFile] = field(default_factory=list)
    renewed: list[tuple[EvidenceFile, EvidenceFile]] = field(default_factory=list)
    shared: list[tuple[EvidenceFile, str]] = field(default_factory=list)
    present: list[EvidenceFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Packed:
    """A zip that was written, and what in it is not as recorded."""

    unit: str
    path: Path
    files: int
    left: tuple[Left, ...]


class EvidenceActs(IntakeActs):
    """The files stand beside the block's file; the facts that name them stand in it."""

    # ---- looking

    def evidence_folder(self, unit: str = "") -> Path:
        """The folder of this year's evidence, or of one unit's; it may not be there yet."""
        made = folder.folder_of(self.file.path, self.season.year)
        return made / unit_folder(self.season, unit) if unit else made

    def evidence_path(self, evidence: EvidenceFile) -> Path | None:
        """Where the file of a record stands; None for a record that leads out of the folder."""
        return folder.path_of(self.file.path, evidence.file)

    def glance_evidence(self) -> dict[str, State]:
        """How the recorded files are, seen without reading them."""
        book = self.file.path
        return {it.file: folder.glance(book, it) for it in self.season.facts.evidence_files}

    def strange_evidence(self, unit: str) -> tuple[EvidenceFile, ...]:
        """Files in the unit's folder that no record names, as records without a criterion."""
        known = [it.file for it in self.season.facts.evidence_files]
        names = folder.strangers(
            self.file.path, self.season.year, unit_folder(self.season, unit), known
        )
        return tuple(
            EvidenceFile(unit, "", title_of(it.rpartition("/")[2]), it, it.rpartition("/")[2])
            for it in names
        )

    @staticmethod
    def look_at_evidence(paths: Sequence[Path]) -> tuple[Looked, ...]:
        """Whether these files can be taken, without reading them through."""
        return tuple(kept_files.look_at(it) for it in paths)

    # ---- work for the jobs' thread

    def evidence_bringer(
        self, brought: Brought, sources: Sequence[Path]
    ) -> Callable[[Report], None]:
        """Copies `sources` in for one criterion; fills `brought`."""
        season, book, today = self.season, self.file.path, self.now().date()
        known = [it for it in season.facts.evidence_files if it.unit == brought.unit]
        unit, where = unit_folder(season, brought.unit), place(season, brought.criterion)

        def bring(source: Path, tell: kept_files.Tell) -> None:
            digest = kept_files.hash_of(source, tell)
            same = [it for it in known if it.sha256 == digest]
            mine = next((it for it in same if it.criterion == brought.criterion), None)
            if any(folder.glance(book, it) == "ok" for it in same):
                if mine is not None:
                    brought.present.append(mine)
                else:
                    other = same[0]
                    brought.shared.append(
                        (replace(other, criterion=brought.criterion), other.criterion)
                    )
                return
            title = mine.title if mine else title_of(source.name)
            number = sum(it.criterion == brought.criterion for it in known) + 1
            kept = folder.bring_in(book, season.year, unit, where, number, title, source, tell)
            made = EvidenceFile(
                brought.unit,
                brought.criterion,
                title,
                kept.file,
                kept.original,
                kept.sha256,
                kept.size,
                today,
            )
            again = [(it, replace(it, file=kept.file, size=kept.size)) for it in same]
            brought.renewed += again
            known[:] = [it for it in known if it not in same] + [it for _, it in again]
            if mine is None:
                brought.added.append(made)
                known.append(made)

        return lambda report: _each(sources, bring, brought, report)

    def evidence_adopter(
        self, brought: Brought, strange: Sequence[EvidenceFile]
    ) -> Callable[[Report], None]:
        """Reads files that lie in the folder already, to record them for one criterion."""
        book, today = self.file.path, self.now().date()
        by_path = {folder.path_of(book, it.file): it for it in strange}
        paths = [it for it in by_path if it is not None]

        def adopt(path: Path, tell: kept_files.Tell) -> None:
            looked = kept_files.look_at(path)
            if looked.refused:
                raise AppError(looked.refused)
            digest = kept_files.hash_of(path, tell)
            brought.added.append(
                replace(
                    by_path[path],
                    criterion=brought.criterion,
                    sha256=digest,
                    size=looked.size,
                    added=today,
                )
            )

        return lambda report: _each(paths, adopt, brought, report)

    def evidence_checker(self, found: dict[str, State]) -> Callable[[Report], None]:
        """Reads every recorded file through; fills `found` (file → how it is)."""
        book, files = self.file.path, {it.file: it for it in self.season.facts.evidence_files}

        def work(report: Report) -> None:
            for done, (file, it) in enumerate(files.items()):
                name = file.rpartition("/")[2]
                report(done, len(files), name)
                found[file] = folder.state(book, it, _going(report, done, len(files), name))
            report(len(files), len(files), "")

        return work

    def evidence_packer(
        self, units: Sequence[str], target: Path, packed: list[Packed]
    ) -> Callable[[Report], None]:
        """Writes the zip of each unit that has files into the folder `target`; fills `packed`."""
        season, book, now = self.season, self.file.path, self.now()

        def work(report: Report) -> None:
            from exporters.files import free_name

            for done, unit in enumerate(units):
                name = unit_name(season, unit)
                report(done, len(units), name)
                tell = _going(report, done, len(units), name)
                records = {it.file: it for it in season.facts.evidence_files if it.unit == unit}
                states = {file: folder.state(book, it, tell) for file, it in records.items()}
                gone = [it for it, how in states.items() if how not in ("ok", "changed")]
                lists, stem = _listing(season, unit, gone, now)
                named = {name: records[file] for file, name in packed_names(season, unit).items()}
                path = free_name(target / f"{stem}.zip")
                left = folder.zip_of(book, path, named, lists, now, tell)
                packed.append(Packed(unit, path, len(records) - len(gone), left))
            report(len(units), len(units), "")

        return work

    # ---- finished papers

    def paper_file(self, kept: KeptFile) -> Path | None:
        """Where a finished paper stands; None for a record that leads out of the folder."""
        return paper_folder.path_of(self.file.path, kept)

    def paper_file_state(self, kept: KeptFile) -> State:
        """What a finished paper is like now."""
        return paper_folder.state(self.file.path, kept)

    def paper_bringer(
        self, record: PaperRecord, title: str, source: Path, made: list[KeptFile]
    ) -> Callable[[Report], None]:
        """Copies a finished file of the paper of `record` in; fills `made`. Raises AppError then for the very file
        that was attached last."""
        book, year, today = self.file.path, self.season.year, self.now().date()
        named = self._paper_named(record, title)
        last = record.kept[-1] if record.kept else None

        def work(report: Report) -> None:
            tell = _going(report, 0, 1, source.name)
            same = last is not None and kept_files.hash_of(source, tell) == last.sha256
            if last is not None and same and paper_folder.state(book, last) == "ok":
                raise AppError(f"Đúng tệp “{source.name}” đã gắn rồi, nội dung không đổi.")
            number = len(record.kept) + 1
            made.append(paper_folder.bring_in(book, year, named, number, source, today, tell))

        return work

    def strange_papers(self, record: PaperRecord, title: str) -> tuple[KeptFile, ...]:
        """Finished files of the paper of `record` that lie in the folder though nothing names them, not yet read."""
        season = self.season
        known = [it.file for one in season.plan.written for it in one.kept]
        named = self._paper_named(record, title)
        return paper_folder.strangers(self.file.path, season.year, named, known)

    def paper_adopter(self, strange: KeptFile, made: list[KeptFile]) -> Callable[[Report], None]:
        """Reads a file that lies in the folder already, to record it; fills `made`."""
        path, today = self.paper_file(strange), self.now().date()

        def work(report: Report) -> None:
            assert path is not None
            looked = kept_files.look_at(path)
            if looked.refused:
                raise AppError(looked.refused)
            digest = kept_files.hash_of(path, _going(report, 0, 1, strange.original))
            made.append(replace(strange, sha256=digest, size=looked.size, added=today))

        return work

    def _paper_named(self, record: PaperRecord, title: str) -> tuple[str, str]:
        return title, unit_name(self.season, record.unit) if record.unit else ""

    # ---- acts

    def add_evidence(self, brought: Brought, label: str) -> None:
        """Record what was brought in, as one act."""
        old = [it for it, _ in brought.renewed]
        new = [*(it for _, it in brought.renewed), *brought.added]
        if new:
            self.change_facts(old, new, label)

    def drop_evidence(self, evidence: EvidenceFile) -> None:
        """Take a file out of the list; the file itself stays in the folder."""
        self.change_fact(evidence, None, f"bỏ “{evidence.title}” khỏi hồ sơ {evidence.criterion}")

    def retitle_evidence(self, evidence: EvidenceFile, title: str) -> None:
        """Call a file something else in lists and zips; its name in the folder stays."""
        if title != evidence.title:
            new = replace(evidence, title=title)
            self.change_fact(evidence, new, f"đổi tên hồ sơ “{evidence.title}”")


def _each(
    paths: Sequence[Path],
    act: Callable[[Path, kept_files.Tell], None],
    brought: Brought,
    report: Report,
) -> None:
    """Do `act` with every file; one that is refused does not keep the others out."""
    for done, path in enumerate(paths):
        report(done, len(paths), path.name)
        try:
            act(path, _going(report, done, len(paths), path.name))
        except AppError as error:
            brought.refused.append(str(error))
    report(len(paths), len(paths), "")


def _going(report: Report, done: int, total: int, name: str) -> kept_files.Tell:
    """A large file is told about while it is read, so that it can be stopped in the middle."""
    return lambda read: report(done, total, f"{name} · {read >> 20} MB" if read >> 24 else name)


def _listing(
    season: Season, unit: str, gone: Sequence[str], now: datetime
) -> tuple[Mapping[str, bytes], str]:
    """The list of evidence as a Word file for the zip, and the stem of the zip's name."""
    from tempfile import TemporaryDirectory

    from exporters import write_paper
    from models.papers.evidence import unit_evidence
    from models.papers.stamp import stamp_minute, stamped
    from models.papers.words import plain_name

    made = unit_evidence(season, unit, now.date(), gone)
    report = stamped(made, stamp_minute(season, now))
    with TemporaryDirectory() as place_of_list:
        target = Path(place_of_list) / "danh-muc.docx"
        write_paper(report, target)
        data = target.read_bytes()
    index = [it.id for it in season.units].index(unit)
    stem = f"Ho so kiem chung {season.year} - {index + 1:02} {season.units[index].name}"
    return {"00 - Danh mục hồ sơ kiểm chứng.docx": data}, plain_name(stem)
