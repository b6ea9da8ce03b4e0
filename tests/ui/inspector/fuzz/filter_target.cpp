#include "tests/ui/inspector/fuzz/filter_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "net/wire/trace.h"
#include "net/wire/utf8.h"
#include "ui/inspector/frame_filter.h"
#include "ui/inspector/frame_text.h"

namespace hubbub::tests {
namespace {

namespace wire = net::wire;
using ui::inspector::FrameFilter;
using ui::model::FrameStore;
using ui::model::FrameView;

void promise(bool kept, const char* what) {
  if (!kept) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

// The input, taken apart.
struct Script {
  unsigned how = 0;
  std::string typed;
  std::vector<wire::CapturedFrame> frames;
};

constexpr unsigned kOf2006 = 1;
constexpr unsigned kClears = 2;

std::size_t size_of_first_frame(wire::ByteView stream) {
  if (stream.size() < wire::kHeaderBytes)
    return stream.size();
  const wire::FrameHeader header = wire::read_header(stream);
  return wire::check_lengths(header) ? stream.size()
                                     : std::min(wire::frame_bytes(header), stream.size());
}

std::vector<wire::CapturedFrame> frames_in(wire::ByteView stream, wire::Dialect dialect) {
  const auto bytes = std::make_shared<std::byte[]>(stream.size() + 1);
  std::copy(stream.begin(), stream.end(), bytes.get());
  std::vector<wire::CapturedFrame> frames;
  for (std::size_t at = 0; at < stream.size();) {
    wire::CapturedFrame& frame = frames.emplace_back();
    frame.number = frames.size();
    frame.direction = frames.size() % 2 == 0 ? wire::Direction::kSent : wire::Direction::kReceived;
    frame.side = frames.size() % 3 == 0 ? wire::Side::kHost : wire::Side::kClient;
    frame.dialect = dialect;
    frame.peer = frames.size() % 5 == 0 ? "Ann" : "192.168.1.7:40102";
    frame.malformed = frames.size() % 7 == 0 ? "The text ends 9 bytes early (offset 71)." : "";
    frame.storage = bytes;
    frame.begin = at;
    frame.size = size_of_first_frame(stream.subspan(at));
    at += frame.size;
  }
  return frames;
}

Script script_of(wire::ByteView input) {
  Script script;
  script.how = std::to_integer<unsigned>(input.front());
  const std::string_view rest = wire::as_text(input.subspan(1));
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  script.typed = rest.substr(0, end);
  script.frames =
      frames_in(input.subspan(1 + std::min(end + 1, rest.size())),
                (script.how & kOf2006) != 0 ? wire::Dialect::k2006 : wire::Dialect::kHubbub);
  return script;
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return small;
}

// What the header of the filter says, the slow way.
bool is_shown(const wire::CapturedFrame& frame, std::string_view text) {
  const auto summary = wire::summarize_frame(ui::inspector::bytes_of(frame), frame.dialect);
  std::string all;
  for (const std::string_view field :
       {std::string_view(summary.type), std::string_view(frame.peer),
        std::string_view(summary.summary), ui::inspector::direction_name(frame.direction),
        ui::inspector::side_name(frame.side), std::string_view(frame.malformed)}) {
    all += lower(field) + '\n';  // which no line that is typed has in it
  }
  const std::string words = lower(text) + ' ';
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = words.find(' ', at);
    if (all.find(words.substr(at, end - at)) == std::string::npos)
      return false;
    at = end + 1;
  }
  return true;
}

void check(const FrameFilter& filter, const FrameView& view, std::string_view typed) {
  const std::string_view text = wire::prefix_within(typed, FrameFilter::kMaxTextBytes);
  std::size_t shown = 0;
  for (std::uint64_t ordinal = view.first(); ordinal < view.end(); ++ordinal) {
    promise(filter.index_of(ordinal) == shown, "it is known where a frame stands");
    if (!is_shown(view.at(ordinal), text))
      continue;
    promise(shown < filter.size() && filter.ordinal(shown) == ordinal,
            "what has the words is shown, in order");
    ++shown;
  }
  promise(filter.size() == shown, "what does not have the words is not shown");
  promise(filter.index_of(view.end()) == shown, "after the last comes nothing");
}

}  // namespace

void filter_anything(wire::ByteView input) {
  if (input.empty())
    return;
  Script script = script_of(input);
  const auto half = script.frames.begin() + static_cast<std::ptrdiff_t>(script.frames.size() / 2);
  FrameStore store;
  FrameView view;
  FrameFilter filter;
  const auto come = [&](std::vector<wire::CapturedFrame> frames) {
    store.append(std::move(frames), 0);
    store.pull(view);
    filter.update(view);
  };
  const auto type = [&](std::string_view text) {
    filter.set_text(text);
    filter.update(view);
    check(filter, view, text);
  };
  const std::string_view typed = script.typed;
  come({script.frames.begin(), half});
  type(typed.substr(0, typed.size() / 2));
  come({half, script.frames.end()});
  check(filter, view, typed.substr(0, typed.size() / 2));
  type(typed);
  if ((script.how & kClears) != 0) {
    store.clear();
    come(script.frames);
    check(filter, view, typed);
  }
  type("");
}

}  // namespace hubbub::tests
