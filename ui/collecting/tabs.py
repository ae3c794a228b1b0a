"""The tabs of the page "Hồ sơ" as data."""

from ui.frame.tab import TabSpec

TABS = (
    TabSpec("due", "Giấy tờ phải nộp", "ui.collecting.due_papers", "DuePapersTab"),
    TabSpec("registration", "Đăng ký, giao ước", "ui.collecting.registration", "RegistrationTab"),
    TabSpec("evidence", "Hồ sơ kiểm chứng", "ui.collecting.evidence", "EvidenceTab"),
    TabSpec("checks", "Đối chiếu, cảnh báo", "ui.collecting.checks", "ChecksTab"),
    TabSpec("appraisal", "Thẩm định", "ui.collecting.appraisal", "AppraisalTab"),
    TabSpec(
        "achievements", "Khen thưởng, điển hình", "ui.collecting.achievements", "AchievementsTab"
    ),
    TabSpec("registers", "Sổ ghi nhận", "ui.collecting.registers", "RegistersTab"),
)
