#!/usr/bin/env python3
"""A clipboard manager: takes over what a program that ends had copied, and writes it to standard
output; with --hang it answers nothing. Says "ready" first.

https://www.freedesktop.org/wiki/ClipboardManager: who ends asks the owner of CLIPBOARD_MANAGER for
SAVE_TARGETS, and waits for the answer.
"""

import argparse
import ctypes
import signal

SELECTION_REQUEST, SELECTION_NOTIFY = 30, 31
ANY_PROPERTY_TYPE = 0
LONGEST_TEXT = 4096  # in units of four bytes


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("owner", ctypes.c_ulong),
                ("requestor", ctypes.c_ulong), ("selection", ctypes.c_ulong),
                ("target", ctypes.c_ulong), ("property", ctypes.c_ulong), ("time", ctypes.c_ulong)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("requestor", ctypes.c_ulong),
                ("selection", ctypes.c_ulong), ("target", ctypes.c_ulong),
                ("property", ctypes.c_ulong), ("time", ctypes.c_ulong)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("request", SelectionRequest), ("notify", SelectionNotify),
                ("pad", ctypes.c_long * 24)]


def xlib():
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    for name in ("XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
        getattr(x, name).restype = ctypes.c_ulong
    return x


class Manager:
    def __init__(self):
        self.x = xlib()
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        zero = ctypes.c_ulong(0)
        self.window = ctypes.c_ulong(
            self.x.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, zero, zero))
        self.x.XSetSelectionOwner(self.display, self.atom("CLIPBOARD_MANAGER"), self.window, zero)
        self.x.XSync(self.display, 0)

    def atom(self, name):
        return ctypes.c_ulong(self.x.XInternAtom(self.display, name.encode(), 0))

    def wait_for(self, kind):
        event = Event()
        while event.type != kind:
            self.x.XNextEvent(self.display, ctypes.byref(event))
        return event

    def take_over(self):
        """Waits until a program wants to leave what it has; returns the text."""
        request = self.wait_for(SELECTION_REQUEST).request
        self.x.XConvertSelection(self.display, self.atom("CLIPBOARD"), self.atom("UTF8_STRING"),
                                 self.atom("TEXT"), self.window, ctypes.c_ulong(0))
        self.wait_for(SELECTION_NOTIFY)
        text = self.text()
        answer = Event()
        answer.notify = SelectionNotify(
            SELECTION_NOTIFY, 0, 1, None, request.requestor, request.selection, request.target,
            request.property, request.time)
        self.x.XSendEvent(self.display, ctypes.c_ulong(request.requestor), 0, ctypes.c_long(0),
                          ctypes.byref(answer))
        self.x.XSync(self.display, 0)
        return text

    def text(self):
        kind, count, left = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        bits, data = ctypes.c_int(), ctypes.c_char_p()
        self.x.XGetWindowProperty(
            self.display, self.window, self.atom("TEXT"), ctypes.c_long(0),
            ctypes.c_long(LONGEST_TEXT), 0, ctypes.c_ulong(ANY_PROPERTY_TYPE), ctypes.byref(kind),
            ctypes.byref(bits), ctypes.byref(count), ctypes.byref(left), ctypes.byref(data))
        return (data.value or b"").decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hang", action="store_true")
    hangs = parser.parse_args().hang
    manager = Manager()
    print("ready", flush=True)
    if hangs:
        signal.pause()
    print(manager.take_over(), flush=True)


if __name__ == "__main__":
    main()
