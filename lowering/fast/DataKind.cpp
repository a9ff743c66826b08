//===- DataKind.cpp - What kind of section a global belongs in ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/DataKind.h"
#include "lowering/fast/Layout.h"
#include "lowering/fast/SymbolTable.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;

static bool isZero(const Data &data) {
  return data.relocations.empty() &&
         StringRef(data.bytes).find_first_not_of('\0') == StringRef::npos;
}

/// Whether zeros of this global may go to a section without contents.
static bool belongsInBss(GlobalOp::Properties &global, const Options &options) {
  return !global.constant && !global.section && !options.noZerosInBss &&
         isZero(global.data);
}

/// The width in bytes of the characters of a null-terminated string without
/// any null inside; 0 if the global is none.
static unsigned stringWidth(GlobalOp::Properties &global) {
  auto array = dyn_cast_or_null<ArrayType>(global.type.type);
  if (!array)
    return 0;
  auto character = dyn_cast<mlir::IntegerType>(array.getElement());
  if (!character || array.getCount() == 0)
    return 0;
  unsigned width = character.getWidth() / 8;
  if (character.getWidth() != width * 8 ||
      (width != 1 && width != 2 && width != 4))
    return 0;
  // What `data` leaves out is zero: at most one character may be missing.
  const std::string &bytes = global.data.bytes;
  uint64_t body = (array.getCount() - 1) * width;
  auto isNull = [&](uint64_t begin) {
    for (uint64_t i = begin; i < begin + width && i < bytes.size(); ++i)
      if (bytes[i] != 0)
        return false;
    return true;
  };
  if (!isNull(body))
    return 0;
  if (width == 1)
    return bytes.size() >= body && !memchr(bytes.data(), 0, body);
  for (uint64_t i = 0; i < body; i += width)
    if (isNull(i))
      return 0;
  return width;
}

/// Whether the dynamic linker has to write an address into the data.
static bool needsDynamicRelocation(const Data &data, SymbolTable &symbols) {
  for (const DataRelocation &relocation : data.relocations) {
    if (!relocation.minus)
      return true;
    bool areBlocks = relocation.blockTag && relocation.minusBlockTag;
    if (!areBlocks && !(symbols.lookUp(relocation.symbol).isDeclaredLocal &&
                        symbols.lookUp(relocation.minus).isDeclaredLocal))
      return true;
  }
  return false;
}

/// Differences of labels of one function are constants.
static bool needsRelocation(const Data &data) {
  for (const DataRelocation &relocation : data.relocations)
    if (!relocation.blockTag || !relocation.minusBlockTag ||
        relocation.symbol != relocation.minus)
      return true;
  return false;
}

static DataKind classifyConstant(GlobalOp::Properties &global,
                                 const Options &options, SymbolTable &symbols) {
  if (needsRelocation(global.data)) {
    if (options.relocation == RelocationModel::Static ||
        !needsDynamicRelocation(global.data, symbols))
      return DataKind::ReadOnly;
    return DataKind::RelocatedReadOnly;
  }
  // Merging makes addresses equal.
  if (global.unnamedAddr != UnnamedAddr::Global ||
      !global.data.relocations.empty())
    return DataKind::ReadOnly;
  switch (stringWidth(global)) {
  case 1:
    return DataKind::String1;
  case 2:
    if (options.mergeableConstants)
      return DataKind::String2;
    break;
  case 4:
    if (options.mergeableConstants)
      return DataKind::String4;
    break;
  }
  if (!options.mergeableConstants)
    return DataKind::ReadOnly;
  switch (global.size) {
  case 4:
    return DataKind::Constant4;
  case 8:
    return DataKind::Constant8;
  case 16:
    return DataKind::Constant16;
  case 32:
    return DataKind::Constant32;
  }
  return DataKind::ReadOnly;
}

DataKind fast::classify(GlobalOp op, const Options &options,
                        SymbolTable &symbols) {
  GlobalOp::Properties &global = op.getProperties();
  if (global.tlsModel != TLSModel::NotThreadLocal && !options.plainThreadLocals)
    return belongsInBss(global, options) ? DataKind::ThreadBss
                                         : DataKind::ThreadData;
  if (global.linkage == Linkage::Common)
    return DataKind::Common;
  if (belongsInBss(global, options))
    return DataKind::Bss;
  if (global.constant)
    return classifyConstant(global, options, symbols);
  return DataKind::Data;
}

unsigned fast::entrySize(DataKind kind) {
  switch (kind) {
  case DataKind::String1:
    return 1;
  case DataKind::String2:
    return 2;
  case DataKind::String4:
  case DataKind::Constant4:
    return 4;
  case DataKind::Constant8:
    return 8;
  case DataKind::Constant16:
    return 16;
  case DataKind::Constant32:
    return 32;
  default:
    return 0;
  }
}

// LLVM's DataLayout::getPreferredAlign and AsmPrinter::getGVAlignment.
uint64_t fast::dataAlignment(GlobalOp op, const Options &options) {
  GlobalOp::Properties &global = op.getProperties();
  uint64_t given = global.alignment;
  if (given && global.section)
    return given;
  Layout layout = layoutOf(global.type.type, options.pointerBytes());
  if (given)
    return given >= layout.preferredAlignment
               ? given
               : std::max(given, layout.alignment);
  // Large data is worth aligning.
  if (layout.size > 16)
    return std::max<uint64_t>(layout.preferredAlignment, 16);
  return layout.preferredAlignment;
}
