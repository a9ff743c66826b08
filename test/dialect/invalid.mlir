// RUN: shunt-opt %s --split-input-file --verify-diagnostics

shunt.func @f : !shunt.func<i32 (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.br' op passes values that are not its target's arguments}}
  shunt.br ^bb1(%a : i32)
^bb1(%b: i64):
  shunt.unreachable
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i1)> {
^bb0(%c: i1):
  // expected-error @+1 {{'shunt.cond_br' op passes values that are not its target's arguments}}
  shunt.cond_br %c, ^bb1, ^bb1
^bb1(%b: i64):
  shunt.unreachable
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.switch' op needs a target for each case and a default}}
  shunt.switch %a : i32 array<i64: 1, 2> ^bb1, ^bb1
^bb1:
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.switch' op passes 1 arguments but its targets take 0}}
  shunt.switch %a : i32 array<i64: 1> ^bb1, ^bb1(%a : i32)
^bb1:
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  shunt.br ^bb1
^bb1:
  %0 = shunt.constant 1 : i32
  // expected-error @+1 {{'shunt.block_tag' op does not stand first in its block}}
  shunt.block_tag 1
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.slot' op has an alignment that is no power of two of at most 4 GiB}}
  %0 = shunt.slot 8 align 3 : !shunt.ptr
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (!shunt.ptr)> {
^bb0(%p: !shunt.ptr):
  // expected-error @+1 {{'shunt.load' op of several values needs a layout}}
  %0:2 = shunt.load align 4 %p : !shunt.ptr : i32, i32
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (!shunt.ptr)> {
^bb0(%p: !shunt.ptr):
  // expected-error @+1 {{'shunt.load' op has values that are not its layout's members}}
  %0 = shunt.load align 4 %p : !shunt.ptr : i32 layout !shunt.struct<(i64)>
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (vector<2xi32>)> {
^bb0(%v: vector<2xi32>):
  // expected-error @+1 {{'shunt.shufflevector' op has no element 4}}
  %0 = shunt.shufflevector %v, %v array<i64: 4> : vector<2xi32>, vector<2xi32> -> vector<1xi32>
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (vector<2xi32>, i32)> {
^bb0(%v: vector<2xi32>, %i: i32):
  // expected-error @+1 {{'shunt.extractelement' op has an element that is not of its vector's type}}
  %0 = shunt.extractelement %v[%i] : vector<2xi32>, i32 -> i64
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.vector_constant' op has no element 2}}
  %0 = shunt.vector_constant "" <{poison = array<i64: 2>}> : vector<2xi32>
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.call' op has neither a callee nor an operand to call}}
  shunt.call () : () -> () signature !shunt.func<!shunt.void ()>
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.call' op has arguments that are not its signature's}}
  shunt.call @f(%a) : (i32) -> () signature !shunt.func<!shunt.void (i64)>
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.call' op has results that are not its signature's}}
  %0 = shunt.call @f(%a) : (i32) -> (i32) signature !shunt.func<!shunt.void (i32)>
  shunt.ret
}

// -----

// expected-error @+1 {{'shunt.func' op has entry block arguments that are not its signature's parameters}}
shunt.func @f : !shunt.func<!shunt.void (i64)> {
^bb0(%a: i32):
  shunt.ret
}

// -----

// expected-error @+1 {{'shunt.func' op has no signature}}
shunt.func @f : i32 {
}

// -----

// expected-error @+1 {{'shunt.ret' op expects parent op 'shunt.func'}}
shunt.ret

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.comdat' op expects parent op 'builtin.module'}}
  shunt.comdat "c" any
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (!shunt.ptr, i64)> {
^bb0(%p: !shunt.ptr, %i: i64):
  // expected-error @+1 {{'shunt.addr' op has 1 indices but 0 scales}}
  %0 = "shunt.addr"(%p, %i) <{scales = array<i64>}> : (!shunt.ptr, i64) -> !shunt.ptr
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.debug_variable' op of kind 'assign' has no address}}
  shunt.debug_variable assign #shunt.local<1> variable 5 expression 6 at 7
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{'shunt.phi' op has an operand that is no argument of its block}}
  shunt.phi %a : i32
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  shunt.br ^bb1(%a : i32)
^bb1(%x: i32):
  // expected-error @+1 {{'shunt.phi' op has an order that is no permutation}}
  shunt.phi %x <{incoming = array<i64: 0, 0>}> : i32
  shunt.br ^bb1(%x : i32)
}

// -----

// expected-error @+1 {{'shunt.global' op has a 'shunt.md' of a form that is not its own}}
shunt.global @g size 4 {shunt.md = "dbg"}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{'shunt.trap' op has a 'shunt.tail' of a form that is not its own}}
  shunt.trap {shunt.tail = "never"}
  shunt.ret
}

// -----

// expected-error @+1 {{'shunt.func' op has prefix data without a type}}
shunt.func @f : !shunt.func<!shunt.void ()> <{prefixData = "\01"}> {
}

// -----

// expected-error @+1 {{'shunt.func' op has prologue data without a type}}
shunt.func @f : !shunt.func<!shunt.void ()> <{prologueData = "\01"}> {
}
