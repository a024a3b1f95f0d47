"""That media servers cannot call this computer because its port is taken, and the way out."""

from __future__ import annotations

from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.ui.widgets.trouble_box import Remedy, TroubleBox


class PortTrouble(TroubleBox):
    """Hidden while the port is open. `refresh` looks whether it is."""

    def __init__(self, backing: Backing) -> None:
        super().__init__(backing.icons)
        self._backing = backing
        self._engine = backing.engine
        self._shown: object = None

    def refresh(self) -> None:
        """Say what stands in the way now."""
        trouble = self._engine.not_listening
        # It is looked for again and again, and found anew each time.
        found = trouble and (trouble.sentence, trouble.free_port)
        if found == self._shown:
            return
        self._shown = found
        if trouble is None:
            self.clear()
        elif trouble.free_port is None:
            self.show_trouble(Said(trouble.title, trouble.sentence, trouble.next_step))
        else:
            self._offer(trouble.title, trouble.sentence, trouble.free_port)

    def _offer(self, title: str, sentence: str, port: int) -> None:
        means = self.tr("Until Scroblarr has a port of its own, no media server can report to it.")
        use: Remedy = (self.tr("Use port {port}").format(port=port), lambda: self._use(port))
        self.show_trouble(Said(title, f"{told(sentence)} {means}"), use)

    def _use(self, port: int) -> None:
        self.setEnabled(False)
        work = self._engine.change_port(port)
        self._backing.background.run(self, work, lambda _: self._ended(), self._failed)

    def _ended(self) -> None:
        self.setEnabled(True)
        self.refresh()

    def _failed(self, trouble: Said) -> None:
        self.setEnabled(True)
        self._shown = None
        self.show_trouble(trouble)
