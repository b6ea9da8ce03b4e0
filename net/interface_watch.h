// Tells when this machine's interfaces or their addresses change: a cable is pulled, Wi-Fi comes
// up, a VPN starts. Linux (rtnetlink(7)); another system adds another .cpp file.
//
// Net worker only. Costs nothing while nothing changes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include <asio/io_context.hpp>

namespace hubbub::net {

class InterfaceWatch {
 public:
  // Changes come in bursts; one call is made that long after the first of them.
  static constexpr std::chrono::milliseconds kSettle{200};

  // Where the system does not tell, nothing is ever called.
  InterfaceWatch(asio::io_context& context, std::function<void()> changed);
  // Nothing is called any more.
  ~InterfaceWatch();
  InterfaceWatch(const InterfaceWatch&) = delete;
  InterfaceWatch& operator=(const InterfaceWatch&) = delete;

 private:
  struct Watching;
  std::shared_ptr<Watching> watching_;
};

}  // namespace hubbub::net
