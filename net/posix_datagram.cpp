#include "net/posix_datagram.h"

#include <array>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>

#include "net/system_error.h"

namespace hubbub::net {
namespace {

// For one in_pktinfo or in6_pktinfo, and a hop limit.
constexpr std::size_t kControlBytes = 128;

bool turn_on(NativeSocket socket, int level, int name) {
  const int on = 1;
  return ::setsockopt(socket, level, name, &on, sizeof(on)) == 0;
}

std::error_code change_group(NativeSocket socket, const asio::ip::address& group,
                             unsigned interface, bool join) {
  int outcome = 0;
  if (group.is_v4()) {
    ip_mreqn request{};
    request.imr_multiaddr.s_addr = htonl(group.to_v4().to_uint());
    request.imr_ifindex = static_cast<int>(interface);
    outcome = ::setsockopt(socket, IPPROTO_IP, join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP,
                           &request, sizeof(request));
  } else {
    ipv6_mreq request{};
    const auto bytes = group.to_v6().to_bytes();
    std::memcpy(&request.ipv6mr_multiaddr, bytes.data(), bytes.size());
    request.ipv6mr_interface = interface;
    outcome = ::setsockopt(socket, IPPROTO_IPV6, join ? IPV6_JOIN_GROUP : IPV6_LEAVE_GROUP,
                           &request, sizeof(request));
  }
  return outcome == 0 ? std::error_code{} : last_system_error();
}

// Puts one control message at the front of `control`; its size there.
template <class Info>
std::size_t put_control(std::span<std::byte> control, int level, int type, const Info& info) {
  cmsghdr header{};
  header.cmsg_len = CMSG_LEN(sizeof(info));
  header.cmsg_level = level;
  header.cmsg_type = type;
  std::memcpy(control.data(), &header, sizeof(header));
  std::memcpy(control.data() + CMSG_LEN(0), &info, sizeof(info));
  return CMSG_SPACE(sizeof(info));
}

template <class Value>
Value control_value(const cmsghdr* header) {
  Value value{};
  std::memcpy(&value, CMSG_DATA(header), sizeof(value));
  return value;
}

void read_control(const cmsghdr* header, Arrival& arrival) {
  if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_PKTINFO) {
    const auto info = control_value<in_pktinfo>(header);
    arrival.interface = static_cast<unsigned>(info.ipi_ifindex);
    arrival.to = asio::ip::address_v4(ntohl(info.ipi_addr.s_addr));
  } else if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_PKTINFO) {
    const auto info = control_value<in6_pktinfo>(header);
    arrival.interface = info.ipi6_ifindex;
    asio::ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &info.ipi6_addr, bytes.size());
    const bool zoned = asio::ip::address_v6(bytes).is_link_local();
    arrival.to = asio::ip::address_v6(bytes, zoned ? info.ipi6_ifindex : 0);
  } else if ((header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_TTL) ||
             (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_HOPLIMIT)) {
    arrival.hops = control_value<int>(header);
  }
}

}  // namespace

bool set_arrival_info(NativeSocket socket, bool v6) {
  return v6 ? turn_on(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO) &&
                  turn_on(socket, IPPROTO_IPV6, IPV6_RECVHOPLIMIT)
            : turn_on(socket, IPPROTO_IP, IP_PKTINFO) && turn_on(socket, IPPROTO_IP, IP_RECVTTL);
}

std::error_code join_group(NativeSocket socket, const asio::ip::address& group,
                           unsigned interface) {
  return change_group(socket, group, interface, true);
}

std::error_code leave_group(NativeSocket socket, const asio::ip::address& group,
                            unsigned interface) {
  return change_group(socket, group, interface, false);
}

std::error_code send_through(NativeSocket socket, const Route& route,
                             const asio::ip::udp::endpoint& to, std::span<const std::byte> bytes) {
  iovec piece{const_cast<std::byte*>(bytes.data()), bytes.size()};  // sendmsg(2) only reads it
  alignas(cmsghdr) std::array<std::byte, kControlBytes> control{};
  msghdr message{};
  asio::ip::udp::endpoint target = to;
  message.msg_name = target.data();
  message.msg_namelen = static_cast<socklen_t>(target.size());
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  if (to.address().is_v4()) {
    in_pktinfo info{};
    info.ipi_ifindex = static_cast<int>(route.interface);
    if (route.from.is_v4())
      info.ipi_spec_dst.s_addr = htonl(route.from.to_v4().to_uint());
    message.msg_controllen = put_control(control, IPPROTO_IP, IP_PKTINFO, info);
  } else {
    in6_pktinfo info{};
    info.ipi6_ifindex = route.interface;
    if (route.from.is_v6()) {
      const auto from = route.from.to_v6().to_bytes();
      std::memcpy(&info.ipi6_addr, from.data(), from.size());
    }
    message.msg_controllen = put_control(control, IPPROTO_IPV6, IPV6_PKTINFO, info);
  }
  return ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ? last_system_error()
                                                                      : std::error_code{};
}

std::optional<Arrival> receive_datagram(NativeSocket socket, std::span<std::byte> buffer) {
  iovec piece{buffer.data(), buffer.size()};
  alignas(cmsghdr) std::array<std::byte, kControlBytes> control{};
  Arrival arrival;
  msghdr message{};
  message.msg_name = arrival.from.data();
  message.msg_namelen = static_cast<socklen_t>(arrival.from.capacity());
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = ::recvmsg(socket, &message, MSG_DONTWAIT);
  if (got < 0) {
    return std::nullopt;
  }
  arrival.from.resize(message.msg_namelen);
  arrival.bytes = static_cast<std::size_t>(got);
  arrival.cut = (message.msg_flags & MSG_TRUNC) != 0;
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
       header = CMSG_NXTHDR(&message, header)) {
    read_control(header, arrival);
  }
  return arrival;
}

}  // namespace hubbub::net
