//===- Intrinsics.cpp - Calls of LLVM intrinsics --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each group below says whether it took the intrinsic; what none of them takes
// becomes the generic `intrinsic` operation.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "mlir/IR/Builders.h"
#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
namespace Intrinsic = llvm::Intrinsic;

static uint64_t integerArgument(const llvm::IntrinsicInst &inst, unsigned i) {
  return llvm::cast<llvm::ConstantInt>(inst.getArgOperand(i))->getZExtValue();
}

/// Whether an operation of its own, if there is one, says all that the call
/// says.
static bool isPlain(const llvm::IntrinsicInst &inst) {
  if (inst.getTailCallKind() != llvm::CallInst::TCK_None ||
      inst.hasOperandBundles())
    return false;
  Intrinsic::ID id = inst.getIntrinsicID();
  if (id == Intrinsic::llrint || id == Intrinsic::llround)
    return false; // Other functions than lrint and lround.
  llvm::AttributeList attributes = inst.getAttributes();
  if (!llvm::isa<llvm::MemIntrinsic>(inst))
    return attributes.isEmpty();
  // The alignments of its pointers, which are there, and nothing else.
  unsigned pointers = llvm::isa<llvm::MemTransferInst>(inst) ? 2 : 1;
  for (unsigned i = 0; i < pointers; ++i)
    if (!inst.getParamAlign(i) ||
        attributes.getParamAttrs(i).getNumAttributes() != 1)
      return false;
  return !attributes.hasFnAttrs() && !attributes.hasRetAttrs() &&
         attributes.getNumAttrSets() <=
             llvm::AttributeList::FirstArgIndex + pointers + 1;
}

void FunctionImport::importIntrinsic(const llvm::IntrinsicInst &inst) {
  if (module.isFolded() && importFoldedIntrinsic(inst))
    return;
  if (!module.isFolded() && !isPlain(inst))
    return importGenericIntrinsic(inst);
  if (importMemoryIntrinsic(inst) || importFrameIntrinsic(inst))
    return;
  if (importArithmeticIntrinsic(inst))
    return;
  importGenericIntrinsic(inst);
}

//===----------------------------------------------------------------------===//
// Folded IR: what has no operation, or an expansion
//===----------------------------------------------------------------------===//

bool FunctionImport::importFoldedIntrinsic(const llvm::IntrinsicInst &inst) {
  switch (inst.getIntrinsicID()) {
  case Intrinsic::lifetime_start:
  case Intrinsic::lifetime_end:
  case Intrinsic::assume:
  case Intrinsic::donothing:
  case Intrinsic::sideeffect:
  case Intrinsic::invariant_end:
  case Intrinsic::var_annotation:
  case Intrinsic::codeview_annotation:
  case Intrinsic::fake_use:
  case Intrinsic::experimental_noalias_scope_decl:
    return true;
  case Intrinsic::expect:
  case Intrinsic::expect_with_probability:
  case Intrinsic::annotation:
  case Intrinsic::ptr_annotation:
  case Intrinsic::launder_invariant_group:
  case Intrinsic::strip_invariant_group:
  case Intrinsic::ssa_copy:
  case Intrinsic::threadlocal_address:
    define(inst, lookup(inst.getArgOperand(0)));
    return true;
  case Intrinsic::invariant_start:
    define(inst, constantBits(typeOf(inst.getType()).scalar, 0));
    return true;
  case Intrinsic::is_constant:
    define(inst, constantBits(integerType(1),
                              llvm::isa<llvm::ConstantInt, llvm::ConstantFP>(
                                  inst.getArgOperand(0))));
    return true;
  case Intrinsic::objectsize:
    importObjectSize(inst);
    return true;
  case Intrinsic::ubsantrap:
    append<TrapOp>({}, {});
    return true;
  case Intrinsic::load_relative:
    importLoadRelative(inst);
    return true;
  case Intrinsic::ptrmask:
    importPointerMask(inst);
    return true;
  case Intrinsic::experimental_cttz_elts:
    importCountElements(inst);
    return true;
  default:
    return importReduction(inst) || importLibraryIntrinsic(inst) ||
           importSplitIntrinsic(inst) || importTargetIntrinsic(inst);
  }
}

/// Whether LLVM could compute at run time how large the object is that
/// `pointer` points into (llvm::ObjectSizeOffsetEvaluator).
static bool mayHaveDynamicSize(const llvm::Value *pointer) {
  const llvm::Value *object = llvm::getUnderlyingObject(pointer);
  return llvm::isa<llvm::AllocaInst, llvm::CallBase, llvm::PHINode,
                   llvm::SelectInst>(object);
}

void FunctionImport::importObjectSize(const llvm::IntrinsicInst &inst) {
  bool wantsMinimum = integerArgument(inst, 1);
  llvm::ObjectSizeOpts options;
  options.EvalMode = wantsMinimum ? llvm::ObjectSizeOpts::Mode::Min
                                  : llvm::ObjectSizeOpts::Mode::Max;
  options.NullIsUnknownSize = integerArgument(inst, 2);
  uint64_t size = 0;
  if (!llvm::getObjectSize(inst.getArgOperand(0), size, module.dataLayout,
                           /*TLI=*/nullptr, options)) {
    bool isDynamic = integerArgument(inst, 3);
    if (isDynamic && mayHaveDynamicSize(inst.getArgOperand(0)))
      return refuse("object size that is known at run time only");
    size = wantsMinimum ? 0 : ~uint64_t(0);
  }
  const TypeInfo &type = typeOf(inst.getType());
  uint64_t mask = type.width < 64 ? (uint64_t(1) << type.width) - 1 : ~0ull;
  define(inst, constantBits(type.scalar, size & mask));
}

/// base + the sign-extended i32 at base + offset.
void FunctionImport::importLoadRelative(const llvm::IntrinsicInst &inst) {
  Value base = operand(inst.getArgOperand(0));
  Place place{base, operand(inst.getArgOperand(1)), Address()};
  MemoryAccess access;
  access.alignLog2 = 2;
  Value distance = emitLoad(integerType(32), place, access);
  define(inst, emitAddr({base, distance, Address()}, base.getType()));
}

void FunctionImport::importPointerMask(const llvm::IntrinsicInst &inst) {
  Parts pointers, masks, results;
  parts(inst.getArgOperand(0), pointers);
  parts(inst.getArgOperand(1), masks);
  for (auto [pointer, mask] : llvm::zip_equal(pointers, masks)) {
    Value bits = emit<PtrToIntOp>(mask.getType(), pointer);
    Value masked = emit<AndOp>(mask.getType(), {bits, mask});
    results.push_back(emit<IntToPtrOp>(pointer.getType(), masked));
  }
  define(inst, results);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

bool FunctionImport::importMemoryIntrinsic(const llvm::IntrinsicInst &inst) {
  auto isWide = [&](unsigned i) { return !operand(inst.getArgOperand(i)); };
  switch (inst.getIntrinsicID()) {
  case Intrinsic::memcpy:
  case Intrinsic::memcpy_inline:
  case Intrinsic::memmove: {
    auto &copy = llvm::cast<llvm::MemTransferInst>(inst);
    if (isWide(2))
      return false;
    Operation *op = append<MemCpyOp>({}, {operand(copy.getRawDest()),
                                          operand(copy.getRawSource()),
                                          operand(copy.getLength())});
    auto &properties = propertiesOf<MemCpyOp>(op);
    properties.kind =
        inst.getIntrinsicID() == Intrinsic::memmove         ? CopyKind::Move
        : inst.getIntrinsicID() == Intrinsic::memcpy_inline ? CopyKind::Inline
                                                            : CopyKind::Copy;
    properties.destinationAlignment = copy.getDestAlign().valueOrOne().value();
    properties.sourceAlignment = copy.getSourceAlign().valueOrOne().value();
    properties.isVolatile = copy.isVolatile();
    return true;
  }
  case Intrinsic::memset:
  case Intrinsic::memset_inline: {
    auto &fill = llvm::cast<llvm::MemSetInst>(inst);
    if (isWide(2))
      return false;
    Operation *op = append<MemSetOp>({}, {operand(fill.getRawDest()),
                                          operand(fill.getValue()),
                                          operand(fill.getLength())});
    auto &properties = propertiesOf<MemSetOp>(op);
    properties.alignment = fill.getDestAlign().valueOrOne().value();
    properties.isVolatile = fill.isVolatile();
    properties.isInline = inst.getIntrinsicID() == Intrinsic::memset_inline;
    return true;
  }
  case Intrinsic::prefetch: {
    Operation *op = append<PrefetchOp>({}, operand(inst.getArgOperand(0)));
    auto &properties = propertiesOf<PrefetchOp>(op);
    properties.write = integerArgument(inst, 1);
    properties.locality = integerArgument(inst, 2);
    properties.data = integerArgument(inst, 3);
    return true;
  }
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Frame, variable arguments, traps
//===----------------------------------------------------------------------===//

bool FunctionImport::importFrameIntrinsic(const llvm::IntrinsicInst &inst) {
  auto argument = [&](unsigned i) { return operand(inst.getArgOperand(i)); };
  auto resultType = [&] { return typeOf(inst.getType()).scalar; };
  switch (inst.getIntrinsicID()) {
  case Intrinsic::vastart:
    append<VaStartOp>({}, argument(0));
    return true;
  case Intrinsic::vaend:
    append<VaEndOp>({}, argument(0));
    return true;
  case Intrinsic::vacopy:
    append<VaCopyOp>({}, {argument(0), argument(1)});
    return true;
  case Intrinsic::stacksave:
    define(inst, emit<StackSaveOp>(resultType(), {}));
    return true;
  case Intrinsic::stackrestore:
    append<StackRestoreOp>({}, argument(0));
    return true;
  case Intrinsic::frameaddress: {
    Operation *op = append<FrameAddressOp>(resultType(), {});
    propertiesOf<FrameAddressOp>(op).level = integerArgument(inst, 0);
    define(inst, op->getResult(0));
    return true;
  }
  case Intrinsic::returnaddress: {
    Operation *op = append<ReturnAddressOp>(resultType(), {});
    propertiesOf<ReturnAddressOp>(op).level = integerArgument(inst, 0);
    define(inst, op->getResult(0));
    return true;
  }
  case Intrinsic::trap:
    append<TrapOp>({}, {});
    return true;
  case Intrinsic::debugtrap:
    append<DebugTrapOp>({}, {});
    return true;
  case Intrinsic::readcyclecounter:
    define(inst, emit<ReadCycleCounterOp>(integerType(64), {}));
    return true;
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Any other intrinsic
//===----------------------------------------------------------------------===//

/// A metadata argument as strings; null: it is something else.
static Attribute metadataStrings(Builder &builder, const llvm::Value *value) {
  const llvm::Metadata *metadata =
      llvm::cast<llvm::MetadataAsValue>(value)->getMetadata();
  if (auto *text = llvm::dyn_cast<llvm::MDString>(metadata))
    return builder.getStringAttr(text->getString());
  auto *node = llvm::dyn_cast<llvm::MDNode>(metadata);
  if (!node)
    return {};
  SmallVector<Attribute> strings;
  for (const llvm::MDOperand &operand : node->operands()) {
    auto *text = llvm::dyn_cast_or_null<llvm::MDString>(operand.get());
    if (!text)
      return {};
    strings.push_back(builder.getStringAttr(text->getString()));
  }
  return builder.getArrayAttr(strings);
}

/// Appends the arguments to `operands`, and those that are metadata to
/// `metadata`. False: one is of a kind that isn't carried. In exact IR metadata
/// of other forms is a unit: the metadata source has it.
bool FunctionImport::intrinsicArguments(const llvm::IntrinsicInst &inst,
                                        SmallVectorImpl<Value> &operands,
                                        SmallVectorImpl<Attribute> &metadata) {
  Builder builder(&module.mlir);
  for (const llvm::Use &argument : inst.args()) {
    llvm::Type *type = argument->getType();
    if (type->isMetadataTy()) {
      Attribute form = metadataStrings(builder, argument);
      if (!form && module.isFolded())
        return false;
      // Of another form: export takes it from the host, text from its table.
      metadata.push_back(form ? form : builder.getUnitAttr());
      continue;
    }
    // Folded IR has no vectors that an intrinsic of vectors could take.
    if (module.isFolded() && (type->isVectorTy() || type->isTokenTy()))
      return false;
    parts(argument, operands);
  }
  return true;
}

void FunctionImport::importGenericIntrinsic(const llvm::IntrinsicInst &inst) {
  StringRef name = inst.getCalledFunction()->getName();
  SmallVector<Value, 12> operands;
  SmallVector<Attribute, 2> metadata;
  llvm::Type *type = inst.getType();
  bool isCarried =
      !module.isFolded() ||
      !(inst.hasOperandBundles() || type->isTokenTy() || type->isVectorTy());
  if (!isCarried || !intrinsicArguments(inst, operands, metadata))
    return refuse("call to " + name);
  ListRef bundles = importBundles(inst, operands);
  SmallVector<Type, 4> results;
  if (!type->isVoidTy())
    boundaryTypes(type, results);
  Operation *op = append<IntrinsicOp>(results, operands);
  auto &properties = propertiesOf<IntrinsicOp>(op);
  properties.name = name.str();
  properties.signature.type = module.types.signature(inst.getFunctionType());
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.tail = TailKind(uint8_t(inst.getTailCallKind()));
  properties.fastMath = fastMathOf(inst);
  properties.bundles = bundles;
  if (!metadata.empty())
    properties.metadata.arguments = ArrayAttr::get(&module.mlir, metadata);
  if (!properties.signature)
    return refuse("call to " + name);
  if (!type->isVoidTy())
    defineResults(inst, op);
}
