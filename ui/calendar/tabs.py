"""The tabs of the page "Lịch và hạn" as data."""

from ui.frame.tab import TabSpec

TABS = (
    TabSpec("board", "Việc theo hạn", "ui.calendar.board_tab", "BoardTab"),
    TabSpec("plan", "Kế hoạch năm", "ui.calendar.plan_tab", "PlanTab"),
    TabSpec("days", "Hội nghị, ngày nghỉ", "ui.calendar.days_tab", "DaysTab"),
)
