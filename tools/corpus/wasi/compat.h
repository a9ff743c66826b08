/* What the corpus's programs call and wasi-libc has not: calls that fail, or
   do nothing, the same for every compiler. */
#ifndef WASI_COMPAT_H
#define WASI_COMPAT_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static inline int wasi_compat_fail(void) {
  errno = ENOSYS;
  return -1;
}

#define chmod(path, mode) ((void)(path), (void)(mode), 0)
#define fchmod(fd, mode) ((void)(fd), (void)(mode), 0)
#define fchown(fd, user, group) ((void)(fd), (void)(user), (void)(group), 0)
#define chown(path, user, group) ((void)(path), (void)(user), (void)(group), 0)
#define umask(mask) ((void)(mask), (mode_t)022)
#define getuid() ((uid_t)0)
#define geteuid() ((uid_t)0)
#define system(command) ((void)(command), wasi_compat_fail())
#define popen(command, mode) ((void)(command), (void)(mode), (FILE *)0)
#define pclose(file) ((void)(file), wasi_compat_fail())
#define tmpfile() ((FILE *)0)
#define L_tmpnam 20
#define tmpnam(name) ((void)(name), (char *)0)
#define dup(fd) ((void)(fd), wasi_compat_fail())
#define mkstemp(name) ((void)(name), wasi_compat_fail())

#endif
