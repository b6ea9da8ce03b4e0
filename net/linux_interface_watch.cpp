#include <array>
#include <cerrno>
#include <utility>

#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/interface_watch.h"

namespace hubbub::net {
namespace {

// A socket that the system tells of links and addresses; -1: it does not.
int open_netlink() {
  const int socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
  if (socket < 0)
    return -1;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
  if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0)
    return socket;
  ::close(socket);
  return -1;
}

}  // namespace

struct InterfaceWatch::Watching : std::enable_shared_from_this<Watching> {
  Watching(asio::io_context& context, std::function<void()> call)
      : socket(context), settle(context), changed(std::move(call)) {
    if (const int opened = open_netlink(); opened >= 0)
      socket.assign(opened);
  }

  void wait() {
    if (!socket.is_open())
      return;
    socket.async_wait(asio::posix::descriptor_base::wait_read,
                      [weak = weak_from_this()](const std::error_code& error) {
                        const auto self = weak.lock();
                        if (!self || error)
                          return;
                        self->drain();
                        self->tell_later();
                        self->wait();
                      });
  }
  // What it says does not matter: whoever is told asks for all of it. That something was lost
  // (ENOBUFS) is a change, too.
  void drain() {
    std::array<char, 8192> buffer{};
    while (::recv(socket.native_handle(), buffer.data(), buffer.size(), 0) > 0 ||
           errno == ENOBUFS) {
    }
  }
  void tell_later() {
    if (std::exchange(telling, true))
      return;
    settle.expires_after(kSettle);
    settle.async_wait([weak = weak_from_this()](const std::error_code& error) {
      const auto self = weak.lock();
      if (!self || error)
        return;
      self->telling = false;
      self->changed();
    });
  }

  asio::posix::stream_descriptor socket;
  asio::steady_timer settle;
  const std::function<void()> changed;
  bool telling = false;
};

InterfaceWatch::InterfaceWatch(asio::io_context& context, std::function<void()> changed)
    : watching_(std::make_shared<Watching>(context, std::move(changed))) {
  watching_->wait();
}

InterfaceWatch::~InterfaceWatch() = default;

}  // namespace hubbub::net
