"""Several machines and switches, as network namespaces of this one, and hubbub running on them.

Needs root and iproute2. Everything that is made lies in namespaces named after this process, so
that nothing is left when they are gone; those of processes that were killed are removed by
whoever comes next. Everything waits for what it expects, never for time to pass; what does not
come within PATIENCE seconds has failed.
"""

import ctypes
import json
import os
import re
import signal
import subprocess
import threading
import time

PATIENCE = 60
PORT = 24280
PREFIX = "hubbub-test"
PR_SET_PDEATHSIG = 1


class NeverCame(AssertionError):
    pass


class NotAllowed(Exception):
    """This machine does not let us make namespaces; the text says why."""


def die_with_parent():
    """For preexec_fn. Survives exec; counts the thread that started the child as the parent."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def ip(*words):
    done = subprocess.run(["ip", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          check=False)
    if done.returncode != 0:
        raise NotAllowed(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def remove_namespace(name):
    for pid in ip("netns", "pids", name).split():
        try:
            os.kill(int(pid), signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has ended since
    ip("netns", "del", name)


def is_alive(pid):
    """Not one that is dead and only waits for its parent to notice."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def remove_stale():
    """The namespaces of those who can't do it any more."""
    for name in re.findall(rf"^{PREFIX}-\d+-\w+", ip("netns", "list"), re.MULTILINE):
        if not is_alive(int(name.split("-")[-2])):
            try:
                remove_namespace(name)
            except NotAllowed:
                pass  # somebody else was quicker


def require_rights():
    """NotAllowed where there are no namespaces to be had."""
    if os.geteuid() != 0:
        raise NotAllowed("making network namespaces takes root")
    remove_stale()
    probe = f"{PREFIX}-{os.getpid()}-probe"
    ip("netns", "add", probe)
    try:
        # In a plain chroot a namespace can be made and not be entered: /sys is not to be mounted.
        ip("-n", probe, "link", "set", "lo", "up")
        ip("netns", "exec", probe, "true")
    except NotAllowed as why:
        raise NotAllowed(f"namespaces can be made here, but not be used: {why}") from why
    finally:
        remove_namespace(probe)


class Rig:
    """A switch; machines are plugged into it, or into others that are added."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.machines = []
        self.namespaces = []
        self.switch = self.add_switch("switch")

    def add_switch(self, name):
        switch = self.add_namespace(name)
        ip("-n", switch, "link", "add", "bridge", "type", "bridge", "forward_delay", "0")
        ip("-n", switch, "link", "set", "bridge", "up")
        return switch

    def add_namespace(self, name):
        full = f"{PREFIX}-{os.getpid()}-{name}"
        ip("netns", "add", full)
        self.namespaces.append(full)
        ip("-n", full, "link", "set", "lo", "up")
        return full

    def machine(self, name, *addresses):
        machine = Machine(self, name, addresses)
        self.machines.append(machine)
        return machine

    def close(self):
        for machine in self.machines:
            for program in machine.programs:
                program.kill()
        for name in self.namespaces:
            remove_namespace(name)


class Machine:
    """A namespace with a network card, `lan`, and a cable to the switch, and perhaps more cards."""

    def __init__(self, rig, name, addresses):
        self.rig, self.name = rig, name
        self.programs = []
        self.namespace = rig.add_namespace(name)
        self.add_card("lan", rig.switch, *addresses)

    def add_card(self, card, switch, *addresses):
        port = f"{self.name}-{card}"
        ip("link", "add", card, "netns", self.namespace, "type", "veth",
           "peer", "name", port, "netns", switch)
        ip("-n", switch, "link", "set", port, "master", "bridge", "up")
        # Otherwise the kernel makes a link-local address itself and takes a second to try it.
        ip("-n", self.namespace, "link", "set", card, "addrgenmode", "none", "up")
        for address in addresses:
            self.add_address(address, card)

    def add_address(self, address, card="lan"):
        ip("-n", self.namespace, "address", "add", address, "dev", card, "nodad")

    def remove_address(self, address):
        ip("-n", self.namespace, "address", "del", address, "dev", "lan")

    def pull_the_cable(self):
        ip("-n", self.rig.switch, "link", "set", f"{self.name}-lan", "down")

    def plug_it_in(self):
        ip("-n", self.rig.switch, "link", "set", f"{self.name}-lan", "up")

    def run(self, *command):
        return subprocess.run(["ip", "netns", "exec", self.namespace, *command], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def start(self, name, *arguments):
        program = Program(self, name, arguments)
        self.programs.append(program)
        return program

    def serve(self, *arguments):
        host = self.start("host", "--serve", "--port", str(PORT), *arguments)
        host.wait_for("listening")
        return host

    def discover(self, name, seconds):
        return self.start(name, "--discover", "--for", str(seconds))

    def join(self, address, nick, *arguments):
        """Joins without waiting for what comes of it."""
        return self.start(nick, "--join", address, "--pipe", "--nick", nick, *arguments)


class Program:
    """hubbub without a window. It keeps all that it said and when; a wait looks at what no earlier
    wait has passed."""

    def __init__(self, machine, name, arguments):
        self.name = name
        self.seen = []  # (monotonic seconds, JSON object)
        self.ended = False
        self.arrived = threading.Condition()
        self.next = 0
        folder = os.path.join(machine.rig.folder, name)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "log"), "ab") as log:
            self.process = subprocess.Popen(
                ["ip", "netns", "exec", machine.namespace, machine.rig.program, "--data", folder,
                 *arguments],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1,
                preexec_fn=die_with_parent)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self.arrived:
                self.seen.append((time.monotonic(), json.loads(line)))
                self.arrived.notify_all()
        with self.arrived:
            self.ended = True
            self.arrived.notify_all()

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def say(self, *lines):
        for line in lines:
            self.process.stdin.write(line + "\n")

    def wait_for(self, event, patience=PATIENCE, **fields):
        """The next object of that event with those fields, and when it came."""
        deadline = time.monotonic() + patience
        with self.arrived:
            while True:
                while self.next < len(self.seen):
                    when, line = self.seen[self.next]
                    self.next += 1
                    if line["event"] == event and all(line.get(k) == v for k, v in fields.items()):
                        return when, line
                left = deadline - time.monotonic()
                if self.ended or left <= 0:
                    raise NeverCame(f"{self.name}: no {event} {fields}; the last was "
                                    f"{[line for _, line in self.seen[-5:]]}")
                self.arrived.wait(left)

    def all(self, event, **fields):
        """Everything of that event with those fields, from the beginning."""
        with self.arrived:
            return [line for _, line in self.seen if line["event"] == event
                    and all(line.get(k) == v for k, v in fields.items())]

    def heard(self):
        """The texts of the messages, in order."""
        return [line["text"] for line in self.all("message")]

    def exit_code(self):
        """When all that it said has been read."""
        with self.arrived:
            self.arrived.wait_for(lambda: self.ended, PATIENCE)
        return self.process.wait(PATIENCE)
