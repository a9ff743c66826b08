//===- X87Cases.cpp - x87 instructions ------------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;

static void addMemory(Cases &cases, const char *mnemonic, X87MemoryOp op) {
  for (const Mem &m : someMemoryShapes())
    cases.add(std::string(mnemonic) + " " + name(m),
              [&](Encoder &e) { e.x87(op, m); });
}

/// The operands of an instruction on st(i), as its kind has them.
static std::string stackOperands(llvm::StringRef enumerator, unsigned index) {
  std::string st = "%st(" + std::to_string(index) + ")";
  static const llvm::StringRef Single[] = {"Fld",   "Fxch",  "Fst",   "Fstp",
                                           "Ffree", "Fucom", "Fucomp"};
  if (llvm::is_contained(Single, enumerator))
    return st;
  bool writesOther =
      enumerator.ends_with("To") ||
      (enumerator.ends_with("p") && !enumerator.ends_with("mip"));
  return writesOther ? "%st, " + st : st + ", %st";
}

static void addStack(Cases &cases, const char *mnemonic,
                     llvm::StringRef enumerator, X87StackOp op) {
  // AT&T can't tell the destination of "op %st, %st(0)".
  for (unsigned i = enumerator.ends_with("To") ? 1 : 0; i != 8; ++i)
    cases.add(std::string(mnemonic) + " " + stackOperands(enumerator, i),
              [&](Encoder &e) { e.x87(op, i); });
}

void test::addX87Cases(Cases &cases) {
#define X87_MEMORY_OP(Name, mnemonic, opcode, digit)                           \
  addMemory(cases, mnemonic, X87MemoryOp::Name);
#define X87_STACK_OP(Name, mnemonic, opcode)                                   \
  addStack(cases, mnemonic, #Name, X87StackOp::Name);
#define X87_OP(Name, mnemonic, opcode)                                         \
  cases.add(mnemonic, [](Encoder &e) { e.x87(X87Op::Name); });
#include "lowering/fast/x86_64/X87Ops.def"
}
