"""What a thread tells of the move, brought to the windows' thread, and said in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from scroblarr_desktop.moving.progress import Course, Stage
from scroblarr_desktop.ui.widgets.labels import SMALL_PX, Text

translate = QCoreApplication.translate

STEPS = 1000


class ToldCourse(QObject):
    """`course` belongs to the thread that works; `told` arrives in the one of the windows."""

    told = Signal(object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.course = Course(self.told.emit)


class StageLine(QWidget):
    """The stage in a sentence, and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.saying = Text(bold=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL_PX)
        column.addWidget(self.saying)
        column.addWidget(self.bar)
        self.show_stage(Stage.LOOKING, 0.0)

    def show_stage(self, stage: Stage, share: float) -> None:
        words = stage_words(stage)
        self.saying.setText(words)
        self.bar.setAccessibleName(words)
        # Making the key of the passphrase takes a second, and tells nothing meanwhile.
        self.bar.setRange(0, STEPS if share else 0)
        self.bar.setValue(round(share * STEPS))


def stage_words(stage: Stage) -> str:
    return {
        Stage.LOOKING: translate("MovingStages", "Looking at what there is…"),
        Stage.COPYING: translate("MovingStages", "Copying the database…"),
        Stage.SEALING: translate("MovingStages", "Sealing it in the file…"),
        Stage.OPENING: translate("MovingStages", "Opening the file…"),
        Stage.CHECKING: translate("MovingStages", "Checking that it is whole…"),
        Stage.FINISHING: translate("MovingStages", "Finishing…"),
        Stage.LEFT: translate("MovingStages", "Finishing…"),
        Stage.COMPLETED: translate("MovingStages", "Finishing…"),
        Stage.DONE: translate("MovingStages", "Done."),
    }[stage]
