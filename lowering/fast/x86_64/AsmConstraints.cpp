//===- AsmConstraints.cpp - What inline assembly wants where --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmConstraints.h"
#include "lowering/fast/x86_64/Selector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::x86_64;
using fast::AsmConstraints;
using fast::AsmOperand;

/// General registers that a statement may name or be given.
static constexpr RegSet generalRegisters = callerSavedGprs | calleeSavedGprs;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The general register of any of its names, or None.
static Gpr generalRegister(StringRef name) {
  return StringSwitch<Gpr>(name)
      .Cases({"rax", "eax", "ax", "al", "ah"}, Gpr::rax)
      .Cases({"rcx", "ecx", "cx", "cl", "ch"}, Gpr::rcx)
      .Cases({"rdx", "edx", "dx", "dl", "dh"}, Gpr::rdx)
      .Cases({"rbx", "ebx", "bx", "bl", "bh"}, Gpr::rbx)
      .Cases({"rsp", "esp", "sp", "spl"}, Gpr::rsp)
      .Cases({"rbp", "ebp", "bp", "bpl"}, Gpr::rbp)
      .Cases({"rsi", "esi", "si", "sil"}, Gpr::rsi)
      .Cases({"rdi", "edi", "di", "dil"}, Gpr::rdi)
      .Cases({"r8", "r8d", "r8w", "r8b"}, Gpr::r8)
      .Cases({"r9", "r9d", "r9w", "r9b"}, Gpr::r9)
      .Cases({"r10", "r10d", "r10w", "r10b"}, Gpr::r10)
      .Cases({"r11", "r11d", "r11w", "r11b"}, Gpr::r11)
      .Cases({"r12", "r12d", "r12w", "r12b"}, Gpr::r12)
      .Cases({"r13", "r13d", "r13w", "r13b"}, Gpr::r13)
      .Cases({"r14", "r14d", "r14w", "r14b"}, Gpr::r14)
      .Cases({"r15", "r15d", "r15w", "r15b"}, Gpr::r15)
      .Default(Gpr::None);
}

/// The number of a register such as "xmm7" with one of the prefixes.
static std::optional<unsigned>
numbered(StringRef name, std::initializer_list<StringRef> prefixes) {
  for (StringRef prefix : prefixes) {
    unsigned number;
    StringRef rest = name;
    if (rest.consume_front(prefix) && !rest.getAsInteger(10, number))
      return number;
  }
  return std::nullopt;
}

/// n of "st(n)"; "st" is st(0).
static std::optional<unsigned> x87Register(StringRef name) {
  unsigned number;
  if (name == "st")
    return 0;
  if (!name.consume_front("st(") || !name.consume_back(")") ||
      name.getAsInteger(10, number))
    return std::nullopt;
  return number;
}

/// What holds no value between operations, or is not saved by anybody.
static bool isIgnoredClobber(StringRef name) {
  return StringSwitch<bool>(name)
             .Cases({"memory", "cc", "dirflag", "fpsr", "flags", "fpcr"}, true)
             .Cases({"mxcsr", "eflags", "rflags", "rsp", "esp"}, true)
             .Default(false) ||
         numbered(name, {"mm", "k"}) ||
         numbered(name, {"xmm", "ymm", "zmm"}).value_or(0) >= 16;
}

static std::optional<Cond> conditionOf(StringRef name) {
  std::optional<Cond> none;
  return StringSwitch<std::optional<Cond>>(name)
      .Cases({"a", "nbe"}, Cond::A)
      .Cases({"ae", "nb", "nc"}, Cond::AE)
      .Cases({"b", "c", "nae"}, Cond::B)
      .Cases({"be", "na"}, Cond::BE)
      .Cases({"e", "z"}, Cond::E)
      .Cases({"ne", "nz"}, Cond::NE)
      .Cases({"g", "nle"}, Cond::G)
      .Cases({"ge", "nl"}, Cond::GE)
      .Cases({"l", "nge"}, Cond::L)
      .Cases({"le", "ng"}, Cond::LE)
      .Case("o", Cond::O)
      .Case("no", Cond::NO)
      .Case("p", Cond::P)
      .Case("np", Cond::NP)
      .Case("s", Cond::S)
      .Case("ns", Cond::NS)
      .Default(none);
}

//===----------------------------------------------------------------------===//
// Letters
//===----------------------------------------------------------------------===//

static RegSet registerClass(StringRef letter) {
  return StringSwitch<RegSet>(letter)
      .Cases({"q", "l"}, generalRegisters)
      .Case("Q", setOf({Gpr::rax, Gpr::rbx, Gpr::rcx, Gpr::rdx}))
      .Case("R",
            setOf({Gpr::rax, Gpr::rbx, Gpr::rcx, Gpr::rdx, Gpr::rsi, Gpr::rdi}))
      .Cases({"a", "A"}, setOf({Gpr::rax}))
      .Case("b", setOf({Gpr::rbx}))
      .Case("c", setOf({Gpr::rcx}))
      .Case("d", setOf({Gpr::rdx}))
      .Case("S", setOf({Gpr::rsi}))
      .Case("D", setOf({Gpr::rdi}))
      .Cases({"x", "v", "Yi", "Yt", "Y2"}, allXmms)
      .Case("Yz", RegSet(toReg(Xmm::xmm0)))
      .Default(RegSet());
}

static std::optional<AsmOperand::Constants> constantRange(StringRef letter) {
  using Constants = std::optional<AsmOperand::Constants>;
  return StringSwitch<Constants>(letter)
      .Case("I", AsmOperand::Constants{0, 31})
      .Case("J", AsmOperand::Constants{0, 63})
      .Case("K", AsmOperand::Constants{INT8_MIN, INT8_MAX})
      .Case("M", AsmOperand::Constants{0, 3})
      .Case("N", AsmOperand::Constants{0, UINT8_MAX})
      .Case("O", AsmOperand::Constants{0, 127})
      .Case("e", AsmOperand::Constants{INT32_MIN, INT32_MAX})
      .Case("Z", AsmOperand::Constants{0, UINT32_MAX})
      .Default(std::nullopt);
}

/// Adds one code of a constraint: a letter or two, or a name in braces. False:
/// not handled.
static bool addCode(AsmOperand &operand, StringRef code) {
  if (code.consume_front("{") && code.consume_back("}")) {
    if (code.consume_front("@cc")) {
      auto cond = conditionOf(code);
      if (!cond || !operand.isOutput)
        return false;
      operand.flag = uint8_t(*cond);
      return true;
    }
    if (Gpr reg = generalRegister(code);
        reg != Gpr::None && generalRegisters.has(toReg(reg)))
      operand.registers.add(toReg(reg));
    else if (auto number = numbered(code, {"xmm"}); number && *number < 16)
      operand.registers.add(toReg(Xmm(*number)));
    else if (auto number = x87Register(code); number && *number < 2)
      operand.x87 = *number;
    else
      return false;
    return true;
  }
  if (RegSet set = registerClass(code); !set.empty()) {
    operand.registers.add(set);
    return true;
  }
  if (auto range = constantRange(code)) {
    operand.constants.push_back(*range);
    return true;
  }
  if (code == "L") {
    for (int64_t mask : {int64_t(0xff), int64_t(0xffff), int64_t(UINT32_MAX)})
      operand.constants.push_back({mask, mask});
    return true;
  }
  if (code == "Ws") {
    operand.symbol = operand.anySymbol = true;
    return true;
  }
  if (code == "t" || code == "u") {
    operand.x87 = code == "u";
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Clobbers
//===----------------------------------------------------------------------===//

static bool addClobber(AsmConstraints &constraints, StringRef name) {
  if (isIgnoredClobber(name))
    return true;
  if (Gpr reg = generalRegister(name);
      reg != Gpr::None && generalRegisters.has(toReg(reg)))
    constraints.clobbers.add(toReg(reg));
  else if (auto number = numbered(name, {"xmm", "ymm", "zmm"}))
    constraints.clobbers.add(toReg(Xmm(*number)));
  else if (auto number = x87Register(name); number && *number < 8)
    constraints.x87Clobbers |= 1u << *number;
  else
    return false;
  return true;
}

const fast::AsmRules Selector::asmRules = {
    generalRegisters, allXmms, calleeSavedGprs, /*fewGeneral=*/6,
    /*codeUnit=*/1,   addCode, addClobber};
