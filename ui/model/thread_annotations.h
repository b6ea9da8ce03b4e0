// Names for clang's thread-safety attributes; nothing under other compilers.
// https://clang.llvm.org/docs/ThreadSafetyAnalysis.html
#pragma once

#if defined(__clang__)
#define HUBBUB_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define HUBBUB_THREAD_ATTRIBUTE(x)
#endif

#define HUBBUB_CAPABILITY(name) HUBBUB_THREAD_ATTRIBUTE(capability(name))
#define HUBBUB_SCOPED_CAPABILITY HUBBUB_THREAD_ATTRIBUTE(scoped_lockable)
#define HUBBUB_GUARDED_BY(mutex) HUBBUB_THREAD_ATTRIBUTE(guarded_by(mutex))
#define HUBBUB_PT_GUARDED_BY(mutex) HUBBUB_THREAD_ATTRIBUTE(pt_guarded_by(mutex))
#define HUBBUB_REQUIRES(...) HUBBUB_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define HUBBUB_EXCLUDES(...) HUBBUB_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define HUBBUB_ACQUIRE(...) HUBBUB_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define HUBBUB_RELEASE(...) HUBBUB_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
