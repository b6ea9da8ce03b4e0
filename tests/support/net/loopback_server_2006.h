// The emulated server of 2006 on a real port of 127.0.0.1, on a thread of its own.
//
// Construct and destroy it on one thread; the questions may be asked meanwhile.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hubbub::tests {

class LoopbackServer2006 {
 public:
  // How its sends reach the wire.
  enum class Segments : std::uint8_t {
    kWhole,    // one segment a frame
    kOneByte,  // one segment a byte
    kMerged,   // whatever was sent within a few milliseconds, in one segment
  };

  explicit LoopbackServer2006(Segments segments);
  ~LoopbackServer2006();
  LoopbackServer2006(const LoopbackServer2006&) = delete;
  LoopbackServer2006& operator=(const LoopbackServer2006&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  // Somebody else says something, with a client that counts bytes: what counts UTF-16 units is cut
  // by the server itself.
  void say(std::string name, std::string text);

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] int exceptions() const;
  [[nodiscard]] int ghosts() const;

 private:
  struct Loop;
  const std::unique_ptr<Loop> loop_;
};

}  // namespace hubbub::tests
