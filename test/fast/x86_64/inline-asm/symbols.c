// File-scope assembly: symbols and sections as stock clang has them.
// RUN: %shunt_clang -O0 -c %s -o %t.o
// RUN: %clang -O0 -c %s -o %t.stock.o
// RUN: llvm-nm -P %t.o | cut -d" " -f1,2 > %t.nm
// RUN: llvm-nm -P %t.stock.o | cut -d" " -f1,2 > %t.stock.nm
// RUN: diff %t.stock.nm %t.nm
// RUN: %readobj -S --section-data %t.o | FileCheck %s --check-prefix=DATA
// RUN: %readobj --section-groups %t.o | FileCheck %s --check-prefix=GROUP
// RUN: %readobj -r %t.o | FileCheck %s --check-prefix=RELOC
// RUN: llvm-readelf -sW %t.o | FileCheck %s --check-prefix=SYMS

int defined(void) { return 1; }
int renamed(void) { return 2; }
extern int imported(void);
extern int weakRef(void);
int use(void) { return imported() + weakRef(); }
static int hidden(void) { return 3; }
int (*pointer)(void) = hidden;

asm(".symver defined, defined@@V2");
asm(".symver defined, old@V1");
asm(".symver renamed, renamed@@@V2");
asm(".symver imported, imported@V1");
asm(".weak weakRef");
asm(".set also, defined\n.globl also");
asm(".set constant, 42\n.globl constant");
asm(".comm shared, 24, 8");
asm(".pushsection .text.extra,\"axG\",@progbits,extra,comdat\n"
    ".weak extra\n.hidden extra\n.type extra,@function\n"
    "extra: jmp defined@PLT\n.size extra, .-extra\n.popsection");
asm(".section .rodata.str1.1,\"aMS\",@progbits,1\n"
    ".Ltext: .asciz \"text\"\n"
    ".section .data.rel,\"aw\"\n.globl table\ntable: .quad .Ltext, hidden+1\n"
    ".long .Ltext-., 0\n");
asm(".bss\n.globl zeros\n.type zeros,@object\nzeros: .zero 40\n"
    ".size zeros, 40");

// DATA: Name: .text.extra
// DATA: SHF_GROUP
// DATA: 0000: E9
// GROUP: Signature: extra
// GROUP: .text.extra
// RELOC: .text.extra {
// RELOC: R_X86_64_PLT32 {{defined|.text}}
// RELOC: .data.rel {
// RELOC-NEXT: 0x0 R_X86_64_64 .rodata.str1.1 0x0
// RELOC-NEXT: 0x8 R_X86_64_64 .text 0x
// RELOC-NEXT: 0x10 R_X86_64_PC32 .rodata.str1.1
// SYMS-DAG: FUNC GLOBAL DEFAULT {{.*}} defined@@V2
// SYMS-DAG: FUNC GLOBAL DEFAULT {{.*}} old@V1
// SYMS-DAG: FUNC WEAK HIDDEN {{.*}} extra
// SYMS-DAG: 40 OBJECT GLOBAL DEFAULT {{.*}} zeros
