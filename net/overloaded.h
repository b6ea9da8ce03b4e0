// Several lambdas as one visitor. Any thread.
#pragma once

namespace hubbub::net {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace hubbub::net
