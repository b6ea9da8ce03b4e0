#!/usr/bin/env python3
"""A rule that finds nothing is worth something only if it would find it."""

import unittest

import rules


def found(path, text):
    return [finding.rsplit("[", 1)[1][:-1] for finding in rules.findings(path, text)]


def source(*includes):
    return "\n".join(f"#include {name}" for name in includes) + "\n"


class Layering(unittest.TestCase):
    def test_allows_what_the_arrows_allow(self):
        for path, header in [
            ("net/wire/codec.cpp", '"net/wire/codec.h"'), ("net/wire/codec.cpp", "<vector>"),
            ("net/engine.cpp", "<asio.hpp>"), ("net/engine.cpp", "<sys/socket.h>"),
            ("net/engine.cpp", '"net/wire/frame.h"'), ("ui/model/log.cpp", '"net/wire/events.h"'),
            ("ui/window.cpp", "<imgui.h>"), ("ui/window.cpp", "<GLFW/glfw3.h>"),
            ("ui/window.cpp", '"third_party/fonts.h"'), ("app/main.cpp", '"net/engine.h"'),
            ("tests/net/server_test.cpp", "<asio/ip/tcp.hpp>"),
        ]:
            self.assertEqual(found(path, source(header)), [], (path, header))

    def test_forbids_the_rest(self):
        for path, header in [
            ("net/wire/codec.cpp", '"net/engine.h"'), ("net/wire/codec.cpp", "<asio.hpp>"),
            ("net/wire/codec.cpp", "<sys/socket.h>"), ("net/wire/codec.cpp", "<spdlog/spdlog.h>"),
            ("net/engine.cpp", '"ui/model/log.h"'), ("net/engine.cpp", "<imgui.h>"),
            ("net/engine.cpp", '"wire/frame.h"'), ("net/engine.cpp", '"../ui/window.h"'),
            ("ui/model/log.cpp", '"ui/window.h"'), ("ui/model/log.cpp", "<imgui.h>"),
            ("ui/model/log.cpp", '"net/engine.h"'), ("ui/window.cpp", '"net/engine.h"'),
            ("ui/window.cpp", "<asio/io_context.hpp>"), ("ui/window.cpp", '"app/options.h"'),
            ("app/main.cpp", "<asio.hpp>"), ("app/main.cpp", "<GLFW/glfw3.h>"),
            ("app/main.cpp", "<sqlite3.h>"), ("app/main.cpp", '"tests/support/clock.h"'),
        ]:
            self.assertEqual(found(path, source(header)), ["layering"], (path, header))


class Rest(unittest.TestCase):
    def test_length(self):
        self.assertEqual(found("net/a.cpp", "\n" * rules.MAX_LINES), [])
        self.assertEqual(found("net/a.cpp", "\n" * (rules.MAX_LINES + 1)), ["length"])

    def test_layout(self):
        self.assertEqual(found(".clang-format", ""), [])
        self.assertEqual(found("notes.md", ""), ["layout"])
        self.assertEqual(found("src/a.cpp", ""), ["layout"])

    def test_machine(self):
        for text in ["/wor" "k/main", "see /tm" "p/shot.png", "http://de" "b.debian.org", "/roo" "t/x"]:
            self.assertEqual(found("docs/a.md", text), ["machine"], text)
        for text in ["net/work/x", "$scratch/tmp/x", "https://debian.example", "mktemp -d"]:
            self.assertEqual(found("docs/a.md", text), [], text)

    def test_sleeps(self):
        self.assertEqual(found("tests/net/a_test.cpp", "std::this_thread::sleep_" "for(1s);\n"),
                         ["sleeps"])

    def test_scratch(self):
        text = "const auto path = testing::TempDir" '() + "settings";\n'
        self.assertEqual(found("tests/app/a_test.cpp", text), ["scratch"])
        self.assertEqual(found(rules.OWN_FOLDER, "#pragma once\n" + text), [])

    def test_guard(self):
        self.assertEqual(found("net/a.h", "int a();\n"), ["guard"])


class Meeting(unittest.TestCase):
    def found(self, first, second, path="net/b.cpp"):
        def source(body):
            return f"namespace hubbub::net {{\nnamespace {{\n\n{body}\n\n}}  // namespace\n}}\n"
        return list(rules.meeting({"net/a.cpp": source(first), path: source(second)}))

    def test_names_what_two_sources_of_a_target_define(self):
        for body in ["struct Look {", "constexpr float kHeight = 44.0F;", "bool is_blank(char c) {",
                     "enum class Fate : std::uint8_t { kDone };"]:
            self.assertEqual(len(self.found(body, body)), 1, body)
            self.assertEqual(self.found(body, body, "app/b.cpp"), [], body)
            self.assertEqual(self.found(body, "int other() {"), [], body)

    def test_names_what_one_takes_from_elsewhere_and_another_defines(self):
        taken = "using tests::key;"
        self.assertEqual(len(self.found(taken, "KeyId key(int number) {")), 1)
        self.assertEqual(len(self.found("KeyId key(int number) {", taken)), 1)
        self.assertEqual(self.found(taken, taken), [])

    def test_lets_functions_be_overloaded(self):
        self.assertEqual(self.found("bool is_blank(char c) {", "bool is_blank(char32_t c) {"), [])


if __name__ == "__main__":
    unittest.main()
