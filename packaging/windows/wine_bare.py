"""Runs inside Wine: the floor of the start, a bare PySide6 window that closes by itself."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Cua so trong")
window.setCentralWidget(QLabel("Xin chào"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(2500, app.quit)
app.exec()
