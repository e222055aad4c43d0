/* The calls that write, one of which fails below a folder once it is told to. Preloaded; see failing_calls.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long left = -1;   /* calls until one fails; -1 where none is to fail */
static long seen = 0;
static int code = EIO;
static int once = 1;
static char failed[32];

/* Begin to count anew: the call of this number fails, from 1, and where `only` is 0 all that follow it. 0: none. */
void faults_arm(const char *below, long number, int error, int only) {
    snprintf(folder, sizeof folder, "%s", below);
    left = number ? number : -1;
    seen = 0;
    failed[0] = 0;
    code = error;
    once = only;
}

/* How many calls there were since. */
long faults_seen(void) { return seen; }

/* The first call that has failed, such as “write”. */
const char *faults_failed(void) { return failed; }

static int fails(const char *call, const char *path) {
    if (!folder[0] || strncmp(path, folder, strlen(folder)) != 0) return 0;
    seen++;
    if (left < 0) return 0;
    if (left > 1) { left--; return 0; }
    if (once) left = -1;
    if (!failed[0]) snprintf(failed, sizeof failed, "%s", call);
    errno = code;
    return 1;
}

static void path_of(int at, const char *name, char *path) {
    char link[64];
    ssize_t size = 0;
    path[0] = 0;
    if (name && name[0] == '/') { snprintf(path, PATH_MAX, "%s", name); return; }
    if (at == AT_FDCWD) { if (!getcwd(path, PATH_MAX)) path[0] = 0; }
    else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        size = readlink(link, path, PATH_MAX - 1);
        path[size > 0 ? size : 0] = 0;
    }
    if (name) { size_t used = strlen(path); snprintf(path + used, PATH_MAX - used, "/%s", name); }
}

static int is_to_fail(const char *call, int at, const char *name) {
    char path[PATH_MAX];
    path_of(at, name, path);
    return fails(call, path);
}

#define named_fails(at, name) is_to_fail(__func__, at, name)
#define file_fails(fd) is_to_fail(__func__, fd, NULL)

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__) = NULL; \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* Half of what was to be written is: that is what a full disk and a pulled stick leave behind. */
ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (!file_fails(fd)) return real(fd, data, size);
    if (size > 1) real(fd, data, size / 2);
    errno = code;
    return -1;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    if (!file_fails(fd)) return real(fd, data, size, at);
    if (size > 1) real(fd, data, size / 2, at);
    errno = code;
    return -1;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return pwrite(fd, data, size, at); }

ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    REAL(ssize_t, sendfile, int, int, off_t *, size_t);
    return file_fails(out) ? -1 : real(out, in, at, size);
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { return sendfile(out, in, at, size); }

int fsync(int fd) { REAL(int, fsync, int); return file_fails(fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, fdatasync, int); return file_fails(fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) { REAL(int, ftruncate, int, off_t); return file_fails(fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return named_fails(AT_FDCWD, to) ? -1 : real(from, to);
}

int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    return named_fails(AT_FDCWD, to) ? -1 : real(from, to);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    REAL(int, linkat, int, const char *, int, const char *, int);
    return named_fails(to_at, to) ? -1 : real(from_at, from, to_at, to, flags);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    return named_fails(AT_FDCWD, path) ? -1 : real(path);
}

int unlinkat(int at, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    return named_fails(at, path) ? -1 : real(at, path, flags);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return named_fails(AT_FDCWD, path) ? -1 : real(path, mode);
}

int openat(int at, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & (O_CREAT | O_TRUNC) && named_fails(at, path)) return -1;
    return real(at, path, flags, mode);
}

#define MODE_OF(flags) \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more)

int open(const char *path, int flags, ...) { MODE_OF(flags); return openat(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags); return openat(AT_FDCWD, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags); return openat(at, path, flags, mode); }
