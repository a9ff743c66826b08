// What a debugger is told of the calls in optimised code: whom, and where each
// comes back.
// RUN: %shunt_clang -O1 -g -c %s -o %t.o
// RUN: %objdump -d --no-show-raw-insn --disassemble-symbols=callers %t.o > %t.txt
// RUN: %dwarfdump --debug-info %t.o >> %t.txt
// RUN: FileCheck %s --input-file=%t.txt
// RUN: %shunt_clang -O1 -gdwarf-4 -c %s -o %t.4.o
// RUN: %dwarfdump --debug-info %t.4.o | FileCheck %s --check-prefix=GNU
// RUN: %dwarfdump --verify %t.o && %dwarfdump --verify %t.4.o
// RUN: %shunt_clang -O0 -g -c %s -o %t.0.o
// RUN: %dwarfdump --debug-info %t.0.o | FileCheck %s --check-prefix=PLAIN --implicit-check-not=call_site
int elsewhere(int value);
__attribute__((noinline)) static int here(int value) { return value * 3; }

// CHECK: <callers>:
// CHECK: callq{{.*}}
// CHECK-NEXT: {{^ *}}[[FIRST:[0-9a-f]+]]:
// CHECK: callq{{.*}}
// CHECK-NEXT: {{^ *}}[[SECOND:[0-9a-f]+]]:
// CHECK: callq{{.*}}
// CHECK-NEXT: {{^ *}}[[THIRD:[0-9a-f]+]]:

// CHECK: DW_TAG_subprogram
// CHECK: DW_AT_call_all_calls (true)
// CHECK: DW_AT_name ("callers")
// CHECK: DW_TAG_call_site
// CHECK-NEXT: DW_AT_call_origin ({{.*}} "elsewhere")
// CHECK-NEXT: DW_AT_call_return_pc (0x{{0*}}[[FIRST]])
// CHECK: DW_TAG_call_site
// CHECK-NEXT: DW_AT_call_return_pc (0x{{0*}}[[SECOND]])
// CHECK: DW_TAG_call_site
// CHECK-NEXT: DW_AT_call_origin ({{.*}} "here")
// CHECK-NEXT: DW_AT_call_return_pc (0x{{0*}}[[THIRD]])

// GNU: DW_AT_GNU_all_call_sites (true)
// GNU: DW_TAG_GNU_call_site
// GNU-NEXT: DW_AT_abstract_origin ({{.*}} "elsewhere")
// GNU-NEXT: DW_AT_low_pc

// PLAIN: DW_AT_name ("callers")
int callers(int (*known_later)(int), int value) {
  return here(known_later(elsewhere(value)) + 1) + value;
}

// Of a function that ends with a jump into another one, not all is known.
// CHECK: DW_AT_name ("here")
// CHECK-NOT: call_all_calls
// CHECK: DW_AT_name ("jumps")
// CHECK-NOT: DW_TAG_call_site
int jumps(int value) {
  elsewhere(value);
  __attribute__((musttail)) return elsewhere(value);
}
