//===- AsmEmission.h - One statement of inline assembly ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to SelectInlineAsm.cpp, which has the order of things, and
// AsmResults.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ASMEMISSION_H
#define SHUNT_LOWERING_FAST_X86_64_ASMEMISSION_H

#include "lowering/fast/Assembler.h"
#include "lowering/fast/x86_64/AsmConstraints.h"
#include "lowering/fast/x86_64/AsmText.h"
#include "lowering/fast/x86_64/Selector.h"

namespace shunt::x86_64 {

/// One statement.
class Selector::AsmEmission {
  using Assembler = fast::Assembler;

public:
  AsmEmission(Selector &s, mlir::Operation *op)
      : s(s), op(op), statement(op), uid(s.asmCount++) {}

  bool run();

private:
  bool refuse(const llvm::Twine &construct) {
    return s.refuse(construct.str(), op);
  }
  bool isEmpty() const { return statement.assembly.trim().empty(); }
  mlir::Value valueOf(const AsmOperand &operand) const {
    return operand.isOutput && !operand.isIndirect
               ? mlir::Value(op->getResult(operand.value))
               : op->getOperand(operand.value);
  }
  /// Whether the value fills its bytes, so that it needs no extension.
  bool isWhole(mlir::Value value) const {
    return !llvm::isa<mlir::IntegerType>(value.getType()) ||
           bitsOf(value.getType()) == 8u * s.info(value).bytes;
  }
  /// To how many bits a value that doesn't is extended.
  unsigned widthOf(mlir::Value value) const {
    return s.info(value).bytes == 8 ? 64 : 32;
  }
  /// Whether the operand is computed into its place by placeInput().
  static bool isFixed(const AsmOperand &operand) {
    return operand.registers.size() == 1;
  }
  /// The operand that says where an input is: the output that it is tied to.
  const AsmOperand &placeOf(const AsmOperand &input) const {
    return input.tied == noOperand ? input : constraints.operands[input.tied];
  }
  static bool isRegisterInput(const AsmOperand &operand) {
    return !operand.isOutput && !operand.isIndirect && !operand.isAddress &&
           !operand.isLabel;
  }

  bool check();
  bool placeFixed();
  bool placeMemory();
  bool placeInputs(bool tied);
  bool placeOutputs();
  bool placeImmediate(unsigned number);
  bool placeInput(unsigned number);
  bool convertInput(mlir::Value value, RegSet allowed, bool isWritten,
                    Reg &reg);
  bool hasRegisters(RegSet allowed, unsigned count) const;
  RegSet preferredBank(RegSet allowed, mlir::Value value) const;
  Reg scratchIn(RegSet allowed);
  void placeLabels();
  void setRegister(unsigned number, Reg reg);
  bool emitText();
  RegSet written() const;
  bool emitCode(const object::Object &assembled);
  Assembler::Text describe(llvm::StringRef text) const;
  bool loadX87();
  void storeX87();
  void finish();
  void finishOnEachWay();
  void forgetResults();
  void defineResults();
  void defineResult(mlir::Value result, Reg reg);

  /// A way out of the statement by a jump.
  struct Exit {
    Label label; ///< Where the text jumps to.
    mlir::Block *target;
  };

  Selector &s;
  mlir::Operation *op;
  AsmStatement statement;
  unsigned uid; ///< That no other statement of the module has.
  AsmConstraints constraints;
  llvm::SmallVector<AsmArgument, 8> arguments; ///< By operand number.
  llvm::SmallVector<Exit, 2> exits;
  RegSet held; ///< By the statement, to its end.
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ASMEMISSION_H
