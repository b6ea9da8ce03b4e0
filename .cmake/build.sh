# Sourced by ./run and ./test; expects $here, the root of the repository.
# shellcheck shell=bash
: "${here:?}"

# build_preset PRESET [TARGET...]: configures if the build folder is new or was made for another
# place or another preset file, then builds. Progress goes to standard error: one line that rewrites
# itself on a terminal, one line for each tenth elsewhere; compiler output only when it fails.
build_preset() {
  local preset=$1 jobs
  shift
  local dir=$here/build/$preset log
  log=$dir/build.log
  mkdir -p -- "$dir"
  if ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$dir/CMakeCache.txt"; then
    rm -f -- "$dir/CMakeCache.txt" "$dir/build.ninja"
  fi
  # Not by the time: ninja writes build.ninja anew by itself, and doesn't look at the presets.
  if [[ ! -e $dir/build.ninja ]] || ! cmp -s -- "$here/CMakePresets.json" "$dir/CMakePresets.json"; then
    printf '%s: configuring\n' "$preset" >&2
    if ! (cd -- "$here" && cmake --preset "$preset") </dev/null >"$log" 2>&1; then
      tail -n 30 -- "$log" >&2
      printf '%s: CMake cannot configure the build; the reason is above and in %s\n' "$preset" "$log" >&2
      return 1
    fi
    cp -- "$here/CMakePresets.json" "$dir/CMakePresets.json"
  fi
  # Half a gigabyte a compiler: a small machine with many cores must not swap.
  jobs=$(awk '/^MemAvailable/ { print int($2 / 1048576 * 2) + 1 }' /proc/meminfo)
  if ((jobs > $(nproc))); then jobs=$(nproc); fi
  local -a targets=("$@")
  NINJA_STATUS='[%f/%t] ' ninja -C "$dir" -j "$jobs" "${targets[@]}" </dev/null 2>&1 |
    tee -- "$log" | show_progress "$preset" && return
  grep -vE '^\[[0-9]+/[0-9]+\] ' -- "$log" | head -n 100 >&2
  printf '%s: the build failed; the first errors are above, all of them in %s\n' "$preset" "$log" >&2
  return 1
}

# Reads ninja's lines "[finished/total] what".
show_progress() {
  local line shown=-1 tenth finished total
  while IFS= read -r line; do
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (Building|Linking|Generating) ]]; then
      finished=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
      if [[ -t 2 ]]; then
        printf '\r%s: %d of %d\e[K' "$1" "$finished" "$total" >&2
        shown=0
      else
        tenth=$((finished * 10 / total))
        if ((tenth != shown)); then printf '%s: %d of %d\n' "$1" "$finished" "$total" >&2; fi
        shown=$tenth
      fi
    fi
  done
  if [[ -t 2 ]] && ((shown >= 0)); then printf '\r\e[K' >&2; fi
}
