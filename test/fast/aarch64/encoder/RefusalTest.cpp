//===- RefusalTest.cpp - Operands that the encoder asserts ----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each misuse must end the program, in a process of its own, with SIGABRT.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using llvm::outs;

/// Whether the encoder asserts.
static bool isRefused(void (*emit)(Encoder &)) {
  outs().flush();
  pid_t child = fork();
  if (child == 0) {
    rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    fast::CodeBuffer buffer;
    Encoder encoder(buffer);
    emit(encoder);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

unsigned test::testRefusals(Oracle &) {
  using enum Gpr;
  static const std::pair<const char *, void (*)(Encoder &)> Misuses[] = {
      {"width", [](Encoder &e) { e.add(2, x0, x1, x2); }},
      {"no register", [](Encoder &e) { e.mov(8, x0, Gpr::None); }},
      {"mov of sp", [](Encoder &e) { e.mov(8, x0, sp); }},
      {"mov to sp of zr", [](Encoder &e) { e.movSp(sp, zr); }},
      {"add of sp", [](Encoder &e) { e.add(8, x0, sp, x1); }},
      {"constant added to zr",
       [](Encoder &e) { e.addSubImm(AddSubOp::Add, 8, x0, zr, 1); }},
      {"flags and sp",
       [](Encoder &e) { e.addSubImm(AddSubOp::Subs, 8, sp, x1, 1); }},
      {"13 bits", [](Encoder &e) { e.addSubImm(AddSubOp::Add, 8, x0, x1, 4097); }},
      {"25 bits",
       [](Encoder &e) { e.addSubImm(AddSubOp::Add, 8, x0, x1, 1 << 24); }},
      {"rotated addend",
       [](Encoder &e) {
         e.addSub(AddSubOp::Add, 8, x0, x1, x2, Shift::ROR, 1);
       }},
      {"shift of 32",
       [](Encoder &e) {
         e.addSub(AddSubOp::Add, 4, x0, x1, x2, Shift::LSL, 32);
       }},
      {"extension by 5",
       [](Encoder &e) {
         e.addSubExtended(AddSubOp::Add, 8, x0, x1, x2, Extend::UXTW, 5);
       }},
      {"inverted logic of a constant",
       [](Encoder &e) {
         e.logicImm(LogicOp::Bic, 8, x0, x1, *LogicalImm::of(8, 1));
       }},
      {"logic constant of width 8",
       [](Encoder &e) {
         e.logicImm(LogicOp::And, 4, x0, x1, *LogicalImm::of(8, 1));
       }},
      {"ands to sp",
       [](Encoder &e) {
         e.logicImm(LogicOp::Ands, 8, sp, x1, *LogicalImm::of(8, 1));
       }},
      {"move to bit 8",
       [](Encoder &e) { e.moveWide(MoveWideOp::Movz, 8, x0, 1, 8); }},
      {"move to bit 32 of 32",
       [](Encoder &e) { e.moveWide(MoveWideOp::Movz, 4, x0, 1, 32); }},
      {"long product of width 4",
       [](Encoder &e) {
         e.multiply(MultiplyOp::Smaddl, 4, x0, x1, x2, x3);
       }},
      {"bit 32 of 32", [](Encoder &e) { e.ubfx(4, x0, x1, 31, 2); }},
      {"empty field", [](Encoder &e) { e.bfi(8, x0, x1, 3, 0); }},
      {"field over the end", [](Encoder &e) { e.bfi(8, x0, x1, 60, 5); }},
      {"left shift of 64", [](Encoder &e) { e.lslImm(8, x0, x1, 64); }},
      {"extension to itself", [](Encoder &e) { e.signExtend(4, 4, x0, x1); }},
      {"never", [](Encoder &e) { e.cset(4, x0, Cond::AL); }},
      {"ccmp of 32",
       [](Encoder &e) {
         e.compareIfImm(CompareIfOp::Ccmp, 4, x0, 32, 0, Cond::EQ);
       }},
      {"five flags",
       [](Encoder &e) {
         e.compareIf(CompareIfOp::Ccmp, 4, x0, x1, 16, Cond::EQ);
       }},
      {"load of 3 bytes", [](Encoder &e) { e.ldr(3, x0, Mem::at(x1)); }},
      {"load of 16 bytes", [](Encoder &e) { e.ldr(16, x0, Mem::at(x1)); }},
      {"load to sp", [](Encoder &e) { e.ldr(8, sp, Mem::at(x1)); }},
      {"load from zr", [](Encoder &e) { e.ldr(8, x0, Mem::at(zr)); }},
      {"index of 8 bits",
       [](Encoder &e) {
         e.ldr(8, x0, Mem::indexed(x1, x2, false, Extend::SXTB));
       }},
      {"sign of 8 bytes", [](Encoder &e) { e.ldrs(8, 8, x0, Mem::at(x1)); }},
      {"vector of 32 bytes",
       [](Encoder &e) { e.ldr(32, Fpr::v0, Mem::at(x1)); }},
      {"pair in one register", [](Encoder &e) { e.ldp(8, x0, x0, Mem::at(x1)); }},
      {"prefetch with write-back",
       [](Encoder &e) {
         e.prfm(PrefetchOp::LoadL1Keep, Mem::postIndex(x0, 8));
       }},
      {"status in the base", [](Encoder &e) { e.stxr(8, x1, x0, x1); }},
      {"status in the source", [](Encoder &e) { e.stxr(8, x0, x0, x1); }},
      {"odd pair of casp",
       [](Encoder &e) { e.casp(AtomicOrder::Relaxed, 8, x1, x2, x4); }},
      {"branch on always", [](Encoder &e) { e.b(Cond::AL, e.newLabel()); }},
      {"bit 64", [](Encoder &e) { e.tbz(x0, 64, e.newLabel()); }},
      {"float of a byte",
       [](Encoder &e) {
         e.floatOp(FloatTwoSourceOp::Fadd, 1, Fpr::v0, Fpr::v1, Fpr::v2);
       }},
      {"conversion to itself",
       [](Encoder &e) { e.fcvt(4, 4, Fpr::v0, Fpr::v1); }},
      {"element 4 of 4",
       [](Encoder &e) { e.umov(4, x0, Fpr::v1, 4); }},
      {"vector shift of 0",
       [](Encoder &e) {
         e.simdShift(SimdShiftOp::Ushr, Arrangement::S4, Fpr::v0, Fpr::v1, 0);
       }},
      {"vector shift of 32",
       [](Encoder &e) {
         e.simdShift(SimdShiftOp::Shl, Arrangement::S4, Fpr::v0, Fpr::v1, 32);
       }},
      {"sum across two words",
       [](Encoder &e) {
         e.simdAcross(SimdAcrossOp::Addv, Arrangement::S2, Fpr::v0, Fpr::v1);
       }},
      {"ext from byte 16",
       [](Encoder &e) { e.ext(16, Fpr::v0, Fpr::v1, Fpr::v2, 16); }},
      {"table of 5 registers",
       [](Encoder &e) { e.tbl(16, Fpr::v0, Fpr::v1, 5, Fpr::v2); }}};
  unsigned failures = 0;
  for (auto &[title, emit] : Misuses)
    if (!isRefused(emit)) {
      outs() << "FAIL: not refused: " << title << "\n";
      ++failures;
    }
  outs() << "refusals    " << std::size(Misuses) << " cases, " << failures
         << " failures\n";
  return failures;
}
