// The whole window over a model, with a network that only notes what it is asked. One thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/gallery/party.h"
#include "ui/model/model.h"
#include "ui/shell/main_window.h"

namespace hubbub::ui::shell {

namespace wire = net::wire;
namespace party = tests::ui;

// Notes what it is to open.
class NotingBrowser : public links::LinkOpener {
 public:
  void open(const links::WebAddress& address) override { opened.push_back(address.text()); }
  std::vector<std::string> take_failed() override { return std::exchange(failed, {}); }

  std::vector<std::string> opened;
  std::vector<std::string> failed;  // from the next frame on
};

class MainWindowAtWork : public testing::Test {
 protected:
  explicit MainWindowAtWork(ImVec2 size = {1100, 720})
      : driver(size),
        model([] {}),
        window(
            model, settings, [this](wire::Command c) { posted.push_back(std::move(c)); },
            &browser) {
    driver.show([this] { window.draw(true, now); });
  }

  void happen(wire::EventBatch batch) {
    model.apply(std::move(batch));
    driver.settle();
  }

  // The last command, but for those that the dialog's coming and going bring along.
  template <class T>
  const T* last() const {
    for (auto command = posted.rbegin(); command != posted.rend(); ++command) {
      if (!std::holds_alternative<wire::WatchParties>(*command))
        return std::get_if<T>(&*command);
    }
    return nullptr;
  }
  template <class T>
  std::size_t posted_count() const {
    return static_cast<std::size_t>(std::count_if(
        posted.begin(), posted.end(), [](const auto& c) { return std::holds_alternative<T>(c); }));
  }

  static Settings known_person() {
    Settings settings;
    settings.nick = "you";
    return settings;
  }

  Settings settings = known_person();
  tests::ui::Driver driver;
  model::Model model;
  std::vector<wire::Command> posted;
  NotingBrowser browser;
  // The model reads the steady clock, so the window is shown that hour.
  MainWindow::Time now = std::chrono::steady_clock::now();
  MainWindow window;
};

}  // namespace hubbub::ui::shell
