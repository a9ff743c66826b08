//===- Layout.cpp - Size and alignment of layout types --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Layout.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;

static Layout scalar(uint64_t bytes, uint64_t alignment) {
  return {alignTo(bytes, alignment), alignment, alignment};
}

static Layout ofInteger(mlir::IntegerType type) {
  uint64_t bytes = divideCeil(type.getWidth(), 8);
  return scalar(bytes, std::min<uint64_t>(PowerOf2Ceil(bytes), 16));
}

static Layout ofFloat(mlir::FloatType type) {
  if (type.isF80())
    return scalar(10, 16);
  uint64_t bytes = type.getWidth() / 8;
  return scalar(bytes, bytes);
}

static Layout ofVector(mlir::VectorType type, unsigned pointerBytes) {
  mlir::Type element = type.getElementType();
  uint64_t bits = isa<PointerType>(element) ? 8 * pointerBytes
                                            : element.getIntOrFloatBitWidth();
  uint64_t bytes = divideCeil(bits * type.getNumElements(), 8);
  return scalar(bytes, PowerOf2Ceil(bytes));
}

static Layout ofArray(ArrayType type, unsigned pointerBytes) {
  Layout layout = layoutOf(type.getElement(), pointerBytes);
  layout.size *= type.getCount();
  return layout;
}

static Layout ofStruct(StructType type, unsigned pointerBytes) {
  Layout layout;
  for (mlir::Type member : type.getMembers()) {
    Layout inner = layoutOf(member, pointerBytes);
    if (!type.getPacked()) {
      layout.alignment = std::max(layout.alignment, inner.alignment);
      layout.size = alignTo(layout.size, inner.alignment);
    }
    layout.size += inner.size;
  }
  layout.size = alignTo(layout.size, layout.alignment);
  // LLVM's default data layout prefers eight bytes for structs.
  layout.preferredAlignment = std::max<uint64_t>(layout.alignment, 8);
  return layout;
}

Layout fast::layoutOf(mlir::Type type, unsigned pointerBytes) {
  if (!type)
    return scalar(1, 1);
  return TypeSwitch<mlir::Type, Layout>(type)
      .Case([](mlir::IntegerType type) { return ofInteger(type); })
      .Case([](mlir::FloatType type) { return ofFloat(type); })
      .Case([&](PointerType) { return scalar(pointerBytes, pointerBytes); })
      .Case([&](mlir::VectorType type) { return ofVector(type, pointerBytes); })
      .Case([&](ArrayType type) { return ofArray(type, pointerBytes); })
      .Case([&](StructType type) { return ofStruct(type, pointerBytes); })
      .Default([](mlir::Type) { return scalar(1, 1); });
}
