//===- MemoryOps.td - Stack slots, addresses, loads and stores ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_MEMORY_OPS_TD
#define SHUNT_MEMORY_OPS_TD

include "ShuntBase.td"

def Shunt_SlotOp : Shunt_LeafOp<"slot", (ins
    Shunt_U64Prop:$size, Shunt_U64Prop:$alignment,
    Shunt_TypeProp:$type)> {
  let summary = "A stack slot of fixed size: an alloca of the entry block";
  let description = [{
    `size` and `alignment` in bytes. `type` is the allocated layout, where the
    LLVM path needs it.
  }];
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = [{
    $size `align` $alignment prop-dict attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
}

def Shunt_AllocaOp : Shunt_Op<"alloca", (ins
    Shunt_Int:$count, Shunt_U64Prop:$elementSize,
    Shunt_U64Prop:$alignment, Shunt_TypeProp:$type)> {
  let summary = "Stack memory of count * elementSize bytes, until return or "
                "stack_restore";
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = [{
    $count `*` $elementSize `align` $alignment prop-dict attr-dict
    `:` type($count) `->` type($result)
  }];
  let hasVerifier = 1;
}

def Shunt_AddrOp : Shunt_Op<"addr", (ins
    Shunt_PointerLike:$base, Variadic<Shunt_IntLike>:$indices,
    Shunt_ScalesProp:$scales, DefaultValuedProp<I64Prop, "0">:$offset,
    Shunt_IntFlagsProp:$flags, Shunt_TypeProp:$elementType,
    Shunt_PathProp:$path)> {
  let summary = "base + sum of index * scale + offset, in bytes: getelementptr";
  let description = [{
    An index narrower than a pointer is sign-extended, a wider one truncated.
    `path` has the getelementptr's indices over `elementType`, from which the
    scales and the offset follow; exact IR has both.
  }];
  let results = (outs Shunt_PointerLike:$result);
  let assemblyFormat = [{
    $base `[` custom<ScaledIndices>($indices, type($indices), $scales) `+`
    $offset `]` prop-dict attr-dict `:` type($base) `->` type($result)
  }];
  let hasVerifier = 1;
}

def Shunt_LoadOp : Shunt_Op<"load", (ins
    Shunt_Pointer:$base, Optional<Shunt_Int>:$index,
    Shunt_AddressProp:$address, Shunt_AccessProp:$access,
    Shunt_TypeProp:$layout)> {
  let summary = "Load from base + index * scale + offset";
  let description = [{
    One result, or, with a `layout`, the members of the aggregate that lies
    there. An index narrower than a pointer is sign-extended.
  }];
  let results = (outs Variadic<Shunt_Value>:$results);
  let assemblyFormat = [{
    custom<MemoryAccess>($access)
    custom<Address>($base, type($base), $index, type($index), $address)
    attr-dict `:` type($results) custom<Layout>($layout)
  }];
  let hasVerifier = 1;
}

def Shunt_StoreOp : Shunt_Op<"store", (ins
    Variadic<Shunt_Value>:$values, Shunt_Pointer:$base,
    Optional<Shunt_Int>:$index, Shunt_AddressProp:$address,
    Shunt_AccessProp:$access, Shunt_TypeProp:$layout),
    [AttrSizedOperandSegments]> {
  let summary = "Store to base + index * scale + offset";
  let assemblyFormat = [{
    custom<MemoryAccess>($access) $values `to`
    custom<Address>($base, type($base), $index, type($index), $address)
    attr-dict `:` type($values) custom<Layout>($layout)
  }];
  let hasVerifier = 1;
}

def Shunt_AtomicRMWOp : Shunt_Op<"atomicrmw", (ins
    Shunt_Pointer:$base, Shunt_Value:$value,
    Shunt_EnumProp<Shunt_AtomicRMWKind>:$kind, Shunt_AccessProp:$access)> {
  let summary = "Atomic read-modify-write; the result is the old value";
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = [{
    $kind custom<MemoryAccess>($access) $base `,` $value prop-dict attr-dict
    `:` type($base) `,` type($value) `->` type($result)
  }];
}

def Shunt_CmpXchgOp : Shunt_Op<"cmpxchg", (ins
    Shunt_Pointer:$base, Shunt_Value:$expected, Shunt_Value:$replacement,
    Shunt_AccessProp:$access, Shunt_EnumProp<Shunt_AtomicOrdering>:$failureOrdering,
    UnitProp:$weak)> {
  let summary = "Atomic compare and exchange: the old value, and whether it "
                "was the expected one";
  let results = (outs Shunt_Value:$old, I1:$success);
  let assemblyFormat = [{
    (`weak` $weak^)? custom<MemoryAccess>($access) `failure` $failureOrdering
    $base `,` $expected `,` $replacement
    prop-dict attr-dict `:` type($base) `,` type($expected) `,`
    type($replacement) `->` type($old) `,` type($success)
  }];
}

def Shunt_FenceOp : Shunt_LeafOp<"fence", (ins Shunt_AccessProp:$access)> {
  let summary = "A memory fence";
  let assemblyFormat = "custom<MemoryAccess>($access) prop-dict attr-dict";
}

def Shunt_MemCpyOp : Shunt_Op<"memcpy", (ins
    Shunt_Pointer:$destination, Shunt_Pointer:$source, Shunt_Int:$size,
    Shunt_EnumProp<Shunt_MemoryCopyKind>:$kind,
    Shunt_U64Prop:$destinationAlignment,
    Shunt_U64Prop:$sourceAlignment, UnitProp:$isVolatile)> {
  let summary = "Copy bytes: llvm.memcpy, memmove and memcpy.inline by kind";
  let assemblyFormat = [{
    $kind (`volatile` $isVolatile^)? $destination `align` $destinationAlignment
    `,` $source `align` $sourceAlignment `,` $size prop-dict attr-dict
    `:` type($destination) `,` type($source) `,` type($size)
  }];
  let hasVerifier = 1;
}

def Shunt_MemSetOp : Shunt_Op<"memset", (ins
    Shunt_Pointer:$destination, I8:$value, Shunt_Int:$size,
    Shunt_U64Prop:$alignment, UnitProp:$isVolatile, UnitProp:$isInline)> {
  let summary = "Fill bytes: llvm.memset and memset.inline";
  let assemblyFormat = [{
    (`inline` $isInline^)? (`volatile` $isVolatile^)?
    $destination `align` $alignment `,` $value `,` $size prop-dict attr-dict
    `:` type($destination) `,` type($value) `,` type($size)
  }];
  let hasVerifier = 1;
}

def Shunt_PrefetchOp : Shunt_Op<"prefetch", (ins
    Shunt_Pointer:$pointer, Shunt_U32Prop:$write,
    Shunt_U32Prop:$locality, Shunt_U32Prop:$data)> {
  let summary = "llvm.prefetch";
  let assemblyFormat = [{
    $pointer `write` $write `locality` $locality `data` $data prop-dict
    attr-dict `:` type($pointer)
  }];
}

#endif // SHUNT_MEMORY_OPS_TD
