// Options that change sections alone.
// RUN: %shunt_clang -O0 -g -gz -c %s -o %t.o
// RUN: %readobj -S %t.o | FileCheck %s --check-prefix=ZLIB
// RUN: %shunt_clang -O0 -g -fno-asynchronous-unwind-tables -c %s -o %t.frame.o
// RUN: %dwarfdump --debug-frame %t.frame.o | FileCheck %s --check-prefix=FRAME
// RUN: %readobj -S %t.frame.o | FileCheck %s --check-prefix=NOEH --implicit-check-not=.eh_frame
// RUN: %shunt_clang -O0 -g -gembed-source -c %s -o %t.source.o
// RUN: %dwarfdump --debug-line %t.source.o | FileCheck %s --check-prefix=SOURCE

// ZLIB: Name: .debug_info
// ZLIB-NEXT: Type: SHT_PROGBITS
// ZLIB-NEXT: Flags [
// ZLIB-NEXT: SHF_COMPRESSED

// FRAME: .debug_frame contents:
// FRAME: ffffffff CIE
// FRAME: Version: 4
// FRAME: FDE cie=00000000 pc=00000000
// FRAME: DW_CFA_def_cfa_register: RBP
// NOEH: Name: .debug_frame

// SOURCE: file_names[ 0]:
// SOURCE: source: "// Options that change

int twice(int value) {
  int result = value * 2;
  return result;
}
static int sum(const int *values, int count) {
  int total = 0;
  for (int i = 0; i < count; i++)
    total += values[i];
  return total;
}
int both(int a, int b) {
  int values[] = {twice(a), twice(b)};
  return sum(values, 2);
}
