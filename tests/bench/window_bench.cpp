// What the window costs, without the rasteriser: a frame of all of it over a short and a very long
// log, the frames in which something big happens, a received line, and the way of a line from one
// window's composer to another window's model. How to read it: docs/benchmarks.md.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <imgui.h>

#include "net/engine.h"
#include "tests/support/headless/canvas.h"
#include "tests/ui/gallery/party.h"
#include "ui/model/model.h"
#include "ui/shell/main_window.h"

namespace hubbub::bench {
namespace {

using Clock = std::chrono::steady_clock;
// Events of a busy turn of the network's loop.
constexpr std::size_t kBatch = 500;

using Milliseconds = std::chrono::duration<double, std::milli>;
namespace model = ui::model;
namespace wire = net::wire;

// A whole window at a party with that many lines said, as it stands after its first frames.
class PartyWindow {
 public:
  explicit PartyWindow(std::size_t lines)
      : model_([] {}), window_(model_, settings_, [](const wire::Command&) {}) {
    settings_.nick = "you";
    model_.apply(tests::ui::party(lines));
  }

  Milliseconds frame() {
    const auto start = Clock::now();
    canvas_.frame([this] { window_.draw(true, Clock::now()); });
    return Clock::now() - start;
  }
  // Until nothing asks for another one; the longest of them.
  Milliseconds settle() {
    constexpr int kAtLeast = 4;
    Milliseconds longest{0};
    for (int i = 0; i < kAtLeast || window_.wants_frame(); ++i) {
      longest = std::max(longest, frame());
    }
    return longest;
  }
  void press(ImGuiKey modifier, ImGuiKey key) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    io.AddKeyEvent(modifier, false);
    frame();
  }
  [[nodiscard]] model::Model& model() { return model_; }

 private:
  ui::Settings settings_;
  model::Model model_;
  tests::Canvas canvas_{{1100, 720}};
  ui::shell::MainWindow window_;
};

wire::EventBatch received_lines(std::size_t count, std::uint64_t& seq) {
  wire::EventBatch batch;
  for (std::size_t i = 0; i < count; ++i) {
    wire::MessageReceived line;
    line.room = "lobby";
    line.from = i % 2 == 0 ? "ann" : "max";
    line.text = "a line of sixty-four bytes, like most of what people say at all.";
    line.id = wire::MessageId::make();
    line.seq = ++seq;
    line.time = wire::HostTime(std::chrono::seconds(1'795'543'509) + std::chrono::seconds(seq / 9));
    batch.emplace_back(std::move(line));
  }
  return batch;
}

void report_longest(benchmark::State& state, Milliseconds longest) {
  state.counters["longest_frame_ms"] = longest.count();
}

void Frame(benchmark::State& state) {
  PartyWindow window(static_cast<std::size_t>(state.range(0)));
  window.settle();
  for (auto _ : state) {
    window.frame();
  }
  state.counters["vertices"] = ImGui::GetDrawData()->TotalVtxCount;
}
BENCHMARK(Frame)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

// The wheel turns in each frame, so each shows lines that were not laid out yet.
void FrameScrolling(benchmark::State& state) {
  PartyWindow window(static_cast<std::size_t>(state.range(0)));
  window.settle();
  ImGui::GetIO().AddMousePosEvent(400, 300);
  Milliseconds longest{0};
  for (auto _ : state) {
    ImGui::GetIO().AddMouseWheelEvent(0.0F, 5.0F);
    longest = std::max(longest, window.frame());
  }
  report_longest(state, longest);
}
BENCHMARK(FrameScrolling)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

// The window's edge is dragged: each frame wraps all lines anew.
void FrameResizing(benchmark::State& state) {
  PartyWindow window(static_cast<std::size_t>(state.range(0)));
  window.settle();
  Milliseconds longest{0};
  float width = 1100.0F;
  for (auto _ : state) {
    width = width >= 1100.0F ? 700.0F : width + 3.0F;
    ImGui::GetIO().DisplaySize.x = width;
    longest = std::max(longest, window.frame());
  }
  report_longest(state, longest);
}
BENCHMARK(FrameResizing)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

// The model gets all lines at once, as when a long history arrives; then the window shows the
// newest. Its fonts are there already: they cost the same whatever the log.
void OpenLog(benchmark::State& state) {
  Milliseconds longest{0};
  for (auto _ : state) {
    state.PauseTiming();
    std::optional<PartyWindow> window(std::in_place, 0);
    window->settle();
    std::uint64_t seq = 1'000;
    for (std::int64_t lines = 0; lines < state.range(0); lines += std::int64_t{kBatch}) {
      window->model().apply(received_lines(kBatch, seq));
    }
    state.ResumeTiming();
    longest = std::max(longest, window->settle());
    state.PauseTiming();
    window.reset();
    state.ResumeTiming();
  }
  report_longest(state, longest);
}
BENCHMARK(OpenLog)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(3);

// Ctrl+F, a word that is in one line of eight, until all places are found.
void Search(benchmark::State& state) {
  Milliseconds longest{0};
  for (auto _ : state) {
    state.PauseTiming();
    std::optional<PartyWindow> window(std::in_place, static_cast<std::size_t>(state.range(0)));
    window->settle();
    state.ResumeTiming();
    window->press(ImGuiMod_Ctrl, ImGuiKey_F);
    for (const char letter : std::string("wire")) {
      ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
      longest = std::max(longest, window->frame());
    }
    longest = std::max(longest, window->settle());
    state.PauseTiming();
    window.reset();
    state.ResumeTiming();
  }
  report_longest(state, longest);
}
BENCHMARK(Search)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(3);

// 100,000 lines as fast as they can be taken, a frame after each batch of a busy turn.
void ReceiveLines(benchmark::State& state) {
  constexpr std::size_t kLines = 100'000;
  PartyWindow window(0);
  window.settle();
  std::uint64_t seq = 1'000;
  for (auto _ : state) {
    for (std::size_t done = 0; done < kLines; done += kBatch) {
      state.PauseTiming();
      wire::EventBatch batch = received_lines(kBatch, seq);
      state.ResumeTiming();
      window.model().apply(std::move(batch));
      window.frame();
    }
  }
  state.SetItemsProcessed(state.iterations() * std::int64_t{kLines});
}
BENCHMARK(ReceiveLines)->Unit(benchmark::kMillisecond);

// An engine with its model, as a window has them.
class Seat {
 public:
  Seat()
      : model_([this] {
          const std::lock_guard lock(mutex_);
          woken_ = true;
          changed_.notify_one();
        }),
        engine_([this](wire::EventBatch batch) { model_.apply(std::move(batch)); }) {}
  ~Seat() { engine_.stop(); }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

  // Sleeps like the window does until the view shows it; false after a time that nothing takes.
  template <class Shown>
  bool wait_for(const Shown& shown) {
    const auto deadline = Clock::now() + std::chrono::seconds(20);
    std::unique_lock lock(mutex_);
    for (;;) {
      lock.unlock();
      model_.pull(view_);
      if (shown(view_)) {
        return true;
      }
      lock.lock();
      if (!changed_.wait_until(lock, deadline, [this] { return std::exchange(woken_, false); })) {
        return false;
      }
    }
  }
  void post(wire::Command command) { engine_.post(std::move(command)); }
  [[nodiscard]] const model::View& view() const { return view_; }
  [[nodiscard]] model::Model& model() { return model_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  model::View view_;
  model::Model model_;
  net::Engine engine_;
};

bool join(Seat& seat, const std::string& target, const std::string& nick) {
  wire::Connect connect;
  connect.target = target;
  connect.nick = nick;
  seat.post(connect);
  return seat.wait_for([](const model::View& view) { return view.lobby() != nullptr; });
}

model::LineIndex lines_in(const model::View& view) {
  return view.lobby()->log.end();
}

// Enter is pressed in one window; a host in between; the line is on the other window's model.
void KeystrokeToOtherModel(benchmark::State& state) {
  Seat writer;
  Seat reader;
  wire::StartHost start;
  start.port = 0;
  start.bind = {"127.0.0.1"};
  writer.post(start);
  if (!writer.wait_for([](const model::View& view) { return view.host.listening; })) {
    return state.SkipWithError("the host did not start");
  }
  const std::string target = "127.0.0.1:" + std::to_string(writer.view().host.port);
  if (!join(writer, target, "ann") || !join(reader, target, "max")) {
    return state.SkipWithError("could not join");
  }
  std::vector<double> latencies;
  for (auto _ : state) {
    const model::LineIndex before = lines_in(reader.view());
    const auto pressed = Clock::now();
    writer.post(*writer.model().compose(writer.view().lobby()->id, "hello"));
    const bool arrived =
        reader.wait_for([before](const model::View& view) { return lines_in(view) > before; });
    const Milliseconds latency = Clock::now() - pressed;
    if (!arrived) {
      return state.SkipWithError("a line did not arrive");
    }
    latencies.push_back(latency.count());
    state.SetIterationTime(latency.count() / 1000.0);
    writer.wait_for([](const model::View& view) { return view.lobby()->outgoing.empty(); });
  }
  std::sort(latencies.begin(), latencies.end());
  state.counters["p50_ms"] = latencies[latencies.size() / 2];
  state.counters["p99_ms"] = latencies[latencies.size() * 99 / 100];
}
BENCHMARK(KeystrokeToOtherModel)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace hubbub::bench
