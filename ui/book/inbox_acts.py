"""What can be done with one file of the inbox: looked at, sent back, set aside, described, saved again."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QMenu

from models.collecting.inbox import Entry, Foreseen, Said, against_earlier
from models.collecting.intake import FormReading
from models.collecting.kept_warnings import keep_problem
from models.collecting.paper_matrix import asked_papers
from models.collecting.registration import RegistrationPreview
from models.collecting.unit_names import alias_for, find_in
from models.errors import Problem
from ui.book.inbox import Inbox
from ui.collecting.registration_preview import RegistrationLines
from ui.files import form_back
from ui.pages.base import Page
from ui.widgets.files import ask_save
from ui.widgets.form_cells import FormCells
from ui.widgets.forms import Field, FormDialog, Values
from ui.widgets.messages import guard, tell
from ui.words import inbox_words, text

_REASON = (
    Field("reason", "Lý do", "multiline", required=True, placeholder="Ví dụ: đơn vị gửi nhầm bản"),
)

_NOTE = (
    Field("note", "Ghi chú", "multiline", required=True, help="In trên phiếu điểm của đơn vị."),
)
_HANDED_IN = "Ngày này tính là ngày nộp; để trống là ngày đưa vào sổ."
_STAYS = "Điểm đã ghi từ tệp này vẫn ở trong sổ cho đến khi nhận tệp khác hoặc sửa tay."


class EntryActs:
    """Each act takes the entry it is about; those that write are off in a read-only book."""

    def __init__(self, page: Page, inbox: Inbox) -> None:
        self._page = page
        self._inbox = inbox

    def fill(self, menu: QMenu, entry: Entry | None) -> None:
        """The acts that fit this file, for the menu of further ones."""
        menu.clear()
        if entry is None:
            return
        can_write = not self._page.session.read_only and entry.submission.id > 0
        in_force = entry.submission.state in ("waiting", "taken")
        self._add(
            menu, "So với lần gửi trước…", self.compare, entry, bool(entry.form and entry.earlier)
        )
        if self.can_send_back(entry):  # else they stand beside this menu
            self._add(menu, "Chép lời nhắn", self.copy_message, entry, bool(entry.preview))
            self._add(menu, "Lưu tệp đánh dấu lỗi…", self.mark, entry, self.can_mark(entry))
        self._add(menu, "Lưu thư trả lời (.eml)…", self.mail, entry, entry.preview is not None)
        self._add(menu, "Lưu bản gốc…", self.save_original, entry, entry.submission.size > 0)
        menu.addSeparator()
        warned = can_write and in_force and bool(self._warnings(entry))
        self._add(menu, "Chấp nhận cảnh báo, ghi chú…", self.keep_warnings, entry, warned)
        self._add(menu, "Ghi là đã trả lại đơn vị…", self.give_back, entry, can_write and in_force)
        self._add(menu, "Để riêng…", self.set_aside, entry, in_force)
        laid_by = entry.submission.state in ("set_aside", "returned")
        self._add(menu, "Dùng lại", self.use_again, entry, can_write and laid_by)

    @staticmethod
    def _add(
        menu: QMenu, words: str, act: Callable[[Entry], object], entry: Entry, possible: bool
    ) -> None:
        made = menu.addAction(words, lambda: act(entry))
        made.setEnabled(possible)

    # ---- looking

    def has_cells(self, entry: Entry | None) -> bool:
        """Whether it is a self-score form with rows that were read."""
        return entry is not None and entry.form is not None and bool(entry.form.reading.lines)

    def can_mark(self, entry: Entry | None) -> bool:
        """Whether it is a form with something wrong in it that can be marked in its cells."""
        preview = entry.preview if entry else None
        return preview is not None and bool(preview.problems) and form_back.can_mark(preview)

    def has_lines(self, entry: Entry) -> bool:
        """Whether there is more to see of it than the list says."""
        registered = isinstance(entry.preview, RegistrationPreview) and bool(entry.preview.lines)
        return registered or (self.has_cells(entry) and bool(entry.unit))

    def is_earlier(self, entry: Entry | None) -> bool:
        """Whether it is a form of an earlier version of the table."""
        return bool(entry and entry.form and form_back.is_earlier(entry.form))

    def show_cells(self, entry: Entry) -> None:
        """All that one form says in a box."""
        if isinstance(entry.preview, RegistrationPreview):
            RegistrationLines(entry.preview, self._page).exec()
        elif entry.form is not None and entry.form.unit and self.has_cells(entry):
            FormCells(self._page.session.season, entry.form, self._page).exec()

    def compare(self, entry: Entry) -> None:
        """What the unit changed since the file it sent before."""
        if entry.form is None or entry.earlier is None:
            return
        before = self._reading_of(entry.earlier.id)
        season = self._page.session.season
        if not isinstance(before, FormReading) or not before.lines:
            tell(
                self._page,
                "So với lần gửi trước",
                "Lần gửi trước không đọc được nên không so được.",
            )
            return
        base, found = against_earlier(season, entry.form.reading, before)
        if not found.changes:
            tell(self._page, "So với lần gửi trước", "Hai tệp ghi giống hệt nhau.")
            return
        FormCells(base, found, self._page, earlier=before).exec()

    def _reading_of(self, number: int) -> Said | None:
        submission = next(it for it in self._page.session.season.submissions if it.id == number)
        known = self._inbox.reading(submission)
        if known is not None:
            return known
        from exporters.incoming.arrivals import Arrival, read

        data = self._inbox.original(submission)
        if data is None:
            return None
        return read(Arrival(submission.name, data), self._page.session.season, submission.unit)

    def save_original(self, entry: Entry) -> None:
        """The file as it came, written where the clerk wants it."""
        data = self._inbox.original(entry.submission)
        name = entry.submission.name.rpartition(" › ")[2]
        if data is None:
            tell(self._page, "Lưu bản gốc", "Sổ này không giữ nội dung của tệp.")
            return
        target = ask_save(self._page, "Lưu bản gốc", name, "any")
        if target is None:
            return
        from exporters.files import save

        if guard(self._page, lambda: save(target, data)):
            self._page.tell(f"Đã lưu “{target.name}”.", button=form_back.folder_button(target))

    # ---- back to the unit

    def copy_message(self, entry: Entry) -> None:
        """The message to the unit on the clipboard."""
        self._back(entry, lambda preview, _data: form_back.copy_message(self._page, preview))

    def mark(self, entry: Entry) -> None:
        """A copy of the unit's file with its faults marked."""
        self._back(entry, lambda preview, data: form_back.mark_file(self._page, preview, data))

    def carry(self, entry: Entry) -> None:
        """The unit's form in the present version of the table."""
        data = self._inbox.original(entry.submission)
        if entry.form is not None:
            form_back.carry_over(self._page, entry.form, data or b"")

    def mail(self, entry: Entry) -> None:
        """A letter with the marked copy, to be opened by the mail program."""
        self._back(entry, lambda preview, data: form_back.save_mail(self._page, preview, data))

    def _back(self, entry: Entry, act: Callable[[Foreseen, bytes], object]) -> None:
        data = self._inbox.original(entry.submission)
        if entry.preview is not None:
            act(entry.preview, data or b"")

    def send_back(self, entry: Entry) -> None:
        """All that sending a faulty form back takes: the marked copy (where there are cells to mark), the message
        on the clipboard, and the note that it went back with what for."""
        preview, data = entry.preview, self._inbox.original(entry.submission)
        if preview is None:
            return
        marked = None
        if form_back.can_mark(preview):
            marked = form_back.mark_file(self._page, preview, data or b"")
            if marked is None:
                return
        form_back.copy_message(self._page, preview)
        reason = "\n".join(it.text for it in preview.problems)
        if guard(self._page, lambda: self._inbox.returned(entry.submission, reason)):
            file = f", gửi kèm “{marked.name}”" if marked else ""
            self._page.tell(
                f"Đã ghi là trả lại và chép lời nhắn. Dán vào Zalo hoặc thư{file}.",
                button=form_back.folder_button(marked) if marked else None,
            )

    def can_send_back(self, entry: Entry | None) -> bool:
        """Whether it is a form that waits and cannot be taken for what is wrong in it."""
        return (
            entry is not None
            and entry.is_waiting
            and entry.submission.id > 0
            and entry.preview is not None
            and entry.preview.state == "refused"
            and not self._page.session.read_only
        )

    def give_back(self, entry: Entry) -> None:
        """Note that the file went back, with what for."""
        problems = entry.preview.problems if entry.preview else ()
        told = "\n".join(it.text for it in problems)
        reason = self._ask_reason("Trả lại đơn vị", told, entry)
        if reason is not None:
            guard(self._page, lambda: self._inbox.returned(entry.submission, reason))

    # ---- the entry itself

    @staticmethod
    def _warnings(entry: Entry) -> tuple[Problem, ...]:
        if not entry.unit or entry.preview is None:
            return ()
        return tuple(it for it in entry.preview.problems if it.severity == "warning")

    def keep_warnings(self, entry: Entry) -> None:
        """The clerk lets the warnings of a form stand; the note goes onto the unit's score sheet."""
        warnings = self._warnings(entry)
        told = "\n".join(it.text for it in warnings)
        values = FormDialog("Chấp nhận cảnh báo", _NOTE, intro=told, parent=self._page).ask()
        if values is None:
            return
        session, note = self._page.session, str(values["note"])
        today = session.now().date()
        facts = tuple(keep_problem(entry.unit, it, note, today) for it in warnings)
        name = inbox_words.unit_name(session.season, entry)
        label = f"chấp nhận {len(facts)} cảnh báo của {name}"
        guard(self._page, lambda: session.change_facts((), facts, label))

    def set_aside(self, entry: Entry) -> None:
        """The file counts for nothing, for a reason; it stays in the list."""
        if entry.submission.id < 0:
            self._inbox.set_aside(entry.submission, "")
            self._page.refresh("inbox")
            return
        laid_by = entry.submission.state in ("set_aside", "returned")
        if laid_by or self._page.session.read_only:
            return
        reason = self._ask_reason("Để riêng tệp này", "", entry)
        if reason is not None:
            guard(self._page, lambda: self._inbox.set_aside(entry.submission, reason))

    def use_again(self, entry: Entry) -> None:
        """A file that was laid by is to be decided anew."""
        guard(self._page, lambda: self._inbox.use_again(entry.submission))

    def _ask_reason(self, title: str, proposed: str, entry: Entry) -> str | None:
        intro = _STAYS if entry.submission.state == "taken" else ""
        dialog = FormDialog(title, _REASON, {"reason": proposed}, intro=intro, parent=self._page)
        values = dialog.ask()
        return None if values is None else str(values["reason"])

    def describe(self, entry: Entry) -> None:
        """Who sent it, whose it is, what it is; its size, hash and time to be read."""
        season, submission = self._page.session.season, entry.submission
        kinds = [("", "Chưa rõ"), *((it.code, it.title) for it in asked_papers(season))]
        units = [("", "Chưa rõ"), *((it.id, it.name) for it in season.units)]
        fields = (
            Field("sender", "Người gửi", placeholder="Ví dụ: văn thư, qua Zalo"),
            Field("unit", "Đơn vị", "choice", choices=units),
            Field("kind", "Loại giấy tờ", "choice", choices=kinds),
            Field("received", "Ngày đơn vị nộp", "day", help=_HANDED_IN),
        )
        likely = find_in(submission.name, season).units[:1]
        unit = entry.unit or (likely[0].id if likely else "")
        values: Values = {
            "sender": submission.sender,
            "unit": unit,
            "kind": submission.kind,
            "received": submission.day,
        }
        dialog = FormDialog("Thông tin tệp", fields, values, intro=_facts(entry), parent=self._page)
        given = dialog.ask()
        if given is None:
            return
        values = {name: str(given[name] or "") for name in ("sender", "unit", "kind")}
        received: date | None = given["received"]
        if received == submission.arrived.date() and submission.received is None:
            received = None  # nobody said another day
        if values["unit"] == entry.unit and not submission.unit:
            values["unit"] = submission.unit  # the form says it itself

        def describe() -> None:
            self._inbox.describe(submission, received=received, **values)
            self._remember(entry, values["unit"])

        guard(self._page, describe)

    def _remember(self, entry: Entry, unit_id: str) -> None:
        """How a Word file calls the unit that the clerk has just named is known from now on."""
        season = self._page.session.season
        unit = season.unit(unit_id)
        if unit is None or not entry.submission.name.lower().endswith(".docx"):
            return
        from exporters.forms.score.word_form import said_unit

        said = said_unit(self._inbox.original(entry.submission) or b"", season)
        alias = alias_for(said, unit, season) if said else None
        if alias is not None:
            self._page.session.change_fact(None, alias, f"nhớ “{said}” là {unit.name}")


def _facts(entry: Entry) -> str:
    """What is known of the file by itself: name, size, time, hash."""
    submission = entry.submission
    size = text.file_size(submission.size)
    moment = submission.arrived
    return (
        f"“{submission.name}”, {size}, nhận {moment:%H:%M} ngày {text.day(moment.date())}."
        f" Mã nhận dạng (SHA-256): {submission.sha256[:16]}…"
    )
