//===- TargetIntrinsics.cpp - Intrinsics of one target --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR: what real programs use of SSE's and NEON's intrinsics beside
// vector arithmetic that every target has, element by element.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

/// x86's movmsk and pmovmskb: the sign bit of each element.
void FunctionImport::importSignMask(const llvm::IntrinsicInst &inst) {
  Parts list;
  parts(inst.getArgOperand(0), list);
  Type type = integerType(32);
  Value mask;
  for (auto [i, part] : llvm::enumerate(list)) {
    Value bits = asInteger(part);
    Value zero = constantBits(bits.getType(), 0);
    Value bit = emit<ZExtOp>(type, emitICmp(ICmpPredicate::Slt, bits, zero));
    if (i > 0)
      bit = emit<ShlOp>(type, {bit, constantBits(type, i)});
    mask = mask ? emit<OrOp>(type, {mask, bit}) : bit;
  }
  define(inst, mask);
}

/// NEON's sli and sri: each element of the second vector, shifted, with the
/// bits that this leaves free taken from the first.
void FunctionImport::importShiftInsert(const llvm::IntrinsicInst &inst,
                                       bool isLeft) {
  uint64_t count =
      llvm::cast<llvm::ConstantInt>(inst.getArgOperand(2))->getZExtValue();
  Parts kept, shifted, results;
  parts(inst.getArgOperand(0), kept);
  parts(inst.getArgOperand(1), shifted);
  for (auto [from, value] : llvm::zip_equal(kept, shifted)) {
    Type type = from.getType();
    unsigned bits = type.getIntOrFloatBitWidth();
    if (count >= bits) {
      results.push_back(from);
      continue;
    }
    uint64_t all = llvm::maskTrailingOnes<uint64_t>(bits);
    uint64_t mask = isLeft ? llvm::maskTrailingOnes<uint64_t>(count)
                           : all & ~(all >> count);
    Value amount = constantBits(type, count);
    Value moved = isLeft ? emit<ShlOp>(type, {value, amount})
                         : emit<LShrOp>(type, {value, amount});
    Value rest = emit<AndOp>(type, {from, constantBits(type, mask)});
    results.push_back(emit<OrOp>(type, {moved, rest}));
  }
  define(inst, results);
}

/// NEON's ld2 to ld4: vectors whose elements take turns in memory.
void FunctionImport::importInterleavedLoad(const llvm::IntrinsicInst &inst) {
  auto *vectors = llvm::cast<llvm::StructType>(inst.getType());
  const TypeInfo &type = typeOf(vectors->getElementType(0));
  const TypeInfo &element = *type.element;
  uint64_t bytes = slotStride(element);
  Place place = placeOf(inst.getArgOperand(0));
  unsigned count = vectors->getNumElements();
  Parts results;
  for (unsigned vector = 0; vector < count; ++vector)
    for (unsigned i = 0; i < type.count; ++i)
      loadElement(element, offsetPlace(place, (i * count + vector) * bytes),
                  MemoryAccess(), results);
  define(inst, results);
}

/// NEON's st2 to st4.
void FunctionImport::importInterleavedStore(const llvm::IntrinsicInst &inst) {
  unsigned count = inst.arg_size() - 1;
  const TypeInfo &type = typeOf(inst.getArgOperand(0)->getType());
  const TypeInfo &element = *type.element;
  uint64_t bytes = slotStride(element);
  Place place = placeOf(inst.getArgOperand(count));
  for (unsigned vector = 0; vector < count; ++vector) {
    Parts list;
    parts(inst.getArgOperand(vector), list);
    for (auto [i, part] : llvm::enumerate(list))
      storeElement(element, part,
                   offsetPlace(place, (i * count + vector) * bytes),
                   MemoryAccess());
  }
}

bool FunctionImport::importTargetIntrinsic(const llvm::IntrinsicInst &inst) {
  namespace Intrinsic = llvm::Intrinsic;
  switch (inst.getIntrinsicID()) {
  case Intrinsic::x86_sse2_pmovmskb_128:
  case Intrinsic::x86_sse_movmsk_ps:
  case Intrinsic::x86_sse2_movmsk_pd:
    importSignMask(inst);
    return true;
  case Intrinsic::aarch64_neon_vsli:
    importShiftInsert(inst, /*isLeft=*/true);
    return true;
  case Intrinsic::aarch64_neon_vsri:
    importShiftInsert(inst, /*isLeft=*/false);
    return true;
  case Intrinsic::aarch64_neon_ld2:
  case Intrinsic::aarch64_neon_ld3:
  case Intrinsic::aarch64_neon_ld4:
    importInterleavedLoad(inst);
    return true;
  case Intrinsic::aarch64_neon_st2:
  case Intrinsic::aarch64_neon_st3:
  case Intrinsic::aarch64_neon_st4:
    importInterleavedStore(inst);
    return true;
  default:
    return false;
  }
}
