"""Form 02 of HD 1560/SNV-TĐKT as data: the report of the block. Headings and order are binding."""

from models.papers.prose import ProseField
from models.papers.report_forms import Item, Place, asked


def _result(key: str, title: str, known: str, lead: str = "") -> Item:
    return Item(ProseField(key, title, title), known, enough=True, lead=lead)


FORM_02 = (
    Place("part", ("I. TÌNH HÌNH TỔ CHỨC TRIỂN KHAI HOẠT ĐỘNG KHỐI",)),
    Place(
        "section",
        ("1. Đặc điểm tình hình khối thi đua",),
        (
            asked(
                "units", "Đơn vị thành viên", "Tổng số các đơn vị thành viên", "units", enough=True
            ),
            asked(
                "staff",
                "Số cán bộ, người lao động",
                "Tổng số cán bộ, công chức, viên chức, người lao động",
            ),
            asked(
                "features",
                "Đặc điểm, thuận lợi, khó khăn",
                "Đặc điểm chung của khối; những thuận lợi, khó khăn và các yếu tố tác động đến phong trào thi đua, "
                "công tác khen thưởng và thực hiện nhiệm vụ của khối",
            ),
        ),
    ),
    Place("section", ("2. Tình hình triển khai hoạt động khối thi đua trong năm",)),
    Place(
        "point",
        ("2.1. Triển khai thực hiện các hoạt động của khối",),
        (
            asked(
                "spreading",
                "Quán triệt văn bản",
                "Việc tổ chức tuyên truyền, quán triệt, triển khai các văn bản chỉ đạo, hướng dẫn của Tỉnh ủy, Ủy "
                "ban nhân dân tỉnh, Sở Nội vụ (Ban Thi đua - Khen thưởng) về công tác thi đua, khen thưởng đến các "
                "đơn vị thành viên trong khối",
            ),
            asked(
                "launching",
                "Phát động phong trào",
                "Tổ chức phát động các phong trào thi đua của tỉnh, của khối đến các đơn vị thành viên trong khối",
            ),
            asked(
                "plan",
                "Kế hoạch hoạt động",
                "Xây dựng và triển khai thực hiện Kế hoạch hoạt động của khối",
            ),
            asked(
                "table",
                "Bảng chấm điểm",
                "Việc cụ thể hoá bảng chấm điểm thi đua của khối",
                "table",
                enough=True,
            ),
            asked(
                "inspecting",
                "Kiểm tra",
                "Tổ chức kiểm tra hoạt động của các đơn vị trong khối thi đua",
            ),
            asked(
                "reviewing",
                "Sơ kết, tổng kết, xét khen thưởng",
                "Sơ kết, tổng kết; xét, đề nghị khen thưởng cho các đơn vị thành viên trong khối",
                "reviews",
            ),
            asked("others", "Hoạt động khác", "Các hoạt động khác của khối trong năm"),
        ),
    ),
    Place(
        "point",
        ("2.2. Việc tổ chức ký giao ước thi đua của khối",),
        (
            asked(
                "pledges",
                "Ký giao ước",
                "Số đơn vị trong khối tham gia ký giao ước thi đua (nêu tên cụ thể các đơn vị không ký giao ước thi "
                "đua)",
                "pledges",
                enough=True,
            ),
            asked(
                "titles",
                "Danh hiệu đăng ký",
                "Tổng hợp các danh hiệu thi đua đăng ký đầu năm của các đơn vị thành viên trong khối",
                "titles",
                enough=True,
            ),
        ),
    ),
    Place("part", ("II. KẾT QUẢ ĐẠT ĐƯỢC",)),
    Place("section", ("1. Kết quả đạt được trong phong trào thi đua, công tác khen thưởng",)),
    Place(
        "point",
        ("1.1. Phong trào thi đua của khối và các đơn vị thành viên",),
        (
            asked(
                "movements",
                "Phong trào của khối",
                "Nêu phong trào thi đua chung của khối (nếu có) và chỉ rõ một số đơn vị thành viên có phong trào "
                "thi đua sôi nổi, thiết thực, hiệu quả",
            ),
            asked(
                "themes",
                "Phong trào chuyên đề",
                "Các phong trào thi đua chuyên đề, phong trào trọng tâm của tỉnh phát động",
            ),
            asked(
                "praising",
                "Tuyên dương, giới thiệu gương",
                "Kết quả việc tuyên dương, khen thưởng và đặc biệt việc giới thiệu gương điển hình trên Cổng thông "
                "tin điện tử của Hội đồng Thi đua - Khen thưởng tỉnh",
            ),
        ),
    ),
    Place(
        "point",
        ("1.2. Kết quả thực hiện nhiệm vụ chính trị của các thành viên trong khối",),
        (
            asked(
                "compared",
                "Đánh giá kết quả nhiệm vụ",
                "Đánh giá chung toàn khối và cụ thể từng đơn vị thành viên các kết quả đạt được của chỉ tiêu trọng "
                "tâm trong bảng chấm điểm",
                "compared",
            ),
        ),
    ),
    Place(
        "section",
        ("2. Công tác khen thưởng",),
        (
            _result(
                "state",
                "Kết quả khen thưởng cấp Nhà nước",
                "awards:state",
                "- Tổng hợp đánh giá các danh hiệu thi đua và hình thức khen thưởng mà các đơn vị thành viên trong "
                "khối đã đạt được.",
            ),
            _result("province", "Kết quả khen thưởng cấp tỉnh", "awards:province"),
            _result("ministry", "Kết quả khen thưởng cấp bộ, ngành", "awards:ministry"),
            _result(
                "badge",
                "Kết quả xét tặng Huy hiệu Vì sự nghiệp xây dựng và phát triển tỉnh",
                "awards:badge",
            ),
            _result(
                "usual",
                "Kết quả khen thưởng trong phong trào thi đua thường xuyên",
                "awards:usual",
                "- Tổng hợp kết quả khen thưởng mà đơn vị thành viên đã đạt được.",
            ),
            _result(
                "drives", "Kết quả khen thưởng theo đợt hoặc khen thưởng đột xuất", "awards:drives"
            ),
            _result("of_block", "Kết quả khen thưởng của khối thi đua", "awards:block"),
        ),
    ),
    Place(
        "section",
        ("3. Công tác tuyên truyền, nhân rộng các gương điển hình tiên tiến",),
        (
            asked(
                "finding",
                "Phát hiện, bồi dưỡng, nhân rộng",
                "Công tác chỉ đạo triển khai của khối đối với việc phát hiện, bồi dưỡng, nhân rộng các điển hình "
                "tiên tiến trên địa bàn tỉnh; các phương pháp, biện pháp mà các đơn vị thành viên trong khối đã áp "
                "dụng và đem lại hiệu quả",
            ),
            asked(
                "models",
                "Số điển hình tiên tiến",
                "Số liệu thống kê cụ thể các tập thể, cá nhân điển hình tiên tiến thuộc các đơn vị thành viên trong "
                "khối",
                "models",
                enough=True,
            ),
        ),
    ),
    Place(
        "part",
        ("III. ĐÁNH GIÁ TỔNG QUÁT",),
        (
            asked(
                "overall",
                "Đánh giá chung",
                "Đánh giá chung về kết quả hoạt động của khối thể hiện trong các mặt: số lượng thành viên tham gia; "
                "chất lượng hoạt động của khối; sự chấp hành các quy định, quy chế của khối của các thành viên; tác "
                "động của hoạt động khối đối với từng đơn vị",
            ),
        ),
    ),
    Place("section", ("1. Ưu điểm",), (asked("strengths", "Ưu điểm", "Ưu điểm"),)),
    Place(
        "section",
        ("2. Hạn chế, tồn tại",),
        (asked("weaknesses", "Hạn chế, tồn tại", "Hạn chế, tồn tại"),),
    ),
    Place("section", ("3. Nguyên nhân",), (asked("causes", "Nguyên nhân", "Nguyên nhân"),)),
    Place("part", ("IV. PHƯƠNG HƯỚNG NHIỆM VỤ",)),
    Place(
        "section",
        ("1. Nhiệm vụ chủ yếu trong hoạt động của khối",),
        (asked("tasks", "Nhiệm vụ chủ yếu", "Nhiệm vụ chủ yếu trong hoạt động của khối"),),
    ),
    Place(
        "section",
        ("2. Những giải pháp để nâng cao chất lượng hoạt động của khối",),
        (
            asked(
                "measures", "Giải pháp", "Những giải pháp để nâng cao chất lượng hoạt động của khối"
            ),
        ),
    ),
    Place(
        "section",
        ("3. Kiến nghị, đề xuất của khối thi đua",),
        (asked("requests", "Kiến nghị, đề xuất", "Kiến nghị, đề xuất của khối thi đua"),),
    ),
)
"""Form 02, the report of the block."""
