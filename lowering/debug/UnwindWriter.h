//===- UnwindWriter.h - Unwind tables in .eh_frame --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes .eh_frame (Linux Standard Base Core 5.0, "Exception Frames"; x86-64
// psABI, section 4.2.4): one CIE for what many functions share, one FDE a
// function. The fast back end calls it, function by function.
//
// An entry:                           offset in bytes, sdata4 pointers
//
//   CIE                               FDE
//   0   length of the rest            0   length of the rest
//   4   0                             4   distance back to the CIE
//   8   1 (version)                   8   function, pc-relative
//   9   augmentation, NUL             12  size of the function's code
//       code alignment, ULEB128       16  augmentation data's size, ULEB128
//       data alignment, SLEB128           'L': LSDA pointer
//       return address register           instructions, DW_CFA_nops
//       augmentation data's size
//         'P': encoding, personality
//         'L': encoding of LSDA pointers
//         'R': encoding of function pointers
//       instructions, DW_CFA_nops
//
// FDEs stand behind their CIE (Android's unwinder demands the closest one), so
// each CIE gathers its FDEs in a buffer, and `finish` joins the buffers.
// Entries are padded to four bytes and the section's last one to eight, as with
// LLVM. The zero word that ends the table is crtend.o's.
//
// .debug_frame (DWARF 5, section 6.4.1) is the same for programs that nothing
// unwinds but debuggers: no augmentation, whole addresses, all padded to eight
// bytes.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_UNWINDWRITER_H
#define SHUNT_LOWERING_DEBUG_UNWINDWRITER_H

#include "lowering/debug/CfiEncoder.h"
#include "lowering/object/Object.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/Error.h"

namespace shunt::debug {

/// What the writer has to know of a target. Relocation types are the psABI's.
struct UnwindTarget {
  CfiFactors factors;            ///< In bytes.
  uint8_t returnAddressRegister; ///< DWARF number.
  /// The frame's rules at a function's entry; all code offsets are 0.
  llvm::ArrayRef<CfiEvent> initialRules;
  uint32_t pcRelative32; ///< Type of a 32-bit pc-relative relocation.
  uint32_t pcRelative64; ///< Type of a 64-bit pc-relative relocation.
  uint32_t absolute32;   ///< Type of a 32-bit absolute relocation.
  uint32_t absolute64;   ///< Type of a 64-bit absolute relocation.
  /// DW_EH_PE_* of pointers to functions: pc-relative, 4 or 8 bytes.
  uint8_t functionEncoding =
      llvm::dwarf::DW_EH_PE_pcrel | llvm::dwarf::DW_EH_PE_sdata4;
};

/// A function's unwind information. Everything in it is only read during the
/// call that it is passed to.
struct FunctionUnwind {
  object::SymbolId function; ///< Defined in a section already.
  uint64_t size;             ///< Of its code, in bytes.
  /// The personality routine or, if `personalityEncoding` is an indirect one,
  /// the word that holds its address (`DW.ref.*`). None: there is none.
  object::SymbolId personality = object::SymbolId::None;
  /// The function's table in .gcc_except_table. None: there is none.
  object::SymbolId lsda = object::SymbolId::None;
  uint8_t personalityEncoding = llvm::dwarf::DW_EH_PE_omit; ///< DW_EH_PE_*.
  uint8_t lsdaEncoding = llvm::dwarf::DW_EH_PE_omit;        ///< DW_EH_PE_*.
  bool signalFrame = false; ///< 'S': the frame of a signal handler's caller.
  bool simple = false;      ///< The CIE has none of the target's rules.
  bool bKey = false; ///< 'B', AArch64: return addresses are signed by key B.
  bool taggedFrame = false; ///< 'G', AArch64: the stack frame has MTE tags.
  llvm::ArrayRef<CfiEvent> events; ///< In the order of their code offsets.
  llvm::StringRef blocks;          ///< Expressions of the events.
};

/// Gathers the functions of one table. Looking for a function's CIE
/// takes time linear in the CIEs, of which a module has a handful.
class UnwindWriter {
public:
  /// Both must outlive the writer.
  UnwindWriter(object::Object &object, const UnwindTarget &target)
      : object(object), target(target) {}

  /// Writes .debug_frame instead. Call before addFunction().
  void useDebugFrame() { isDebugFrame = true; }
  bool isForDebuggers() const { return isDebugFrame; }

  /// Adds a function. Fails if a pointer encoding isn't one of absolute or
  /// pc-relative, direct or indirect, with 4 or 8 bytes.
  llvm::Error addFunction(const FunctionUnwind &function);

  /// Whether no function was added.
  bool isEmpty() const { return tables.empty(); }

  /// Appends everything to `section`, which must be empty, and aligns it to
  /// eight bytes. The writer is empty afterwards.
  void finish(object::SectionId section);

private:
  /// What functions of one CIE agree in; the rest is the target's.
  struct CieKey {
    object::SymbolId personality;
    uint8_t personalityEncoding;
    uint8_t lsdaEncoding;
    bool signalFrame;
    bool simple;
    bool bKey;
    bool taggedFrame;
    bool operator==(const CieKey &) const = default;
  };

  /// A CIE and its FDEs.
  struct Table {
    CieKey key;
    llvm::SmallVector<char, 0> bytes;
    /// Offsets are from the start of `bytes`, where the CIE is; without a
    /// symbol they stand for its place in the section.
    llvm::SmallVector<object::Relocation, 0> relocations;
    uint32_t lastEntry = 0; ///< Offset of the last entry's length, in bytes.
  };

  llvm::Expected<Table &> tableFor(const FunctionUnwind &function);
  void writeCie(Table &table);
  void writeAugmentedCie(Table &table);
  void writeDebuggerCie(Table &table);
  void writeCode(Table &table, const FunctionUnwind &function);
  uint64_t beginEntry(Table &table);
  void endEntry(Table &table, uint64_t alignment);
  void writePointer(Table &table, uint8_t encoding, object::SymbolId symbol,
                    int64_t addend);

  object::Object &object;
  const UnwindTarget &target;
  bool isDebugFrame = false;
  llvm::SmallVector<Table, 0> tables; ///< In the order of their first use.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_UNWINDWRITER_H
