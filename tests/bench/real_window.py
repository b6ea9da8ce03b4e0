#!/usr/bin/env python3
"""What a real window costs as a process, software rendering included: start, idleness, received
lines, memory. docs/benchmarks.md tells how to read it.

    tests/bench/real_window.py build/bench/app/hubbub [--lines N] [--idle SECONDS]
    tests/bench/real_window.py build/bench/app/hubbub --tiny
"""

import argparse
import os
import pathlib
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "window"))
from desk import Desk, NeverCame, free_port  # noqa: E402  (found by the line above)

TITLE = "Measured"
LINE = "a line of sixty-four bytes, like most of what people say at all."
BURST = 100_000


def cpu_seconds(pid):
    """Of all threads, from the scheduler's own count, in seconds (proc(5), schedstat)."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def resident_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def end_after(seconds):
    """Fails the run once it takes longer: writing to a program that does not read, and a window that
    is never quiet, have no time limit of their own."""
    def expired(_signal, _frame):
        raise NeverCame(f"not measured within {seconds} s (--limit)")

    signal.signal(signal.SIGALRM, expired)
    signal.alarm(seconds)


def until_quiet(pid):
    """The CPU time once the process has done nothing for half a second."""
    before = cpu_seconds(pid)
    while True:
        time.sleep(0.5)
        now = cpu_seconds(pid)
        if now - before < 0.002:
            return now
        before = now


def row(what, value):
    print(f"{what:<44} {value}", flush=True)


def measure(desk, options):
    host_port = free_port()
    address = f"127.0.0.1:{host_port}"
    host = desk.start("host", "--serve", "--port", str(host_port), "--bind", "127.0.0.1",
                      "--title", TITLE, "--log-level", "error", "--flood", "off")
    host.wait_for("listening")

    guest = desk.start("guest", "--join", address, "--nick", "ann")
    window = guest.window()
    pid = guest.process.pid
    row("start to the first picture, CPU", f"{cpu_seconds(pid):.3f} s")
    window.wait_for_title(TITLE)
    until_quiet(pid)
    row("memory after the start", f"{resident_mib(pid):.0f} MiB")

    before = cpu_seconds(pid)
    time.sleep(options.idle)
    share = (cpu_seconds(pid) - before) / options.idle
    row(f"idle for {options.idle} s, CPU", f"{share * 100:.4f} %")

    sender = desk.start("sender", "--join", address, "--pipe", "--nick", "max")
    sender.wait_for("state", state="online")
    said = 0
    before = until_quiet(pid)
    while said < options.lines:
        for _ in range(min(BURST, options.lines - said)):
            said += 1
            sender.process.stdin.write(f"{said:08} {LINE[9:]}\n")
        sender.process.stdin.flush()
        sender.wait_for("message", text=f"{said:08} {LINE[9:]}")
        if said == min(BURST, options.lines):
            spent = until_quiet(pid) - before
            row(f"{said:,} lines received at once, CPU per line", f"{spent / said * 1e6:.2f} µs")
    until_quiet(pid)
    row(f"memory with {said:,} lines", f"{resident_mib(pid):.0f} MiB")
    before = cpu_seconds(pid)
    time.sleep(options.idle)
    share = (cpu_seconds(pid) - before) / options.idle
    row(f"idle for {options.idle} s with {said:,} lines, CPU", f"{share * 100:.4f} %")
    window.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--idle", type=int, default=10, help="seconds")
    parser.add_argument("--limit", type=int, default=900, help="seconds that all of it may take")
    parser.add_argument("--tiny", action="store_true",
                        help="small and short: proves that it still runs")
    options = parser.parse_args()
    if options.tiny:
        options.lines, options.idle = 200, 1
    end_after(options.limit)
    with tempfile.TemporaryDirectory(prefix="hubbub-bench-") as folder:
        desk = Desk(os.path.abspath(options.program), folder, (1100, 720))
        try:
            measure(desk, options)
        finally:
            desk.close()


if __name__ == "__main__":
    main()
