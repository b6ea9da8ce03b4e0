# Standalone Asio compiled once, so that a file that includes it pays for declarations only.
find_path(ASIO_INCLUDE_DIR asio.hpp REQUIRED)

function(third_party_asio name source)
  add_library(third_party_${name} STATIC ${source})
  target_include_directories(third_party_${name} SYSTEM PUBLIC "${ASIO_INCLUDE_DIR}")
  target_compile_definitions(third_party_${name} PUBLIC
    ASIO_STANDALONE ASIO_SEPARATE_COMPILATION ASIO_NO_DEPRECATED
    # Asio 1.22 finds std::aligned_alloc only behind a header of libstdc++: without this, sources that
    # include one before Asio and sources that don't would allocate and free in different ways.
    ASIO_DISABLE_STD_ALIGNED_ALLOC
    # clang 14 has coroutines but not the feature-test macro that Asio 1.22 looks for.
    $<$<CXX_COMPILER_ID:Clang>:ASIO_HAS_CO_AWAIT=1>)
  target_link_libraries(third_party_${name} PUBLIC Threads::Threads ${ARGN})
  add_library(third_party::${name} ALIAS third_party_${name})
endfunction()

third_party_asio(asio asio.cpp)
third_party_asio(asio_ssl asio_ssl.cpp third_party_asio OpenSSL::SSL OpenSSL::Crypto)
