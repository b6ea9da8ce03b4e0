#!/usr/bin/env python3
"""Somebody who makes up announcements. Sends them to everybody on the network that its addresses,
with commas between them, are in, for as long as it takes to send COUNT of them, and ends.

    tests/netns/forger.py repeat FILE ADDRESSES COUNT     what a host answers us: as it is, and changed
    tests/netns/forger.py again FILE ADDRESSES COUNT      the same from FILE, where `repeat` left it
    tests/netns/forger.py strangers - ADDRESSES COUNT     of keys that are none

docs/protocol.md has the fields.
"""

import itertools
import os
import socket
import struct
import sys
import time

GROUP, PORT = "239.255.72.85", 24280
QUERY, ANNOUNCEMENT = 64, 65
HEADER = 12
KEY, COUNTER, NONCE, ENDED = HEADER + 64, HEADER + 96, HEADER + 104, HEADER + 124
PER_SECOND = 1000


def open_socket(address):
    found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    found.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
    found.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 255)
    found.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    found.bind((address, 0))
    return found


def answer_of_a_host(out):
    out.settimeout(1)
    for _ in range(30):
        out.sendto(struct.pack("<iii", QUERY, 0, 1012) + os.urandom(16) + bytes(996), (GROUP, PORT))
        try:
            datagram, _ = out.recvfrom(2048)
        except TimeoutError:
            continue
        if struct.unpack_from("<i", datagram)[0] == ANNOUNCEMENT:
            return datagram
    sys.exit("no host answers")


def changed(datagram, at, new):
    return datagram[:at] + new + datagram[at + len(new):]


def forgeries(datagram):
    """The datagram as it is, and what can be made of it without its key."""
    later = struct.pack("<Q", struct.unpack_from("<Q", datagram, COUNTER)[0] + 1_000_000)
    unasked = changed(datagram, NONCE, bytes(16))
    return [datagram, unasked, changed(unasked, COUNTER, later),
            changed(changed(unasked, COUNTER, later), ENDED, b"\x01"),
            changed(datagram, len(datagram) // 2, b"XX")]


def strangers(addresses):
    """Each names the address that it comes from."""
    for address in itertools.cycle(addresses):
        here = address.encode()
        text = b"\x04\0\0\0fake"
        body = (os.urandom(96) + struct.pack("<Q", 1) + bytes(16) +
                struct.pack("<HBBBHI", 3, 0, 0, 0, PORT, 7) + text + text +
                struct.pack("<II", 1, len(here)) + here)
        yield struct.pack("<iii", ANNOUNCEMENT, 0, len(body)) + body


def main():
    what, file, addresses, count = sys.argv[1], sys.argv[2], sys.argv[3].split(","), int(sys.argv[4])
    sockets = [open_socket(address) for address in addresses]
    if what == "repeat":
        with open(file, "wb") as kept:
            kept.write(answer_of_a_host(sockets[0]))
    if what == "strangers":
        source = strangers(addresses)
    else:
        with open(file, "rb") as kept:
            made = forgeries(kept.read())
        source = (made[i % len(made)] for i in range(count))
    for number, out, datagram in zip(range(count), itertools.cycle(sockets), source):
        out.sendto(datagram, (GROUP, PORT))
        if number % (PER_SECOND // 50) == 0:
            time.sleep(0.02)
    print(f"sent {count}")


if __name__ == "__main__":
    main()
