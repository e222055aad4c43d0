"""The file dialog that Qt draws itself speaks Chinese where the interface does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QPushButton, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from casedesk import texts
from casedesk.ui.qt_words import LACKING, QtWords
from casedesk.ui.settings import Settings

_LATIN = re.compile("[A-Za-z]{3,}")


@pytest.fixture
def words(app: QApplication) -> Iterator[QtWords]:
    before = QLocale()
    made = QtWords(app)
    texts.set_language("zh_CN")
    made.follow()
    yield made
    texts.set_language("en")
    made.follow()
    QLocale.setDefault(before)


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory])
def test_the_file_dialog_is_chinese_all_over(
    words: QtWords, settings: Settings, qtbot: QtBot, tmp_path: Path, mode: QFileDialog.FileMode
) -> None:
    (tmp_path / "案例.txt").write_text("案例", encoding="utf-8")
    dialog = QFileDialog(None, "导入", str(tmp_path), "文档 (*.txt)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    said = [shown for widget in dialog.findChildren(QWidget) for shown in _said_by(widget)]
    tree = dialog.findChild(QTreeView, "treeView")
    headings = range(tree.model().columnCount())
    said += [str(tree.model().headerData(at, tree.header().orientation())) for at in headings]
    assert [shown for shown in said if _LATIN.search(shown) and str(tmp_path) not in shown] == []
    assert any("文件类型" in shown for shown in said)


def test_what_is_lacking_has_chinese_words(words: QtWords) -> None:
    for source in LACKING:
        assert texts.tr(source) != source
        assert QApplication.translate("QFileDialog", source) != source


def _said_by(widget: QWidget) -> tuple[str, ...]:
    own = widget.text() if isinstance(widget, QLabel | QPushButton | QToolButton) else ""
    kinds = widget.itemText(0) if isinstance(widget, QComboBox) and widget.objectName() == "fileTypeCombo" else ""
    return own, kinds.partition("(")[0], widget.toolTip(), widget.accessibleName()
