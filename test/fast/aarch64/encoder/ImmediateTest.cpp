//===- ImmediateTest.cpp - Constants that instructions hold ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The predicates against LLVM's assembler, which takes exactly what encodes,
// and sequences against a small interpreter.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <random>
#include <unordered_set>

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using llvm::outs;

/// Counts a failure and prints it.
static unsigned report(bool isRight, const llvm::Twine &what) {
  if (!isRight)
    outs() << "FAIL: immediates: " << what << "\n";
  return !isRight;
}

/// Whether LLVM takes each line.
static std::vector<bool> areTaken(Oracle &oracle,
                                  const std::vector<std::string> &lines) {
  std::vector<bool> taken;
  for (const AssembledLine &line : oracle.assemble(lines, true))
    taken.push_back(!line.bytes.empty());
  return taken;
}

/// Every logical immediate, by its definition: ones in a row, rotated in an
/// element, repeated.
static std::vector<uint64_t> allLogicalImms(unsigned width) {
  std::unordered_set<uint64_t> seen;
  std::vector<uint64_t> values;
  for (unsigned size = 2; size <= 8 * width; size *= 2)
    for (unsigned ones = 1; ones != size; ++ones)
      for (unsigned rotation = 0; rotation != size; ++rotation) {
        uint64_t value = 0;
        for (unsigned i = 0; i != ones; ++i)
          for (unsigned bit = (i + rotation) % size; bit < 64; bit += size)
            value |= 1ull << bit;
        // At width 4 the value's upper half is the lower one again.
        if (seen.insert(value).second)
          values.push_back(value);
      }
  return values;
}

static unsigned testLogicalImms(Oracle &oracle) {
  unsigned failures = 0;
  for (unsigned width : {4, 8}) {
    std::vector<uint64_t> values = allLogicalImms(width);
    std::unordered_set<uint64_t> valid(values.begin(), values.end());
    uint64_t mask = width == 4 ? 0xffffffff : ~0ull;
    std::vector<std::string> lines;
    for (uint64_t value : values)
      lines.push_back("orr " + name(width, Gpr::x3) + ", " +
                      name(width, Gpr::x4) + ", #" +
                      std::to_string(value & mask));
    std::vector<AssembledLine> assembled = oracle.assemble(lines);
    fast::CodeBuffer buffer;
    Encoder encoder(buffer);
    for (size_t i = 0; i != values.size(); ++i) {
      auto encoded = LogicalImm::of(width, values[i] & mask);
      if (!encoded) {
        failures += report(false, lines[i] + " isn't encoded");
        continue;
      }
      buffer.reset();
      encoder.logicImm(LogicOp::Orr, width, Gpr::x3, Gpr::x4, *encoded);
      bool isSame =
          assembled[i].bytes.size() == 4 &&
          std::memcmp(assembled[i].bytes.data(), buffer.bytes().data(), 4) == 0;
      failures += report(isSame, lines[i] + " differs from LLVM's");
      failures += report(encoded->value() == values[i],
                         lines[i] + " doesn't read back");
      // One bit away there are both kinds.
      for (unsigned bit = 0; bit != 8 * width; ++bit) {
        uint64_t other = values[i] ^ 1ull << bit;
        if (width == 4)
          other ^= 1ull << (bit + 32);
        failures += report(LogicalImm::of(width, other & mask).has_value() ==
                               valid.contains(other),
                           llvm::Twine(other) + " is judged wrongly");
      }
    }
    std::mt19937_64 random(20261127);
    for (unsigned i = 0; i != 1000000; ++i) {
      uint64_t other = random() & mask;
      if (width == 4)
        other |= other << 32;
      failures += report(LogicalImm::of(width, other & mask).has_value() ==
                             valid.contains(other),
                         llvm::Twine(other) + " is judged wrongly");
    }
    for (uint64_t value : {0ull, ~0ull})
      failures += report(!LogicalImm::of(width, value), "0 or -1 is encoded");
  }
  return failures;
}

/// The bits of the float that an imm8 means, by VFPExpandImm.
static uint64_t expandImm8(unsigned width, unsigned imm8) {
  unsigned exponentBits = width == 2 ? 5 : width == 4 ? 8 : 11;
  unsigned fractionBits = 8 * width - 1 - exponentBits;
  uint64_t sign = imm8 >> 7, b = imm8 >> 6 & 1;
  uint64_t exponent = !b;
  for (unsigned i = 0; i != exponentBits - 3; ++i)
    exponent = exponent << 1 | b;
  exponent = exponent << 2 | (imm8 >> 4 & 3);
  uint64_t fraction = static_cast<uint64_t>(imm8 & 15) << (fractionBits - 4);
  return sign << (8 * width - 1) | exponent << fractionBits | fraction;
}

static unsigned testFloatImms(Oracle &oracle) {
  unsigned failures = 0;
  std::vector<std::string> lines;
  std::vector<uint32_t> words;
  fast::CodeBuffer buffer;
  Encoder encoder(buffer);
  for (unsigned width : {2, 4, 8})
    for (unsigned imm8 = 0; imm8 != 256; ++imm8) {
      uint64_t bits = expandImm8(width, imm8);
      failures += report(floatImm8(width, bits) == imm8,
                         "imm8 " + llvm::Twine(imm8) + " isn't found");
      for (unsigned bit = 0; bit != 8 * width; ++bit) {
        uint64_t other = bits ^ 1ull << bit;
        auto found = floatImm8(width, other);
        bool isRight = false;
        for (unsigned i = 0; i != 256; ++i)
          isRight |= expandImm8(width, i) == other;
        failures += report(found.has_value() == isRight &&
                               (!found || expandImm8(width, *found) == other),
                           "float " + llvm::Twine(other) + " judged wrongly");
      }
      double value = llvm::bit_cast<double>(expandImm8(8, imm8));
      lines.push_back("fmov " + name(width, fpr(imm8 % 32)) +
                      llvm::formatv(", #{0:F8}", value).str());
      buffer.reset();
      encoder.fmovImm(width, fpr(imm8 % 32), static_cast<uint8_t>(imm8));
      words.push_back(llvm::support::endian::read32le(buffer.bytes().data()));
    }
  std::vector<AssembledLine> assembled = oracle.assemble(lines);
  for (size_t i = 0; i != lines.size(); ++i)
    failures += report(assembled[i].bytes.size() == 4 &&
                           llvm::support::endian::read32le(
                               assembled[i].bytes.data()) == words[i],
                       lines[i] + " differs from LLVM's");
  for (uint64_t bits : {0ull, 1ull << 63, 0x7ff0ull << 48, 0x7ff8ull << 48})
    failures += report(!floatImm8(8, bits), "zero, infinity or NaN is encoded");
  return failures;
}

/// The predicates of displacements and addends against LLVM.
static unsigned testRanges(Oracle &oracle) {
  std::vector<std::string> lines;
  std::vector<bool> expected;
  auto add = [&](const std::string &line, bool isTaken) {
    lines.push_back(line);
    expected.push_back(isTaken);
  };
  for (unsigned width : {1, 2, 4, 8, 16}) {
    auto unit = static_cast<int64_t>(width);
    for (int64_t middle : {int64_t(0), int64_t(-256), int64_t(256), 4096 * unit,
                           -64 * unit, 64 * unit})
      for (int64_t disp = middle - 40; disp != middle + 40; ++disp) {
        std::string text = ", [x3, " + imm(disp);
        std::string reg = name(width, Fpr::v2);
        add("ldr " + reg + text + "]", Mem::fits(width, disp));
        add("ldr " + reg + text + "]!", Mem::fitsIndexed(disp));
        add("ldr " + reg + ", [x3], " + imm(disp), Mem::fitsIndexed(disp));
        if (width < 4)
          continue;
        std::string pair = "ldp " + reg + ", " + name(width, Fpr::v4);
        add(pair + text + "]", Mem::fitsPair(width, disp));
        add(pair + text + "]!", Mem::fitsPair(width, disp));
      }
  }
  for (uint64_t middle : {0x0ull, 0x1000ull, 0x2000ull, 0xfff000ull,
                          0x1000000ull, 0x7ff000ull, 0x100000000ull})
    for (uint64_t value = middle; value != middle + 20; ++value)
      // A negative constant would be the opposite operation to LLVM.
      for (uint64_t one : {value, middle - (middle ? value - middle : 0)})
        add("adds x3, x4, " + imm(static_cast<int64_t>(one)), isAddSubImm(one));
  unsigned failures = 0;
  std::vector<bool> taken = areTaken(oracle, lines);
  for (size_t i = 0; i != lines.size(); ++i)
    failures += report(taken[i] == expected[i], lines[i] + " judged wrongly");
  return failures;
}

namespace {

/// Runs moves and additions of constants on one register file.
struct Machine {
  uint64_t regs[32] = {};

  /// False: an instruction of another kind.
  bool run(llvm::ArrayRef<uint8_t> code);

private:
  bool step(uint32_t word);
};

} // namespace

bool Machine::step(uint32_t word) {
  bool isLong = word >> 31;
  uint64_t mask = isLong ? ~0ull : 0xffffffff;
  uint64_t &d = regs[word & 31];
  uint64_t n = regs[word >> 5 & 31];
  unsigned shift = 16 * (word >> 21 & 3);
  uint64_t half = static_cast<uint64_t>(word >> 5 & 0xffff) << shift;
  uint64_t addend = static_cast<uint64_t>(word >> 10 & 0xfff)
                    << 12 * (word >> 22 & 1);
  switch (word & 0x7f800000) {
  case 0x12800000: // movn
    d = ~half & mask;
    return true;
  case 0x52800000: // movz
    d = half;
    return true;
  case 0x72800000: // movk
    d = (d & ~(0xffffull << shift)) | half;
    return true;
  case 0x32000000: // orr, from zr
    d = LogicalImm{static_cast<uint16_t>(word >> 10 & 0x1fff)}.value() & mask;
    return (word >> 5 & 31) == 31;
  case 0x11000000: // add
    d = (n + addend) & mask;
    return true;
  case 0x51000000: // sub
    d = (n - addend) & mask;
    return true;
  case 0x0b000000: // add, extended; the whole of the second
    d = (n + regs[word >> 16 & 31]) & mask;
    return (word & 0x7fe0fc00) == (isLong ? 0x0b206000 : 0x0b204000);
  default:
    return false;
  }
}

bool Machine::run(llvm::ArrayRef<uint8_t> code) {
  for (; !code.empty(); code = code.drop_front(4))
    if (!step(llvm::support::endian::read32le(code.data())))
      return false;
  return true;
}

/// Constants of every structure that matters to movImm().
static std::vector<uint64_t> interestingConstants() {
  std::vector<uint64_t> values = allLogicalImms(8);
  static const uint64_t Halves[] = {0, 0xffff, 1, 0x8000, 0x1234, 0x5555};
  for (uint64_t a : Halves)
    for (uint64_t b : Halves)
      for (uint64_t c : Halves)
        for (uint64_t d : Halves)
          values.push_back(a << 48 | b << 32 | c << 16 | d);
  std::mt19937_64 random(20261127);
  for (unsigned i = 0; i != 20000; ++i)
    values.push_back(random() >> random() % 64);
  return values;
}

static unsigned testMovImm(Oracle &oracle) {
  unsigned failures = 0;
  fast::CodeBuffer buffer;
  Encoder encoder(buffer);
  std::vector<uint64_t> values = interestingConstants();
  for (unsigned width : {4, 8}) {
    uint64_t mask = width == 4 ? 0xffffffff : ~0ull;
    std::vector<std::string> lines;
    std::vector<unsigned> counts;
    for (uint64_t value : values) {
      buffer.reset();
      encoder.movImm(width, Gpr::x9, value);
      Machine machine;
      machine.regs[9] = ~0ull;
      unsigned count = buffer.offset() / 4;
      counts.push_back(count);
      failures += report(machine.run(buffer.bytes()) &&
                             machine.regs[9] == (value & mask),
                         "mov of " + llvm::Twine(value) + " gives " +
                             llvm::Twine(machine.regs[9]));
      failures += report(count >= 1 && count <= width / 2 &&
                             count == IntegerEncoder::movImmCount(width, value),
                         "mov of " + llvm::Twine(value) + " counts wrongly");
      lines.push_back("mov " + name(width, Gpr::x9) + ", #" +
                      std::to_string(value & mask));
    }
    // LLVM's one mov is one instruction, and no more.
    std::vector<bool> taken = areTaken(oracle, lines);
    for (size_t i = 0; i != lines.size(); ++i)
      failures += report(taken[i] == (counts[i] == 1),
                         lines[i] + " takes " + llvm::Twine(counts[i]));
  }
  return failures;
}

static unsigned testAddImm() {
  unsigned failures = 0;
  fast::CodeBuffer buffer;
  Encoder encoder(buffer);
  static constexpr uint64_t Start = 0x123456789abcdef;
  static const int64_t Values[] = {
      0,        1,         4095,      4096,       4097,        0xfff000,
      0xffffff, 0x1000000, 0x1000001, 0x7fffffff, 0x100000000, INT64_MAX};
  for (unsigned width : {4, 8})
    for (int64_t value : Values)
      for (int64_t imm : {value, -value, ~value})
        for (Gpr dst : {Gpr::x3, Gpr::x4, Gpr::x5}) {
          uint64_t mask = width == 4 ? 0xffffffff : ~0ull;
          Machine machine;
          machine.regs[3] = machine.regs[4] = machine.regs[5] = Start;
          buffer.reset();
          encoder.addImm(width, dst, Gpr::x4, imm, Gpr::x5);
          // Nothing is emitted, the upper half stays, where nothing is added.
          uint64_t expected = (Start + static_cast<uint64_t>(imm)) & mask;
          if (buffer.bytes().empty())
            expected = Start;
          failures +=
              report(machine.run(buffer.bytes()) &&
                         machine.regs[static_cast<unsigned>(dst)] == expected,
                     "addition of " + llvm::Twine(imm));
          buffer.reset();
          bool isShort = encoder.addImm(width, dst, Gpr::x4, imm);
          // At width 4 the upper half says nothing.
          int64_t counted = width == 4 ? static_cast<int32_t>(imm) : imm;
          uint64_t size =
              counted < 0 ? -static_cast<uint64_t>(counted) : counted;
          failures += report(isShort == (size < 1 << 24) &&
                                 (isShort || buffer.bytes().empty()),
                             "short addition of " + llvm::Twine(imm));
          buffer.reset();
          bool isCompared = encoder.cmpImm(width, Gpr::x4, imm);
          failures += report(isCompared == (isAddSubImm(imm & mask) ||
                                            isAddSubImm(-imm & mask)) &&
                                 buffer.offset() == 4u * isCompared,
                             "comparison with " + llvm::Twine(imm));
        }
  return failures;
}

unsigned test::testImmediates(Oracle &oracle) {
  unsigned failures = testLogicalImms(oracle) + testFloatImms(oracle) +
                      testRanges(oracle) + testMovImm(oracle) + testAddImm();
  outs() << "immediates  " << failures << " failures\n";
  return failures;
}
