#include "net/tls/password.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>

#include <gtest/gtest.h>

#include "net/tls/derivation.h"
#include "net/tls/limits.h"
#include "net/wire/password_messages.h"

namespace hubbub::net::tls {
namespace {

wire::Digest filled(std::uint8_t with) {
  wire::Digest digest;
  digest.bytes.fill(with);
  return digest;
}

// Computed by another implementation: Python's hashlib.scrypt and hmac.
TEST(Password, IsDerivedAsRfc7914Says) {
  const auto key = derive("open sesame", filled(7), 14);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->to_hex(), "20c562d8823c78aab16a047377b2fe397eda6f92838cccd67772b4239381bd1b");
}

TEST(Password, IsProvenByHmac) {
  const wire::Digest key = filled(1);
  EXPECT_EQ(client_proof(key, filled(2), filled(3), filled(4)).to_hex(),
            "088da701c8d4307e498cb9db3bfe4578b9eff431f99d956f853449fcf14f3eb9");
  EXPECT_EQ(host_proof(key, filled(2), filled(3), filled(4)).to_hex(),
            "98e50794b3601efdd7bb4b969b5499ffe477f5a8ce80b6c7165861c8c8938ee1");
}

TEST(Password, EachPartOfAProofCounts) {
  const wire::Digest key = filled(1);
  std::set<wire::Digest> different = {
      client_proof(key, filled(2), filled(3), filled(4)),
      client_proof(filled(9), filled(2), filled(3), filled(4)),
      client_proof(key, filled(9), filled(3), filled(4)),
      client_proof(key, filled(2), filled(9), filled(4)),
      client_proof(key, filled(2), filled(3), filled(9)),
      host_proof(key, filled(2), filled(3), filled(4)),
  };
  EXPECT_EQ(different.size(), 6U);
}

TEST(Password, CostsOutOfBoundsAreNotPaid) {
  EXPECT_FALSE(derive("x", filled(1), kLeastLog2N - 1));
  EXPECT_FALSE(derive("x", filled(1), kGreatestLog2N + 1));
  EXPECT_FALSE(derive("x", filled(1), 64));
  EXPECT_FALSE(derive("", filled(1), kLeastLog2N));
  EXPECT_FALSE(derive(std::string(kMaxPasswordBytes + 1, 'x'), filled(1), kLeastLog2N));
}

TEST(Password, NoProofEqualsNone) {
  EXPECT_TRUE(proofs_equal(filled(1), filled(1)));
  EXPECT_FALSE(proofs_equal(filled(1), filled(2)));
  EXPECT_FALSE(proofs_equal({}, {}));
}

TEST(Password, ChallengesAreFresh) {
  const auto one = make_challenge(filled(1), 12);
  const auto other = make_challenge(filled(1), 12);
  EXPECT_EQ(one.log2_n, 12);
  EXPECT_EQ(one.salt, filled(1));
  EXPECT_FALSE(one.nonce.is_none());
  EXPECT_NE(one.nonce, other.nonce);
}

// The owner's thread: calls are queued by any, and made by the test.
class Calls {
 public:
  Derivations::Post post() {
    return [this](std::function<void()> call) {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::move(call));
      arrived_.notify_all();
    };
  }
  void run_one() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !calls_.empty(); });
    const auto call = std::move(calls_.front());
    calls_.pop_front();
    lock.unlock();
    call();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> calls_;
};

TEST(Derivations, AnswerInOrderOneAtATime) {
  Calls calls;
  Derivations derivations(calls.post());
  std::vector<std::optional<wire::Digest>> keys;
  for (int i = 0; i < 5; ++i) {
    const int cost = i == 3 ? kGreatestLog2N + 1 : kLeastLog2N;
    ASSERT_TRUE(derivations.start("password " + std::to_string(i), filled(1), cost,
                                  [&](const auto& key) { keys.push_back(key); }));
  }
  EXPECT_TRUE(keys.empty());
  for (int i = 0; i < 5; ++i)
    calls.run_one();
  ASSERT_EQ(keys.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(keys[i], i == 3 ? std::nullopt
                              : derive("password " + std::to_string(i), filled(1), kLeastLog2N));
  }
}

TEST(Derivations, RefuseMoreThanMayWait) {
  Calls calls;
  Derivations derivations(calls.post());
  std::size_t taken = 0;
  while (taken < 10 * kMaxWaitingDerivations &&
         derivations.start("x", filled(1), kLeastLog2N, [](const auto&) {}))
    ++taken;
  EXPECT_EQ(taken, kMaxWaitingDerivations + 1);  // and the one under way
}

TEST(Derivations, MayStartAnotherFromAnAnswer) {
  Calls calls;
  Derivations derivations(calls.post());
  int answers = 0;
  ASSERT_TRUE(derivations.start("x", filled(1), kLeastLog2N, [&](const auto&) {
    ++answers;
    EXPECT_TRUE(derivations.start("y", filled(1), kLeastLog2N, [&](const auto&) { ++answers; }));
  }));
  calls.run_one();
  calls.run_one();
  EXPECT_EQ(answers, 2);
}

TEST(Derivations, SayNothingOnceTheyAreGone) {
  Calls calls;
  bool answered = false;
  {
    Derivations derivations(calls.post());
    ASSERT_TRUE(
        derivations.start("x", filled(1), kLeastLog2N, [&](const auto&) { answered = true; }));
  }
  calls.run_one();
  EXPECT_FALSE(answered);
}

}  // namespace
}  // namespace hubbub::net::tls
