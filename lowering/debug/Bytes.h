//===- Bytes.h - Little-endian integers at the end of bytes -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How the DWARF writers append to the bytes of a section.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_BYTES_H
#define SHUNT_LOWERING_DEBUG_BYTES_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include <cstdint>

namespace shunt::debug {

using Bytes = llvm::SmallVectorImpl<char>;

/// Appends an integer of the type's size.
template <typename Int> void append(Bytes &out, Int value) {
  size_t place = out.size();
  out.resize_for_overwrite(place + sizeof(Int));
  llvm::support::endian::write<Int>(out.data() + place, value,
                                    llvm::endianness::little);
}

inline void append8(Bytes &out, uint8_t value) { out.push_back(char(value)); }
inline void append16(Bytes &out, uint16_t value) { append(out, value); }
inline void append32(Bytes &out, uint32_t value) { append(out, value); }
inline void append64(Bytes &out, uint64_t value) { append(out, value); }

inline void appendUleb(Bytes &out, uint64_t value) {
  if (value < 0x80)
    return append8(out, uint8_t(value));
  uint8_t buffer[10];
  out.append(buffer, buffer + llvm::encodeULEB128(value, buffer));
}

inline void appendSleb(Bytes &out, int64_t value) {
  if (-0x40 <= value && value < 0x40)
    return append8(out, uint8_t(value & 0x7f));
  uint8_t buffer[10];
  out.append(buffer, buffer + llvm::encodeSLEB128(value, buffer));
}

/// Appends the characters and a NUL.
inline void appendString(Bytes &out, llvm::StringRef string) {
  out.append(string.begin(), string.end());
  out.push_back('\0');
}

/// Overwrites the four bytes at `offset`.
inline void patch32(Bytes &out, size_t offset, uint32_t value) {
  llvm::support::endian::write32le(out.data() + offset, value);
}

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_BYTES_H
