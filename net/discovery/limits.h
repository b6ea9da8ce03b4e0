// Every bound of discovery, named once.
#pragma once

#include <chrono>
#include <cstddef>

#include "net/wire/commands.h"

namespace hubbub::net::discovery {

// Datagrams that are read in one turn of the loop.
inline constexpr int kMaxDatagramsAtOnce = 32;

// ---- A host -----------------------------------------------------------------------------------
// After coming up, since a datagram may be lost; then kAnnounceEvery.
// An IPv6 address may not be used in its first second or two.
inline constexpr std::chrono::milliseconds kAnnounceAgain[] = {std::chrono::milliseconds{250},
                                                               std::chrono::milliseconds{1'000},
                                                               std::chrono::milliseconds{3'000}};
inline constexpr std::chrono::milliseconds kAnnounceEvery{30'000};
// News of a host are asked for that often at most.
inline constexpr std::chrono::milliseconds kSettleChanges{1'000};
// Answers, each of which has to be signed (50 µs): in all, and to one address.
inline constexpr wire::FloodLimit kAnswers{100, 200};
inline constexpr wire::FloodLimit kAnswersToOne{10, 5};

// ---- Whoever looks ----------------------------------------------------------------------------
// Queries to all: after the first; then the last of these again and again.
inline constexpr std::chrono::milliseconds kAskAgain[] = {
    std::chrono::milliseconds{200}, std::chrono::milliseconds{800},
    std::chrono::milliseconds{2'000}, std::chrono::milliseconds{10'000}};
// Each way to a known party.
inline constexpr std::chrono::milliseconds kRefresh{5'000};
// After a query to one address without an answer; after the last of them it does not answer.
inline constexpr std::chrono::milliseconds kRetries[] = {std::chrono::milliseconds{250},
                                                         std::chrono::milliseconds{500},
                                                         std::chrono::milliseconds{1'000}};
// Without an answer.
inline constexpr std::chrono::milliseconds kFades{12'000};
inline constexpr std::chrono::milliseconds kGone{25'000};
// The same for a host that only announces, and never answers.
inline constexpr std::chrono::milliseconds kSilentFades{40'000};
inline constexpr std::chrono::milliseconds kSilentGone{70'000};
// Queries to addresses of which nothing is known, apart from those that are repeated: in all of
// IPv4, in all of IPv6, and to one.
inline constexpr wire::FloodLimit kQuestions{50, 50};
inline constexpr wire::FloodLimit kQuestionsToOne{6, 1};
// Signatures that are looked at (0.1 ms each) of datagrams that do not answer a query of ours.
inline constexpr wire::FloodLimit kUnasked{20, 10};
inline constexpr wire::FloodLimit kUnaskedOfOne{5, 2};
// How far the counter of a host that never answers may be from our own time.
inline constexpr std::chrono::microseconds kMostAhead{std::chrono::minutes{10}};
// Differences of round trips below this mean nothing.
inline constexpr std::chrono::milliseconds kNoticeable{1};
// From one look at what is due to the next.
inline constexpr std::chrono::milliseconds kTickEvery{50};
// Signatures under one nonce of ours.
inline constexpr int kAnswersToOneQuery = 2;
inline constexpr std::size_t kMaxParties = 256;
// Those of them that never answer.
inline constexpr std::size_t kMaxSilentParties = 32;
// Addresses with ports that are asked; those of one address, of one party.
inline constexpr std::size_t kMaxSources = 1'024;
inline constexpr std::size_t kMaxSourcesOfOne = 4;
inline constexpr std::size_t kMaxWays = 16;
// Addresses that budgets remember.
inline constexpr std::size_t kMaxBudgets = 1'024;
// Keys whose counters are remembered after they went.
inline constexpr std::size_t kMaxCounters = 1'024;

}  // namespace hubbub::net::discovery
