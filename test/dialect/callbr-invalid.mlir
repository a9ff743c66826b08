// RUN: shunt-opt %s --split-input-file --verify-diagnostics

shunt.func @edge : !shunt.func<!shunt.void (i32)> {
^bb0(%a: i32):
  // expected-error @+1 {{has a target with arguments, which it can't pass}}
  shunt.callbr "", "!i"() : () -> () signature !shunt.func<!shunt.void ()> [^bb1, ^bb2]
^bb1:
  shunt.ret
^bb2(%b: i32):
  shunt.ret
}

// -----

shunt.func @nowhere : !shunt.func<!shunt.void ()> {
^bb0:
  // expected-error @+1 {{has no target to go on at}}
  "shunt.callbr"() <{assembly = "", constraints = "", signature = !shunt.func<!shunt.void ()>}> : () -> ()
}
