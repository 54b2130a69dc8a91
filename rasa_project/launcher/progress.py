"""Shows that long work goes on, on a terminal and in a pipe. Layer: launcher (standard library only)."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

from rasa_project.launcher.meldingen import melding

_TERMINAL_EVERY = 1.0
_PIPE_EVERY = 20.0


class Progress:
    """Context manager that prints a title, the seconds that pass, and how long it took.

    On a terminal one line is rewritten; elsewhere a line appears now and then, so that a log stays readable.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._terminal = sys.stderr.isatty()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def __enter__(self) -> Progress:
        self._write(f"{self._title}…", end="" if self._terminal else "\n")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        if kind is None:
            done = melding("klaar_in", seconden=f"{self.seconds:.0f}")
            self._write(f"\r{self._title}: {done}      " if self._terminal else f"{self._title}: {done}")
        elif self._terminal:
            self._write("")

    def _run(self) -> None:
        while not self._stop.wait(_TERMINAL_EVERY if self._terminal else _PIPE_EVERY):
            busy = melding("nog_bezig", seconden=f"{self.seconds:.0f}")
            if self._terminal:
                self._write(f"\r{self._title}… {busy}", end="")
            else:
                self._write(f"{self._title}… {busy}")

    @staticmethod
    def _write(text: str, end: str = "\n") -> None:
        print(text, end=end, file=sys.stderr, flush=True)
