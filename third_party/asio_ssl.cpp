// The one place where the sources of asio::ssl are compiled (ASIO_SEPARATE_COMPILATION).
#include <asio/ssl/impl/src.hpp>
