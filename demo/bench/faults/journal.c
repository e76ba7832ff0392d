/* Writes down what a program asks of the disk, for `power.py`: LD_PRELOAD it, and name the folder to
 * watch in SHIRABE_WATCH and the journal in SHIRABE_JOURNAL. One record per call, in its order:
 * kind (1 byte), length of the path (4), offset (8), length of the data (4), path, data.
 * W write, T truncate, S sync, R rename (data: the new path), U unlink. Nothing is changed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static const char *watched;

static int begin(void) {
    if (journal >= 0) return 1;
    const char *name = getenv("SHIRABE_JOURNAL");
    watched = getenv("SHIRABE_WATCH");
    if (!name || !watched) return 0;
    journal = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return journal >= 0;
}

static void record(char kind, const char *path, int64_t at, const void *data, uint32_t size) {
    if (!begin() || strncmp(path, watched, strlen(watched)) != 0) return;
    char head[17];
    uint32_t length = (uint32_t)strlen(path);
    head[0] = kind;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &at, 8);
    memcpy(head + 13, &size, 4);
    struct iovec parts[3] = {{head, 17}, {(void *)path, length}, {(void *)data, size}};
    pthread_mutex_lock(&turn);
    if (writev(journal, parts, 3) != (ssize_t)(17 + length + size)) abort();
    pthread_mutex_unlock(&turn);
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length <= 0) return 0;
    path[length] = 0;
    return 1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void wrote(int fd, const void *data, ssize_t size, int64_t at) {
    char path[4096];
    int before = errno;
    if (size > 0 && fd != journal && path_of(fd, path)) record('W', path, at, data, (uint32_t)size);
    errno = before;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    ssize_t done = real(fd, data, size, at);
    wrote(fd, data, done, at);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    ssize_t done = real(fd, data, size, at);
    wrote(fd, data, done, at);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    ssize_t done = real(fd, data, size);
    if (done > 0 && fd > 2) wrote(fd, data, done, (int64_t)lseek(fd, 0, SEEK_CUR) - done);
    return done;
}

static void simple(char kind, int fd, int64_t at) {
    char path[4096];
    int before = errno;
    if (path_of(fd, path)) record(kind, path, at, "", 0);
    errno = before;
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    int done = real(fd, size);
    if (done == 0) simple('T', fd, size);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    int done = real(fd, size);
    if (done == 0) simple('T', fd, size);
    return done;
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    int done = real(fd);
    if (done == 0) simple('S', fd, 0);
    return done;
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    int done = real(fd);
    if (done == 0) simple('S', fd, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    int done = real(from, to);
    if (done == 0) record('R', from, 0, to, (uint32_t)strlen(to));
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int done = real(path);
    if (done == 0) record('U', path, 0, "", 0);
    return done;
}
