"""A program that repeats something and prints how long each turn took, so that two can be timed alternately."""

import json
import os
import select
import signal
import subprocess
import tempfile


class Ended(Exception):
    """A program ended before it was measured; says in one line why."""


class Contestant:
    """Runs `command`, which prints a JSON line for each turn, {"milliseconds": 1234.5}.

    It stays alive between two rounds and is stopped (SIGSTOP) while others run: nobody pays the start again, and a
    noisy machine disturbs all alike. The first turns are left out as warming up, and the one in which it was stopped.
    If it ends by itself, `Ended` is raised.
    """

    def __init__(self, name: str, command: list, warming_up: int = 3):
        self.name, self.times = name, []
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, start_new_session=True)
        self.unread = b""
        try:
            self.read(warming_up)
        except Ended:
            self.end()
            raise
        self.stop()

    def signal(self, number) -> None:
        os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Stops it, and throws away what it had printed ahead."""
        self.signal(signal.SIGSTOP)
        while select.select([self.process.stdout], [], [], 0.05)[0]:
            self.receive()
        self.unread = self.unread[self.unread.rfind(b"\n") + 1:]

    def receive(self) -> None:
        received = os.read(self.process.stdout.fileno(), 65536)
        if not received:
            raise Ended(f"ended with status {self.process.wait()}: {self.last_words()}")
        self.unread += received

    def last_words(self) -> str:
        """The last line that names an error, or else the last line of all that it complained about."""
        self.errors.seek(0)
        lines = [line.strip() for line in self.errors.read().decode(errors="replace").splitlines() if line.strip()]
        named = [line for line in lines if "rror:" in line]
        return (named or lines or ["without a word"])[-1][:200]

    def read(self, count: int) -> list:
        times = []
        while len(times) < count:
            if b"\n" not in self.unread:
                self.receive()
                continue
            line, self.unread = self.unread.split(b"\n", 1)
            # Other lines, such as what a program says at its start, are passed over.
            if line.startswith(b"{") and "milliseconds" in (entry := json.loads(line)):
                times.append(entry["milliseconds"])
        return times

    def run(self, turns: int) -> None:
        self.signal(signal.SIGCONT)
        self.read(1)
        self.times += self.read(turns)
        self.stop()

    def peak_memory(self) -> float:
        """In MiB, the largest process of the group: a command may start the program as its child."""
        peaks = [0.0]
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getpgid(int(entry)) == self.process.pid:
                    lines = open(f"/proc/{entry}/status").read().splitlines()
                    peaks += [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
            except (ProcessLookupError, FileNotFoundError):
                continue
        return max(peaks)

    def end(self) -> None:
        try:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGKILL)
        except ProcessLookupError:
            pass  # Nobody of its group is left.
        self.process.wait()
        self.errors.close()
