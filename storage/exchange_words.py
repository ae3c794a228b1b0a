"""What every key of the open format means, in Vietnamese, for the schema and its documentation.

The key "" describes the record itself. A test holds this list against the records of `models`.
"""

from storage.exchange_pack_words import PACK_WORDS
from storage.exchange_table_words import TABLE_WORDS

Words = dict[str, dict[str, str]]

_SEASON: Words = {
    "Document": {
        "": "Một năm thi đua của một khối.",
        "$schema": "Địa chỉ của lược đồ, dành cho trình soạn thảo; chương trình bỏ qua.",
        "format": "Luôn là so-khoi-thi-dua.",
        "version": "Phiên bản của định dạng này; hiện là 2. Tài liệu phiên bản 1 vẫn đọc được.",
        "year": "Năm thi đua, ví dụ 2026.",
        "block": "Khối thi đua.",
        "pack": "Bộ quy tắc: ghi đủ nội dung, hoặc chỉ ghi mã của bộ quy tắc có sẵn trong chương trình.",
        "head": "Mã đơn vị Trưởng khối; để trống khi chưa có.",
        "deputy": "Mã đơn vị Phó Trưởng khối; để trống khi chưa có.",
        "table": "Bảng chấm điểm.",
        "units": "Các đơn vị thành viên, theo thứ tự trong danh sách.",
        "scores": "Các điểm đã nhập, mỗi điểm một mục; ô để trống thì không ghi.",
        "facts": "Những việc đã ghi nhận làm thay đổi điểm hoặc thứ hạng.",
        "closed_on": "Ngày chốt kết quả (năm-tháng-ngày); null khi chưa chốt.",
        "is_sample": "true khi là dữ liệu minh hoạ.",
        "earlier_tables": "Các bảng đã ban hành mà bảng hiện nay thay thế, cũ nhất trước.",
    },
    "Block": {
        "": "Khối thi đua và phần đầu văn bản của khối.",
        "name": "Tên khối.",
        "superior": "Cơ quan cấp trên, dòng trên cùng bên trái của văn bản.",
        "issuer": "Cơ quan ban hành, dòng thứ hai bên trái.",
        "place": "Địa danh đứng trước ngày tháng.",
        "symbol": "Ký hiệu của khối trong số văn bản, ví dụ KTĐ.",
        "style": "Thể thức văn bản: state = Nhà nước (Nghị định 30/2020/NĐ-CP), party = Đảng.",
    },
    "Unit": {
        "": "Một đơn vị thành viên.",
        "name": "Tên đầy đủ, in trên văn bản; mỗi đơn vị một tên, không kể chữ hoa, chữ thường.",
        "id": "Mã của đơn vị trong tệp, không in ra; bỏ trống thì lấy tên làm mã.",
        "short_name": "Tên ngắn.",
        "kind": "Loại đơn vị.",
        "has_party": "true khi có tổ chức đảng.",
        "has_union": "true khi có tổ chức công đoàn.",
        "contact": "Người và số liên hệ.",
    },
    "ScoreLine": {
        "": "Điểm của một đơn vị cho một tiêu chí ở một bước chấm.",
        "unit": "Mã đơn vị.",
        "criterion": "Mã tiêu chí trong bảng chấm điểm.",
        "stage": "Mã bước chấm: self, block, appraisal, agreed, hoặc bước riêng của bộ quy tắc.",
        "points": "Số điểm; null khi chưa có điểm mà đã có hồ sơ hoặc ghi chú.",
        "evidence": "Hồ sơ tài liệu kiểm chứng.",
        "note": "Ghi chú.",
        "source": "Tên tệp biểu mẫu mà điểm lấy từ đó; trống khi nhập tay.",
        "provisional": "true khi là điểm tạm tính, chờ kết quả xếp loại chính thức.",
        "inputs": "Số liệu mà điểm được tính từ đó, mỗi ô một số: plan = kế hoạch, result = thực hiện, value = số đếm được hoặc đo được, yes = 1 có, 0 không, hoặc mã của từng việc, mức trong quy tắc của tiêu chí = số lần, 1 khi chọn.",
    },
}
_FACTS: Words = {
    "Facts": {
        "": "Những việc đã ghi nhận, mỗi loại một danh sách theo thứ tự ghi.",
        "targets": "Chỉ tiêu đăng ký và kết quả, để tính điểm thưởng.",
        "reminders": "Văn bản nhắc nhở, phê bình của Tỉnh uỷ, UBND tỉnh.",
        "dossiers": "Hồ sơ khen thưởng không đủ điều kiện.",
        "discipline": "Vi phạm quy định của khối: vắng họp, sai thành phần, nộp chậm.",
        "own_deductions": "Điểm trừ do khối tự quy định theo từng tiêu chí.",
        "exclusions": "Đơn vị không bình xét, suy tôn.",
        "classifications": "Kết quả xếp loại chính thức đã có; điểm của đơn vị hết tạm tính.",
        "not_applicable": "Tiêu chí, mục không áp dụng cho đơn vị.",
        "class_decisions": "Mức xếp loại do cấp có thẩm quyền quyết định.",
    },
    "Target": {
        "": "Một chỉ tiêu đơn vị đăng ký từ đầu năm.",
        "unit": "Mã đơn vị.",
        "name": "Tên chỉ tiêu.",
        "section": "Mã mục của bảng chấm điểm mà chỉ tiêu thuộc về.",
        "registered": "Mức đơn vị đăng ký, theo đơn vị tính; null khi không đăng ký.",
        "result": "Kết quả thực hiện, theo đơn vị tính; null khi chưa có.",
        "planned": "Mức cấp trên giao, theo đơn vị tính; chỉ để tham khảo.",
        "measure": "Đơn vị tính, ví dụ %, hộ, tỷ đồng.",
        "better": "higher = càng cao càng tốt, lower = càng thấp càng tốt.",
        "bonus": "Điểm thưởng khối đề nghị (điểm); null thì theo bộ quy tắc.",
        "note": "Ghi chú.",
    },
    "Reminder": {
        "": "Một văn bản nhắc nhở hoặc phê bình.",
        "unit": "Mã đơn vị.",
        "document": "Số, ký hiệu văn bản.",
        "issued": "Ngày văn bản (năm-tháng-ngày); null khi không rõ.",
        "extended": "true khi việc đã được gia hạn (vẫn trừ điểm).",
        "note": "Ghi chú.",
    },
    "IneligibleDossiers": {
        "": "Hồ sơ khen thưởng không đủ điều kiện của một đơn vị.",
        "unit": "Mã đơn vị.",
        "count": "Số hồ sơ.",
        "notice": "Văn bản thông báo của cơ quan thẩm định; trống khi chưa có thì chưa trừ.",
        "note": "Ghi chú.",
    },
    "DisciplineFault": {
        "": "Một lần vi phạm quy định của khối.",
        "unit": "Mã đơn vị.",
        "fault": "absent = vắng, wrong_composition = sai thành phần, late_paper = nộp chậm, other = khác.",
        "what": "Việc cụ thể.",
        "happened": "Ngày xảy ra (năm-tháng-ngày); null khi không rõ.",
        "note": "Ghi chú.",
    },
    "OwnDeduction": {
        "": "Số lần bị trừ theo quy định riêng của khối ở một tiêu chí.",
        "unit": "Mã đơn vị.",
        "criterion": "Mã tiêu chí.",
        "cases": "Số lần.",
        "note": "Ghi chú.",
    },
    "Exclusion": {
        "": "Đơn vị được chấm điểm nhưng không bình xét, suy tôn.",
        "unit": "Mã đơn vị.",
        "reason": "Lý do.",
        "document": "Số, ký hiệu văn bản.",
        "since": "Từ ngày (năm-tháng-ngày).",
        "lifted": "Ngày thôi áp dụng (năm-tháng-ngày); null khi còn áp dụng.",
    },
    "Classification": {
        "": "Kết quả xếp loại chính thức của đơn vị trong năm đã được công bố.",
        "unit": "Mã đơn vị.",
        "document": "Số, ký hiệu văn bản xếp loại.",
        "issued": "Ngày văn bản (năm-tháng-ngày); null khi không rõ.",
        "note": "Ghi chú.",
    },
    "NotApplicable": {
        "": "Một tiêu chí hoặc một mục không áp dụng cho đơn vị.",
        "unit": "Mã đơn vị.",
        "criterion": "Mã tiêu chí, nhóm hoặc mục của bảng chấm điểm.",
        "reason": "Lý do.",
        "document": "Số, ký hiệu văn bản.",
        "policy": "leave_out = không tính và so theo tỷ lệ điểm có thể đạt, full = tính đủ điểm (ở điểm thưởng, điểm trừ: coi như không có), substitute = lấy điểm tiêu chí khác thay, percent_cap = tính không quá một tỷ lệ điểm tối đa, own_group = chỉ so với các đơn vị cùng không áp dụng; null thì theo bộ quy tắc.",
        "substitute": "Mã tiêu chí lấy điểm thay, khi policy là substitute.",
        "percent": "Phần trăm điểm tối đa được tính, khi policy là percent_cap; null thì theo bộ quy tắc.",
    },
    "ClassDecision": {
        "": "Mức xếp loại của đơn vị do cấp có thẩm quyền quyết định, không theo điểm.",
        "unit": "Mã đơn vị.",
        "name": "Tên mức xếp loại, như trong bộ quy tắc.",
        "document": "Số, ký hiệu văn bản.",
        "decided": "Ngày quyết định (năm-tháng-ngày); null khi không rõ.",
        "note": "Ghi chú.",
    },
}

WORDS: Words = _SEASON | TABLE_WORDS | _FACTS | PACK_WORDS
