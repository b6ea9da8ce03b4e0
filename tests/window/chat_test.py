#!/usr/bin/env python3
"""Two real windows and a pipe talk with each other: hosting, joining through the dialog, text of
several scripts, the inspector, coming and going.

    tests/window/chat_test.py PROGRAM [--pictures FOLDER] [--scale N]

The pictures of the README are made by it: --pictures assets/screenshots
"""

import argparse
import os
import sys
import tempfile
import unittest

from desk import Desk, free_port

CYRILLIC = "Привет, сыграем?"
EMOJI = "Yes 🎉 in ten minutes 👍"
TITLE = "Friday night LAN"
# Of the window's 1100 × 720 density-independent pixels.
LOG = (400, 560)
EMPTY = (400, 200)
PARTY = (500, 395)  # the first of the dialog's list
COMPOSER = (400, 662)
FRAME = (300, 574)  # with the inspector open


class ChatTest(unittest.TestCase):
    program = None
    pictures = None
    scale = 1

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="hubbub-window-")
        self.addCleanup(self.folder.cleanup)
        size = (2240 * self.scale, 760 * self.scale)
        self.desk = Desk(self.program, self.folder.name, size, self.scale)
        self.addCleanup(self.desk.close)
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"

    def picture(self, window, name, **how):
        folder = self.pictures or self.folder.name
        os.makedirs(folder, exist_ok=True)
        window.picture(os.path.join(folder, name + ".png"), **how)

    def host(self):
        program = self.desk.start("host", "--host", "--port", str(self.port), "--bind", "127.0.0.1",
                                  "--nick", "ann", "--title", TITLE)
        window = program.window()
        window.wait_for_title(TITLE)
        return program, window

    def pipe(self):
        program = self.desk.start("pipe", "--join", self.address, "--pipe", "--nick", "robot")
        program.wait_for("state", state="online")
        return program

    def join_as_last_time(self, name):
        """The dialog comes up with all that is saved filled in: Return is all it takes."""
        window = self.desk.start(name).window()
        # Until it has been drawn, and with it the field that takes the key.
        window.picture(os.path.join(self.folder.name, "dialog.png"))
        window.focus()
        window.press("Return")
        window.wait_for_title(TITLE)

    def write(self, window, text):
        window.focus()
        window.click(*COMPOSER)
        window.type(text)
        window.press("Return")

    def test_two_windows_and_a_pipe_talk(self):
        self.desk.add_keys(CYRILLIC + EMOJI + "Борис")
        _, host_window = self.host()
        pipe = self.pipe()

        guest = self.desk.start("guest", "--nick", "Борис")
        guest_window = guest.window()
        guest_window.move_to(1120 * self.scale, 0)
        guest_window.focus()
        guest_window.type(self.address)
        self.picture(guest_window, "dialog")
        guest_window.press("Return")
        guest_window.wait_for_title(TITLE)
        pipe.wait_for("joined", nick="Борис")

        self.write(guest_window, CYRILLIC)
        said = pipe.wait_for("message", **{"from": "Борис"})
        self.assertEqual(said["text"], CYRILLIC)

        self.write(host_window, EMOJI)
        self.assertEqual(pipe.wait_for("message", **{"from": "ann"})["text"], EMOJI)

        pipe.say("I only read along 🤖")
        pipe.wait_for("sent")

        # Each window shows all three, in the host's order.
        for window in (host_window, guest_window):
            window.focus()
            window.click(*LOG)
            copied = window.copied("I only read along 🤖")
            places = [copied.find(text) for text in (CYRILLIC, EMOJI, "I only read along 🤖")]
            self.assertNotIn(-1, places, copied)
            self.assertEqual(places, sorted(places), copied)
            window.click(*EMPTY)  # nothing is selected any more
        host_window.focus()
        host_window.click(*COMPOSER)
        self.picture(host_window, "host")

        guest_window.focus()
        guest_window.press("F12")
        self.write(host_window, "What does that look like on the wire?")
        pipe.wait_for("message", text="What does that look like on the wire?")
        guest_window.focus()
        guest_window.click(*FRAME)
        self.picture(guest_window, "inspector")

        self.assertEqual(guest_window.quit(), 0)
        self.assertEqual(pipe.wait_for("left", nick="Борис")["reason"], "left")
        pipe.end_input()
        self.assertEqual(pipe.exit_code(), 0)
        self.assertEqual(host_window.quit(), 0)

    def test_a_guest_outlives_its_host_and_comes_back(self):
        host, _ = self.host()
        guest = self.desk.start("guest", "--join", self.address, "--nick", "max")
        window = guest.window()
        window.wait_for_title(TITLE)
        pipe = self.pipe()
        host.kill()
        pipe.wait_for("state", state="reconnecting")
        # What is typed meanwhile is sent when the host is there again.
        self.write(window, "still here")
        self.picture(window, "lost", alike_for=0)  # it counts the seconds
        # The same host: under another key nobody would go there by himself.
        self.desk.start("host", "--serve", "--port", str(self.port), "--bind", "127.0.0.1",
                        "--title", "Second round").wait_for("listening")
        pipe.wait_for("message", **{"from": "max", "text": "still here"})
        window.wait_for_title("Second round")

    def test_a_party_that_is_around_is_joined_without_an_address(self):
        self.host()
        for nick in ("keys", "click"):
            window = self.desk.start(nick, "--nick", nick).window()
            self.picture(window, "around")
            window.focus()
            if nick == "keys":
                window.press("Up")
                self.picture(window, "around-chosen")
                window.press("Return")
            else:
                window.click(*PARTY)
            window.wait_for_title(TITLE)
            self.write(window, f"found with {nick}")
        pipe = self.pipe()
        for nick in ("keys", "click"):
            pipe.wait_for("message", **{"from": nick, "text": f"found with {nick}"})

    def test_settings_survive_a_restart(self):
        self.host()
        guest = self.desk.start("guest", "--join", self.address, "--nick", "max")
        window = guest.window()
        window.wait_for_title(TITLE)
        self.assertEqual(window.quit(), 0)
        self.join_as_last_time("guest")
        pipe = self.pipe()
        self.assertIn("max", pipe.wait_for("roster")["nicks"])

    def test_what_the_command_line_does_not_name_stays_as_it_was_saved(self):
        _, window = self.host()
        self.assertEqual(window.quit(), 0)
        window = self.desk.start("host", "--host", "--bind", "127.0.0.1").window()
        window.wait_for_title(TITLE)
        pipe = self.pipe()  # at the same port
        for arguments in (["--nick", "max", "--room", "games"], []):
            window = self.desk.start("guest", "--join", self.address, *arguments).window()
            window.wait_for_title(TITLE)
            self.assertEqual(window.quit(), 0)
            pipe.wait_for("left", nick="max")
        self.join_as_last_time("guest")
        pipe.say("/join games")
        self.assertIn("max", pipe.wait_for("roster")["nicks"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--pictures")
    parser.add_argument("--scale", type=int, default=1)
    options, rest = parser.parse_known_args()
    ChatTest.program = os.path.abspath(options.program)
    ChatTest.pictures, ChatTest.scale = options.pictures, options.scale
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
