// What debug information can't be written yet is refused by name.
// RUN: not %shunt_clang -g -O0 -gdwarf64 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DWARF64
// RUN: not %shunt_clang -gdwarf-3 -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=VERSION
// RUN: not %shunt_clang -g -O0 -fdebug-types-section -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TYPES
// RUN: not %shunt_clang -gsce -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=SCE
// RUN: not %shunt_clang -gline-directives-only -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DIRECTIVES

// DWARF64: -gdwarf64
// VERSION: DWARF version 3
// TYPES: -fdebug-types-section
// SCE: -gsce
// DIRECTIVES: -gline-directives-only
int twice(int value) {
  int result = value * 2;
  return result;
}
