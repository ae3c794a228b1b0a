"""A report as xlsx, docx and pdf."""
