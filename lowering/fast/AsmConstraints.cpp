//===- AsmConstraints.cpp - What inline assembly wants where --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmConstraints.h"
#include "llvm/IR/InlineAsm.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using ConstraintInfo = InlineAsm::ConstraintInfo;

/// Adds one code of a constraint. False: not handled.
static bool addCode(AsmOperand &operand, const AsmRules &rules,
                    StringRef code) {
  if (code == "r") {
    operand.registers.add(rules.general);
    return true;
  }
  if (code == "i" || code == "n") {
    operand.constants.push_back({INT64_MIN, INT64_MAX});
    operand.symbol |= code == "i";
    return true;
  }
  if (code == "m" || code == "o" || code == "V") {
    operand.memory = true;
    return true;
  }
  if (code == "p") {
    operand.isAddress = true;
    return true;
  }
  if (code == "s") {
    operand.symbol = true;
    return true;
  }
  if (code == "X" || code == "g")
    return addCode(operand, rules, "r") && addCode(operand, rules, "i") &&
           addCode(operand, rules, "m");
  return rules.addCode(operand, code);
}

/// What the back end can do of the chosen codes of one operand, with nothing
/// else in the way.
static bool addOperand(AsmConstraints &constraints, const AsmRules &rules,
                       const ConstraintInfo &info, ArrayRef<std::string> codes,
                       AsmOperand operand, std::string &failed) {
  operand.isOutput = info.Type == InlineAsm::isOutput;
  operand.isIndirect = info.isIndirect;
  for (StringRef code : codes) {
    unsigned number;
    if (!code.getAsInteger(10, number)) {
      operand.tied = number;
      continue;
    }
    if (!addCode(operand, rules, code)) {
      failed = code;
      return false;
    }
  }
  if (operand.isIndirect && !operand.memory) {
    failed = "*" + codes.front();
    return false;
  }
  constraints.operands.push_back(std::move(operand));
  return true;
}

/// Reads with one of the alternatives that `|` separates.
static std::optional<AsmConstraints>
readAlternative(mlir::Operation *op, const AsmRules &rules,
                ArrayRef<ConstraintInfo> infos, unsigned index,
                std::string &failed) {
  AsmConstraints constraints;
  unsigned nextOperand = 0, nextResult = 0;
  unsigned nextLabel = 1; // The first successor is the one without a jump.
  for (const ConstraintInfo &info : infos) {
    ArrayRef<std::string> codes = info.Codes;
    if (info.isMultipleAlternative)
      codes = info.multipleAlternatives[index].Codes;
    if (info.Type == InlineAsm::isClobber) {
      StringRef name = codes.front();
      name.consume_front("{");
      name.consume_back("}");
      if (!rules.addClobber(constraints, name)) {
        failed = "~" + codes.front();
        return std::nullopt;
      }
      continue;
    }
    AsmOperand operand;
    if (info.Type == InlineAsm::isLabel) {
      operand.isLabel = true;
      operand.value = nextLabel++;
      constraints.operands.push_back(std::move(operand));
      continue;
    }
    operand.value = info.hasArg() ? nextOperand++ : nextResult++;
    if (!addOperand(constraints, rules, info, codes, operand, failed))
      return std::nullopt;
    const AsmOperand &added = constraints.operands.back();
    if (added.value >=
        (info.hasArg() ? op->getNumOperands() : op->getNumResults())) {
      failed = codes.front();
      return std::nullopt;
    }
    if (!info.hasArg() || added.isIndirect)
      continue;
    // Another alternative may be for something else than this constant.
    if (auto constant = dyn_cast_or_null<ConstantOp>(
            op->getOperand(added.value).getDefiningOp());
        !constant && added.registers.empty() && !added.memory &&
        !added.isAddress && !added.symbol && !added.x87 &&
        added.tied == noOperand) {
      failed = codes.front();
      return std::nullopt;
    }
  }
  if (nextOperand != op->getNumOperands() ||
      nextResult != op->getNumResults() ||
      nextLabel != std::max(1u, op->getNumSuccessors()))
    return std::nullopt;
  return constraints;
}

AsmStatement::AsmStatement(mlir::Operation *op) : op(op) {
  auto read = [this](const auto &properties) {
    assembly = properties.assembly;
    constraints = properties.constraints;
    intelDialect = properties.intelDialect;
    canThrow = properties.canThrow;
  };
  if (headerOf(op).opcode == opcodeOf<CallBrOp>())
    read(propertiesOf<CallBrOp>(op));
  else
    read(propertiesOf<InlineAsmOp>(op));
}

std::optional<AsmConstraints>
fast::readConstraints(const AsmStatement &statement, const AsmRules &rules,
                      std::string &unsupported) {
  StringRef text = statement.constraints;
  auto infos = InlineAsm::ParseConstraints(text);
  size_t alternatives = 1;
  for (const ConstraintInfo &info : infos)
    alternatives = std::max(alternatives, info.multipleAlternatives.size());
  std::string failed;
  for (size_t i = 0; i < alternatives && (!infos.empty() || text.empty()); ++i)
    if (auto constraints =
            readAlternative(statement.op, rules, infos, i, failed))
      return constraints;
  unsupported = "inline assembly constraint '" +
                (failed.empty() ? text.str() : failed) + "'";
  return std::nullopt;
}

RegSet AsmConstraints::fixedRegisters() const {
  RegSet fixed = clobbers;
  for (const AsmOperand &operand : operands)
    if (operand.registers.size() == 1)
      fixed.add(operand.registers);
  return fixed;
}

unsigned AsmConstraints::countOf(RegSet general) const {
  unsigned count = (fixedRegisters() & general).size();
  for (const AsmOperand &operand : operands)
    count +=
        operand.tied == noOperand && operand.registers.size() != 1 &&
        !operand.x87 && !operand.isLabel &&
        (operand.registers.empty() || !(operand.registers & general).empty());
  return count;
}
