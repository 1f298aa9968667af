// Under ThreadSanitizer only. Debian's Lua raises errors by the checked form of longjmp, which the sanitizer does not know: its own list of the calls under way grows
// with every error until it overflows. Of the plain form it hears.

#if defined(__has_feature) && defined(__linux__)
#if __has_feature(thread_sanitizer)

#include <setjmp.h>

_Noreturn void __longjmp_chk(struct __jmp_buf_tag *environment, int value);

_Noreturn void __longjmp_chk(struct __jmp_buf_tag *environment, int value) { longjmp(environment, value); }

#endif
#endif
