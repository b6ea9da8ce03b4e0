#!/usr/bin/env python3
"""How long it takes to find a party, on networks that this script makes (root, iproute2).

    tests/bench/discovery.py PROGRAM [ROUNDS]

Prints medians of ROUNDS rounds, in milliseconds: from the start of `--discover` to its line about a
host that is there; from a host's `listening` to the line of somebody who looks already; the same
with thirty hosts, until the last is there; from the order to end to `gone`; from SIGKILL to
`gone`. And what a thousand forged announcements a second, from fifty addresses, cost whoever looks
and knows thirty parties, and a host, in per cent of a core.
"""

import os
import signal
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "netns"))
import rig  # noqa: E402

FORGER = os.path.join(os.path.dirname(os.path.abspath(rig.__file__)), "forger.py")
FORGED = 10_000
LONG = 600


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(since, when):
    return 1000 * (when - since)


class Round:
    def __init__(self, program, folder, times):
        self.rig, self.times = rig.Rig(program, folder), times

    def note(self, what, since, when):
        self.times.setdefault(what, []).append(milliseconds(since, when))

    def host(self, number):
        machine = self.rig.machine(f"host{number}", f"10.7.1.{number}/16", f"fe80::1:{number}/64")
        host = machine.start(f"host{number}", "--serve", "--port", str(rig.PORT), "--title",
                             f"LAN {number}", "--no-history")
        return host, host.wait_for("listening")[0]

    def run(self):
        looker = self.rig.machine("looker", "10.7.0.2/16", "fe80::7:2/64")
        watching = looker.discover("watching", LONG)
        time.sleep(1)  # it looks by then; what is measured begins later
        first, since = self.host(1)
        self.note("a host comes up", since, watching.wait_for("party")[0])
        since = time.monotonic()
        late = looker.discover("late", LONG)
        self.note("somebody begins to look", since, late.wait_for("party")[0])
        late.kill()
        others = [self.host(number) for number in range(2, 31)]
        since = time.monotonic()
        crowd = looker.discover("crowd", LONG)
        found = [crowd.wait_for("party")[0] for _ in range(30)]
        self.note("... and finds the last of thirty", since, found[-1])
        self.flood(crowd, first)
        since = time.monotonic()
        others[0][0].process.send_signal(signal.SIGTERM)
        self.note("a host ends", since, crowd.wait_for("gone")[0])
        since = time.monotonic()
        others[1][0].kill()
        self.note("a host is killed", since, crowd.wait_for("gone")[0])

    def flood(self, looker, host):
        addresses = [f"10.7.2.{number}" for number in range(1, 51)]
        forger = self.rig.machine("forger", *(address + "/16" for address in addresses))
        programs = {"whoever looks": looker.process.pid, "the host": host.process.pid}
        before = {name: cpu_seconds(pid) for name, pid in programs.items()}
        since = time.monotonic()
        forger.run(sys.executable, "-B", FORGER, "strangers", "-", ",".join(addresses),
                   str(FORGED))
        took = time.monotonic() - since
        for name, pid in programs.items():
            share = 100 * (cpu_seconds(pid) - before[name]) / took
            self.times.setdefault(f"a flood, % of a core of {name}", []).append(share)


def main():
    program, rounds = os.path.abspath(sys.argv[1]), int((sys.argv[2:] or ["5"])[0])
    try:
        rig.require_rights()
    except rig.NotAllowed as why:
        sys.exit(f"This machine gives us no network namespaces: {why}.")
    times = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="hubbub-bench-") as folder:
            one = Round(program, folder, times)
            try:
                one.run()
            finally:
                one.rig.close()
    for what, measured in times.items():
        print(f"{what}: {statistics.median(measured):.1f} "
              f"({min(measured):.1f} to {max(measured):.1f})")


if __name__ == "__main__":
    main()
