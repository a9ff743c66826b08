/* What Debian's build of lua generates for its module search path. */
#define DEB_HOST_MULTIARCH "x86_64-linux-gnu"
