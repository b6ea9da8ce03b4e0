"""A display of our own, real windows of hubbub on it, and somebody who types into them.

Needs xvfb, xdotool, xmodmap, xprop, xclip and ImageMagick's import. Everything waits for what it
expects (a title, a line of JSON, the clipboard), never for time to pass; what does not come within
PATIENCE seconds has failed.
"""

import contextlib
import ctypes
import fcntl
import itertools
import json
import os
import queue
import select
import signal
import socket
import struct
import subprocess
import threading
import time

PATIENCE = 60
# Pictures that are alike, until a window counts as standing still; and how many are taken at most.
ALIKE = 5
MOST_PICTURES = 100
# X11's keycodes go from 8 to 255; from here on none is in use.
FIRST_FREE_KEYCODE = 180
# Of unshare(2) and netdevice(7).
CLONE_NEWNET, SIOCSIFFLAGS, IFF_UP = 0x40000000, 0x8914, 1


class NeverCame(AssertionError):
    pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def leave_the_network():
    """From here on this thread, and what it starts, is on a network that has nothing but itself:
    windows tell and ask whoever is around. Without the right to that it stays where it is."""
    if ctypes.CDLL(None).unshare(CLONE_NEWNET) != 0:
        return
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


class Desk:
    """An X server without a window manager; its folder keeps what the programs save."""

    def __init__(self, program, folder, size=(2400, 900), scale=1):
        leave_the_network()
        self.program, self.folder, self.scale = program, folder, scale
        os.makedirs(folder, exist_ok=True)
        reader, writer = os.pipe()
        # It chooses a free display itself and says which.
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp", "-noreset",
             "-screen", "0", f"{size[0]}x{size[1]}x24", "-dpi", str(96 * scale)],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise NeverCame("Xvfb did not start")
        self.environment = dict(os.environ, DISPLAY=f":{number}", HUBBUB_SCALE=str(scale),
                                HOME=folder, LIBGL_ALWAYS_SOFTWARE="1")
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.programs = []
        self.keycodes = {}

    def close(self):
        for program in self.programs:
            program.kill()
        self.server.terminate()
        self.server.wait()

    def run(self, *command, **options):
        options = {"text": True, **options}
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE,
                              **options).stdout

    def add_keys(self, text):
        """Puts the characters on the keyboard, before the programs start. xdotool itself would remap
        one key for each letter, and a program that is slow to look read what is there by then."""
        for number, character in enumerate(sorted(set(text) - set(map(chr, range(128))))):
            self.keycodes[character] = FIRST_FREE_KEYCODE + number
        self.run("xmodmap", "-", input="".join(
            f"keycode {code} = U{ord(character):04X}\n"
            for character, code in self.keycodes.items()))

    def clipboard(self):
        done = subprocess.run(["xclip", "-selection", "clipboard", "-o"], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        return done.stdout.decode()

    def start(self, name, *arguments):
        program = Program(self, name, arguments)
        self.programs.append(program)
        return program


class Program:
    """hubbub as a process; its settings are its own and survive a second start of that name."""

    def __init__(self, desk, name, arguments):
        self.desk, self.name = desk, name
        self.lines = queue.SimpleQueue()
        self.log = open(os.path.join(desk.folder, name + ".log"), "ab")
        self.process = subprocess.Popen(
            [desk.program, "--data", os.path.join(desk.folder, name), *arguments],
            env=desk.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            text=True, bufsize=1)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.put(json.loads(line))
        self.lines.put(None)

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join(PATIENCE)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.log.close()

    def exit_code(self):
        return self.process.wait(PATIENCE)

    # ---- one without a window ----

    def say(self, line):
        self.process.stdin.write(line + "\n")

    def end_input(self):
        self.process.stdin.close()

    def wait_for(self, event, **fields):
        """The next JSON object of that event with those fields; others before it are dropped."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                raise NeverCame(f"{self.name}: no {event} {fields}") from None
            if line is None:
                raise NeverCame(f"{self.name} ended without {event} {fields}")
            if line["event"] == event and all(line.get(k) == v for k, v in fields.items()):
                return line

    # ---- one with a window ----

    def window(self):
        """Waits for the window."""
        return Window(self)


class Window:
    def __init__(self, program):
        self.desk, self.program = program.desk, program
        found = self.desk.run("xdotool", "search", "--sync", "--all", "--onlyvisible",
                              "--pid", str(program.process.pid), "--class", "hubbub",
                              timeout=PATIENCE)
        self.id = found.split()[0]

    def wait_for_title(self, wanted):
        """Until the title contains `wanted`."""
        spy = subprocess.Popen(["xprop", "-spy", "-id", self.id, "_NET_WM_NAME"],
                               env=self.desk.environment, stdout=subprocess.PIPE)
        try:
            deadline = time.monotonic() + PATIENCE
            seen, title = b"", ""
            while wanted not in title:
                if not select.select([spy.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                    raise NeverCame(f"{self.program.name}: title {wanted!r}, only {title!r}")
                part = os.read(spy.stdout.fileno(), 4096)
                if not part:
                    raise NeverCame(f"{self.program.name}: the window is gone")
                seen += part
                title = seen.decode(errors="replace").splitlines()[-1]
        finally:
            spy.terminate()
            spy.communicate()

    def picture(self, path, alike_for=ALIKE):
        """Writes it as a PNG once so many in a row are like the one before: what was asked for is
        drawn."""
        last, alike = None, 0
        for _ in range(MOST_PICTURES):
            seen = self.desk.run("import", "-window", self.id, "ppm:-", text=False)
            alike = alike + 1 if seen == last else 0
            if alike == alike_for:
                self.desk.run("convert", "ppm:-", "-define", "png:exclude-chunks=date,time", path,
                              input=seen, text=False)
                return
            last = seen
        raise NeverCame(f"{self.program.name}: the picture never stood still")

    def move_to(self, x, y):
        self.desk.run("xdotool", "windowmove", "--sync", self.id, str(x), str(y),
                      timeout=PATIENCE)

    def focus(self):
        self.desk.run("xdotool", "windowfocus", "--sync", self.id, timeout=PATIENCE)

    def type(self, text):
        for foreign, run in itertools.groupby(text, self.desk.keycodes.__contains__):
            if foreign:
                self.desk.run("xdotool", "key", *(str(self.desk.keycodes[c]) for c in run))
            else:
                self.desk.run("xdotool", "type", "".join(run))

    def press(self, key):
        self.desk.run("xdotool", "key", key)

    def click(self, x, y):
        """At a place in density-independent pixels from the window's corner."""
        scale = self.desk.scale
        self.desk.run("xdotool", "mousemove", "--window", self.id, str(x * scale), str(y * scale),
                      "click", "1")

    def hold_control(self, *keys):
        """Control stays down: going up at once it would be missed by a program that draws slowly.
        Let it go with release_control() when the program has answered."""
        self.desk.run("xdotool", "keydown", "Control_L", *(
            word for key in keys for word in ("key", key)))

    def release_control(self):
        self.desk.run("xdotool", "keyup", "Control_L")

    def copied(self, contains):
        """The whole log as the clipboard gets it, once it contains that; needs a click in the log."""
        deadline = time.monotonic() + PATIENCE
        text = ""
        while time.monotonic() < deadline:
            self.hold_control("a", "c")
            text = self.desk.clipboard()
            self.release_control()
            if contains in text:
                return text
        raise NeverCame(f"{self.program.name}: nothing with {contains!r} could be copied: {text!r}")

    def quit(self):
        """As Control+Q does; returns the exit code."""
        self.focus()
        self.hold_control("q")
        code = self.program.exit_code()
        self.release_control()
        return code
