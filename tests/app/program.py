"""A hubbub without a window, and what it reports: for the tests beside this file."""

import json
import signal
import subprocess
import threading

PATIENCE = 30  # seconds


class Program:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, encoding="utf-8")
        # What it never says must not be waited for without an end.
        self.alarm = threading.Timer(PATIENCE, self.process.kill)
        self.alarm.start()

    def wait_for(self, event, **fields):
        for line in self.process.stdout:
            report = json.loads(line)
            if report["event"] == event and fields.items() <= report.items():
                return report
        raise AssertionError(f"no {event} {fields}")

    def say(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def close(self, how=signal.SIGTERM):
        self.alarm.cancel()
        self.process.send_signal(how)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
