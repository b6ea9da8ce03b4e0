// What a colour is for: the vocabulary of the palettes.
#pragma once

#include <cstdint>

namespace hubbub::ui::theme {

// What a colour is for. Text roles keep a contrast of at least 4.5 : 1 (WCAG 2.1 AA) on the
// kWindow, kPanel, kSurface and kField backgrounds in both palettes, kBorder and kFocus one of at
// least 3 : 1; a test holds them to it.
enum class Role : std::uint8_t {
  kWindow,         // behind everything: the chat
  kPanel,          // roster, header, status bar, inspector: one step away from the chat
  kSurface,        // cards, pop-ups, the dialog: raised
  kField,          // input fields
  kRaised,         // what stands out of a field: the chosen one of a few
  kHover,          // laid over a background under the pointer (translucent)
  kPressed,        // laid over a background while pressed (translucent)
  kSelected,       // a selected row or tab (translucent accent)
  kSeparator,      // hairlines
  kBorder,         // outlines of fields and cards
  kFocus,          // the ring around what has the keyboard
  kText,           // what one reads
  kTextSecondary,  // times, labels, counts
  kTextDisabled,   // what cannot be used now, hints in empty fields, keys in menus
  kAccent,         // the primary button, links, own messages
  kAccentHover,
  kOnAccent,    // text on kAccent
  kAccentText,  // accent-coloured text on a background
  kSuccess,     // text and icons
  kWarning,
  kDanger,
  kReceived,   // inspector: frames that came in
  kSent,       // inspector: frames that went out
  kHighlight,  // behind the bytes of the selected field (translucent)
  kMention,    // behind a line that names us (translucent)
  kShadow,     // under pop-ups; dims what lies behind the dialog
  kCount,
};

}  // namespace hubbub::ui::theme
