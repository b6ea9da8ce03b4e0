#!/usr/bin/env python3
"""Parties that are found, on networks as they really are: several cards and segments, one family
only, groups that do not get through, cables and machines that go, somebody who forges.

    tests/netns/discovery_test.py PROGRAM [CASE...]

Each case has its own network. Exits with 77, which is "skipped", where network namespaces can't be
made.
"""

import os
import shutil
import signal
import sys

import cases
import rig

# Longer than any case takes: a case ends its lookers itself.
LONG = 600
FORGER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forger.py")


class DiscoveryTest(cases.OnNetworks):
    def host(self, machine, title, *arguments):
        host = machine.start(f"host on {machine.name}", "--serve", "--port", str(rig.PORT), "--title", title,
                             *arguments)
        host.wait_for("listening")
        return host

    def looker(self, *addresses):
        return self.rig.machine("looker", *addresses).discover("discover", LONG)

    def parties(self, looker):
        """Those that it shows now."""
        shown = {}
        for _, line in looker.seen:
            if line["event"] == "gone":
                shown.pop((line["key"], line["port"]), None)
            else:
                shown[line["key"], line["port"]] = line
        return list(shown.values())

    def wait_until(self, looker, what):
        """Until what it shows is so."""
        with looker.arrived:
            while not what(self.parties(looker)):
                seen = len(looker.seen)
                come = looker.arrived.wait_for(lambda: looker.ended or len(looker.seen) > seen,
                                               rig.PATIENCE)
                if looker.ended or not come:
                    raise rig.NeverCame(f"it shows {self.parties(looker)}")

    def require_nft(self, machine, rules):
        if shutil.which("nft") is None:
            self.skipTest("there is no nft")
        done = machine.run("nft", rules)
        if done.returncode != 0:
            self.skipTest(f"nft does not work here: {done.stdout.strip()}")

    def test_three_hosts_with_two_cards_each_are_three(self):
        for number, title in enumerate(("one", "two", "three"), 1):
            machine = self.rig.machine(title, f"10.7.0.{number}/24", f"fe80::7:{number}/64")
            machine.add_card("wifi", self.rig.switch, f"10.7.0.{number + 10}/24",
                             f"fe80::7:{number + 10}/64")
            self.host(machine, title)
        looker = self.looker("10.7.0.100/24", "fe80::7:100/64")
        # Each by both of its cards and families: in the end the link-local ones are last.
        expected = {
            title: [{f"10.7.0.{number}:{rig.PORT}", f"10.7.0.{number + 10}:{rig.PORT}"},
                    {f"[fe80::7:{number}%lan]:{rig.PORT}", f"[fe80::7:{number + 10}%lan]:{rig.PORT}"}]
            for number, title in enumerate(("one", "two", "three"), 1)}
        self.wait_until(looker, lambda shown: expected == {
            p["title"]: [set(p["addresses"][:2]), set(p["addresses"][2:])] for p in shown})
        self.assertEqual(looker.all("gone"), [])

    def test_another_segment_is_not_heard_but_by_whoever_is_in_both(self):
        other = self.rig.add_switch("other")
        near = self.rig.machine("near", "10.7.0.1/24")
        far = self.rig.machine("far", "10.7.0.9/24")  # a card that nothing is behind
        far.add_card("wifi", other, "10.8.0.1/24")
        far.pull_the_cable()
        self.host(near, "near")
        self.host(far, "far")
        between = self.rig.machine("between", "10.7.0.3/24")
        between.add_card("wifi", other, "10.8.0.3/24")
        both = between.discover("between", LONG)
        one = self.looker("10.7.0.2/24")
        self.wait_until(both, lambda shown: sorted(p["title"] for p in shown) == ["far", "near"])
        self.wait_until(one, lambda shown: [p["title"] for p in shown] == ["near"])
        far_one = next(p for p in self.parties(both) if p["title"] == "far")
        self.assertEqual(far_one["addresses"][0], f"10.8.0.1:{rig.PORT}")
        self.assertEqual([p["title"] for p in self.parties(one)], ["near"])

    def test_bridges_and_virtual_cards_without_number_do_not_hide_the_real_one(self):
        # A socket may be in twenty groups (net.ipv4.igmp_max_memberships).
        machine = self.rig.machine("docker")
        for number in range(24):
            machine.add_card(f"br{number}", self.rig.add_switch(f"empty{number}"),
                             f"172.{16 + number}.0.1/16")
        machine.add_address("10.7.0.1/24")
        looker = machine.discover("between", LONG)
        self.host(machine, "docker")
        self.host(self.rig.machine("host", "10.7.0.3/24"), "host")
        outside = self.looker("10.7.0.2/24")
        self.wait_until(outside, lambda shown: len(shown) == 2)
        self.wait_until(looker, lambda shown: len(shown) == 2)
        party = next(p for p in self.parties(outside) if p["title"] == "docker")
        self.assertEqual(party["addresses"][0], f"10.7.0.1:{rig.PORT}")

    def test_a_host_at_one_of_its_addresses_is_found_there_only(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        machine.add_card("wifi", self.rig.switch, "10.7.0.11/24")
        self.host(machine, "bound", "--bind", "10.7.0.11")
        _, party = self.looker("10.7.0.2/24").wait_for("party", title="bound")
        self.assertEqual(party["addresses"], [f"10.7.0.11:{rig.PORT}"])

    def test_a_large_network_and_two_in_one_cable(self):
        machine = self.rig.machine("host", "10.6.3.1/22", "192.168.9.1/24")
        self.host(machine, "host")
        one = self.rig.machine("one", "10.6.0.2/22").discover("one", LONG)
        other = self.rig.machine("other", "192.168.9.2/24").discover("other", LONG)
        self.assertEqual(one.wait_for("party")[1]["addresses"][0], f"10.6.3.1:{rig.PORT}")
        self.assertEqual(other.wait_for("party")[1]["addresses"][0], f"192.168.9.1:{rig.PORT}")

    def test_a_host_that_gets_another_address_is_found_there_and_says_so(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        host = self.host(machine, "moves")
        looker = self.looker("10.7.0.2/24")
        looker.wait_for("party", title="moves")
        machine.remove_address("10.7.0.1/24")
        machine.add_address("10.7.0.77/24")
        host.wait_for("addresses", addresses=[f"10.7.0.77:{rig.PORT}"])
        self.wait_until(looker, lambda shown: [p["addresses"][0] for p in shown] ==
                        [f"10.7.0.77:{rig.PORT}"])

    def test_ipv6_alone_is_enough(self):
        self.host(self.rig.machine("six", "fe80::7:1/64"), "six")
        looker = self.looker("fe80::7:2/64")
        _, party = looker.wait_for("party", title="six")
        self.assertEqual(party["addresses"], [f"[fe80::7:1%lan]:{rig.PORT}"])

    def test_broadcast_gets_through_where_groups_do_not(self):
        machine = self.rig.machine("host", "10.7.0.1/24", "fe80::7:1/64")
        self.require_nft(machine, "add table inet filter; "
                                  "add chain inet filter input { type filter hook input priority 0; }; "
                                  "add rule inet filter input ip daddr 224.0.0.0/4 drop; "
                                  "add rule inet filter input ip6 daddr ff12::/16 drop; "
                                  "add chain inet filter output { type filter hook output priority 0; }; "
                                  "add rule inet filter output ip daddr 224.0.0.0/4 drop; "
                                  "add rule inet filter output ip6 daddr ff12::/16 drop")
        self.host(machine, "walled")
        looker = self.looker("10.7.0.2/24", "fe80::7:2/64")
        looker.wait_for("party", title="walled")

    def test_a_host_that_takes_no_questions_is_shown_by_its_announcements(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        self.require_nft(machine, "add table inet filter; "
                                  "add chain inet filter input { type filter hook input priority 0; }; "
                                  "add rule inet filter input meta l4proto udp drop")
        looker = self.looker("10.7.0.2/24")
        self.host(machine, "deaf")
        _, party = looker.wait_for("party", title="deaf")
        self.assertNotIn("round_trip_ms", party)
        self.assertEqual(party["addresses"], [f"10.7.0.1:{rig.PORT}"])

    def test_a_host_that_ends_goes_at_once_and_one_that_dies_later(self):
        ends = self.host(self.rig.machine("ends", "10.7.0.1/24"), "ends")
        dies = self.host(self.rig.machine("dies", "10.7.0.2/24"), "dies")
        looker = self.looker("10.7.0.3/24")
        self.wait_until(looker, lambda shown: len(shown) == 2)
        dies.kill()
        ends.process.send_signal(signal.SIGTERM)
        self.wait_until(looker, lambda shown: [p["title"] for p in shown] == ["dies"])
        looker.wait_for("changed", title="dies", fading=True)
        looker.wait_for("gone")
        self.assertEqual(self.parties(looker), [])

    def test_what_changes_is_told(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        host = self.host(machine, "open")
        looker = self.looker("10.7.0.2/24")
        _, party = looker.wait_for("party", title="open", people=0)
        self.assertEqual((party["locked"], party["password"]), (False, False))
        ann = machine.join("10.7.0.1", "ann")
        looker.wait_for("changed", people=1)
        ann.kill()
        looker.wait_for("changed", people=0)
        host.kill()
        self.host(self.rig.machine("other", "10.7.0.4/24"), "secret", "--password-file",
                  self.password_file())
        looker.wait_for("party", title="secret", password=True)

    def password_file(self):
        path = os.path.join(self.rig.folder, "password")
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("open sesame\n")
        return path

    def test_one_title_twice_is_two_parties(self):
        for number in (1, 2):
            self.host(self.rig.machine(f"host{number}", f"10.7.0.{number}/24"), "LAN")
        looker = self.looker("10.7.0.3/24")
        self.wait_until(looker, lambda shown: [p["title"] for p in shown] == ["LAN", "LAN"])
        self.assertEqual(len({p["words"] for p in self.parties(looker)}), 2)

    def test_a_cable_that_is_pulled_and_plugged_in_again(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        self.host(machine, "flaps")
        looker = self.looker("10.7.0.2/24")
        looker.wait_for("party", title="flaps")
        machine.pull_the_cable()
        looker.wait_for("gone")
        machine.plug_it_in()
        looker.wait_for("party", title="flaps")

    def test_cards_that_come_late_are_followed_on_both_sides(self):
        machine = self.rig.machine("host")
        self.host(machine, "late")
        looker = self.looker()
        machine.add_address("10.7.0.1/24")
        self.rig.machines[-1].add_address("10.7.0.2/24")
        looker.wait_for("party", title="late")
        machine.add_card("wifi", self.rig.switch, "10.7.0.11/24")
        self.wait_until(looker,
                        lambda shown: any(f"10.7.0.11:{rig.PORT}" in p["addresses"] for p in shown))

    def test_nobody_speaks_for_another_or_of_the_past(self):
        machine = self.rig.machine("host", "10.7.0.1/24")
        host = self.host(machine, "real")
        forger = self.rig.machine("forger", "10.7.0.66/24")
        looker = self.looker("10.7.0.2/24")
        _, real = looker.wait_for("party", title="real")
        # Hears an announcement of the host's, then sends it again from its own address, changed in
        # its title, in its counter, and as an end; and again what it was, once the host has gone.
        kept = os.path.join(self.rig.folder, "kept")
        done = forger.run(sys.executable, "-B", FORGER, "repeat", kept, "10.7.0.66", "4000")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("sent", done.stdout)
        host.process.send_signal(signal.SIGTERM)
        looker.wait_for("gone")
        done = forger.run(sys.executable, "-B", FORGER, "again", kept, "10.7.0.66", "400")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.host(self.rig.machine("last", "10.7.0.5/24"), "last")
        looker.wait_for("party", title="last")
        self.assertEqual([p["title"] for p in self.parties(looker)], ["last"])
        for line in looker.all("changed") + looker.all("party"):
            if line["key"] == real["key"]:
                self.assertEqual(line["title"], "real")
                self.assertNotIn(f"10.7.0.66:{rig.PORT}", line["addresses"])

    def test_a_party_is_joined_without_an_address(self):
        self.host(self.rig.machine("host", "10.7.0.1/24"), "LAN")
        machine = self.rig.machine("guest", "10.7.0.2/24")
        guest = machine.start("guest", "--join", "--pipe", "--nick", "ann")
        guest.wait_for("state", state="online")
        self.host(self.rig.machine("second", "10.7.0.3/24"), "Other LAN")
        lost = machine.run(self.program, "--join", "--pipe", "--nick", "bob", "--data",
                           os.path.join(self.rig.folder, "bob"))
        self.assertEqual(lost.returncode, 1, lost.stdout)
        self.assertIn("Other LAN", lost.stdout)
        self.assertIn("10.7.0.1", lost.stdout)

    def test_nothing_there_is_said_so(self):
        machine = self.rig.machine("alone", "10.7.0.1/24")
        done = machine.run(self.program, "--discover", "--for", "1")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        done = machine.run(self.program, "--join", "--pipe", "--nick", "ann", "--data",
                           os.path.join(self.rig.folder, "ann"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("No party was found", done.stdout)

    def test_nothing_is_announced_when_asked_not_to(self):
        self.host(self.rig.machine("quiet", "10.7.0.1/24"), "quiet", "--no-announce")
        self.host(self.rig.machine("loud", "10.7.0.2/24"), "loud")
        looker = self.looker("10.7.0.3/24")
        looker.wait_for("party", title="loud")
        self.assertEqual([p["title"] for p in self.parties(looker)], ["loud"])


if __name__ == "__main__":
    sys.exit(cases.main(DiscoveryTest))
