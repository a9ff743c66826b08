//===- Compression.cpp - Compressed debug sections ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/Compression.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace shunt::object;
namespace endian = llvm::support::endian;

/// Bytes of Elf64_Chdr: type, padding, size, alignment.
static constexpr size_t headerSize = 24;
static constexpr uint64_t headerAlignment = 8;

static void compress(Section &section, DebugCompressionType type) {
  SmallVector<uint8_t, 0> compressed;
  compression::compress(compression::Params(type),
                        arrayRefFromStringRef(StringRef(section.bytes.data(),
                                                        section.bytes.size())),
                        compressed);
  if (headerSize + compressed.size() >= section.bytes.size())
    return;
  char header[headerSize] = {};
  endian::write32le(header, type == DebugCompressionType::Zlib
                                ? ELF::ELFCOMPRESS_ZLIB
                                : ELF::ELFCOMPRESS_ZSTD);
  endian::write64le(header + 8, section.bytes.size());
  endian::write64le(header + 16, section.alignment);
  section.bytes.assign(std::begin(header), std::end(header));
  section.bytes.append(compressed.begin(), compressed.end());
  section.flags |= ELF::SHF_COMPRESSED;
  section.alignment = headerAlignment;
}

void shunt::object::compressDebugSections(Object &object,
                                          DebugCompressionType type) {
  if (type == DebugCompressionType::None)
    return;
  for (Section *section : object.allSections())
    if (section->name.starts_with(".debug_"))
      compress(*section, type);
}
