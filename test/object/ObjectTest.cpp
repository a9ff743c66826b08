//===- ObjectTest.cpp - A tool that tests lowering/object and debug -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   shunt-object-test                 runs the checks, prints PASS or FAIL each
//   shunt-object-test NAME FILE       writes the object NAME
//   shunt-object-test wasm FILE       writes the wasm object
//   shunt-object-test copy IN OUT     writes an object of LLVM's again
//   shunt-object-test time N          measures the writer with N functions
//   shunt-object-test time IN         measures it with an object of LLVM's
//
//===----------------------------------------------------------------------===//

#include "test/object/Checks.h"
#include "test/object/CopyObject.h"
#include "test/object/Objects.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

using namespace llvm;
using namespace shunt::test;

static int fail(const Twine &message) {
  errs() << "error: " << message << '\n';
  return 1;
}

static int write(StringRef path,
                 function_ref<Error(raw_fd_ostream &)> writeObject) {
  std::error_code code;
  raw_fd_ostream file(path, code);
  if (code)
    return fail(path + ": " + code.message());
  if (Error error = writeObject(file))
    return fail(toString(std::move(error)));
  return 0;
}

static int write(shunt::object::Object &object,
                 const shunt::object::ElfTarget &target, StringRef path) {
  return write(path, [&](raw_fd_ostream &file) {
    return writeElf(object, target, file);
  });
}

static int writeWasmObject(StringRef path) {
  shunt::object::Object object;
  shunt::object::WasmInfo info;
  buildWasm(object, info);
  return write(path, [&](raw_fd_ostream &file) {
    return writeWasm(object, info, file);
  });
}

static int writeNamed(StringRef name, StringRef path) {
  for (const NamedObject &named : allObjects()) {
    if (name != named.name)
      continue;
    shunt::object::Object object;
    if (Error error = named.build(object))
      return fail(toString(std::move(error)));
    return write(object, named.target, path);
  }
  return fail("no object '" + name + "'");
}

static int copyFile(StringRef from, StringRef to) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(from);
  if (!file)
    return fail(from + ": " + file.getError().message());
  shunt::object::Object object;
  Expected<uint16_t> machine = copyObject((*file)->getBuffer(), object);
  if (!machine)
    return fail(from + ": " + toString(machine.takeError()));
  return write(object, *machine == ELF::EM_AARCH64 ? aarch64 : x86_64, to);
}

/// Prints the least of five times to build and to write a large object: one
/// with so many functions, or one that is like a file of LLVM's.
static int measure(StringRef what) {
  using Clock = std::chrono::steady_clock;
  uint32_t functions = 0;
  std::unique_ptr<MemoryBuffer> file;
  if (what.getAsInteger(10, functions)) {
    ErrorOr<std::unique_ptr<MemoryBuffer>> opened = MemoryBuffer::getFile(what);
    if (!opened)
      return fail(what + ": " + opened.getError().message());
    file = std::move(*opened);
  }
  std::chrono::duration<double, std::milli> build(1e9), write(1e9);
  size_t size = 0, symbols = 0;
  for (unsigned round = 0; round < 5; ++round) {
    shunt::object::Object object;
    Clock::time_point start = Clock::now();
    if (!file)
      buildLarge(object, functions);
    else if (auto copied = copyObject(file->getBuffer(), object); !copied)
      return fail(what + ": " + toString(copied.takeError()));
    Clock::time_point built = Clock::now();
    SmallVector<char, 0> bytes;
    raw_svector_ostream stream(bytes);
    if (Error error = writeElf(object, x86_64, stream))
      return fail(toString(std::move(error)));
    build = std::min<decltype(build)>(build, built - start);
    write = std::min<decltype(write)>(write, Clock::now() - built);
    size = bytes.size();
    symbols = object.allSymbols().size();
  }
  outs() << symbols << " symbols: build " << format("%.1f", build.count())
         << " ms, write " << format("%.1f", write.count()) << " ms, " << size
         << " bytes\n";
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 1)
    return runChecks() ? 0 : 1;
  if (argc == 4 && StringRef(argv[1]) == "copy")
    return copyFile(argv[2], argv[3]);
  if (argc != 3)
    return fail("usage: shunt-object-test [NAME FILE | wasm FILE | "
                "copy IN OUT | time (FUNCTIONS | IN)]");
  if (StringRef(argv[1]) == "time")
    return measure(argv[2]);
  if (StringRef(argv[1]) == "wasm")
    return writeWasmObject(argv[2]);
  return writeNamed(argv[1], argv[2]);
}
