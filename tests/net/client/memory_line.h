// A dialogue's line without a socket: it keeps what the dialogue does. One thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/client/dialogue.h"
#include "net/wire/decoder.h"

namespace hubbub::tests {

struct MemoryLine final : net::client::Line {
  std::vector<net::wire::Bytes> sent;
  std::vector<net::wire::Event> events;
  std::vector<std::string> garbage;
  std::vector<std::size_t> boundaries;
  std::optional<net::client::Ending> ending;
  net::client::Security secured;  // what the test says that the line is
  struct Derivation {
    std::string password;
    net::wire::Digest salt;
    int log2_n = 0;
  };
  std::vector<Derivation> derivations;

  void send(net::wire::Bytes frame) override { sent.push_back(std::move(frame)); }
  void heard(net::wire::ByteView, std::size_t read_boundary) override {
    boundaries.push_back(read_boundary);
  }
  void garbled(net::wire::ByteView, std::string why) override { garbage.push_back(std::move(why)); }
  void emit(net::wire::Event event) override { events.push_back(std::move(event)); }
  [[nodiscard]] net::client::Security security() const override { return secured; }
  bool derive(std::string password, const net::wire::Digest& salt, int log2_n) override {
    derivations.push_back({std::move(password), salt, log2_n});
    return true;
  }
  void end(net::client::Ending why) override {
    if (!ending) {
      ending = std::move(why);
    }
  }

  // What was sent since the last call, as messages of one kind.
  template <class M>
  std::vector<M> take_sent() {
    std::vector<M> messages;
    for (const net::wire::Bytes& bytes : std::exchange(sent, {})) {
      const auto frame = net::wire::view_frame(net::wire::read_header(bytes), bytes);
      if (frame.command == static_cast<std::int32_t>(M::kCommand)) {
        if (auto message = net::wire::decode<M>(frame)) {
          messages.push_back(std::move(*message));
        }
      }
    }
    return messages;
  }
};

}  // namespace hubbub::tests
