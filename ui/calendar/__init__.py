"""The tabs of the page "Lịch và hạn": what is due, the year's plan, the days that count."""
