#include "net/wire/decoder.h"

#include <tuple>

#include "net/wire/field_decoder.h"
#include "net/wire/messages.h"

namespace hubbub::net::wire {

template <class M>
Result<M> decode(const FrameView& frame) {
  NoObserver silent;
  FieldDecoder<NoObserver> decoder(frame, silent);
  Result<M> result;
  M::describe(*result, decoder);
  if (decoder.failed()) {
    result = decoder.error();
  }
  return result;
}

namespace {

// As in encoder.cpp: what is in the table is there for other sources to call.
template <class... Ms>
constexpr auto decoders_of(MessageList<Ms...>) {
  return std::tuple(&decode<Ms>...);
}
[[gnu::used]] constexpr auto kClientDecoders = decoders_of(ClientMessages{});
[[gnu::used]] constexpr auto kHostDecoders = decoders_of(HostMessages{});
[[gnu::used]] constexpr auto kDatagramDecoders = decoders_of(DatagramMessages{});

}  // namespace
}  // namespace hubbub::net::wire
