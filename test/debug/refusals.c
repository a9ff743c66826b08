// What debug information can't be written yet is refused by name.
// RUN: not %shunt_clang -g -O0 -gdwarf64 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DWARF64
// RUN: not %shunt_clang -gdwarf-3 -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=VERSION
// RUN: not %shunt_clang -g -O0 -fdebug-types-section -gsplit-dwarf -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=SPLIT
// RUN: not %shunt_clang -g -O0 -fdebug-types-section -gpubnames -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=NAMES
// RUN: not %shunt_clang -gsce -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=SCE
// RUN: not %shunt_clang -gline-directives-only -O0 -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=DIRECTIVES

// DWARF64: -gdwarf64
// VERSION: DWARF version 3
// SPLIT: -fdebug-types-section with -gsplit-dwarf
// NAMES: -fdebug-types-section with tables of names
// SCE: -gsce
// DIRECTIVES: -gline-directives-only
int twice(int value) {
  int result = value * 2;
  return result;
}
