// REQUIRES: wasm32
// Where wasm32's variables are, and which relocations say so: stock clang's
// ("DWARF for WebAssembly"; tool-conventions, "Linking").
// RUN: %clang --config=%cfg_wasm -fplugin-arg-shunt-fallback=error -O0 -g -c %s -o %t.o
// RUN: wasm-validate %t.o
// RUN: %dwarfdump --verify %t.o
// RUN: %dwarfdump --debug-info %t.o | FileCheck %s --check-prefixes=CHECK,O0
// RUN: %readobj --relocations --symbols %t.o | FileCheck %s --check-prefix=RELOC
// RUN: %clang --config=%cfg_wasm -fplugin-arg-shunt-fallback=error -O0 -gdwarf-5 -c %s -o %t5.o
// RUN: %dwarfdump --verify %t5.o
// RUN: %dwarfdump --debug-info --debug-addr %t5.o | FileCheck %s --check-prefix=V5
// RUN: %readobj --relocations %t5.o | FileCheck %s --check-prefix=RELOC5
// RUN: %clang --config=%cfg_wasm -fplugin-arg-shunt-fallback=error -O2 -g -c %s -o %t2.o
// RUN: wasm-validate %t2.o
// RUN: %dwarfdump --verify %t2.o
// RUN: %dwarfdump --debug-info %t2.o | FileCheck %s --check-prefix=O2
// Compression is ELF's: with stock too, -gz changes nothing.
// RUN: %clang --config=%cfg_wasm -fplugin-arg-shunt-fallback=error -O0 -g -gz -c %s -o %tz.o
// RUN: cmp %t.o %tz.o

// CHECK:      Compile Unit: {{.*}} version = 0x0004, {{.*}} addr_size = 0x04
// CHECK:      DW_TAG_compile_unit
// CHECK:      DW_AT_ranges
// CHECK:      DW_AT_name ("counter")
// CHECK:      DW_AT_location (DW_OP_addr 0x0)
// CHECK:      DW_AT_name ("perThread")
// CHECK:      DW_AT_location (DW_OP_WASM_location 0x3 0x{{[0-9]}}, DW_OP_addr 0x4, DW_OP_plus)

// V5:         Compile Unit: {{.*}} version = 0x0005
// V5:         DW_AT_name ("counter")
// V5:         DW_AT_location (DW_OP_addrx 0x0)
// V5:         DW_AT_name ("perThread")
// V5:         DW_AT_location (DW_OP_WASM_location 0x3 0x{{[0-9]}}, DW_OP_addrx 0x1, DW_OP_plus)

// RELOC:      .debug_info {
// RELOC:      R_WASM_SECTION_OFFSET_I32 .debug_abbrev 0
// RELOC:      R_WASM_SECTION_OFFSET_I32 .debug_line 0
// RELOC:      R_WASM_MEMORY_ADDR_I32 counter 0
// RELOC:      R_WASM_GLOBAL_INDEX_I32 __tls_base
// RELOC-NEXT: R_WASM_MEMORY_ADDR_I32 perThread 0
// RELOC:      R_WASM_FUNCTION_OFFSET_I32 make 0
// RELOC:      R_WASM_GLOBAL_INDEX_I32 __stack_pointer
// RELOC:      .debug_ranges {
// RELOC-NEXT: R_WASM_FUNCTION_OFFSET_I32 make 0
// RELOC-NEXT: R_WASM_FUNCTION_OFFSET_I32 make {{[1-9]}}
// RELOC:      .debug_line {
// RELOC-NEXT: R_WASM_FUNCTION_OFFSET_I32 make 0
// RELOC-NEXT: R_WASM_FUNCTION_OFFSET_I32 nothing 1
// RELOC:      Name: .debug_str
// RELOC-NEXT: Type: SECTION
// RELOC-NEXT: Flags [ (0x2)
// RELOC-NEXT: BINDING_LOCAL
// RELOC5:     .debug_addr {
// RELOC5:     R_WASM_MEMORY_ADDR_I32 counter 0
// RELOC5-NEXT: R_WASM_MEMORY_ADDR_I32 perThread 0
// RELOC5-NEXT: R_WASM_FUNCTION_OFFSET_I32 make 0

int counter = 3;
_Thread_local int perThread;
struct Pair {
  int first, second;
};
int callee(int);

// The result is in memory, whose address is the first parameter.
// O0:         DW_TAG_subprogram
// O0:         DW_AT_frame_base (DW_OP_WASM_location 0x0 0x{{[0-9]}}, DW_OP_stack_value)
// O0:         DW_AT_name ("make")
// O0:         DW_TAG_formal_parameter
// O0-NEXT:    DW_AT_location (DW_OP_fbreg +{{[0-9]+}})
// O0-NEXT:    DW_AT_name ("value")
// O0:         DW_AT_location (DW_OP_WASM_location 0x0 0x0)
// O0-NEXT:    DW_AT_name ("result")
// O2:         DW_AT_name ("make")
// O2:         DW_AT_location (DW_OP_WASM_location 0x0 0x1, DW_OP_stack_value)
// O2-NEXT:    DW_AT_name ("value")
struct Pair make(int value) {
  struct Pair result;
  result.first = value;
  result.second = counter + perThread;
  return result;
}

// A function without a frame counts from the stack pointer.
// O0:         DW_TAG_subprogram
// O0:         DW_AT_frame_base (DW_OP_WASM_location 0x3 0x{{[0-9]}}, DW_OP_stack_value)
// O0:         DW_AT_name ("nothing")
void nothing(void) {}

// A value that lives across the call has a local; one that is used at once is
// on the operand stack alone.
// O2:         DW_AT_name ("sum")
// O2:         DW_AT_location (DW_OP_WASM_location 0x0 0x0, DW_OP_stack_value)
// O2-NEXT:    DW_AT_name ("a")
// O2:         DW_AT_location (DW_OP_WASM_location 0x0 0x1, DW_OP_stack_value)
// O2-NEXT:    DW_AT_name ("b")
// O2:         DW_AT_location (0x{{[0-9a-f]+}}:
// O2-NEXT:    [0x{{[0-9a-f]+}}, 0x{{[0-9a-f]+}}){{.*}}: DW_OP_WASM_location 0x0 0x{{[2-9]}}, DW_OP_stack_value)
// O2-NEXT:    DW_AT_name ("kept")
// O2:         DW_TAG_variable
// O2-NEXT:    DW_AT_name ("passing")
int sum(int a, int b) {
  int kept = callee(a);
  int passing = a * b;
  return callee(passing) + kept;
}
