#!/usr/bin/env python3
"""Hosts and guests on machines whose clocks are wrong, for a while or for good.

    tests/app/clock_test.py PROGRAM

What a clock alone does must not end anything for good, nor keep anybody out. Needs libfaketime;
exits with 77 (skipped) without it.
"""

import glob
import os
import pathlib
import signal
import sys
import tempfile
import unittest

from program import Program

SKIPPED = 77
LIBRARY = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)


class ClockTest(unittest.TestCase):
    program = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hubbub-clock-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.set_clock("+0")

    def set_clock(self, time):
        """The wall clock of all, from now on; the steady one goes on."""
        beside = self.folder / "clock.new"
        beside.write_text(time + "\n")
        beside.rename(self.folder / "clock")

    def start(self, *arguments, right=False):
        environment = [] if right else [
            f"LD_PRELOAD={LIBRARY}", f"FAKETIME_TIMESTAMP_FILE={self.folder / 'clock'}",
            "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1",
            "NO_FAKE_STAT=1"
        ]
        program = Program("env", *environment, self.program, *arguments)
        self.addCleanup(self.end, program)
        return program

    def end(self, program):
        # The library takes timers that are due at once for due in so many years, if it is behind.
        self.set_clock("+0")
        if program.process.poll() is None:
            program.close(signal.SIGTERM)
        program.alarm.cancel()

    def host(self, *options):
        program = self.start("--serve", "--port", "0", "--bind", "127.0.0.1", "--flood", "off",
                             "--data", str(self.folder / "host"), *options)
        self.port = program.wait_for("listening")["port"]
        return program

    def join(self, name, folder=None, right=False):
        guest = self.start("--join", f"127.0.0.1:{self.port}", "--pipe", "--nick", name, "--data",
                           str(self.folder / (folder or name)), right=right)
        guest.wait_for("state", state="online")
        return guest

    def says(self, guest, text):
        guest.say(text)
        return guest.wait_for("sent")["seq"]

    def is_refused(self, name, folder):
        guest = self.start("--join", f"127.0.0.1:{self.port}", "--pipe", "--nick", name, "--data",
                           str(self.folder / folder))
        return guest.wait_for("error")["code"]

    def test_a_year_ahead_for_a_while_deletes_nothing(self):
        host = self.host("--keep-days", "7")
        root = self.join("root", "host")
        bob = self.join("bob")
        eve = self.join("eve")
        self.says(bob, "hello")
        root.say("/ban eve 1h")
        root.wait_for("moderated")
        self.end(bob)
        self.end(eve)
        self.end(root)
        self.end(host)
        self.set_clock("+400d")
        host = self.host("--keep-days", "7")
        ann = self.join("ann")
        # What is too old goes soon after something was written.
        self.says(ann, "in the future")
        self.end(ann)
        self.end(host)
        self.set_clock("+0")
        host = self.host("--keep-days", "7")
        self.assertEqual(self.is_refused("bob", "somebody else"), "nick-belongs")
        self.assertEqual(self.is_refused("eve", "eve"), "banned")
        carol = self.join("carol")
        self.assertTrue(carol.wait_for("message", text="hello")["replay"])

    def test_a_mute_lasts_as_long_as_it_was_said(self):
        self.host()
        root = self.join("root", "host")
        bob = self.join("bob")
        root.say("/mute bob 10m")
        bob.wait_for("moderated")
        for clock in ["+1h", "-26h", "+400d", "+0"]:
            self.set_clock(clock)
            bob.say("hello")
            error = bob.wait_for("error")
            self.assertEqual(error["code"], "muted")
            self.assertIn("10 minutes", error["text"])

    def test_nobody_is_kept_out_by_a_clock(self):
        self.set_clock("@1990-01-01 00:00:00")
        host = self.host()
        # With a clock that was behind, the library's timers don't let it end in order.
        self.addCleanup(host.close, signal.SIGKILL)
        self.says(self.join("ann"), "in 1990")
        self.says(self.join("bob", right=True), "from today")
        self.set_clock("+400d")
        self.says(self.join("carol"), "from the future")
        self.set_clock("-26h")
        self.says(self.join("carol"), "from yesterday")


if __name__ == "__main__":
    if LIBRARY is None:
        print("libfaketime is missing", file=sys.stderr)
        sys.exit(SKIPPED)
    ClockTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main()
