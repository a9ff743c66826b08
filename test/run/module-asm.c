// Module-level assembly: functions, data, symbols shared with C both ways.
// REQUIRES: x86_64
// RUN: %run_both %s
#include <stdio.h>

asm(".text\n.globl from_asm\n.type from_asm, @function\nfrom_asm:\n\tleal "
    "7(%rdi), %eax\n\tret\n.size from_asm, .-from_asm\n");
asm(".data\n.globl asm_data\n.type asm_data, @object\n.balign "
    "8\nasm_data:\n\t.quad 1234, c_data\n.size asm_data, 16\n.text\n");
asm(".section .rodata.asm,\"a\",@progbits\n.globl "
    "asm_text\nasm_text:\n\t.asciz \"text from assembly\"\n.text\n");
asm(".macro twice reg\n\taddl \\reg, \\reg\n.endm\n.globl doubled\n.type "
    "doubled, @function\ndoubled:\n\tmovl %edi, %eax\n\ttwice %eax\n\tret\n");
asm(".set alias_of_c, c_function\n.globl alias_of_c\n");
asm(".weak maybe\n");
int from_asm(int);
int doubled(int);
int alias_of_c(int);
extern long asm_data[2];
extern const char asm_text[];
long c_data = 55;
int c_function(int x) { return x * 11; }
extern int maybe(void) __attribute__((weak));

int main(void) {
  printf("%d %d %d %ld %ld %s %d\n", from_asm(1), doubled(21), alias_of_c(3),
         asm_data[0], *(long *)asm_data[1], asm_text, maybe == 0);
}
