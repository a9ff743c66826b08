// RUN: shunt-opt %s --split-input-file --verify-diagnostics

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{constant does not fit its type}}
  %0 = shunt.constant 300 : i8
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+1 {{expected a scalar type of at most 128 bits}}
  %0 = shunt.constant 300 : i256
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (!shunt.ptr)> {
^bb0(%p: !shunt.ptr):
  // expected-error @+1 {{alignment is not a power of two of at most 4 GiB}}
  %0 = shunt.load align 3 %p : !shunt.ptr : i32
  shunt.ret
}

// -----

shunt.func @f : !shunt.func<!shunt.void (!shunt.ptr)> {
^bb0(%p: !shunt.ptr):
  // expected-error @+1 {{unknown ordering 'strong'}}
  %0 = shunt.load atomic strong align 4 %p : !shunt.ptr : i32
  shunt.ret
}

// -----

// expected-error @+1 {{expected the word of a linkage}}
shunt.global @g size 8 <{linkage = "loose"}>

// -----

// expected-error @+1 {{expected bytes, or an array of bytes and relocations}}
shunt.global @g size 8 <{data = [1]}>

// -----

// expected-error @+1 {{expected a relocation: {at = 8, symbol = @name}}}
shunt.global @g size 8 <{data = ["", {symbol = @g}]}>

// -----

// expected-error @+1 {{expected a relocation with a symbol}}
shunt.global @g size 8 <{data = ["", {at = 0}]}>

// -----

// expected-error @+1 {{expected a field of a relocation}}
shunt.global @g size 8 <{data = ["", {at = 0, symbol = @g, width = 3}]}>

// -----

// expected-error @+1 {{expected relocations sorted by offset}}
shunt.global @g size 16 <{data = ["", {at = 8, symbol = @g}, {at = 0, symbol = @g}]}>

// -----

// expected-error @+2 {{expected nothing after '...'}}
// expected-error @+1 {{invalid value for property signature}}
shunt.func @f : !shunt.func<!shunt.void (..., i32)> {
}

// -----

// expected-error @+2 {{expected [function, priority, associated]}}
// expected-error @+1 {{invalid value for property entries}}
shunt.structors [[@f]]

// -----

shunt.func @f : !shunt.func<!shunt.void ()> {
  // expected-error @+2 {{expected a value's id, a constant or a node}}
  // expected-error @+1 {{invalid value for property location}}
  shunt.debug_variable declare [#shunt.node<1>] variable 5 expression 6 at 7
  shunt.ret
}

// -----

// expected-error @+1 {{expected integer value}}
shunt.global @g size 4 {shunt.md = #shunt.md<dbg>}
