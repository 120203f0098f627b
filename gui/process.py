"""One worker process and its stream of typed events.

The window never waits for it: bytes come in as they arrive, whole frames go out as a signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from core import launch
from core.worker.messages import Decoder, ProtocolError, encode
from gui.language import tr
from gui.translation import translate

#: A worker that ignores a polite end for this long is killed.
GRACE_MS = 3000


def worker_command() -> list[str]:
    """The program that speaks our protocol on its standard streams."""
    return launch.command("core.worker")


def prepare(process: QProcess, argv: Sequence[str], environment: Mapping[str, str]) -> None:
    """Have `process` run these words of core.launch in a folder of ours."""
    variables = QProcessEnvironment()
    for name, value in environment.items():
        variables.insert(name, value)
    process.setProcessEnvironment(variables)
    process.setWorkingDirectory(str(launch.folder()))
    process.setProgram(argv[0])
    process.setArguments(list(argv[1:]))


class WorkerProcess(QObject):
    """Starts a process, sends commands, emits events.

    Signals:
        frame: (message, arrays) for every frame that arrived.
        ended: the process is gone; a plain sentence says how, empty if it ended by itself.
    """

    frame = Signal(object, object)
    ended = Signal(str)

    def __init__(self, argv: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = Decoder(translate)
        self._error_tail = ""
        self._broken = ""
        self._stopping = False
        self._process = QProcess(self)
        # Bound: the worker watches for the death of its window even while it is busy.
        prepare(self._process, argv, launch.environment(bound=True) | {"PYTHONUNBUFFERED": "1"})
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)
        self._killer = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._killer.timeout.connect(self._process.kill)

    @property
    def pid(self) -> int:
        """Process id, 0 while it is not running."""
        return int(self._process.processId() or 0)

    @property
    def running(self) -> bool:
        """Whether the process is starting or running."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def error_tail(self) -> str:
        """The last 8,000 characters of the standard error stream, for the details fold."""
        return self._error_tail

    def start(self) -> None:
        """Start; returns at once."""
        self._process.start()

    def send(self, message: BaseModel) -> None:
        """Queue a command (also before the process is up)."""
        if self.running:
            self._process.write(encode(message))

    def end(self) -> None:
        """Close its input, which tells a worker to leave; kill it if it does not."""
        self._stopping = True
        if self.running:
            self._process.closeWriteChannel()
            self._killer.start()

    def kill_now(self) -> None:
        """Kill without grace and wait for it (used when the window closes)."""
        self._stopping = True
        if self.running:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _read(self) -> None:
        if self._broken:
            self._process.readAllStandardOutput()
            return
        try:
            frames = self._decoder.feed(bytes(self._process.readAllStandardOutput().data()))
        except ProtocolError as error:
            self._broken = self.tr("The worker sent something that is not a message: {0}").format(
                error
            )
            self._process.kill()
            return
        for message, arrays in frames:
            self.frame.emit(message, arrays)

    def _read_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        self._error_tail = (self._error_tail + text)[-8000:]

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(
                self.tr("The worker could not be started: {0}").format(self._process.errorString())
            )

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._killer.stop()
        self._read()
        if self._broken:
            self.ended.emit(self._broken)
        elif status == QProcess.ExitStatus.CrashExit and not self._stopping:
            # Qt reports the signal number as the exit code.
            self.ended.emit(_signal_sentence(code))
        elif code and not self._stopping:
            self.ended.emit(self.tr("The worker process ended with code {0}.").format(code))
        else:
            self.ended.emit("")


def _signal_sentence(number: int) -> str:
    if number == 9:
        return tr(
            "The worker process was killed from outside (signal 9). "
            "The system does this when memory runs out, or a person did it."
        )
    if number == 11:
        return tr("The worker process crashed inside native code (signal 11).")
    return tr("The worker process was ended by signal {0}.").format(number)
