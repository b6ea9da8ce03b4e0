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

void LogSlab::push(Record record, std::string_view text, const From& from) {
  record.text_offset = store(text);
  record.text_size = static_cast<std::uint32_t>(text.size());
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

std::string_view LogSlab::text(std::uint32_t offset, std::uint32_t size) const {
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
  From from{text(offset, size)};
  std::memcpy(&from.who, bytes_.get() + offset - sizeof(from.who), sizeof(from.who));
  return from;
}

}  // namespace hubbub::ui::model
