#include "ui/model/log_slab.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <new>
#include <span>

namespace hubbub::ui::model {

LogSlab::LogSlab(std::size_t bytes, std::size_t text_bytes)
    : size_(std::max(bytes, sizeof(Record) + text_bytes)),
      bytes_(std::make_unique_for_overwrite<std::byte[]>(size_)),
      text_begin_(size_) {}

bool LogSlab::fits(std::size_t text_bytes) const {
  return (count_ + 1) * sizeof(Record) + text_bytes <= text_begin_;
}

// What is not cleaned stands behind the text, and its size between the two.
void LogSlab::push(Record record, const Text& text, const From& from) {
  record.flags &= static_cast<std::uint8_t>(~kUncleaned);
  if (!text.uncleaned.empty()) {
    record.flags |= kUncleaned;
    const auto size = static_cast<std::uint32_t>(text.uncleaned.size());
    std::array<char, sizeof(size)> bytes{};
    std::memcpy(bytes.data(), &size, sizeof(size));
    store(text.uncleaned);
    store(std::string_view(bytes.data(), bytes.size()));
  }
  record.text_offset = store(text.shown);
  record.text_size = static_cast<std::uint32_t>(text.shown.size());
  record.from_offset = store(from);
  record.from_size = static_cast<std::uint8_t>(from.name.size());
  ::new (static_cast<void*>(bytes_.get() + count_ * sizeof(Record))) Record(record);
  ++count_;
  if (record.seq != 0) {
    least_ = std::min(least_, record.seq);
    most_ = std::max(most_, record.seq);
  }
}

const LogSlab::Record& LogSlab::record(std::size_t at) const {
  return *std::launder(reinterpret_cast<const Record*>(bytes_.get() + at * sizeof(Record)));
}

LogSlab::Text LogSlab::text(const Record& record) const {
  Text text{stored(record.text_offset, record.text_size), {}};
  if ((record.flags & kUncleaned) != 0) {
    const std::uint32_t behind = record.text_offset + record.text_size;
    std::uint32_t size = 0;
    std::memcpy(&size, bytes_.get() + behind, sizeof(size));
    text.uncleaned = stored(behind + static_cast<std::uint32_t>(sizeof(size)), size);
  }
  return text;
}

std::string_view LogSlab::stored(std::uint32_t offset, std::uint32_t size) const {
  return {reinterpret_cast<const char*>(bytes_.get()) + offset, size};
}

std::uint32_t LogSlab::store(std::string_view text) {
  text_begin_ -= text.size();
  const std::span bytes = std::as_bytes(std::span(text));
  std::copy(bytes.begin(), bytes.end(), bytes_.get() + text_begin_);
  return static_cast<std::uint32_t>(text_begin_);
}

std::uint32_t LogSlab::store(const From& from) {
  Name& known = names_[std::hash<std::string_view>{}(from.name) % names_.size()];
  if (known.offset != 0) {
    const From there = this->from(known.offset, known.size);
    if (there.name == from.name && there.who == from.who) {
      return known.offset;
    }
  }
  known = {store(from.name), static_cast<std::uint8_t>(from.name.size())};
  std::array<char, sizeof(from.who)> who{};
  std::memcpy(who.data(), &from.who, sizeof(from.who));
  store(std::string_view(who.data(), who.size()));
  return known.offset;
}

LogSlab::From LogSlab::from(const Record& record) const {
  return from(record.from_offset, record.from_size);
}

LogSlab::From LogSlab::from(std::uint32_t offset, std::uint8_t size) const {
  From from{stored(offset, size)};
  std::memcpy(&from.who, bytes_.get() + offset - sizeof(from.who), sizeof(from.who));
  return from;
}

}  // namespace hubbub::ui::model
