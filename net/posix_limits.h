// What this process may use of the system. POSIX; another system adds another .cpp file.
#pragma once

namespace hubbub::net {

// Lets the process open as many files and sockets as the system allows it at all. A refusal is no
// error: accepting then stops earlier, and says so.
void raise_open_file_limit();

}  // namespace hubbub::net
