//===- CodeWriter.h - The instructions of one function ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Encodes instructions into a buffer that is used again for each function. A
// local that is set and then read at once is not read: the set becomes a tee,
// or nothing where nobody reads the local later.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_CODEWRITER_H
#define SHUNT_LOWERING_FAST_WASM32_CODEWRITER_H

#include "lowering/fast/wasm32/Opcode.h"
#include "lowering/object/WasmInfo.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"

namespace shunt::wasm32 {

/// A local of the function: a parameter or a variable.
using Local = uint32_t;

/// The offset and alignment of a load or store.
struct MemArg {
  uint32_t offset = 0;   ///< Bytes; added without wrapping around.
  uint8_t alignLog2 = 0; ///< At most that of the access's size.
  object::SymbolId symbol = object::SymbolId::None; ///< Added to `offset`.
};

/// Appends instructions.
class CodeWriter {
public:
  CodeWriter() { bytes.resize_for_overwrite(1024); }

  /// Begins anew.
  void reset() {
    size = 0;
    lastSetEnd = 0;
    relocations.clear();
  }

  /// Bytes so far.
  uint32_t offset() const { return size; }
  llvm::ArrayRef<uint8_t> code() const { return {bytes.data(), size}; }
  /// Of the code, by offset.
  llvm::SmallVector<object::Relocation, 0> relocations;

  void op(Opcode op) {
    ensure();
    bytes[size++] = uint8_t(op);
  }
  void misc(MiscOp op) {
    ensure();
    bytes[size++] = miscPrefix;
    bytes[size++] = uint8_t(op);
  }
  void i32(int32_t value) {
    op(Opcode::I32Const);
    sleb(value);
  }
  void i64(int64_t value) {
    op(Opcode::I64Const);
    sleb(value);
  }
  void f32(uint32_t bits) {
    op(Opcode::F32Const);
    llvm::support::endian::write32le(&bytes[size], bits);
    size += 4;
  }
  void f64(uint64_t bits) {
    op(Opcode::F64Const);
    llvm::support::endian::write64le(&bytes[size], bits);
    size += 8;
  }
  /// A constant of 32 or 64 bits.
  void integer(int64_t value, bool is64) {
    is64 ? i64(value) : i32(int32_t(value));
  }

  void set(Local local) {
    ensure();
    lastSetStart = size;
    lastSet = local;
    bytes[size++] = uint8_t(Opcode::LocalSet);
    uleb(local);
    lastSetEnd = size;
  }
  void tee(Local local) {
    op(Opcode::LocalTee);
    uleb(local);
  }
  void get(Local local) {
    if (size == lastSetEnd && lastSet == local && size != 0) {
      bytes[lastSetStart] = uint8_t(Opcode::LocalTee);
      lastSetEnd = 0;
      return;
    }
    op(Opcode::LocalGet);
    uleb(local);
  }
  /// Reads a local that is not read again before it's set.
  void getLast(Local local) {
    if (size == lastSetEnd && lastSet == local && size != 0) {
      size = lastSetStart;
      lastSetEnd = 0;
      return;
    }
    op(Opcode::LocalGet);
    uleb(local);
  }

  void block(Opcode kind) {
    op(kind);
    bytes[size++] = voidBlock;
  }
  void branch(Opcode kind, uint32_t depth) {
    op(kind);
    uleb(depth);
  }
  /// br_table; the last depth is the default's.
  void table(llvm::ArrayRef<uint32_t> depths) {
    op(Opcode::BrTable);
    uleb(depths.size() - 1);
    for (uint32_t depth : depths) {
      ensure();
      uleb(depth);
    }
  }

  void access(Opcode kind, const MemArg &argument) {
    op(kind);
    bytes[size++] = argument.alignLog2;
    if (argument.symbol == object::SymbolId::None)
      return uleb(argument.offset);
    field(llvm::wasm::R_WASM_MEMORY_ADDR_LEB, argument.symbol, argument.offset);
  }

  /// An instruction whose immediate the linker writes.
  void relocated(Opcode kind, uint32_t type, object::SymbolId symbol,
                 int64_t addend = 0) {
    op(kind);
    field(type, symbol, addend);
  }
  /// The immediate alone.
  void field(uint32_t type, object::SymbolId symbol, int64_t addend) {
    ensure();
    relocations.push_back({size, addend, symbol, type});
    // Whoever writes the object fills it.
    std::fill_n(&bytes[size], 5, 0);
    size += 5;
  }
  void byte(uint8_t value) {
    ensure();
    bytes[size++] = value;
  }

private:
  /// No instruction, but br_table, is longer.
  static constexpr uint32_t longest = 32;

  void ensure() {
    if (LLVM_UNLIKELY(size + longest > bytes.size()))
      bytes.resize_for_overwrite(bytes.size() * 2);
  }
  void uleb(uint64_t value) {
    if (LLVM_LIKELY(value < 0x80))
      bytes[size++] = uint8_t(value);
    else
      size += llvm::encodeULEB128(value, &bytes[size]);
  }
  void sleb(int64_t value) { size += llvm::encodeSLEB128(value, &bytes[size]); }

  llvm::SmallVector<uint8_t, 0> bytes;
  uint32_t size = 0;
  Local lastSet = 0;
  uint32_t lastSetStart = 0;
  uint32_t lastSetEnd = 0; ///< 0: none.
};

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_CODEWRITER_H
