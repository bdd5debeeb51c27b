/* Makes one call of a program fail (LD_PRELOAD). FAULT=CALL:N: the Nth call of that kind, counted
   from 1, fails; CALL is malloc (calloc and realloc too, in libraries as well), open, read, write,
   rename, fsync or connect. FAULT_COUNTS=FILE: nothing fails, and the file gets a line "CALL COUNT"
   of each.

   Allocations are stood before by name. System calls are trapped by a seccomp filter, for the C
   library makes many of them (stdio's writes) past any name: each raises SIGSYS, whose handler
   counts it and makes it itself, from the one place that the filter lets through. Writes to
   standard error are left alone, or nothing could be said. */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum fault {
    FAULT_MALLOC,
    FAULT_OPEN,
    FAULT_READ,
    FAULT_WRITE,
    FAULT_RENAME,
    FAULT_FSYNC,
    FAULT_CONNECT,
    FAULTS
};

static const char *const names[FAULTS] = {"malloc", "open",  "read",   "write",
                                          "rename", "fsync", "connect"};

static const struct {
    int number;
    enum fault fault;
    int error;
} calls[] = {
#ifdef SYS_open
    {SYS_open, FAULT_OPEN, EMFILE},
#endif
    {SYS_openat, FAULT_OPEN, EMFILE},
    {SYS_read, FAULT_READ, EIO},
    {SYS_readv, FAULT_READ, EIO},
    {SYS_pread64, FAULT_READ, EIO},
    {SYS_recvfrom, FAULT_READ, EIO},
    {SYS_write, FAULT_WRITE, ENOSPC},
    {SYS_writev, FAULT_WRITE, ENOSPC},
    {SYS_pwrite64, FAULT_WRITE, ENOSPC},
    {SYS_ftruncate, FAULT_WRITE, ENOSPC},
    {SYS_sendto, FAULT_WRITE, ENOSPC},
#ifdef SYS_rename
    {SYS_rename, FAULT_RENAME, EACCES},
    {SYS_renameat, FAULT_RENAME, EACCES},
#endif
    {SYS_renameat2, FAULT_RENAME, EACCES},
    {SYS_linkat, FAULT_RENAME, EACCES},
    {SYS_fsync, FAULT_FSYNC, EIO},
    {SYS_fdatasync, FAULT_FSYNC, EIO},
    {SYS_connect, FAULT_CONNECT, ECONNREFUSED},
};
enum { CALLS = sizeof calls / sizeof calls[0] };

static atomic_ulong counts[FAULTS];
static enum fault chosen = FAULTS;
static unsigned long chosen_number;

static bool fails(enum fault fault)
{
    unsigned long number = atomic_fetch_add(&counts[fault], 1) + 1;

    return fault == chosen && number == chosen_number;
}

/* ---- allocations ---- */

/* glibc's own, under names that nothing stands before. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static bool allocation_fails(void)
{
    if (!fails(FAULT_MALLOC))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return allocation_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t members, size_t size)
{
    return allocation_fails() ? NULL : __libc_calloc(members, size);
}

void *realloc(void *block, size_t size)
{
    return allocation_fails() ? NULL : __libc_realloc(block, size);
}

/* ---- system calls ---- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
enum { HAS_TRAPS = 1 };

/* The filter looks at the address behind the instruction: it lies within the page's one function.
 */
__attribute__((noinline, aligned(64))) static long make_call(long number, const long a[6])
{
    register long r10 __asm__("r10") = a[3];
    register long r8 __asm__("r8") = a[4];
    register long r9 __asm__("r9") = a[5];
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static void read_arguments(const ucontext_t *context, long a[6])
{
    static const int registers[6] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};

    for (int i = 0; i < 6; i++)
        a[i] = (long)context->uc_mcontext.gregs[registers[i]];
}

static void set_result(ucontext_t *context, long result)
{
    context->uc_mcontext.gregs[REG_RAX] = result;
}
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
enum { HAS_TRAPS = 1 };

__attribute__((noinline, aligned(64))) static long make_call(long number, const long a[6])
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a[0];
    register long x1 __asm__("x1") = a[1];
    register long x2 __asm__("x2") = a[2];
    register long x3 __asm__("x3") = a[3];
    register long x4 __asm__("x4") = a[4];
    register long x5 __asm__("x5") = a[5];

    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}

static void read_arguments(const ucontext_t *context, long a[6])
{
    for (int i = 0; i < 6; i++)
        a[i] = (long)context->uc_mcontext.regs[i];
}

static void set_result(ucontext_t *context, long result)
{
    context->uc_mcontext.regs[0] = (unsigned long long)result;
}
#else
#define ARCHITECTURE 0
enum { HAS_TRAPS = 0 };

static long make_call(long number, const long a[6])
{
    return syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
static void read_arguments(const ucontext_t *context, long a[6])
{
    (void)context;
    memset(a, 0, 6 * sizeof a[0]);
}
static void set_result(ucontext_t *context, long result)
{
    (void)context;
    (void)result;
}
#endif

/* Standard error, or nothing could be said; and what wakes threads (eventfd and the like are of no
   type), which cannot fail. */
static bool is_left_alone(enum fault fault, long descriptor)
{
    struct stat status;

    if (fault == FAULT_WRITE && descriptor == STDERR_FILENO)
        return true;
    return (fault == FAULT_WRITE || fault == FAULT_READ) && fstat((int)descriptor, &status) == 0 &&
           (status.st_mode & S_IFMT) == 0;
}

static void trapped(int signal_number, siginfo_t *info, void *context)
{
    int before = errno;
    long a[6], result;

    (void)signal_number;
    read_arguments(context, a);
    for (size_t i = 0; i < CALLS; i++) {
        if (calls[i].number != info->si_syscall)
            continue;
        if (!is_left_alone(calls[i].fault, a[0]) && fails(calls[i].fault))
            result = -calls[i].error;
        else
            result = make_call(info->si_syscall, a);
        set_result(context, result);
    }
    errno = before;
}

/* true: the filter is in force. */
static bool trap_calls(void)
{
    enum { MAKE_CALL_BYTES = 256 };
    uint64_t from = (uint64_t)(uintptr_t)make_call;
    struct sock_filter filter[CALLS + 16];
    struct sock_fprog program = {.filter = filter};
    struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO | SA_NODEFER};
    unsigned short n = 0;

    if (!HAS_TRAPS || (from >> 32) != ((from + MAKE_CALL_BYTES) >> 32))
        return false;
    filter[n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    /* Ours: the instruction stands in make_call. */
    filter[n++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4);
    filter[n++] =
        (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(from >> 32), 0, 4);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                               offsetof(struct seccomp_data, instruction_pointer));
    filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)from, 0, 2);
    filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K,
                                               (uint32_t)from + MAKE_CALL_BYTES, 1, 0);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < CALLS; i++)
        filter[n++] = (struct sock_filter)BPF_JUMP(
            BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number, (uint8_t)(CALLS - i), 0);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    program.len = n;
    return sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Threads that take no signals take this one, or the kernel would end the program. */
int pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
    sigset_t masked;
    long result;

    if (before)
        sigemptyset(before);
    if (set) {
        masked = *set;
        sigdelset(&masked, SIGSYS);
    }
    result = syscall(SYS_rt_sigprocmask, how, set ? &masked : NULL, before, 8);
    return result < 0 ? errno : 0;
}

/* ---- begin and end ---- */

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT");
    const char *number = fault ? strchr(fault, ':') : NULL;

    for (int i = 0; number && i < FAULTS; i++)
        if (strncmp(fault, names[i], (size_t)(number - fault)) == 0)
            chosen = (enum fault)i;
    if (number)
        chosen_number = strtoul(number + 1, NULL, 10);
    if ((number ? chosen != FAULT_MALLOC : getenv("FAULT_COUNTS") != NULL) && !trap_calls())
        fputs("fault_shim: system calls cannot be trapped here\n", stderr);
    for (int i = 0; i < FAULTS; i++)
        atomic_store(&counts[i], 0);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAULT_COUNTS");
    unsigned long totals[FAULTS];
    FILE *file;

    if (!path)
        return;
    for (int i = 0; i < FAULTS; i++)
        totals[i] = atomic_load(&counts[i]);
    file = fopen(path, "w");
    for (int i = 0; file && i < FAULTS; i++)
        fprintf(file, "%s %lu\n", names[i], totals[i]);
    if (file)
        fclose(file);
}
