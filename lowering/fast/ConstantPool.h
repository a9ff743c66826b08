//===- ConstantPool.h - Literals that code loads ----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_CONSTANTPOOL_H
#define SHUNT_LOWERING_FAST_CONSTANTPOOL_H

#include "dialects/shunt/Properties.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::fast {

/// Keeps one copy of each literal in .rodata.cst4, .rodata.cst8 and
/// .rodata.cst16, where the linker merges equal ones.
class ConstantPool {
public:
  explicit ConstantPool(object::Object &object) : object(object) {}

  /// A private symbol at the literal; `bytes` is 4, 8 or 16.
  object::SymbolId add(ConstantBits bits, unsigned bytes);

private:
  object::Object &object;
  llvm::DenseMap<std::pair<std::pair<uint64_t, uint64_t>, unsigned>,
                 object::SymbolId>
      entries;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_CONSTANTPOOL_H
