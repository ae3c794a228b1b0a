"""The style sheet as text with tokens of ui.look.theme in place of figures ($INK, $SPACE_M).

What a widget is, it says with the property "role": `label.setProperty("role", "title")`.
"""

SURFACES = """
QWidget#window { background: $PAGE; }
QDialog { background: $CARD; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${FONT_TITLE}pt; font-weight: 600; color: $INK; }
QLabel[role="subtitle"] { color: $MUTED; }
QLabel[role="section"] { font-size: ${FONT_SECTION}pt; font-weight: 600; color: $INK; }
QLabel[role="strong"] { font-weight: 600; color: $INK; }
QLabel[role="figure"] { font-size: ${FONT_TITLE}pt; font-weight: 600; color: $INK; }
QLabel[role="muted"] { color: $MUTED; }
QLabel[role="small"] { font-size: ${FONT_SMALL}pt; color: $MUTED; }
QLabel[role="error"] { font-size: ${FONT_SMALL}pt; color: $ERROR; }
QLabel[role="done"] { font-size: ${FONT_SMALL}pt; color: $DONE; }
QLabel[role="warn"] { font-size: ${FONT_SMALL}pt; color: $WARN; }
QLabel[role="key"] {
    font-size: ${FONT_SMALL}pt; color: $MUTED; background: $CARD;
    border: 1px solid $LINE; border-radius: 4px; padding: 0 5px;
}

QLabel[role="badge"] {
    font-size: ${FONT_SMALL}pt; font-weight: 500; border-radius: 10px; padding: 1px 10px 2px 10px;
    min-height: 17px; max-height: 17px;
}
QLabel[role="badge"][tone="action"] { color: $ACTION; background: $ACTION_TINT; }
QLabel[role="badge"][tone="done"] { color: $DONE; background: $DONE_TINT; }
QLabel[role="badge"][tone="warn"] { color: $WARN; background: $WARN_TINT; }
QLabel[role="badge"][tone="error"] { color: $ERROR; background: $ERROR_TINT; }
QLabel[role="badge"][tone="gold"] { color: $GOLD; background: $GOLD_TINT; }
QLabel[role="badge"][tone="muted"] { color: $MUTED; background: $NEUTRAL_TINT; }

QFrame[role="card"] { background: $CARD; border: 1px solid $LINE; border-radius: ${RADIUS}px; }
QFrame[role="popup"] { background: $CARD; border: 1px solid $LINE; }
QFrame[role="drawer"] { background: $CARD; border: none; border-left: 1px solid $LINE; }
QFrame[role="topbar"] { background: $CARD; border: none; border-bottom: 1px solid $LINE; }
QFrame[role="sidebar"] { background: $CARD; border: none; border-right: 1px solid $LINE; }
QFrame[role="steps"] { background: $PAGE; border: none; border-right: 1px solid $LINE; }
QFrame[role="statusbar"] { background: $CARD; border: none; border-top: 1px solid $LINE; }
QFrame[role="statusbar"] QLabel { font-size: ${FONT_SMALL}pt; }
QFrame[role="rule"] { background: $LINE; border: none; }
QFrame[role="notice"][tone="action"] { background: $ACTION_TINT; border: none; border-bottom: 1px solid $ACTION_LINE; }
QFrame[role="notice"][tone="done"] { background: $DONE_TINT; border: none; border-bottom: 1px solid $LINE; }
QFrame[role="notice"][tone="warn"] { background: $WARN_TINT; border: none; border-bottom: 1px solid $WARN_LINE; }
QFrame[role="notice"][tone="error"] { background: $ERROR_TINT; border: none; border-bottom: 1px solid $ERROR_LINE; }
QFrame[role="notice"][floats="true"] { border-bottom: none; border-top: 1px solid $FAINT; }

QScrollArea, QScrollArea > QWidget > QWidget[role="plain"] { background: transparent; border: none; }
QToolTip {
    background: $CARD; color: $INK; border: 1px solid $LINE; padding: 5px 7px;
    font-size: ${FONT_SMALL}pt;
}
QSplitter::handle { background: transparent; }
"""

CONTROLS = """
QPushButton {
    background: $CARD; color: $INK; border: 1px solid $LINE; border-radius: ${RADIUS_CONTROL}px;
    padding: 0 14px; min-height: 32px; font-weight: 500;
}
QPushButton:hover { background: $HOVER; border-color: $FAINT; }
QPushButton:pressed { background: $NEUTRAL_TINT; }
QPushButton:focus { border: 2px solid $ACTION; padding: 0 13px; min-height: 30px; }
QPushButton:disabled { color: $FAINT; background: $PAGE; border-color: $LINE; }
QPushButton::menu-indicator { image: url(marks:chevron.png); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 9px; }
QPushButton[menu="true"] { padding-right: 28px; }
QPushButton[role="primary"] {
    background: $ACTION; color: $ON_ACTION; border: 1px solid $ACTION;
    font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $ACTION_HOVER; border-color: $ACTION_HOVER; }
QPushButton[role="primary"]:focus { border: 2px solid $ACTION_LINE; padding: 0 13px; min-height: 30px; }
QPushButton[role="primary"]:disabled { background: $NEUTRAL_TINT; color: $FAINT; border-color: $LINE; }
QPushButton[role="danger"]:enabled { color: $ERROR; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $ACTION; padding: 0 4px;
    min-height: 24px;
}
QPushButton[role="link"]:hover { color: $ACTION_HOVER; text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $ACTION; padding: 0 4px; min-height: 24px; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 8px; }
QPushButton[role="quiet"]:hover { background: $HOVER; }
QPushButton[role="quiet"]:focus { border: 1px solid $ACTION; padding: 0 8px; min-height: 32px; }
QPushButton[role="segment"] { padding: 0 12px; }
QPushButton[role="segment"]:checked {
    background: $ACTION_TINT; color: $ACTION; border: 1px solid $ACTION_LINE;
}
QPushButton[role="segment"]:focus { border: 2px solid $ACTION; padding: 0 11px; }
QPushButton[role="tab"] {
    background: transparent; color: $MUTED; border: 1px solid transparent; border-bottom: 2px solid transparent;
    border-radius: 0; padding: 0 4px; min-height: 25px;
}
QPushButton[role="tab"]:hover { color: $INK; }
QPushButton[role="tab"]:checked { color: $ACTION; border-bottom: 2px solid $ACTION; }
QPushButton[role="tab"]:focus {
    border: 1px solid $ACTION; border-bottom: 2px solid $ACTION; padding: 0 4px; min-height: 25px;
}
QPushButton[role="name"] {
    background: transparent; border: 1px solid transparent; font-weight: 600; padding: 0 22px 0 8px;
    text-align: left;
}
QPushButton[role="name"]:hover { color: $ACTION; }
QPushButton[role="name"]:focus { border: 1px solid $ACTION; padding: 0 22px 0 8px; min-height: 32px; }
QPushButton[role="search"] {
    background: $PAGE; border: 1px solid $LINE; color: $MUTED; font-weight: 400; text-align: left;
    min-height: 28px; padding: 0 10px;
}
QPushButton[role="name"]::menu-indicator { right: 6px; }
QPushButton[role="status"] {
    background: transparent; border: 1px solid transparent; color: $MUTED; padding: 0 2px;
    min-height: 20px; font-size: ${FONT_SMALL}pt; font-weight: 400;
}
QPushButton[role="status"]:hover { color: $ACTION; }
QPushButton[role="search"]:hover { background: $HOVER; border-color: $FAINT; }
QPushButton[role="search"]:focus { border: 1px solid $ACTION; min-height: 28px; padding: 0 10px; }

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox {
    background: $CARD; color: $INK; border: 1px solid $LINE; border-radius: ${RADIUS_CONTROL}px;
    selection-background-color: $ACTION; selection-color: $ON_ACTION;
}
QLineEdit, QDateEdit, QSpinBox, QComboBox { min-height: 32px; padding: 0 9px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $FAINT; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus,
QComboBox:focus { border: 1px solid $ACTION; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] { border: 1px solid $ERROR; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only,
QPlainTextEdit:read-only { background: $PAGE; }
QComboBox { padding-right: 26px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(marks:chevron.png); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $CARD; border: 1px solid $LINE; padding: 4px; outline: none;
    selection-background-color: $ACTION_TINT; selection-color: $INK;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }

QCheckBox, QRadioButton {
    spacing: 8px; background: transparent; border: 1px solid transparent; border-radius: 4px;
}
QCheckBox:focus, QRadioButton:focus { border: 1px solid $ACTION; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $FAINT; border-radius: 4px; background: $CARD; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $ACTION; }
QCheckBox::indicator:checked { background: $ACTION; border-color: $ACTION; image: url(marks:check.png); }
QCheckBox::indicator:disabled { background: $NEUTRAL_TINT; border-color: $LINE; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $FAINT; border-radius: 8px; background: $CARD; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $ACTION; }
QRadioButton::indicator:checked { border: 5px solid $ACTION; width: 6px; height: 6px; }

QProgressBar {
    background: $NEUTRAL_TINT; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $ACTION; border-radius: 3px; }
"""

VIEWS = """
QTableView, QListView, QTreeView {
    background: $CARD; color: $INK; border: none; outline: none; gridline-color: $ROW_LINE;
    selection-background-color: $ACTION_TINT; selection-color: $INK;
}
QTableView[framed="true"] { border: 1px solid $LINE; border-radius: ${RADIUS}px; }
QListView::item { padding: 6px 10px; border-radius: ${RADIUS_CONTROL}px; }
QListView::item:focus, QTreeWidget::item:focus { border: 1px solid $ACTION; }
QListView::item:hover { background: $HOVER; }
QListView::item:selected { background: $ACTION_TINT; color: $INK; }
QHeaderView { background: $CARD; border: none; }
QHeaderView::section {
    background: $CARD; color: $MUTED; border: none; border-bottom: 1px solid $LINE;
    padding: 0 10px; font-size: ${FONT_SMALL}pt; font-weight: 500; min-height: 32px;
}
QTableView QTableCornerButton::section { background: $CARD; border: none; }

QMenu { background: $CARD; color: $INK; border: 1px solid $LINE; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $ACTION_TINT; color: $INK; }
QMenu::item:disabled { color: $FAINT; }
QMenu::separator { height: 1px; background: $LINE; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

QTabBar::tab {
    background: transparent; color: $MUTED; border: none; border-bottom: 2px solid transparent;
    padding: 7px 4px; margin-right: 18px; font-weight: 500;
}
QTabBar::tab:hover { color: $INK; }
QTabBar::tab:selected { color: $ACTION; border-bottom: 2px solid $ACTION; }
QTabBar::tab:focus { color: $ACTION_HOVER; }
QTabWidget::pane { border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $LINE; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $FAINT; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0;
}

QAbstractScrollArea::corner { background: transparent; border: none; }

QCalendarWidget QWidget { background: $CARD; color: $INK; }
QCalendarWidget QToolButton {
    background: transparent; color: $INK; border: none; border-radius: 4px; padding: 4px 8px;
    font-weight: 600;
}
QCalendarWidget QToolButton:hover { background: $HOVER; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { selection-background-color: $ACTION; selection-color: $ON_ACTION; }
"""
