//===- CheckAllocation.cpp - Proves what was just emitted -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/MachineReader.h"
#include "lowering/fast/x86_64/Selector.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

static std::string nameOf(fast::Place place) {
  static constexpr StringRef Names[16] = {
      "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
      "r8",  "r9",  "r10", "r11", "r12", "r13", "r14", "r15"};
  if (place.kind == fast::Place::Kind::Frame)
    return llvm::formatv("[rbp{0:+}]", place.number);
  if (place == fast::Place(x87Top))
    return "st(0)";
  if (isXmm(Reg(place.number)))
    return llvm::formatv("xmm{0}", place.number - int32_t(firstFloat));
  return Names[place.number].str();
}

static std::string textOf(Operation *op) {
  std::string text;
  llvm::raw_string_ostream os(text);
  op->print(os, OpPrintingFlags().useLocalScope().skipRegions());
  return text;
}

static std::string nameOf(const fast::Analysis &analysis, ValueId id,
                          const ValueInfo *value) {
  if (!value)
    return llvm::formatv("token {0}", uint32_t(id) - fast::token::first);
  if (value->definition) {
    uint32_t result = uint32_t(id) - headerOf(value->definition).number;
    return llvm::formatv("{0}, result {1} of '{2}'", uint32_t(id), result,
                         textOf(value->definition));
  }
  for (const fast::BlockInfo &block : analysis.blocks())
    if (uint32_t index = uint32_t(id) - block.firstArgument;
        index < block.block->getNumArguments())
      return llvm::formatv("{0}, argument {1} of block {2}", uint32_t(id),
                           index, &block - analysis.blocks().begin());
  return llvm::formatv("{0}", uint32_t(id));
}

std::string Selector::describe(const fast::AllocationError &error) {
  std::string text = llvm::formatv("register allocation of '{0}': {1}",
                                   function.getSymName(), error.what);
  auto add = [&](StringRef what, const std::string &detail) {
    text += "\n  " + what.str() + ": " + detail;
  };
  if (error.value != ValueId::None) {
    bool isToken = uint32_t(error.value) >= fast::token::first;
    add("value", nameOf(analysis, error.value,
                        isToken ? nullptr : &analysis[error.value]));
    add("place", nameOf(error.place));
  }
  if (error.op)
    add("operation", textOf(error.op));
  if (error.block != Label::None)
    add("block", std::to_string(uint32_t(error.block)));
  add("byte of the code", std::to_string(error.offset));
  return text;
}

void Selector::checkAllocation() {
  static thread_local MachineReader reader;
  std::string unknown;
  auto prologue = reader.read(prologueBuffer, {}, unknown);
  auto code = reader.read(buffer, log().events(), unknown);
  if (!unknown.empty())
    llvm::report_fatal_error("register allocation of '" +
                             function.getSymName() +
                             "' can't be checked: " + unknown);
  auto labelOffset = [&](Label label) { return buffer.rawLabelOffset(label); };
  auto bytesOf = [&](ValueId id) -> unsigned { return analysis[id].bytes; };
  fast::AllocationProof proof = {
      prologue,    code,    log().events(),
      labelOffset, bytesOf, calleeSavedGprs | RegSet(toReg(Gpr::rbp))};
  if (auto error = fast::checkAllocation(proof))
    llvm::report_fatal_error(StringRef(describe(*error)));
}
