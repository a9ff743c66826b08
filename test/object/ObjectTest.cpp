//===- ObjectTest.cpp - A tool that tests lowering/object and debug -------===//
//
//   shunt-object-test                 runs the checks, prints PASS or FAIL each
//   shunt-object-test NAME FILE       writes the object NAME
//   shunt-object-test time FUNCTIONS  measures the writer
//
//===----------------------------------------------------------------------===//

#include "test/object/Checks.h"
#include "test/object/Objects.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

using namespace llvm;
using namespace shunt::test;

static int fail(const Twine &message) {
  errs() << "error: " << message << '\n';
  return 1;
}

static int writeNamed(StringRef name, StringRef path) {
  for (const NamedObject &named : allObjects()) {
    if (name != named.name)
      continue;
    shunt::object::Object object;
    if (Error error = named.build(object))
      return fail(toString(std::move(error)));
    std::error_code code;
    raw_fd_ostream file(path, code);
    if (code)
      return fail(path + ": " + code.message());
    if (Error error = writeElf(object, x86_64, file))
      return fail(toString(std::move(error)));
    return 0;
  }
  return fail("no object '" + name + "'");
}

/// Prints the least of five times to build and to write a large object.
static int measure(uint32_t functions) {
  using Clock = std::chrono::steady_clock;
  std::chrono::duration<double, std::milli> build(1e9), write(1e9);
  size_t size = 0;
  for (unsigned round = 0; round < 5; ++round) {
    shunt::object::Object object;
    Clock::time_point start = Clock::now();
    buildLarge(object, functions);
    Clock::time_point built = Clock::now();
    SmallVector<char, 0> bytes;
    raw_svector_ostream stream(bytes);
    if (Error error = writeElf(object, x86_64, stream))
      return fail(toString(std::move(error)));
    build = std::min<decltype(build)>(build, built - start);
    write = std::min<decltype(write)>(write, Clock::now() - built);
    size = bytes.size();
  }
  outs() << functions << " functions: build " << format("%.1f", build.count())
         << " ms, write " << format("%.1f", write.count()) << " ms, " << size
         << " bytes\n";
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 1)
    return runChecks() ? 0 : 1;
  if (argc != 3)
    return fail("usage: shunt-object-test [NAME FILE | time FUNCTIONS]");
  uint32_t functions;
  if (StringRef(argv[1]) == "time" &&
      !StringRef(argv[2]).getAsInteger(10, functions))
    return measure(functions);
  return writeNamed(argv[1], argv[2]);
}
