//===- Objects.h - Objects built by hand -----------------------*- C++ -*-===//
//
// The objects that shunt-object-test writes, by name. Each test file that uses
// one has the assembly that it equals.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_OBJECT_OBJECTS_H
#define SHUNT_TEST_OBJECT_OBJECTS_H

#include "lowering/object/ElfWriter.h"

namespace shunt::test {

/// An x86-64 object that can be built.
struct NamedObject {
  const char *name; ///< On the command line.
  /// Fills an empty object; errors are those of the unwind writer.
  llvm::Error (*build)(object::Object &);
};

/// All of them.
llvm::ArrayRef<NamedObject> allObjects();

/// x86-64 as the writer wants it described: pc-relative fields are resolved,
/// GOT entries need their symbols.
extern const object::ElfTarget x86_64;

/// An object with this many functions and ten relocations each.
void buildLarge(object::Object &object, uint32_t functions);

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_OBJECTS_H
