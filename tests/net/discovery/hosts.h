// Hosts that announce themselves, for tests of whoever looks for them. One thread.
#pragma once

#include <memory>
#include <string>

#include "net/discovery/datagram.h"
#include "net/tls/identity.h"
#include "net/wire/events.h"

namespace hubbub::tests {

// Somebody with a key, and what he announces.
class AnnouncingHost {
 public:
  explicit AnnouncingHost(std::string title) {
    announcement_.title = std::move(title);
    announcement_.port = 24280;
    announcement_.software = "Hubbub 1";
    announcement_.addresses = {{"10.0.0.1"}};
  }

  [[nodiscard]] net::wire::PartyId id() const { return {identity_->key_id(), announcement_.port}; }
  [[nodiscard]] net::wire::Announcement& state() { return announcement_; }

  // It listens there as well.
  void is_at(const std::string& address) {
    std::erase(announcement_.addresses, net::wire::AnnouncedAddress{address});
    announcement_.addresses.insert(announcement_.addresses.begin(), {address});
  }

  // The answer to a query; zero: it was not asked.
  net::wire::Bytes says(const net::wire::MessageId& nonce = {}) {
    ++announcement_.counter;
    announcement_.nonce = nonce;
    return net::discovery::announcement_datagram(announcement_, *identity_);
  }

 private:
  const std::shared_ptr<const net::tls::Identity> identity_ = net::tls::Identity::make();
  net::wire::Announcement announcement_;
};

}  // namespace hubbub::tests
