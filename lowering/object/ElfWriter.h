//===- ElfWriter.h - An Object as an ELF64 file -----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes an Object as the relocatable file that LLVM's own writer would make
// of it: the same sections, the same choice of symbols, no larger.
//
// The file, in order (gABI, "Object Files"):
//
//   ELF header
//   the Object's sections, in its order        each at its alignment
//   section groups
//   .symtab, .symtab_shndx                     local symbols first
//   relocations, a section for each that has any
//   .llvm_addrsig
//   .strtab                                    names of symbols and sections
//   section headers
//
// In the table of section headers .strtab is first, a group stands before its
// first member, and relocations after the section that they are for.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_ELFWRITER_H
#define SHUNT_LOWERING_OBJECT_ELFWRITER_H

#include "lowering/object/Object.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>

namespace shunt::object {

/// What the writer has to know of a target.
struct ElfTarget {
  uint16_t machine;                         ///< EM_*.
  uint32_t flags = 0;                       ///< e_flags, per the psABI.
  uint8_t osAbi = llvm::ELF::ELFOSABI_NONE; ///< NONE becomes GNU where needed.
  uint8_t abiVersion = 0;                   ///< EI_ABIVERSION.

  /// Writes the field of a pc-relative relocation of this type at `place`,
  /// whose target lies in the same section; `distance` is the symbol's address
  /// plus the addend minus the place's address, in bytes. Returns false and
  /// writes nothing if the type isn't a plain pc-relative one, or the distance
  /// does not fit it: then the linker gets the relocation. Null: never.
  bool (*resolve)(uint32_t type, uint8_t *place, int64_t distance) = nullptr;

  /// True if a relocation of this type is about the symbol itself and not its
  /// address (a GOT entry), so that a section's symbol plus an offset can't
  /// stand in for it. Null: never.
  bool (*needsSymbol)(uint32_t type) = nullptr;
};

/// Writes `object` as an ELF64 little-endian relocatable file, front to back,
/// at the stream's position; the stream need not be able to seek. Nothing is
/// written on failure: undefined local symbols in relocations, two non-local
/// symbols of one name, data or relocations in an SHT_NOBITS section, a local
/// common symbol, a name table over 4 GiB. Errors of the stream are its
/// owner's to ask for.
///
/// Rewrites the object's relocations, keeping their meaning: those that can be
/// resolved are, and those to local symbols are to section symbols where the
/// rules of LLVM's ELFObjectWriter::useSectionSymbol say so.
/// Compresses debug sections as `compression` says.
llvm::Error writeElf(
    Object &object, const ElfTarget &target, llvm::raw_pwrite_stream &stream,
    llvm::DebugCompressionType compression = llvm::DebugCompressionType::None);

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_ELFWRITER_H
