//===- Vectors.cpp - Vectors as lists of their elements -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR; in exact IR a vector is one value, and the three instructions
// that name elements are operations. Constant indices only rename; a variable
// index goes through a stack slot. In memory elements lie packed by their
// bits, as LLVM wants it: those of whole bytes one behind the other, others
// inside a little-endian integer.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/Operator.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// Bytes from one element to the next in a slot that is indexed.
uint64_t FunctionImport::slotStride(const TypeInfo &element) {
  return llvm::PowerOf2Ceil(
      module.dataLayout.getTypeStoreSize(element.host).getFixedValue());
}

/// Writes the elements into a stack slot and returns the place of the one at
/// `index`, which is cut down to be inside.
FunctionImport::Place FunctionImport::spillVector(const TypeInfo &type,
                                                  ArrayRef<Value> parts,
                                                  const llvm::Value *index) {
  const TypeInfo &element = *type.element;
  uint64_t stride = slotStride(element);
  uint64_t alignment = std::min<uint64_t>(stride, 16);
  Place place{newSlot(stride * type.count, alignment), Value(), Address()};
  MemoryAccess access;
  access.alignLog2 = llvm::Log2_64(alignment);
  for (uint32_t i = 0; i < type.count; ++i)
    storeElement(element, parts.slice(i * element.partCount, element.partCount),
                 offsetPlace(place, i * stride), access);
  Value at = indexOperand(index);
  unsigned width = index->getType()->getIntegerBitWidth();
  Type word = integerType(64);
  if (width < 64)
    at = emit<ZExtOp>(word, at);
  at = emit<UMinOp>(word, {at, wordConstant(type.count - 1)});
  addIndex(place, at, stride);
  return place;
}

/// In a slot an element that isn't of whole bytes has bytes of its own.
void FunctionImport::storeElement(const TypeInfo &element,
                                  ArrayRef<Value> parts, const Place &place,
                                  MemoryAccess access) {
  if (element.width % 8 == 0)
    return storeLeaf(element, parts, place, access);
  unsigned bits = llvm::alignTo(element.width, 8);
  emitStore(emit<ZExtOp>(integerType(bits), parts.front()), place, access);
}

void FunctionImport::loadElement(const TypeInfo &element, const Place &place,
                                 MemoryAccess access,
                                 SmallVectorImpl<Value> &parts) {
  if (element.width % 8 == 0)
    return loadLeaf(element, place, access, parts);
  unsigned bits = llvm::alignTo(element.width, 8);
  Value loaded = emitLoad(integerType(bits), place, access);
  parts.push_back(emit<TruncOp>(element.scalar, loaded));
}

/// The index if it is a constant inside the vector; nothing: it is variable,
/// and `isOutside`: the result is poison.
static std::optional<uint32_t>
constantIndex(const llvm::Value *index, const TypeInfo &type, bool &isOutside) {
  isOutside = llvm::isa<llvm::UndefValue>(index);
  auto *constant = llvm::dyn_cast<llvm::ConstantInt>(index);
  if (!constant)
    return std::nullopt;
  isOutside = constant->getValue().uge(type.count);
  return isOutside ? std::nullopt
                   : std::optional<uint32_t>(constant->getZExtValue());
}

void FunctionImport::poisonParts(const TypeInfo &type,
                                 SmallVectorImpl<Value> &parts) {
  for (Type part : module.types.parts(type))
    parts.push_back(undef(part, /*poison=*/true));
}

void FunctionImport::importExtractElement(
    const llvm::ExtractElementInst &inst) {
  if (!module.isFolded())
    return define(inst,
                  emit<ExtractElementOp>(typeOf(inst.getType()).scalar,
                                         {operand(inst.getVectorOperand()),
                                          operand(inst.getIndexOperand())}));
  const TypeInfo &type = typeOf(inst.getVectorOperandType());
  const TypeInfo &element = typeOf(inst.getType());
  if (module.refused)
    return;
  Parts list, results;
  parts(inst.getVectorOperand(), list);
  bool isOutside;
  if (auto index = constantIndex(inst.getIndexOperand(), type, isOutside))
    return define(inst, ArrayRef<Value>(list).slice(*index * element.partCount,
                                                    element.partCount));
  if (isOutside)
    poisonParts(element, results);
  else
    loadElement(element, spillVector(type, list, inst.getIndexOperand()),
                MemoryAccess(), results);
  define(inst, results);
}

void FunctionImport::importInsertElement(const llvm::InsertElementInst &inst) {
  if (!module.isFolded())
    return define(inst, emit<InsertElementOp>(typeOf(inst.getType()).scalar,
                                              {operand(inst.getOperand(0)),
                                               operand(inst.getOperand(1)),
                                               operand(inst.getOperand(2))}));
  const TypeInfo &type = typeOf(inst.getType());
  if (module.refused)
    return;
  const TypeInfo &element = *type.element;
  Parts list, inserted;
  parts(inst.getOperand(0), list);
  parts(inst.getOperand(1), inserted);
  bool isOutside;
  if (auto index = constantIndex(inst.getOperand(2), type, isOutside)) {
    llvm::copy(inserted, list.begin() + *index * element.partCount);
    return define(inst, list);
  }
  Parts results;
  if (isOutside) {
    poisonParts(type, results);
    return define(inst, results);
  }
  Place place = spillVector(type, list, inst.getOperand(2));
  storeElement(element, inserted, place, MemoryAccess());
  Place start{place.base, Value(), Address()};
  if (!place.index) // The index is in the base; the slot is below it.
    start.base = place.base.getDefiningOp()->getOperand(0);
  for (uint32_t i = 0; i < type.count; ++i)
    loadElement(element, offsetPlace(start, i * slotStride(element)),
                MemoryAccess(), results);
  define(inst, results);
}

void FunctionImport::importShuffleVector(const llvm::ShuffleVectorInst &inst) {
  const TypeInfo &type = typeOf(inst.getType());
  if (!module.isFolded()) {
    Operation *op =
        append<ShuffleVectorOp>(type.scalar, {operand(inst.getOperand(0)),
                                              operand(inst.getOperand(1))});
    ArrayRef<int> mask = inst.getShuffleMask();
    propertiesOf<ShuffleVectorOp>(op).mask.values.assign(mask.begin(),
                                                         mask.end());
    return define(inst, op->getResult(0));
  }
  if (module.refused)
    return;
  Parts list, results;
  parts(inst.getOperand(0), list);
  parts(inst.getOperand(1), list);
  for (int from : inst.getShuffleMask()) {
    uint32_t step = type.element->partCount;
    if (from < 0)
      poisonParts(*type.element, results);
    else
      results.append(list.begin() + from * step,
                     list.begin() + (from + 1) * step);
  }
  define(inst, results);
}

/// A getelementptr of vectors: an addr operation for each element.
void FunctionImport::importVectorGetElementPtr(
    const llvm::GetElementPtrInst &gep) {
  const TypeInfo &type = typeOf(gep.getType());
  SmallVector<Parts, 4> operands;
  for (const llvm::Use &use : gep.operands())
    parts(use, operands.emplace_back());
  Parts results;
  for (uint32_t i = 0; i < type.count; ++i) {
    auto pick = [&](unsigned n) {
      return operands[n][gep.getOperand(n)->getType()->isVectorTy() ? i : 0];
    };
    Place place{pick(0), Value(), Address()};
    auto here = llvm::gep_type_begin(gep);
    for (unsigned n = 1; n < gep.getNumOperands(); ++n, ++here) {
      auto *constant = llvm::dyn_cast<llvm::Constant>(gep.getOperand(n));
      if (constant && constant->getType()->isVectorTy())
        constant = constant->getAggregateElement(i);
      auto *number = llvm::dyn_cast_or_null<llvm::ConstantInt>(constant);
      if (llvm::StructType *structType = here.getStructTypeOrNull()) {
        place.address.offset += module.dataLayout.getStructLayout(structType)
                                    ->getElementOffset(number->getZExtValue());
        continue;
      }
      uint64_t scale = here.getSequentialElementStride(module.dataLayout);
      if (number)
        place.address.offset +=
            number->getValue().sextOrTrunc(64).getSExtValue() * int64_t(scale);
      else
        addIndex(place, pick(n), scale);
    }
    results.push_back(place.index || place.address.offset
                          ? emitAddr(place, place.base.getType())
                          : place.base);
  }
  define(gep, results);
}

//===----------------------------------------------------------------------===//
// Bits: a value as a list of i64, the low one first
//===----------------------------------------------------------------------===//

/// Bits of one part's type; pointers count as 64.
static unsigned bitsOf(Type type) {
  return isa<PointerType>(type) ? 64 : type.getIntOrFloatBitWidth();
}

/// A part as an integer of its own width.
Value FunctionImport::asInteger(Value part) {
  Type type = part.getType();
  if (type.isInteger())
    return part;
  Type integer = integerType(bitsOf(type));
  return isa<PointerType>(type) ? emit<PtrToIntOp>(integer, part)
                                : emit<BitcastOp>(integer, part);
}

/// The first `bits` bits of the words; garbage above.
void FunctionImport::toWords(const TypeInfo &type, ArrayRef<Value> parts,
                             SmallVectorImpl<Value> &words) {
  Type word = integerType(64);
  uint64_t at = 0;
  auto add = [&](Value bits, unsigned shift, size_t index) {
    if (shift)
      bits = emit<ShlOp>(word, {bits, wordConstant(shift)});
    if (index >= words.size())
      words.push_back(bits);
    else
      words[index] = emit<OrOp>(word, {words[index], bits});
  };
  for (Value part : parts) {
    unsigned width = bitsOf(part.getType());
    assert(width <= 64 && "a part of more than a word");
    Value bits = asInteger(part);
    if (width < 64)
      bits = emit<ZExtOp>(word, bits);
    add(bits, at % 64, at / 64);
    if (at % 64 + width > 64) // The rest starts the next word.
      words.push_back(emit<LShrOp>(word, {bits, wordConstant(64 - at % 64)}));
    at += width;
  }
}

void FunctionImport::fromWords(const TypeInfo &type, ArrayRef<Value> words,
                               SmallVectorImpl<Value> &parts) {
  Type word = integerType(64);
  uint64_t at = 0;
  for (Type part : module.types.parts(type)) {
    unsigned width = bitsOf(part);
    assert(width <= 64 && "a part of more than a word");
    Value bits = words[at / 64];
    if (at % 64)
      bits = emit<LShrOp>(word, {bits, wordConstant(at % 64)});
    if (at % 64 + width > 64) {
      Value rest =
          emit<ShlOp>(word, {words[at / 64 + 1], wordConstant(64 - at % 64)});
      bits = emit<OrOp>(word, {bits, rest});
    }
    at += width;
    Type integer = integerType(width);
    if (width < 64)
      bits = emit<TruncOp>(integer, bits);
    if (isa<PointerType>(part))
      bits = emit<IntToPtrOp>(part, bits);
    else if (part != integer)
      bits = emit<BitcastOp>(part, bits);
    parts.push_back(bits);
  }
}

void FunctionImport::bitcastParts(const TypeInfo &from, const TypeInfo &to,
                                  ArrayRef<Value> operand,
                                  SmallVectorImpl<Value> &results) {
  if (module.refused) {
    poisonParts(to, results);
    return;
  }
  ArrayRef<Type> types = module.types.parts(to);
  bool isPartwise = types.size() == operand.size() &&
                    llvm::all_of(llvm::zip(types, operand), [](auto pair) {
                      auto [type, value] = pair;
                      return bitsOf(type) == bitsOf(value.getType());
                    });
  if (isPartwise) {
    for (auto [type, value] : llvm::zip(types, operand))
      results.push_back(
          emitCast(Opcode::BitCast, value, type, 0, FastMath::None));
    return;
  }
  if (!isMadeOfWords(from) || !isMadeOfWords(to))
    return bitcastThroughMemory(from, to, operand, results);
  SmallVector<Value> words;
  toWords(from, operand, words);
  fromWords(to, words, results);
}

/// Whether the parts of a value follow each other without a gap, none of them
/// larger than a word.
bool FunctionImport::isMadeOfWords(const TypeInfo &type) {
  const TypeInfo &element = type.element ? *type.element : type;
  return element.shape == Shape::Wide ? element.width % 64 == 0
                                      : bitsOf(element.scalar) <= 64;
}

/// As the reference defines a bitcast: by a store and a load.
void FunctionImport::bitcastThroughMemory(const TypeInfo &from,
                                          const TypeInfo &to,
                                          ArrayRef<Value> operand,
                                          SmallVectorImpl<Value> &results) {
  constexpr uint64_t Alignment = 16;
  Place place{newSlot(module.dataLayout.getTypeAllocSize(from.host), Alignment),
              Value(), Address()};
  MemoryAccess access;
  access.alignLog2 = llvm::Log2_64(Alignment);
  storeLeaf(from, operand, place, access);
  loadLeaf(to, place, access, results);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// Bits of an element in memory if each lies at a byte of its own; else 0.
static uint64_t byteStride(const llvm::DataLayout &layout,
                           const TypeInfo &type) {
  uint64_t bits = layout.getTypeSizeInBits(type.element->host);
  return bits % 8 == 0 ? bits / 8 : 0;
}

static MemoryAccess atOffset(MemoryAccess access, uint64_t offset) {
  if (offset)
    access.alignLog2 =
        std::min<unsigned>(access.alignLog2, llvm::countr_zero(offset));
  return access;
}

void FunctionImport::loadVector(const TypeInfo &type, const Place &place,
                                MemoryAccess access,
                                SmallVectorImpl<Value> &parts) {
  if (uint64_t stride = byteStride(module.dataLayout, type)) {
    for (uint32_t i = 0; i < type.count; ++i)
      loadLeaf(*type.element, offsetPlace(place, i * stride),
               atOffset(access, i * stride), parts);
    return;
  }
  SmallVector<Value> words;
  uint64_t size = module.dataLayout.getTypeStoreSize(type.host);
  for (uint64_t at = 0; at < size; at += 8) {
    unsigned bits = std::min<uint64_t>(size - at, 8) * 8;
    Value loaded = emitLoad(integerType(bits), offsetPlace(place, at),
                            atOffset(access, at));
    words.push_back(bits == 64 ? loaded
                               : emit<ZExtOp>(integerType(64), loaded));
  }
  fromWords(type, words, parts);
}

void FunctionImport::storeVector(const TypeInfo &type, ArrayRef<Value> parts,
                                 const Place &place, MemoryAccess access) {
  if (uint64_t stride = byteStride(module.dataLayout, type)) {
    uint32_t step = type.element->partCount;
    for (uint32_t i = 0; i < type.count; ++i)
      storeLeaf(*type.element, parts.slice(i * step, step),
                offsetPlace(place, i * stride), atOffset(access, i * stride));
    return;
  }
  SmallVector<Value> words;
  toWords(type, parts, words);
  uint64_t size = module.dataLayout.getTypeStoreSize(type.host);
  for (uint64_t at = 0; at < size && at / 8 < words.size(); at += 8) {
    unsigned bits = std::min<uint64_t>(size - at, 8) * 8;
    Value word = words[at / 8];
    emitStore(bits == 64 ? word : emit<TruncOp>(integerType(bits), word),
              offsetPlace(place, at), atOffset(access, at));
  }
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// The instruction or intrinsic that a reduction repeats.
struct Reduction {
  unsigned opcode = 0;               ///< 0: an intrinsic does it.
  llvm::Intrinsic::ID intrinsic = 0; ///< Or this.
  bool hasStart = false;             ///< The first argument.
};

static std::optional<Reduction> reductionOf(llvm::Intrinsic::ID id) {
  namespace Intrinsic = llvm::Intrinsic;
  switch (id) {
  case Intrinsic::vector_reduce_add:
    return Reduction{Opcode::Add};
  case Intrinsic::vector_reduce_mul:
    return Reduction{Opcode::Mul};
  case Intrinsic::vector_reduce_and:
    return Reduction{Opcode::And};
  case Intrinsic::vector_reduce_or:
    return Reduction{Opcode::Or};
  case Intrinsic::vector_reduce_xor:
    return Reduction{Opcode::Xor};
  case Intrinsic::vector_reduce_fadd:
    return Reduction{Opcode::FAdd, 0, true};
  case Intrinsic::vector_reduce_fmul:
    return Reduction{Opcode::FMul, 0, true};
  case Intrinsic::vector_reduce_smax:
    return Reduction{0, Intrinsic::smax};
  case Intrinsic::vector_reduce_smin:
    return Reduction{0, Intrinsic::smin};
  case Intrinsic::vector_reduce_umax:
    return Reduction{0, Intrinsic::umax};
  case Intrinsic::vector_reduce_umin:
    return Reduction{0, Intrinsic::umin};
  case Intrinsic::vector_reduce_fmax:
    return Reduction{0, Intrinsic::maxnum};
  case Intrinsic::vector_reduce_fmin:
    return Reduction{0, Intrinsic::minnum};
  default:
    return std::nullopt;
  }
}

/// The index of the first element that isn't zero; the count if all are.
void FunctionImport::importCountElements(const llvm::IntrinsicInst &inst) {
  const TypeInfo &type = typeOf(inst.getType());
  Parts list;
  parts(inst.getArgOperand(0), list);
  if (type.shape != Shape::Scalar || llvm::any_of(list, [](Value part) {
        return !part.getType().isInteger();
      }))
    return refuse("call to " + inst.getCalledFunction()->getName());
  Value result = constantBits(type.scalar, list.size());
  for (size_t i = list.size(); i-- > 0;) {
    Value part = list[i];
    if (!part.getType().isInteger(1))
      part = emitICmp(ICmpPredicate::Ne, part, constantBits(part.getType(), 0));
    result = emitSelect(part, constantBits(type.scalar, i), result);
  }
  define(inst, result);
}

bool FunctionImport::importReduction(const llvm::IntrinsicInst &inst) {
  auto reduction = reductionOf(inst.getIntrinsicID());
  if (!reduction)
    return false;
  const TypeInfo &type = typeOf(inst.getType());
  Parts list;
  for (const llvm::Use &argument : inst.args())
    parts(argument, list);
  uint32_t step = type.partCount;
  Parts sum(list.begin(), list.begin() + step);
  for (size_t i = step; i < list.size(); i += step) {
    ArrayRef<Value> next = ArrayRef<Value>(list).slice(i, step);
    Parts results;
    if (reduction->opcode) {
      emitBinaryParts(type, reduction->opcode, sum, next, 0, fastMathOf(inst),
                      results);
    } else if (type.shape == Shape::Wide) {
      Parts operands(sum);
      llvm::append_range(operands, next);
      emitWideIntrinsic(reduction->intrinsic, type, operands, results);
    } else {
      results.push_back(emitArithmeticIntrinsic(reduction->intrinsic,
                                                {sum[0], next[0]}, type.scalar,
                                                0, fastMathOf(inst)));
    }
    sum = results;
  }
  define(inst, sum);
  return true;
}
