//===- ConstantPool.cpp - Literals that code loads ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ConstantPool.h"
#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;

static StringRef sectionName(unsigned bytes) {
  switch (bytes) {
  case 4:
    return ".rodata.cst4";
  case 8:
    return ".rodata.cst8";
  case 16:
    return ".rodata.cst16";
  }
  llvm_unreachable("no section for literals of this size");
}

object::SymbolId ConstantPool::add(ConstantBits bits, unsigned bytes) {
  auto [it, isNew] = entries.try_emplace({{bits.low, bits.high}, bytes});
  if (!isNew)
    return it->second;
  object::SectionId id =
      object.getOrCreateSection(sectionName(bytes), ELF::SHT_PROGBITS,
                                ELF::SHF_ALLOC | ELF::SHF_MERGE, bytes);
  object::Section &section = object[id];
  uint64_t offset = section.alignEnd(bytes);
  char buffer[16];
  support::endian::write64le(buffer, bits.low);
  support::endian::write64le(buffer + 8, bits.high);
  section.bytes.append(buffer, buffer + bytes);
  return it->second = object.addTemporary(id, offset);
}
