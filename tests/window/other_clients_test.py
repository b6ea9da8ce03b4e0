#!/usr/bin/env python3
"""Other programs on the same display: what they do to the clipboard and to their windows ends
nothing here, and without the display the party goes on.

    tests/window/other_clients_test.py PROGRAM
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import unittest

from desk import Desk, free_port

LOG = (400, 300)
COMPOSER = (400, 662)
ROUNDS = 100


def rude_client(display):
    """Asks for the clipboard and is gone before the answer, again and again."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XCreateSimpleWindow.restype = ctypes.c_ulong
    x.XInternAtom.restype = ctypes.c_ulong
    root = ctypes.c_ulong(x.XDefaultRootWindow(connection))
    atoms = [ctypes.c_ulong(x.XInternAtom(connection, name, 0))
             for name in (b"CLIPBOARD", b"UTF8_STRING", b"RUDE")]
    for _ in range(ROUNDS):
        window = ctypes.c_ulong(x.XCreateSimpleWindow(connection, root, 0, 0, 1, 1, 0,
                                                      ctypes.c_ulong(0), ctypes.c_ulong(0)))
        x.XConvertSelection(connection, *atoms, window, ctypes.c_ulong(0))
        x.XDestroyWindow(connection, window)
        x.XSync(connection, 0)
    x.XCloseDisplay(connection)


class OtherClientsTest(unittest.TestCase):
    program = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="hubbub-clients-")
        self.addCleanup(self.folder.cleanup)
        self.desk = Desk(self.program, self.folder.name, (1200, 800))
        self.addCleanup(self.desk.close)
        port = free_port()
        self.host = self.desk.start("host", "--host", "--port", str(port), "--bind", "127.0.0.1",
                                    "--nick", "ann", "--title", "LAN")
        self.window = self.host.window()
        self.window.wait_for_title("LAN")
        self.pipe = self.desk.start("pipe", "--join", f"127.0.0.1:{port}", "--pipe", "--nick", "bob")
        self.pipe.wait_for("state", state="online")

    def say(self, text):
        self.window.focus()
        self.window.click(*COMPOSER)
        self.window.type(text)
        self.window.press("Return")
        self.pipe.wait_for("message", text=text)

    def own_clipboard(self, data):
        owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-quiet"],
                                 env=self.desk.environment, stdin=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
        owner.stdin.write(data)
        owner.stdin.close()
        self.addCleanup(owner.wait)
        self.addCleanup(owner.kill)
        return owner

    def test_a_requestor_that_is_gone_ends_nothing(self):
        self.say("copy me")
        self.window.click(*LOG)
        self.window.copied("copy me")
        rude_client(self.desk.environment["DISPLAY"])
        self.say("still here")

    def test_an_owner_that_hangs_is_not_waited_for(self):
        owner = self.own_clipboard(b"never given")
        while self.desk.clipboard() != "never given":
            pass
        owner.send_signal(signal.SIGSTOP)
        self.addCleanup(owner.send_signal, signal.SIGCONT)
        self.window.focus()
        self.window.click(*COMPOSER)
        self.window.hold_control("v")
        self.window.release_control()
        self.window.type("typed after it")
        self.window.press("Return")
        self.pipe.wait_for("message", text="typed after it")

    def test_of_a_huge_clipboard_a_part_is_taken(self):
        self.own_clipboard(b"x" * (20 << 20))
        while len(self.desk.clipboard()) != 20 << 20:
            pass
        self.window.focus()
        self.window.click(*COMPOSER)
        self.window.hold_control("v")
        self.window.release_control()
        # Too long for a message: it stays, and can be taken away again.
        self.window.hold_control("a")
        self.window.release_control()
        self.window.press("BackSpace")
        self.say("after it")

    def clipboard_manager(self, *arguments):
        manager = subprocess.Popen(
            [sys.executable, "-B", os.path.join(os.path.dirname(__file__), "clipboard_manager.py"),
             *arguments], env=self.desk.environment, stdout=subprocess.PIPE, text=True)
        self.addCleanup(manager.stdout.close)
        self.addCleanup(manager.wait)
        self.addCleanup(manager.kill)
        self.assertEqual(manager.stdout.readline(), "ready\n")
        return manager

    def copy(self, text):
        self.say(text)
        self.window.click(*LOG)
        self.window.copied(text)
        # With guests here, quitting would ask first.
        self.pipe.end_input()
        self.assertEqual(self.pipe.exit_code(), 0)

    def test_a_clipboard_manager_that_hangs_is_not_waited_for(self):
        self.clipboard_manager("--hang")
        self.copy("left behind")
        self.assertEqual(self.window.quit(), 0)

    def test_a_clipboard_manager_gets_what_was_copied(self):
        manager = self.clipboard_manager()
        self.copy("left behind")
        self.assertEqual(self.window.quit(), 0)
        self.assertIn("left behind", manager.stdout.read())

    def test_without_the_display_the_party_goes_on(self):
        self.desk.server.send_signal(signal.SIGKILL)
        self.desk.server.wait()
        other = self.desk.start("other", "--join", self.pipe_target(), "--pipe", "--nick", "max")
        other.wait_for("state", state="online")
        other.say("are you there?")
        self.pipe.wait_for("message", text="are you there?")
        self.host.process.send_signal(signal.SIGTERM)
        self.pipe.wait_for("state", reason="The host has closed the party.")
        self.assertEqual(self.host.exit_code(), 0)

    def pipe_target(self):
        return self.pipe.process.args[self.pipe.process.args.index("--join") + 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    options, rest = parser.parse_known_args()
    OtherClientsTest.program = os.path.abspath(options.program)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
