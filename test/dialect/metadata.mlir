// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

// CHECK: shunt.global @g size 4 <{codeModel = "large", sanitizing = "no_address,dyninit"}> {shunt.md = #shunt.md<dbg 2, type 3, type 4, "odd kind" 3>}
shunt.global @g size 4 <{codeModel = "large", sanitizing = "no_address,dyninit"}> {shunt.md = #shunt.md<dbg 2, type 3, type 4, "odd kind" 3>}

// CHECK-LABEL: shunt.func @f
// CHECK-SAME: attributes {shunt.md = #shunt.md<dbg 1>}
shunt.func @f : !shunt.func<i32 (i32)> attributes {shunt.md = #shunt.md<dbg 1>} {
^bb0(%a: i32):
  // CHECK: shunt.debug_variable declare #shunt.local<0> variable 5 expression 6 at 7
  shunt.debug_variable declare #shunt.local<0> variable 5 expression 6 at 7
  // CHECK-NEXT: shunt.slot 4 align 4 {shunt.id = 1 : i32, shunt.md = #shunt.md<dbg 7>} : !shunt.ptr
  %p = shunt.slot 4 align 4 {shunt.id = 1 : i32, shunt.md = #shunt.md<dbg 7>} : !shunt.ptr
  // CHECK-NEXT: shunt.debug_variable value [#shunt.local<1, 0, 2>, #shunt.constant<8>] variable 5 expression 6 at 7
  shunt.debug_variable value [#shunt.local<1, 0, 2>, #shunt.constant<8>] variable 5 expression 6 at 7
  // CHECK-NEXT: shunt.debug_variable assign #shunt.node<9> variable 5 expression 6 at 7 <{address = #shunt.local<1>, addressExpression = 6 : i64, assignment = 10 : i64}>
  shunt.debug_variable assign #shunt.node<9> variable 5 expression 6 at 7 <{address = #shunt.local<1>, addressExpression = 6 : i64, assignment = 10 : i64}>
  // CHECK-NEXT: shunt.debug_label 11 at 7
  shunt.debug_label 11 at 7
  // CHECK-NEXT: shunt.va_start %{{.*}} {shunt.attributes = #shunt.attrs<fn = {nounwind}, ret = {}>, shunt.tail = "tail"} : !shunt.ptr
  shunt.va_start %p {shunt.attributes = #shunt.attrs<fn = {nounwind}, ret = {}>, shunt.tail = "tail"} : !shunt.ptr
  // CHECK-NEXT: shunt.addr %{{.*}}[ + 8] {shunt.constant_expression}
  %c = shunt.addr %p[+ 8] {shunt.constant_expression} : !shunt.ptr -> !shunt.ptr
  shunt.br ^bb1(%a : i32)
^bb1(%x: i32):
  // CHECK: shunt.phi %{{.*}} <{fastMath = "nnan", incoming = array<i64: 1, 0>}> {shunt.id = 4 : i32} : i32
  shunt.phi %x <{fastMath = "nnan", incoming = array<i64: 1, 0>}> {shunt.id = 4 : i32} : i32
  shunt.br ^bb1(%x : i32)
}

// CHECK: shunt.named_metadata "llvm.dbg.cu" array<i64: 0, 3>
shunt.named_metadata "llvm.dbg.cu" array<i64: 0, 3>
// CHECK: shunt.metadata 0 = "distinct !{!0, !\"a \\22quoted\\22 name\", i32 5}"
shunt.metadata 0 = "distinct !{!0, !\22a \\22quoted\\22 name\22, i32 5}"
