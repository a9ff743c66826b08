//===- AsmConstraints.cpp - What inline assembly wants where --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// GCC's manual, "Machine Constraints", AArch64 family, as LLVM has them
// (AArch64TargetLowering::getRegForInlineAsmConstraint).
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmConstraints.h"
#include "lowering/fast/aarch64/Selector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::aarch64;
using fast::AsmConstraints;
using fast::AsmOperand;

/// Registers that a statement may name or be given. The others of the float
/// bank belong to the caller in their lower half.
static constexpr RegSet generalRegisters = callerSavedGprs | calleeSavedGprs;
static constexpr RegSet floatRegisters = callerSavedFprs;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The number behind one of the letters, up to `last`.
static std::optional<unsigned> numbered(StringRef name, StringRef letters,
                                        unsigned last) {
  unsigned number;
  if (name.empty() || !letters.contains(name.front()) ||
      name.drop_front().getAsInteger(10, number) || number > last)
    return std::nullopt;
  return number;
}

/// The general register of any of its names, but for sp and zr.
static std::optional<Gpr> generalRegister(StringRef name) {
  if (name == "lr" || name == "fp")
    return name == "lr" ? Gpr::x30 : Gpr::x29;
  if (auto number = numbered(name, "xw", 30))
    return Gpr(*number);
  return std::nullopt;
}

static std::optional<Fpr> floatRegister(StringRef name) {
  if (auto number = numbered(name, "vqdshbz", 31))
    return Fpr(*number);
  return std::nullopt;
}

static std::optional<Cond> conditionOf(StringRef name) {
  std::optional<Cond> none;
  return StringSwitch<std::optional<Cond>>(name)
      .Case("eq", Cond::EQ)
      .Case("ne", Cond::NE)
      .Cases({"hs", "cs"}, Cond::HS)
      .Cases({"lo", "cc"}, Cond::LO)
      .Case("mi", Cond::MI)
      .Case("pl", Cond::PL)
      .Case("vs", Cond::VS)
      .Case("vc", Cond::VC)
      .Case("hi", Cond::HI)
      .Case("ls", Cond::LS)
      .Case("ge", Cond::GE)
      .Case("lt", Cond::LT)
      .Case("gt", Cond::GT)
      .Case("le", Cond::LE)
      .Default(none);
}

//===----------------------------------------------------------------------===//
// Letters
//===----------------------------------------------------------------------===//

static bool isLogical32(int64_t value) {
  return LogicalImm::of(4, uint64_t(value)).has_value();
}
static bool isLogical64(int64_t value) {
  return LogicalImm::of(8, uint64_t(value)).has_value();
}
static bool isOneMove32(int64_t value) {
  return IntegerEncoder::movImmCount(4, uint64_t(value)) == 1;
}
static bool isOneMove64(int64_t value) {
  return IntegerEncoder::movImmCount(8, uint64_t(value)) == 1;
}
static bool isAddend(int64_t value) { return isAddSubImm(uint64_t(value)); }
static bool isSubtrahend(int64_t value) {
  return isAddSubImm(-uint64_t(value));
}

static std::optional<AsmOperand::Constants> constantsOf(StringRef letter) {
  using Constants = AsmOperand::Constants;
  return StringSwitch<std::optional<Constants>>(letter)
      .Case("I", Constants{0, INT64_MAX, isAddend})
      .Case("J", Constants{INT64_MIN, 0, isSubtrahend})
      .Case("K", Constants{0, UINT32_MAX, isLogical32})
      .Case("L", Constants{INT64_MIN, INT64_MAX, isLogical64})
      .Case("M", Constants{0, UINT32_MAX, isOneMove32})
      .Case("N", Constants{INT64_MIN, INT64_MAX, isOneMove64})
      .Default(std::nullopt);
}

/// A name in braces. False: not handled.
static bool addName(AsmOperand &operand, StringRef name) {
  if (name.consume_front("@cc")) {
    auto cond = conditionOf(name);
    if (!cond || !operand.isOutput)
      return false;
    operand.flag = uint8_t(*cond);
    return true;
  }
  Reg reg = Reg::None;
  if (auto general = generalRegister(name))
    reg = toReg(*general);
  else if (auto vector = floatRegister(name))
    reg = toReg(*vector);
  if (reg == Reg::None || !(generalRegisters | floatRegisters).has(reg))
    return false;
  operand.registers.add(reg);
  return true;
}

static bool addCode(AsmOperand &operand, StringRef code) {
  if (code.consume_front("{") && code.consume_back("}"))
    return addName(operand, code);
  RegSet floats = StringSwitch<RegSet>(code)
                      .Case("w", floatRegisters)
                      .Case("x", setOf(Fpr::v0, Fpr::v15) & floatRegisters)
                      .Default(RegSet());
  if (!floats.empty()) {
    operand.registers.add(floats);
    return true;
  }
  if (auto constants = constantsOf(code)) {
    operand.constants.push_back(*constants);
    return true;
  }
  if (code == "Q" || code == "Ump") {
    operand.memory = true;
    return true;
  }
  if (code == "S") {
    operand.symbol = operand.anySymbol = true;
    return true;
  }
  operand.zero |= code == "z";
  return code == "z";
}

//===----------------------------------------------------------------------===//
// Clobbers
//===----------------------------------------------------------------------===//

static bool addClobber(AsmConstraints &constraints, StringRef name) {
  // What holds no value between operations, or is not saved by anybody.
  bool isIgnored =
      StringSwitch<bool>(name)
          .Cases({"memory", "cc", "nzcv", "fpcr", "fpsr", "sp", "wsp"}, true)
          .Cases({"ffr", "za", "zt0", "vg"}, true)
          .Default(false) ||
      numbered(name, "p", 15);
  if (isIgnored)
    return true;
  if (auto general = generalRegister(name)) {
    // The frame record has the return address, x16 to x18 are nobody's.
    if (*general == Gpr::x29)
      return false;
    constraints.clobbers.add(RegSet(toReg(*general)) & generalRegisters);
    return true;
  }
  auto vector = floatRegister(name);
  if (!vector)
    return false;
  // Selector::Statement saves what belongs to the caller.
  if (floatRegisters.has(toReg(*vector)))
    constraints.clobbers.add(toReg(*vector));
  else
    constraints.savedByStatement.add(toReg(*vector));
  return true;
}

const fast::AsmRules Selector::asmRules = {
    generalRegisters, floatRegisters, calleeSavedGprs, /*fewGeneral=*/12,
    /*codeUnit=*/4,   addCode,        addClobber};
