//===- Objects.h - Objects built by hand ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The objects that shunt-object-test writes, by name. Each test file that uses
// one has the assembly that it equals.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_OBJECT_OBJECTS_H
#define SHUNT_TEST_OBJECT_OBJECTS_H

#include "lowering/object/ElfWriter.h"
#include "lowering/object/WasmWriter.h"

namespace shunt::test {

/// An object that can be built.
struct NamedObject {
  const char *name; ///< On the command line.
  /// Fills an empty object; errors are those of the unwind writer.
  llvm::Error (*build)(object::Object &);
  const object::ElfTarget &target;
};

/// All of them.
llvm::ArrayRef<NamedObject> allObjects();

/// x86-64 as the writer wants it described: pc-relative fields are resolved,
/// GOT entries need their symbols.
extern const object::ElfTarget x86_64;

/// AArch64, as far as the objects need it.
extern const object::ElfTarget aarch64;

/// Objects with .eh_frame, for `allObjects`.
llvm::Error buildUnwind(object::Object &object);
llvm::Error buildAArch64(object::Object &object);
llvm::Error buildOddPersonality(object::Object &object);

/// A wasm object with custom sections, for an empty object and what goes with
/// it.
void buildWasm(object::Object &object, object::WasmInfo &info);

/// An object with this many functions and ten relocations each.
void buildLarge(object::Object &object, uint32_t functions);

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_OBJECTS_H
