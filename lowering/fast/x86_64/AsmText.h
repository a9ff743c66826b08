//===- AsmText.h - The text of an inline assembly statement -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H
#define SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H

#include "lowering/fast/x86_64/Mem.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace shunt::x86_64 {

/// What stands for `$0` and so on in the text.
struct AsmArgument {
  enum class Kind : uint8_t {
    None,
    Register,
    X87,
    Memory,
    Immediate,
    Symbol,
    Label
  };
  Kind kind = Kind::None; ///< None: an operand that the text can't name.
  fast::Reg reg = fast::Reg::None;
  unsigned bytes = 8; ///< Of the register's part; 16 and more: vectors.
  int64_t value = 0;  ///< Immediate; offset from the symbol; n of st(n).
  Mem mem = {};
  llvm::StringRef symbol; ///< Of Symbol or Label, or of `mem`.
};

/// Makes the text that the assembler reads: operands for `$0` and `${0:m}`, one
/// side of `$(a$|b$)`, and what `${:uid}` and its like stand for. `uid` is a
/// number that no other statement of the module has. False: `text` has a
/// reference that isn't handled, which `unsupported` then names.
bool expandAsm(llvm::StringRef text, bool isIntel,
               llvm::ArrayRef<AsmArgument> arguments, unsigned uid,
               std::string &result, std::string &unsupported);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H
