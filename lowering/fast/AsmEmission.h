//===- AsmEmission.h - One statement of inline assembly ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A statement is emitted in this order:
//   1. inputs that must be in one register, into it; all other registers that
//      the statement names are made free;
//   2. memory operands, then the other inputs; an input that is tied to an
//      output goes into a register that the statement may write;
//   3. registers for the other outputs, always apart from inputs, so that early
//      clobbers need nothing more;
//   4. what the target does first, the text, what it does last;
//   5. flags, then all results.
//
// A statement that jumps has what follows the text once for each way out: a
// label of the text is a place behind the statement, which does it and goes on
// to the block.
//
// Invariant: a register that the statement uses stays locked until its end;
// what computing an operand needed besides is unlocked again.
//
// Registers that a call would preserve are free only if the prologue saves
// them: savedByAsm() finds those that statements name, before anything is
// emitted, and RegisterAllocator::save() keeps them from being pinned.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASMEMISSION_H
#define SHUNT_LOWERING_FAST_ASMEMISSION_H

#include "lowering/fast/AsmConstraints.h"
#include "lowering/fast/AsmText.h"
#include "lowering/fast/Assembler.h"
#include "lowering/fast/SelectorBase.h"

namespace shunt::fast {

/// One statement. A target derives from it and says how it moves values and
/// prints operands.
class SelectorBase::AsmEmission {
public:
  AsmEmission(SelectorBase &base, const AsmRules &rules, mlir::Operation *op)
      : base(base), rules(rules), op(op), statement(op), uid(base.asmCount++) {}
  virtual ~AsmEmission();

  /// False: refused.
  bool run();

protected:
  /// What makes the text, of `statement` and `arguments`.
  virtual std::unique_ptr<AsmExpander> expander() = 0;
  /// The address as a memory operand, of registers that the operation has
  /// locked or that hold no value.
  virtual void placeAddress(AsmArgument &argument, mlir::Value address) = 0;
  /// The value's bits, zero-extended to `bits`, in `to`, which is free and
  /// locked. Counts as one use.
  virtual void takeExtended(mlir::Value value, unsigned bits, Reg to) = 0;
  /// Moves 4 or 8 bytes to a register of the other bank.
  virtual void moveAcross(Reg to, Reg from, unsigned bytes) = 0;
  /// `to` = 1 if the condition holds, else 0.
  virtual void storeFlag(Reg to, uint8_t condition) = 0;
  virtual void jump(Label target) = 0;
  /// What comes just before the text. False: refused.
  virtual bool beginText() { return true; }
  /// What comes behind the text, on each way out, before other results are
  /// defined.
  virtual void endText() {}

  bool refuse(const llvm::Twine &construct) {
    return base.refuse(construct.str(), op);
  }
  mlir::Value valueOf(const AsmOperand &operand) const {
    return operand.isOutput && !operand.isIndirect
               ? mlir::Value(op->getResult(operand.value))
               : op->getOperand(operand.value);
  }
  /// The operand that says where an input is: the output that it is tied to.
  const AsmOperand &placeOf(const AsmOperand &input) const {
    return input.tied == noOperand ? input : constraints.operands[input.tied];
  }
  static bool isRegisterInput(const AsmOperand &operand) {
    return !operand.isOutput && !operand.isIndirect && !operand.isAddress &&
           !operand.isLabel;
  }

  SelectorBase &base;
  const AsmRules &rules;
  mlir::Operation *op;
  AsmStatement statement;
  unsigned uid; ///< That no other statement of the module has.
  AsmConstraints constraints;
  llvm::SmallVector<AsmArgument, 8> arguments; ///< By operand number.
  RegSet held; ///< By the statement, to its end.

private:
  bool isEmpty() const { return statement.assembly.trim().empty(); }
  /// Whether the value fills its bytes, so that it needs no extension.
  bool isWhole(mlir::Value value) const {
    return !llvm::isa<mlir::IntegerType>(value.getType()) ||
           bitsOf(value.getType()) == 8u * base.info(value).bytes;
  }
  /// To how many bits a value that doesn't is extended.
  unsigned widthOf(mlir::Value value) const {
    return base.info(value).bytes == 8 ? 64 : 32;
  }
  /// Whether the operand is computed into its place by placeFixed().
  static bool isFixed(const AsmOperand &operand) {
    return operand.registers.size() == 1;
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
  llvm::SmallVector<Exit, 2> exits;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASMEMISSION_H
