; Structured control flow from branches: loops, loops of two entries, tables.
; RUN: shunt-llc %s -o %t.o
; RUN: wasm-validate %t.o
; RUN: wasm-objdump -d %t.o | FileCheck %s
target triple = "wasm32-unknown-unknown"

; One loop, left by its header; both values are read before either is written.
; CHECK-LABEL: <loop>:
; CHECK:      block
; CHECK-NEXT:   loop
; CHECK:          i32.ge_u
; CHECK-NEXT:     br_if 1
; CHECK:          local.set [[SUM:[0-9]+]]
; CHECK-NEXT:     local.set
; CHECK-NEXT:     br 0
; CHECK-NEXT:   end
; CHECK-NEXT: end
; CHECK-NEXT: local.get [[SUM]]
; CHECK-NEXT: end
define i32 @loop(i32 %n) {
entry:
  br label %head
head:
  %i = phi i32 [ 0, %entry ], [ %i1, %body ]
  %s = phi i32 [ 0, %entry ], [ %s1, %body ]
  %c = icmp ult i32 %i, %n
  br i1 %c, label %body, label %exit
body:
  %s1 = add i32 %s, %i
  %i1 = add i32 %i, 1
  br label %head
exit:
  ret i32 %s
}

; Two ways into the loop: a number says where it goes on.
; CHECK-LABEL: <irreducible>:
; CHECK:      loop
; CHECK:        local.get [[NUMBER:[0-9]+]]
; CHECK-NEXT:   br_table 0 1 0
; CHECK:        local.set [[NUMBER]]{{$}}
; CHECK-NEXT:   br 1
; CHECK:      unreachable
; CHECK-NEXT: end
define i32 @irreducible(i1 %c, i32 %x) {
entry:
  br i1 %c, label %a, label %b
a:
  %p = phi i32 [ %x, %entry ], [ %r, %b ]
  %q = add i32 %p, 1
  br label %b
b:
  %v = phi i32 [ 0, %entry ], [ %q, %a ]
  %r = mul i32 %v, 3
  %d = icmp slt i32 %r, 100
  br i1 %d, label %a, label %exit
exit:
  ret i32 %r
}

; CHECK-LABEL: <dense>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 1
; CHECK-NEXT: i32.sub
; CHECK-NEXT: br_table 1 2 1 0 2 0
define i32 @dense(i32 %x) {
entry:
  switch i32 %x, label %d [ i32 1, label %a
                            i32 2, label %b
                            i32 3, label %a
                            i32 5, label %b ]
a:
  ret i32 10
b:
  ret i32 20
d:
  ret i32 30
}

; Cases far from each other, one of an edge that passes a value.
; CHECK-LABEL: <sparse>:
; CHECK:      i64.const -5
; CHECK-NEXT: i64.eq
; CHECK-NEXT: br_if
; CHECK:      i64.const 4294967296
; CHECK-NEXT: i64.eq
; CHECK-NEXT: br_if
; CHECK-NEXT: br
define i32 @sparse(i64 %x, i32 %y) {
entry:
  switch i64 %x, label %d [ i64 -5, label %a
                            i64 4294967296, label %b ]
a:
  br label %d
b:
  ret i32 20
d:
  %r = phi i32 [ 1, %entry ], [ %y, %a ]
  ret i32 %r
}

; Blocks have numbers.
; CHECK-LABEL: <computed>:
; CHECK:      i32.load
; CHECK-NEXT: i32.const 2
; CHECK-NEXT: i32.sub
; CHECK-NEXT: br_table
define i32 @computed(i32 %n) {
entry:
  %p = getelementptr [2 x ptr], ptr @targets, i32 0, i32 %n
  %t = load ptr, ptr %p
  indirectbr ptr %t, [label %a, label %b]
a:
  ret i32 1
b:
  ret i32 2
}
@targets = internal constant [2 x ptr] [ptr blockaddress(@computed, %a),
                                        ptr blockaddress(@computed, %b)]

; What goes on in the argument's local takes no code on the edge.
; CHECK-LABEL: <counted>:
; CHECK:      loop
; CHECK-NEXT:   local.get [[I:[0-9]+]]
; CHECK-NEXT:   i32.const 1
; CHECK-NEXT:   i32.add
; CHECK-NEXT:   local.tee [[I]]
; CHECK-NEXT:   local.get 0
; CHECK-NEXT:   i32.ne
; CHECK-NEXT:   br_if 0
; CHECK-NEXT: end
; CHECK-NEXT: local.get [[I]]
; CHECK-NEXT: end
define i32 @counted(i32 %n) {
entry:
  br label %body
body:
  %i = phi i32 [ 0, %entry ], [ %i1, %body ]
  %i1 = add i32 %i, 1
  %c = icmp ne i32 %i1, %n
  br i1 %c, label %body, label %exit
exit:
  ret i32 %i1
}

; A parameter's local too, but not while the parameter is needed.
; CHECK-LABEL: <parameters>:
; CHECK:      loop
; CHECK:        i32.mul
; CHECK-NEXT:   local.set
; CHECK-NEXT:   local.get 0
; CHECK-NEXT:   i32.const {{-1|4294967295}}
; CHECK-NEXT:   i32.add
; CHECK-NEXT:   local.tee 0
; CHECK-NEXT:   br_if 0
define i32 @parameters(i32 %n, i32 %m) {
entry:
  br label %body
body:
  %i = phi i32 [ %n, %entry ], [ %i1, %body ]
  %s = phi i32 [ %m, %entry ], [ %s1, %body ]
  %s1 = mul i32 %s, %m
  %i1 = add i32 %i, -1
  %c = icmp ne i32 %i1, 0
  br i1 %c, label %body, label %exit
exit:
  ret i32 %s1
}

; What the other way doesn't need is written before the branch.
; CHECK-LABEL: <early>:
; CHECK:      i32.eqz
; CHECK-NEXT: i32.const 7
; CHECK-NEXT: local.set [[R:[0-9]+]]
; CHECK-NEXT: br_if 0
; CHECK-NOT:  if
; CHECK:      local.get [[R]]
; CHECK-NEXT: end
define i32 @early(i32 %x, i32 %y) {
entry:
  %c = icmp eq i32 %x, 0
  br i1 %c, label %exit, label %more
more:
  %z = sdiv i32 %y, %x
  br label %exit
exit:
  %r = phi i32 [ 7, %entry ], [ %z, %more ]
  ret i32 %r
}

; What it needs is left alone.
; CHECK-LABEL: <late>:
; CHECK:      loop
; CHECK:        if
; CHECK-DAG:      local.get [[A:[0-9]+]]
; CHECK-DAG:      local.get [[B:[0-9]+]]
; CHECK-DAG:      local.set [[A]]
; CHECK-DAG:      local.set [[B]]
; CHECK:          br 1
; CHECK:        end
define i32 @late(i32 %x, i32 %y) {
entry:
  br label %body
body:
  %a = phi i32 [ %x, %entry ], [ %b, %body ]
  %b = phi i32 [ %y, %entry ], [ %a, %body ]
  %c = call i32 @more()
  %d = icmp ne i32 %c, 0
  br i1 %d, label %body, label %exit
exit:
  %r = sub i32 %a, %b
  ret i32 %r
}
declare i32 @more()

; Cases that pass the same share a block.
; CHECK-LABEL: <cases>:
; CHECK:      br_table 0 0 1
; CHECK-NEXT: end
; CHECK-NEXT: i32.const 5
; CHECK-NEXT: local.set [[V:[0-9]+]]
; CHECK-NEXT: br 1
; CHECK-NEXT: end
; CHECK-NEXT: i32.const 3
; CHECK-NOT:  i32.const 5
; CHECK:      local.get [[V]]
define i32 @cases(i32 %x) {
entry:
  switch i32 %x, label %a [ i32 0, label %b
                            i32 1, label %b ]
a:
  br label %d
b:
  %v = phi i32 [ 5, %entry ], [ 5, %entry ]
  %w = add i32 %v, %x
  br label %d
d:
  %r = phi i32 [ 3, %a ], [ %w, %b ]
  ret i32 %r
}
