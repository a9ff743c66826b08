//===- Constants.cpp - Constants that functions use -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In folded IR a constant is one operation at the start of the entry block,
// shared by all its users; in exact IR one right before each use.
//
//===----------------------------------------------------------------------===//

#include "llvm/IR/Constants.h"
#include "lowering/import/FunctionImport.h"
#include "lowering/import/InitialData.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

template <typename Op> Operation *FunctionImport::appendConstant(Type type) {
  if (module.isFolded())
    return appendToPrologue<Op>(type);
  return append<Op>(type, {});
}

Value FunctionImport::constantBits(Type type, uint64_t low, uint64_t high) {
  Value *shared = nullptr;
  if (module.isFolded()) {
    shared = &sharedBits[{type, {low, high}}];
    if (*shared)
      return *shared;
  }
  Operation *op = appendConstant<ConstantOp>(type);
  propertiesOf<ConstantOp>(op).bits = {low, high};
  Value result = op->getResult(0);
  if (shared)
    *shared = result;
  return result;
}

Value FunctionImport::constantBits(Type type, const llvm::APInt &bits) {
  const uint64_t *words = bits.getRawData();
  return constantBits(type, words[0], bits.getNumWords() > 1 ? words[1] : 0);
}

Value FunctionImport::undef(Type type, bool poison) {
  Value *shared = module.isFolded() ? &sharedUndefs[type] : nullptr;
  if (shared && *shared)
    return *shared;
  Operation *op = appendConstant<UndefOp>(type);
  propertiesOf<UndefOp>(op).poison = poison;
  if (shared)
    *shared = op->getResult(0);
  return op->getResult(0);
}

Value FunctionImport::addressOf(Type type, const SymbolOffset &address) {
  Operation *op = appendConstant<AddressOfOp>(type);
  auto &properties = propertiesOf<AddressOfOp>(op);
  properties.symbol = module.symbolRef(*address.symbol);
  properties.offset = address.offset;
  properties.inBounds = address.offset && address.inBounds;
  return op->getResult(0);
}

/// The calling thread's copy: found where the address is needed.
Value FunctionImport::threadLocalAddress(Type type,
                                         const SymbolOffset &address) {
  Operation *op = append<AddressOfOp>(type, {});
  auto &properties = propertiesOf<AddressOfOp>(op);
  properties.symbol = module.symbolRef(*address.symbol);
  properties.offset = address.offset;
  properties.inBounds = address.offset && address.inBounds;
  properties.threadLocal = true;
  return op->getResult(0);
}

Entry FunctionImport::defineConstant(const llvm::Value *value) {
  auto *constant = llvm::dyn_cast<llvm::Constant>(value);
  if (!constant) {
    refuse("use of an undefined value in unreachable code");
    return Entry(undef(integerType(64), false));
  }
  bool isShared = module.isFolded();
  Entry entry = importConstant(constant, isShared);
  if (isShared)
    values.insert(value, entry);
  return entry;
}

/// `isShared` becomes false if the result depends on the current place.
Entry FunctionImport::importConstant(const llvm::Constant *constant,
                                     bool &isShared) {
  const TypeInfo &type = typeOf(constant->getType());
  if (type.shape == Shape::Aggregate || type.shape == Shape::Vector)
    return importConstantList(constant, isShared);
  if (auto *undefined = llvm::dyn_cast<llvm::UndefValue>(constant)) {
    Parts list;
    for (Type part : module.types.parts(type))
      list.push_back(undef(part, llvm::isa<llvm::PoisonValue>(undefined)));
    return makeList(list);
  }
  if (type.shape == Shape::Wide && llvm::isa<llvm::ConstantInt>(constant)) {
    const llvm::APInt &bits =
        llvm::cast<llvm::ConstantInt>(constant)->getValue();
    Words words;
    for (uint64_t word : ArrayRef(bits.getRawData(), bits.getNumWords()))
      words.push_back(wordConstant(word));
    return makeList(words);
  }
  if (type.shape != Shape::Scalar) {
    isShared = false;
    return importConstantExpression(constant);
  }
  if (constant->getType()->isVectorTy() || type.width > 128)
    return importWholeConstant(constant, type.scalar);
  if (auto *integer = llvm::dyn_cast<llvm::ConstantInt>(constant))
    return Entry(constantBits(type.scalar, integer->getValue()));
  if (auto *number = llvm::dyn_cast<llvm::ConstantFP>(constant))
    return Entry(
        constantBits(type.scalar, number->getValueAPF().bitcastToAPInt()));
  if (auto *blockAddress = llvm::dyn_cast<llvm::BlockAddress>(constant)) {
    Operation *op = appendConstant<BlockAddressOp>(type.scalar);
    auto &properties = propertiesOf<BlockAddressOp>(op);
    properties.function.name = module.symbol(*blockAddress->getFunction());
    properties.tag = blockTag(*blockAddress->getBasicBlock());
    return Entry(op->getResult(0));
  }
  if (llvm::isa<llvm::ConstantTokenNone>(constant))
    return Entry(emit<TokenNoneOp>(type.scalar, {}));
  bool isPointer = constant->getType()->isPointerTy();
  // In exact IR an expression is the operations that it has: an equal address
  // by another expression is another constant to code generation.
  bool isWhole = module.isFolded() || !llvm::isa<llvm::ConstantExpr>(constant);
  if (auto address = module.symbolOffset(constant);
      address && (isWhole || !address->symbol)) {
    if (!address->symbol) {
      unsigned width = type.width && type.width < 64 ? type.width : 64;
      return Entry(
          constantBits(type.scalar, uint64_t(address->offset) &
                                        (~uint64_t(0) >> (64 - width))));
    }
    if (isPointer && address->symbol->isThreadLocal()) {
      isShared = false;
      return Entry(threadLocalAddress(type.scalar, *address));
    }
    if (isPointer)
      return Entry(addressOf(type.scalar, *address));
  }
  isShared = false;
  return importConstantExpression(constant);
}

Entry FunctionImport::importConstantList(const llvm::Constant *constant,
                                         bool &isShared) {
  llvm::Type *type = constant->getType();
  uint64_t count = type->isStructTy()  ? type->getStructNumElements()
                   : type->isArrayTy() ? type->getArrayNumElements()
                                       : module.types.get(type).count;
  Parts list;
  for (uint64_t i = 0; i < count; ++i) {
    const llvm::Constant *element = constant->getAggregateElement(i);
    if (!element) {
      isShared = false;
      return importConstantExpression(constant);
    }
    bool isElementShared = isShared;
    Entry entry = importConstant(element, isElementShared);
    isShared &= isElementShared;
    if (entry.isList())
      list.append(listStorage.begin() + entry.index(),
                  listStorage.begin() + entry.index() + entry.count());
    else
      list.push_back(entry.value());
  }
  return makeList(list);
}

/// A constant vector or an integer of more than 128 bits in exact IR.
Entry FunctionImport::importWholeConstant(const llvm::Constant *constant,
                                          Type type) {
  Operation *op = appendConstant<VectorConstantOp>(type);
  Data &data = propertiesOf<VectorConstantOp>(op).data;
  if (!importInitialData(module, *constant, data))
    refuse(module.refusal.construct);
  auto &properties = propertiesOf<VectorConstantOp>(op);
  auto *vector = llvm::dyn_cast<llvm::FixedVectorType>(constant->getType());
  for (unsigned i = 0; vector && i < vector->getNumElements(); ++i) {
    const llvm::Constant *element = constant->getAggregateElement(i);
    if (llvm::isa_and_nonnull<llvm::PoisonValue>(element))
      properties.poison.values.push_back(i);
    else if (llvm::isa_and_nonnull<llvm::UndefValue>(element))
      properties.undef.values.push_back(i);
  }
  return Entry(op->getResult(0));
}

/// An expression that is no symbol plus offset: operations at the use.
Entry FunctionImport::importConstantExpression(const llvm::Constant *constant) {
  const TypeInfo &type = typeOf(constant->getType());
  auto *expression = llvm::dyn_cast<llvm::ConstantExpr>(constant);
  Type stand = type.scalar ? type.scalar : Type(integerType(64));
  if (!expression || type.shape != Shape::Scalar ||
      constant->getType()->isVectorTy()) {
    refuse("constant expression of this form");
    return Entry(undef(stand, false));
  }
  unsigned opcode = expression->getOpcode();
  if (auto *gep = llvm::dyn_cast<llvm::GEPOperator>(expression))
    return Entry(emitGetElementPtr(*gep));
  Value first = operand(expression->getOperand(0));
  uint8_t flags = expression->getRawSubclassOptionalData();
  if (first && llvm::Instruction::isCast(opcode))
    return Entry(emitCast(opcode, first, stand, flags, FastMath::None));
  Value second = expression->getNumOperands() == 2
                     ? operand(expression->getOperand(1))
                     : Value();
  if (first && second && llvm::Instruction::isBinaryOp(opcode))
    return Entry(emitBinary(opcode, first, second, flags, FastMath::None));
  refuse(llvm::Twine("constant expression ") + expression->getOpcodeName());
  return Entry(undef(stand, false));
}
