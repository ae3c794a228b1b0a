"""Form 01 of HD 1560/SNV-TĐKT as data: the report of a unit. Headings and order are binding."""

from models.papers.report_forms import Place, asked

_LEADING = (
    asked(
        "spreading",
        "Quán triệt, triển khai văn bản",
        "Tình hình tổ chức quán triệt, triển khai các văn bản chỉ đạo của trung ương và của tỉnh phong trào thi "
        "đua yêu nước và công tác khen thưởng tại cơ quan, đơn vị trong năm",
    ),
    asked(
        "issuing",
        "Ban hành văn bản",
        "Ban hành văn bản về công tác thi đua, khen thưởng theo các văn bản chỉ đạo của tỉnh, bộ, ngành và của "
        "Trung ương",
    ),
    asked(
        "renewing",
        "Đổi mới nội dung, phương thức",
        "Đánh giá kết quả đổi mới nội dung, phương thức tổ chức các phong trào thi đua yêu nước, công tác phát "
        "hiện, bồi dưỡng, tổng kết và nhân điển hình tiên tiến; sự quan tâm của cấp uỷ, người đứng đầu; sự phối "
        "hợp của Ủy ban Mặt trận Tổ quốc và đoàn thể các cấp",
    ),
    asked(
        "directing",
        "Chỉ đạo điểm, kiểm tra, đôn đốc",
        "Công tác chỉ đạo điểm, kiểm tra, đôn đốc, công tác tuyên truyền, giáo dục về công tác thi đua, khen "
        "thưởng của cơ quan, đơn vị",
    ),
    asked("initiatives", "Sáng kiến", "Xét công nhận sáng kiến của đơn vị"),
    asked(
        "complaints",
        "Đơn thư, khiếu nại",
        "Giải quyết đơn thư, khiếu nại về công tác thi đua, khen thưởng (áp dụng đối với các huyện, thị xã, thành "
        "phố; các sở, ban, ngành và đoàn thể tỉnh)",
    ),
)
_MOVEMENTS = (
    asked(
        "movements",
        "Nội dung, hình thức tổ chức phong trào",
        "Về nội dung, hình thức và phương pháp tổ chức các phong trào thi đua yêu nước (tổ chức phong trào thi đua "
        "ở cơ quan, đơn vị như thế nào; có bao nhiêu tập thể, cá nhân tham gia đăng ký thi đua)",
        "registered",
    ),
    asked(
        "quality",
        "Chất lượng, hiệu quả phong trào",
        "Đánh giá chất lượng, hiệu quả, tác dụng của các phong trào thi đua trong việc thực hiện nhiệm vụ chính "
        "trị, thực hiện các mục tiêu, chỉ tiêu, nhiệm vụ sản xuất kinh doanh (so sánh với chỉ tiêu giao hoặc nhiệm "
        "vụ đạt được của năm trước liền kề)",
        "compared",
    ),
    asked(
        "spotlight",
        "Giới thiệu gương điển hình",
        "Kết quả công tác xây dựng và nhân điển hình tiên tiến, giới thiệu gương điển hình trên Cổng thông tin "
        "điện tử của Hội đồng thi đua, khen thưởng tỉnh",
    ),
    asked(
        "activity",
        "Tham gia hoạt động khối",
        "Việc tham gia hoạt động cụm, khối thi đua",
        "activity",
        enough=True,
    ),
)
_COMMENDING = (
    asked(
        "commending",
        "Tình hình khen thưởng",
        "Tình hình khen thưởng và chất lượng công tác khen thưởng, việc chấp hành các quy định pháp luật về thi "
        "đua, khen thưởng, quy trình, thủ tục, cải cách thủ tục hành chính trong khen thưởng",
    ),
    asked(
        "awards",
        "Kết quả khen thưởng các cấp",
        "Tổng hợp đánh giá kết quả khen thưởng các cấp (khen thưởng cấp nhà nước; cấp tỉnh, bộ, ngành trung ương; "
        "khen thưởng đơn vị)",
        "awards",
        enough=True,
    ),
    asked(
        "shares",
        "Số lượng trình, đủ điều kiện, tỷ lệ",
        "Nêu rõ số lượng trình, số lượng đủ điều kiện (đã có quyết định), tỷ lệ (chiếm ...%/ tổng số) khen tập thể "
        "nhỏ, người lao động trực tiếp",
        "shares",
        enough=True,
    ),
    asked(
        "effect",
        "Tác dụng của khen thưởng",
        "Đánh giá tác dụng của việc tôn vinh, biểu dương khen thưởng, nhất là khen thưởng đột xuất cho các tập "
        "thể, cá nhân lập được thành tích xuất sắc, các mô hình, sáng kiến, điển hình tiên tiến tiêu biểu",
    ),
)
_MODELS = (
    asked(
        "finding",
        "Phát hiện, bồi dưỡng, nhân rộng",
        "Công tác lãnh đạo, chỉ đạo triển khai phát hiện, bồi dưỡng, nhân rộng các điển hình tiên tiến trên địa "
        "bàn tỉnh; các phương pháp, biện pháp đã áp dụng và đem lại hiệu quả",
    ),
    asked(
        "models",
        "Số điển hình tiên tiến",
        "Số tập thể, cá nhân điển hình tiên tiến và các điển hình mới được phát hiện ở cơ sở (có số liệu cụ thể)",
        "models",
        enough=True,
    ),
)
_JUDGED = (
    asked(
        "leadership",
        "Vai trò lãnh đạo, phối hợp",
        "Nhận định về vai trò lãnh đạo của cấp ủy Đảng, chính quyền các cấp; vai trò phối hợp tổ chức thực hiện "
        "của Ủy ban Mặt trận Tổ quốc và các đoàn thể",
    ),
    asked(
        "impact",
        "Tác động của phong trào",
        "Đánh giá sự tác động của phong trào thi đua yêu nước đối với việc thực hiện nhiệm vụ chính trị và thực "
        "hiện mục tiêu, chỉ tiêu phát triển kinh tế - xã hội, nhiệm vụ sản xuất kinh doanh của cơ quan, đơn vị, "
        "địa phương và doanh nghiệp",
    ),
    asked(
        "strengths",
        "Ưu điểm, tồn tại, hạn chế",
        "Những ưu điểm, chuyển biến tích cực trong công tác tổ chức, chỉ đạo thực hiện công tác thi đua, khen "
        "thưởng và những tồn tại, hạn chế",
    ),
    asked("causes", "Nguyên nhân, bài học", "Nguyên nhân và các bài học kinh nghiệm"),
)
FORM_01 = (
    Place(
        "part",
        (
            "Phần I",
            # The form prints "TRIỂN KHAI HIỆN": a word is lost there.
            "TÌNH HÌNH TỔ CHỨC, TRIỂN KHAI THỰC HIỆN PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG {this}",
        ),
        (
            asked(
                "situation",
                "Thuận lợi, khó khăn",
                "Nêu khái quát tình hình thuận lợi khó khăn của cơ quan, đơn vị, địa phương trong tổ chức phong "
                "trào thi đua, công tác khen thưởng trong năm",
            ),
        ),
    ),
    Place(
        "section",
        (
            "1. Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện phong trào thi đua yêu nước và công tác khen thưởng",
        ),
        _LEADING,
    ),
    Place("section", ("2. Kết quả đạt được trong phong trào thi đua yêu nước",), _MOVEMENTS),
    Place("section", ("3. Công tác khen thưởng",), _COMMENDING),
    Place(
        "section",
        ("4. Công tác tuyên truyền, nhân rộng các gương điển hình tiên tiến",),
        _MODELS,
    ),
    Place(
        "section",
        ("5. Đánh giá tổng quát, nguyên nhân và các bài học kinh nghiệm",),
        _JUDGED,
    ),
    Place(
        "section",
        ("6. Kiến nghị đề xuất",),
        (
            asked(
                "requests",
                "Kiến nghị, đề xuất",
                "Những nội dung kiến nghị, đề xuất với Tỉnh uỷ, Uỷ ban nhân dân tỉnh, Hội đồng Thi đua - Khen "
                "thưởng tỉnh, khối thi đua (về chủ trương, chính sách và các quy định của tỉnh về công tác thi "
                "đua, khen thưởng)",
            ),
        ),
    ),
    Place(
        "part",
        (
            "Phần II",
            "PHƯƠNG HƯỚNG, NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG {next}",
        ),
    ),
    Place(
        "section",
        ("1. Phương hướng, nhiệm vụ",),
        (
            asked(
                "tasks",
                "Nhiệm vụ chủ yếu",
                "Đề ra những nhiệm vụ chủ yếu trong phong trào thi đua, công tác khen thưởng của cơ quan, đơn vị, "
                "địa phương trong thời gian tới",
            ),
        ),
    ),
    Place(
        "section",
        ("2. Các giải pháp thực hiện",),
        (
            asked(
                "measures",
                "Giải pháp",
                "Những giải pháp chủ yếu để tăng cường vai trò lãnh đạo của Đảng, quản lý của nhà nước và phát huy "
                "vai trò của các đoàn thể nhân dân đối với công tác thi đua, khen thưởng",
            ),
        ),
    ),
)
"""Form 01, the report of a unit."""
