// The line table, as stock clang has it: files, statements, ends of prologues.
// RUN: %shunt_clang -g -O0 -c %s -o %t.o
// RUN: %dwarfdump --verify %t.o
// RUN: %dwarfdump --debug-line %t.o | FileCheck %s --check-prefixes=CHECK,V5
// RUN: %shunt_clang -gdwarf-4 -O0 -c %s -o %t4.o
// RUN: %dwarfdump --verify %t4.o
// RUN: %dwarfdump --debug-line %t4.o | FileCheck %s --check-prefixes=CHECK,V4
// RUN: %shunt_clang -gline-tables-only -O0 -c %s -o %t1.o
// RUN: %dwarfdump --verify %t1.o
// RUN: %dwarfdump --debug-line %t1.o | FileCheck %s --check-prefixes=CHECK,V5
// RUN: %dwarfdump --debug-info %t1.o | FileCheck %s --check-prefix=MINIMAL
// RUN: %shunt_clang -g -gno-column-info -O0 -c %s -o %tc.o
// RUN: %dwarfdump --debug-line %tc.o | FileCheck %s --check-prefix=NOCOLUMN
// RUN: %shunt_clang -g -ffunction-sections -O0 -c %s -o %ts.o
// RUN: %dwarfdump --verify %ts.o
// RUN: %dwarfdump --debug-line %ts.o | FileCheck %s --check-prefix=SECTIONS

// CHECK:      min_inst_length: 1
// CHECK:      line_base: -5
// V5:         include_directories[  0] =
// V5:         file_names[  0]:
// V5-NEXT:      name: "{{.*}}lines.c"
// V5-NEXT:      dir_index: 0
// V5-NEXT:      md5_checksum:
// V4:         file_names[  1]:
// V4-NEXT:      name: "{{.*}}lines.c"

// MINIMAL:     DW_TAG_compile_unit
// MINIMAL:     DW_AT_stmt_list
// MINIMAL:     DW_AT_low_pc
// MINIMAL-NOT: DW_TAG

int callee(int);

// CHECK: 0x0000000000000000 [[#@LINE+5]] 0 {{[01]}} 0 0 0 is_stmt{{$}}
// CHECK: [[#@LINE+5]] {{.*}} is_stmt prologue_end
// NOCOLUMN: [[#@LINE+4]] 0 {{[01]}} 0 0 0 is_stmt prologue_end
// SECTIONS: [[#@LINE+2]] 0 {{[01]}} 0 0 0 is_stmt{{$}}
int branch(int a,
           int b) {
  int sum = 0;
  // The comparison is on another line than its operand and its branch.
  // CHECK: [[#@LINE+3]] {{.*}} is_stmt
  // CHECK: [[#@LINE+1]] {{.*}} is_stmt
  if (a > b &&
      callee(a))
    sum = 1;
  for (int i = 0; i < b; i++) {
    // A branch alone in its block has code to stop at.
    // CHECK: [[#@LINE+2]] 7 {{[01]}} 0 0 0 is_stmt
    if (i == a)
      continue;
    sum += i;
  }
  // CHECK: [[#@LINE+2]] {{.*}} is_stmt
  // CHECK: [[#@LINE+1]] {{.*}} epilogue_begin
  return sum;
}
// SECTIONS: end_sequence

// CHECK: [[#@LINE+2]] 0 {{[01]}} 0 0 0 is_stmt{{$}}
// SECTIONS: 0x0000000000000000 [[#@LINE+1]] 0 {{[01]}} 0 0 0 is_stmt{{$}}
void empty(void) {
}
// CHECK: end_sequence
// SECTIONS: end_sequence
