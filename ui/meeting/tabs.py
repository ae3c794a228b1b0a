"""The tabs of the page "Hội nghị" as data."""

from ui.frame.tab import TabSpec

TABS = (
    TabSpec("presenter", "Điều khiển màn chiếu", "ui.meeting.presenter", "PresenterTab"),
    TabSpec("agenda", "Chương trình, dự họp", "ui.meeting.run_sheet", "RunSheetTab"),
    TabSpec("discussion", "Thảo luận", "ui.meeting.discussion", "DiscussionTab"),
    TabSpec("votes", "Bỏ phiếu", "ui.meeting.votes", "VotesTab"),
    TabSpec("closing", "Chốt kết quả", "ui.meeting.closing", "ClosingTab"),
)
