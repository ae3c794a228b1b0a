"""A file from a stick, looked at and told of before anything is done with it."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from models.errors import AppError
from models.rulepack import RulePack
from models.signer import Signer
from ui.book.jobs import Cancelled, Jobs
from ui.book.session import Session
from ui.look import theme
from ui.updates import keys, words
from ui.updates.look import PackFile, Release, look
from ui.widgets.cards import Badge, clear, label, restyle
from ui.widgets.messages import Box, guard, show_error
from ui.widgets.progress import ProgressStrip

_WIDTH, _BADGE = 620, 110
_VERBS: dict[words.Act, str] = {"take": "Xem thay đổi rồi lấy…"}


class UpdateBox(Box):
    """Says what the file is; `chosen` is the act that is to follow once the box is closed, "" for none.

    "install": the open book is saved to a verified copy and the installer runs; the window is to be closed.
    "take": `pack` is to be taken into the open book; it is what was looked at, whatever the file holds by then.
    The keys that the clerk confirmed are kept in the folder `settings`.
    """

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        settings: Path,
        path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Cập nhật từ tệp", parent)
        self._session, self._jobs, self._settings, self.path = session, jobs, settings, path
        self._confirmed: tuple[Signer, ...] | None = ()
        self.chosen: words.Act = ""
        self.pack: RulePack | None = None
        self.advice: words.Advice | None = None
        self._working = False
        self.setMinimumWidth(_WIDTH + 2 * theme.SPACE_L)
        self.add_text("Cập nhật từ tệp", "section")
        self.add_text(path.name, "strong")
        self.body.addWidget(ProgressStrip(jobs))
        self._lines = QGridLayout()
        self._lines.setColumnMinimumWidth(0, _BADGE)
        self._lines.setHorizontalSpacing(0)
        self._lines.setVerticalSpacing(theme.SPACE_S)
        self.body.addLayout(self._lines)
        self.key = label("", "strong")
        self.hash = label("", "small", wrap=True)
        for it in (self.key, self.hash):
            it.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.step = label("", wrap=True)
        for it in (self.key, self.hash, self.step):
            self.body.addWidget(it)
            it.hide()
        self.body.addStretch(1)
        self.close_button = self.add_button("Đóng", self.reject, "primary")
        self.act_button: QPushButton | None = None
        self.confirm_button: QPushButton | None = None

    def begin(self) -> None:
        """Read the file; what it is none of is told, and the box closes."""
        guard(self, self._start)

    def _start(self) -> None:
        self._jobs.start("Đang đọc tệp", partial(look, self.path), self._show, self._failed)
        self._working = True

    def done(self, result: int) -> None:
        """Closed while it works: that stops."""
        if self._working:
            self._jobs.cancel()
        super().done(result)

    def _failed(self, error: Exception) -> None:
        self._working = False
        if isinstance(error, Cancelled):
            self.reject()
        elif self.isVisible():
            self._tell(str(error) if isinstance(error, AppError) else "")
            if not isinstance(error, AppError):
                show_error(self, error)

    def _tell(self, sentence: str) -> None:
        self.step.setText(sentence)
        self.step.setVisible(bool(sentence))
        _give_room(self.step, _WIDTH)

    def _show(self, found: Release | PackFile) -> None:
        self._working = False
        if isinstance(found, Release):
            windows = sys.platform == "win32"
            advice = words.of_release(found, windows=windows, is_open=self._session.is_open)
        else:
            self.pack = found.pack
            advice = self._advice(found)
        self._say(advice)
        self.hash.setText(words.hash_line(found))
        self.hash.show()
        if isinstance(found, PackFile) and advice.to_confirm is not None:
            self._offer_to_confirm(found)

    def _advice(self, found: PackFile) -> words.Advice:
        if found.signer is not None:
            self.key.setText(words.key_line(found.signer))
            self.key.show()
            try:
                self._confirmed = keys.read(self._settings)
            except ValueError:
                self._confirmed = None
        return self._of_pack(found)

    def _of_pack(self, found: PackFile) -> words.Advice:
        session = self._session
        used = session.season.pack if session.is_open else None
        return words.of_pack(found, used, session.locked_reason, self._confirmed)

    def _offer_to_confirm(self, found: PackFile) -> None:
        """Before the way out, which stays the button that answers to Enter."""
        made = self.confirm_button = self.add_button("Mã khóa đúng", partial(self._confirm, found))
        self.foot.insertWidget(self.foot.indexOf(self.close_button), made)
        QWidget.setTabOrder(made, self.close_button)
        made.show()

    def _confirm(self, found: PackFile) -> None:
        """The clerk has compared the key: it is kept, where it can be, and the pack may be taken."""
        assert found.signer is not None
        assert self.confirm_button is not None
        self._confirmed = (*(self._confirmed or ()), found.signer)
        self.confirm_button.hide()
        self._say(self._of_pack(found))
        try:
            keys.write(self._settings, self._confirmed)
        except AppError as error:
            self._tell(f"{error} {self.step.text()}")
        QTimer.singleShot(0, self, self.adjustSize)  # fewer words than before leave no gap

    def _say(self, advice: words.Advice) -> None:
        self.advice = advice
        clear(self._lines)
        for row, it in enumerate(advice.lines):
            top = Qt.AlignmentFlag.AlignTop
            self._lines.addWidget(Badge(it.badge, it.tone), row, 0, top)
            text = label(it.text, wrap=True)
            self._lines.addWidget(text, row, 1, top)
            _give_room(text, _WIDTH - _BADGE)
        self._offer(advice.act)
        self._tell(advice.step)

    def _offer(self, act: words.Act) -> None:
        if not act:
            return
        bare = "Đóng và cài đặt" if not self._session.is_open else "Sao lưu rồi cài đặt"
        self.act_button = self.add_button(_VERBS.get(act, bare), partial(self._do, act), "primary")
        restyle(self.close_button, role="secondary")
        self.act_button.show()  # what is not seen yet cannot take the keyboard
        self.act_button.setFocus()

    def _do(self, act: words.Act) -> None:
        if act == "take" or not self._session.is_open:
            self._leave(act)
            return
        assert self.act_button is not None
        self.act_button.setEnabled(False)
        guard(self, self._back_up)

    def _back_up(self) -> None:
        self._jobs.start("Sao lưu", self._session.keeper(), self._kept, self._not_kept)
        self._working = True

    def _kept(self, copy: Any) -> None:
        self._working = False
        self._session.note_copy(copy)
        if self.isVisible():
            self._leave("install")

    def _not_kept(self, error: Exception) -> None:
        """Without a verified copy nothing is installed."""
        self._working = False
        assert self.act_button is not None
        self.act_button.setEnabled(True)
        show_error(self, error)

    def _leave(self, act: words.Act) -> None:
        """The installer is started before the window goes, so that a refusal of Windows can still be told."""
        if act == "install" and not guard(self, partial(start, self.path)):
            return
        self.chosen = act
        self.accept()


def _give_room(text: QLabel, width: int) -> None:
    """A box that is open grows by itself to the lines of its words only when it is told how many those are."""
    text.setFixedWidth(width)
    text.ensurePolished()
    text.setMinimumHeight(0)  # else the height is never less than that of the words before
    text.setMinimumHeight(text.heightForWidth(width))


def start(setup: Path) -> None:
    """Open an installer as a double click does. Raises AppError when Windows refuses."""
    import os

    try:
        os.startfile(setup)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606 - the clerk chose it
    except OSError as error:
        raise AppError(
            f"Windows không mở được “{setup.name}”. Mở thư mục chứa tệp và bấm đúp vào tệp đó."
        ) from error
