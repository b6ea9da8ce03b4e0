// The tap on every connection of this process: a bounded ring of what went over the wire.
//
// Where there is a window it is always on, so it has to cost next to nothing: of what the host fans
// out it notes a reference to the shared bytes, a range, and no more; frames are cut out of the
// ranges only while somebody watches. Net worker only; no locks. What leaves (CapturedFrame) is
// immutable.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/capture.h"
#include "net/wire/events.h"
#include "net/wire/frame.h"

namespace hubbub::net {

class Tap {
 public:
  using ConnectionId = std::uint32_t;

  struct Limits {
    std::size_t bytes = 16 * 1024 * 1024;
    std::size_t frames = 100'000;
  };

  explicit Tap(Capture capture = Capture::kOn);
  explicit Tap(Limits limits);

  // A connection begins; `peer` is its address until name_peer() tells the nick. Ids count from 1.
  ConnectionId open(wire::Side side, std::string peer);
  void name_peer(ConnectionId connection, std::string nick);
  void set_dialect(ConnectionId connection, wire::Dialect dialect);
  // What was captured stays; the id is not used again.
  void close(ConnectionId connection);

  using Time = std::chrono::steady_clock::time_point;

  // One whole frame came in; it is copied. `read_boundary`: how many of its bytes an earlier read
  // had brought.
  void received(ConnectionId connection, wire::ByteView frame, std::size_t read_boundary = 0,
                Time now = std::chrono::steady_clock::now());
  // Bytes came in that are no frame.
  void malformed(ConnectionId connection, wire::ByteView bytes, std::string why);
  // Frames of our own dialect go out, `count` of them, whole, one after the other in
  // [begin, begin + size) of `storage`; these bytes never change again. The connection has received
  // something before. The same range for one connection after the other costs next to nothing.
  void sent(ConnectionId connection, const wire::SharedBytes& storage, std::size_t begin,
            std::size_t size, std::size_t count);
  // One frame goes out; it is copied.
  void sent_copy(ConnectionId connection, wire::ByteView frame);

  // Frames captured since the last call (or since watch began: all there are), oldest first, at
  // most `max_frames`. Called only while somebody watches.
  wire::CaptureAdvanced take_new(std::size_t max_frames);
  [[nodiscard]] bool has_new() const { return next_untaken_ < next_number_; }
  // The next take_new() starts with the oldest frame in the ring.
  void rewind();
  // Forgets all frames.
  void clear();

  // Connections that are open, or that a captured frame names.
  [[nodiscard]] std::size_t connections() const { return connections_.size(); }

  // Called when has_new() turns true; the owner then arranges for take_new(). May be empty.
  void on_new(std::function<void()> callback) { on_new_ = std::move(callback); }

 private:
  struct Connection {
    wire::Side side = wire::Side::kClient;
    wire::Dialect dialect = wire::Dialect::kHubbub;
    bool used = false;  // a record names it
    std::string peer;
  };
  // A run of frames of one connection and direction; or the same run to many, numbered through.
  struct Record {
    std::uint64_t first_number = 0;
    Time mono;
    wire::SharedBytes storage;
    std::size_t begin = 0;
    std::uint32_t size = 0;   // of the run
    std::uint32_t count = 0;  // frames of the run
    std::uint32_t read_boundary = 0;
    ConnectionId connection = 0;
    wire::Direction direction = wire::Direction::kSent;
    std::vector<ConnectionId> others;  // to whom it went after `connection`

    [[nodiscard]] std::size_t runs() const { return 1 + others.size(); }
    [[nodiscard]] std::uint64_t end_number() const { return first_number + count * runs(); }
    [[nodiscard]] ConnectionId connection_of(std::size_t run) const {
      return run == 0 ? connection : others[run - 1];
    }
  };
  struct Closed {
    ConnectionId connection = 0;
    std::uint64_t end_number = 0;  // no record from here on names it
  };

  Tap(Capture capture, Limits limits);

  void append(Record record);
  void count_run(const Record& record);
  void evict();
  void forget_oldest_run();
  [[nodiscard]] std::uint64_t oldest_number() const;
  Record copy_of(ConnectionId connection, wire::Direction direction, wire::ByteView bytes,
                 Time now);
  void expand(const Record& record, std::vector<wire::CapturedFrame>& out, std::size_t max_frames);
  void expand_run(const Record& record, std::size_t run, std::vector<wire::CapturedFrame>& out,
                  std::size_t max_frames);

  Limits limits_;
  const bool enabled_;
  Time started_;
  wire::HostTime started_wall_;
  std::unordered_map<ConnectionId, Connection> connections_;
  ConnectionId next_connection_ = 1;
  std::deque<Closed> closed_;  // in the order of closing
  std::deque<Record> records_;
  std::size_t runs_gone_ = 0;                                 // of the oldest record
  std::unordered_map<std::uint64_t, std::string> malformed_;  // by number: why it is no frame
  std::size_t bytes_ = 0;
  std::uint64_t frames_ = 0;
  std::uint64_t next_number_ = 1;
  std::uint64_t next_untaken_ = 1;
  // Since the start, or since clear(): fell off the ring; and of them, those that were not taken
  // since rewind().
  std::uint64_t evicted_ = 0;
  std::uint64_t evicted_untaken_ = 0;
  // Copies go into blocks of this, one after the other.
  std::shared_ptr<std::byte[]> block_;
  std::size_t block_size_ = 0;
  std::size_t block_used_ = 0;
  std::function<void()> on_new_;
};

}  // namespace hubbub::net
