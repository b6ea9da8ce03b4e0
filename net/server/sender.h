// Whose a message is, for telling the same message again from another one. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "net/wire/digest.h"

namespace hubbub::net::server {

// By key, whatever name its owner goes by; whoever has none is known by the (folded) name.
inline std::string sender_of(const wire::KeyId& key, std::string_view folded_nick) {
  if (key.is_none())
    return "n" + std::string(folded_nick);
  std::string sender = "k";
  sender.append(reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size());
  return sender;
}

}  // namespace hubbub::net::server
