/* wasi-libc has no setjmp; the programs that include this don't call it. */
#ifndef WASI_SETJMP_H
#define WASI_SETJMP_H
typedef int jmp_buf[1];
#endif
