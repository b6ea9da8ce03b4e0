#!/usr/bin/env python3
"""Hosts and guests on machines of their own: cables are pulled, machines vanish, addresses change,
packets are dropped.

    tests/netns/netns_test.py PROGRAM [CASE...]

Each case has its own network and runs in its own process, all at once. Exits with 77, which is
"skipped", where network namespaces can't be made.
"""

import os
import shutil
import subprocess
import sys
import time

import cases
import rig

HOST = "10.7.0.1"
# net/server/limits.h and net/client/limits.h: a peer that has been silent for three heartbeats of
# five seconds is dead. Its last sign of life may have come a heartbeat before the cable was pulled.
PROMISED = 15
HEARTBEAT = 5
# The host looks once a second, and this machine has other things to do.
SLACK = 3


class NetnsTest(cases.OnNetworks):
    def host(self, *arguments):
        self.host_machine = self.rig.machine("host", HOST + "/24", "fe80::7:1/64")
        return self.host_machine.serve(*arguments)

    def guest(self, number, nick, address=HOST):
        machine = self.rig.machine(nick, f"10.7.0.{number}/24", f"fe80::7:{number}/64")
        program = machine.join(address, nick)
        program.wait_for("state", state="online")
        program.wait_for("roster")
        return machine, program

    def talk(self, speaker, texts, *listeners):
        """Says the lines and waits until each of the listeners has heard them."""
        speaker.say(*texts)
        for listener in listeners:
            for text in texts:
                listener.wait_for("message", text=text)

    def wait_until_heard(self, listener, text):
        """Also if a wait for another line has passed it already."""
        while text not in listener.heard():
            listener.wait_for("message")

    def assert_in_promised_time(self, when, since):
        self.assertGreater(when - since, PROMISED - HEARTBEAT - 1)
        self.assertLess(when - since, PROMISED + SLACK)

    def assert_sent_once(self, program, count):
        # The line itself does not wait for the host's disk, its confirmation does.
        while len(program.all("sent")) < count:
            program.wait_for("sent")
        ids = [line["id"] for line in program.all("sent")]
        self.assertEqual(len(ids), count)
        self.assertEqual(len(set(ids)), count)
        self.assertEqual(program.all("error"), [])

    def test_a_pulled_cable_is_noticed_on_both_sides_and_nothing_is_lost(self):
        host = self.host()
        ann_machine, ann = self.guest(2, "ann")
        _, bob = self.guest(3, "bob")
        self.talk(ann, ["before"], ann, bob)

        ann_machine.pull_the_cable()
        pulled = time.monotonic()
        missed = [f"missed {i}" for i in range(20)]
        self.talk(bob, missed, bob)
        kept = [f"kept {i}" for i in range(5)]
        ann.say(*kept)

        when, left = host.wait_for("left", nick="ann")
        self.assert_in_promised_time(when, pulled)
        self.assertRegex(left["reason"], "timed out|silent")
        _, left = bob.wait_for("left", nick="ann")
        self.assertRegex(left["reason"], "timed out|silent")
        when, lost = ann.wait_for("state", state="reconnecting")
        self.assert_in_promised_time(when, pulled)
        self.assertIn("silent for 15 seconds", lost["reason"])

        ann_machine.plug_it_in()
        bob.wait_for("joined", nick="ann")
        self.talk(bob, ["after"], ann, bob)
        for listener in (ann, bob):
            self.wait_until_heard(listener, kept[-1])
        everything = bob.heard()
        self.assertEqual(sorted(everything), sorted(["before", *missed, *kept, "after"]))
        self.assertEqual(ann.heard(), everything)
        self.assertEqual([text for text in everything if text in kept], kept)
        self.assert_sent_once(ann, len(kept) + 1)

    def test_a_short_interruption_costs_nothing(self):
        self.host()
        ann_machine, ann = self.guest(2, "ann")
        _, bob = self.guest(3, "bob")
        self.talk(ann, ["before"], ann, bob)
        ann_machine.pull_the_cable()
        missed = [f"missed {i}" for i in range(20)]
        self.talk(bob, missed, bob)
        ann.say("kept")
        ann_machine.plug_it_in()
        bob.wait_for("message", text="kept")
        ann.wait_for("message", text="kept")
        self.assertEqual(ann.heard(), ["before", *missed, "kept"])
        self.assertEqual(bob.heard(), ann.heard())
        self.assertEqual(bob.all("left"), [])
        self.assertEqual(ann.all("state", state="reconnecting"), [])
        self.assert_sent_once(ann, 2)

    def test_everybody_comes_back_when_the_host_had_no_cable(self):
        self.host()
        guests = [self.guest(2 + i, f"guest{i}")[1] for i in range(4)]
        self.talk(guests[0], ["before"], *guests)
        self.host_machine.pull_the_cable()
        for guest in guests:
            guest.say(*(f"{guest.name} {i}" for i in range(3)))
        for guest in guests:
            guest.wait_for("state", state="reconnecting")
        self.host_machine.plug_it_in()
        for guest in guests:
            guest.wait_for("state", state="online")
        expected = ["before", *(f"{guest.name} {i}" for guest in guests for i in range(3))]
        for guest in guests:
            while len(guest.heard()) < len(expected):
                guest.wait_for("message")
        self.talk(guests[1], ["after"], *guests)
        for guest in guests:
            self.assertEqual(sorted(guest.heard()), sorted([*expected, "after"]))
            self.assertEqual(guest.heard(), guests[0].heard())

    def test_one_who_is_gone_for_good_leaves_with_a_reason_and_frees_the_name(self):
        host = self.host()
        ann_machine, ann = self.guest(2, "ann")
        _, bob = self.guest(3, "bob")
        ann_machine.pull_the_cable()
        pulled = time.monotonic()
        ann.kill()
        when, left = bob.wait_for("left", nick="ann")
        self.assert_in_promised_time(when, pulled)
        self.assertRegex(left["reason"], "timed out|silent")
        host.wait_for("left", nick="ann")
        machine = self.rig.machine("other", "10.7.0.9/24")
        machine.join(HOST, "ann").wait_for("state", state="online")
        bob.wait_for("joined", nick="ann")

    def test_a_guest_with_a_new_address_comes_back_complete(self):
        self.host()
        ann_machine, ann = self.guest(2, "ann")
        _, bob = self.guest(3, "bob")
        self.talk(ann, ["before"], ann, bob)
        ann_machine.remove_address("10.7.0.2/24")
        ann_machine.add_address("10.7.0.42/24")
        self.talk(bob, ["missed 1", "missed 2"], bob)
        ann.say("kept")
        ann.wait_for("state", state="reconnecting")
        ann.wait_for("state", state="online")
        bob.wait_for("message", text="kept")
        ann.wait_for("message", text="kept")
        self.assertEqual(ann.heard(), ["before", "missed 1", "missed 2", "kept"])
        self.assertEqual(bob.heard(), ann.heard())
        self.assert_sent_once(ann, 2)

    def test_joining_through_a_link_local_address(self):
        host = self.host()
        _, ann = self.guest(2, "ann", f"[fe80::7:1%lan]:{rig.PORT}")
        _, joined = host.wait_for("joined", nick="ann")
        self.assertIn("fe80::7:2", joined["address"])
        self.talk(ann, ["over IPv6"], ann)

    def refused_join(self, machine, address):
        guest = machine.join(address, "ann")
        self.assertEqual(guest.exit_code(), 1)
        errors = guest.all("error")
        self.assertEqual(len(errors), 1, errors)
        return errors[0]

    def test_the_sentence_names_the_cause(self):
        self.host()
        # Another network, and no router.
        stranger = self.rig.machine("stranger", "10.8.0.2/24")
        error = self.refused_join(stranger, HOST)
        self.assertEqual(error["code"], "no-route")
        self.assertIn("same network", error["text"])
        # This network, but no such machine.
        ann = self.rig.machine("ann", "10.7.0.2/24")
        self.assertEqual(self.refused_join(ann, "10.7.0.200")["code"], "no-route")
        # This machine, but no host at that port.
        self.assertEqual(self.refused_join(ann, HOST + ":24281")["code"], "refused")

    def test_a_firewall_that_drops_is_named(self):
        if shutil.which("nft") is None:
            self.skipTest("there is no nft")
        self.host()
        done = self.host_machine.run(
            "nft", "add table inet filter; "
            "add chain inet filter input { type filter hook input priority 0; policy accept; }; "
            f"add rule inet filter input tcp dport {rig.PORT} drop")
        if done.returncode != 0:
            self.skipTest(f"nft does not work here: {done.stdout.strip()}")
        error = self.refused_join(self.rig.machine("ann", "10.7.0.2/24"), HOST)
        self.assertEqual(error["code"], "timed-out")
        self.assertIn("firewall", error["text"])

    def test_the_namespaces_of_one_who_was_killed_are_removed(self):
        child = subprocess.Popen(
            [sys.executable, "-B", "-c",
             "import rig, sys, tempfile\n"
             "made = rig.Rig('', tempfile.gettempdir())\n"
             "made.machine('ann', '10.7.0.2/24')\n"
             "print('made', flush=True)\n"
             "sys.stdin.read()"],
            cwd=os.path.dirname(os.path.abspath(__file__)), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        self.assertEqual(child.stdout.readline(), "made\n")
        mine = f"{rig.PREFIX}-{child.pid}-"
        self.assertIn(mine + "ann", rig.ip("netns", "list"))
        rig.remove_stale()
        self.assertIn(mine + "ann", rig.ip("netns", "list"), "it is alive")
        child.kill()
        child.communicate()
        rig.remove_stale()
        self.assertNotIn(mine, rig.ip("netns", "list"))


if __name__ == "__main__":
    sys.exit(cases.main(NetnsTest))
