//===- CopyObject.h - An Object from a file that LLVM wrote -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_OBJECT_COPYOBJECT_H
#define SHUNT_TEST_OBJECT_COPYOBJECT_H

#include "lowering/object/Object.h"
#include "llvm/Support/Error.h"

namespace shunt::test {

/// Fills an empty object with what the bytes of an ELF64 little-endian file of
/// LLVM's say, and returns its machine (EM_*). The object refers to the bytes.
llvm::Expected<uint16_t> copyObject(llvm::StringRef bytes,
                                    object::Object &object);

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_COPYOBJECT_H
