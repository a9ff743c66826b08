//===- CheckAllocation.cpp - Proves what was just emitted -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/MachineReader.h"
#include "lowering/fast/SelectorBase.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

static std::string textOf(Operation *op) {
  std::string text;
  llvm::raw_string_ostream os(text);
  op->print(os, OpPrintingFlags().useLocalScope().skipRegions());
  return text;
}

static std::string nameOf(const Analysis &analysis, ValueId id,
                          const ValueInfo *value) {
  if (!value)
    return llvm::formatv("token {0}", uint32_t(id) - token::first);
  if (value->definition) {
    uint32_t result = uint32_t(id) - headerOf(value->definition).number;
    return llvm::formatv("{0}, result {1} of '{2}'", uint32_t(id), result,
                         textOf(value->definition));
  }
  for (const BlockInfo &block : analysis.blocks())
    if (uint32_t index = uint32_t(id) - block.firstArgument;
        index < block.block->getNumArguments())
      return llvm::formatv("{0}, argument {1} of block {2}", uint32_t(id),
                           index, &block - analysis.blocks().begin());
  return llvm::formatv("{0}", uint32_t(id));
}

std::string
SelectorBase::describe(const AllocationError &error,
                       llvm::function_ref<std::string(Place)> nameOfPlace) {
  std::string text = llvm::formatv("register allocation of '{0}': {1}",
                                   function.getSymName(), error.what);
  auto add = [&](StringRef what, const std::string &detail) {
    text += "\n  " + what.str() + ": " + detail;
  };
  if (error.value != ValueId::None) {
    bool isToken = uint32_t(error.value) >= token::first;
    add("value", nameOf(analysis, error.value,
                        isToken ? nullptr : &analysis[error.value]));
    add("place", nameOfPlace(error.place));
  }
  if (error.op)
    add("operation", textOf(error.op));
  if (error.block != Label::None)
    add("block", std::to_string(uint32_t(error.block)));
  add("byte of the code", std::to_string(error.offset));
  return text;
}

/// The frame offset of what `op` stores if that is outside of the slot that it
/// names: no program gets there, but a loop may be vectorised for counts that
/// its array doesn't allow.
static std::optional<int32_t> strayStore(Operation *op, Analysis &analysis) {
  auto store = dyn_cast_or_null<StoreOp>(op);
  if (!store || store.getIndex())
    return std::nullopt;
  const ValueInfo &slot = analysis[analysis.idOf(store.getBase())];
  if (!isa_and_nonnull<SlotOp>(slot.definition) || slot.home == noHome)
    return std::nullopt;
  int64_t offset = store.getProperties().address.offset;
  int64_t size = propertiesOf<SlotOp>(slot.definition).size;
  int64_t bytes = analysis[analysis.idOf(store.getValues().front())].bytes;
  if (offset >= 0 && offset + bytes <= size)
    return std::nullopt;
  return slot.home + int32_t(offset);
}

/// Takes such stores as none.
static void dropStrayStores(MutableArrayRef<MachineStep> code,
                            ArrayRef<AllocationEvent> events,
                            Analysis &analysis) {
  std::optional<int32_t> stray;
  for (MachineStep &step : code) {
    while (!events.empty() && events.front().offset <= step.offset) {
      if (events.front().kind == AllocationEvent::Kind::Operation)
        stray = strayStore(events.front().op, analysis);
      events = events.drop_front();
    }
    if (stray && step.to.kind == MachineStep::Operand::Kind::Frame &&
        step.to.offset == *stray) {
      step.to = {};
      step.stored = 0;
    }
  }
}

void SelectorBase::checkAllocation(
    MachineReader &reader, const CodeBuffer &prologueCode, RegSet preserved,
    int32_t entryStack, llvm::function_ref<std::string(Place)> nameOfPlace) {
  std::string unknown;
  auto prologue = reader.read(prologueCode, {}, unknown);
  auto code = reader.read(buffer, log().events(), unknown);
  if (!unknown.empty())
    llvm::report_fatal_error("register allocation of '" +
                             function.getSymName() +
                             "' can't be checked: " + unknown);
  dropStrayStores(code, log().events(), analysis);
  auto labelOffset = [&](Label label) { return buffer.rawLabelOffset(label); };
  auto bytesOf = [&](ValueId id) -> unsigned { return analysis[id].bytes; };
  AllocationProof proof = {prologue, code,      log().events(), labelOffset,
                           bytesOf,  preserved, entryStack};
  if (auto error = fast::checkAllocation(proof))
    llvm::report_fatal_error(StringRef(describe(*error, nameOfPlace)));
}
