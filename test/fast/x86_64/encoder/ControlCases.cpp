//===- ControlCases.cpp - Calls, jumps to symbols, system -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;

static constexpr auto Callee = static_cast<object::SymbolId>(5);
static constexpr auto Variable = static_cast<object::SymbolId>(6);

static void addCallsAndJumps(Cases &cases) {
  cases.add("callq sym5", [](Encoder &e) { e.call(Callee); });
  cases.add("{disp32} jmp sym5", [](Encoder &e) { e.jmp(Callee); });
  for (unsigned c = 0; c != 16; ++c) {
    auto cond = static_cast<Cond>(c);
    cases.add("{disp32} j" + name(cond) + " sym5",
              [&](Encoder &e) { e.jcc(cond, Callee); });
  }
  for (unsigned r = 0; r != 16; ++r) {
    std::string target = "*" + name(8, gpr(r));
    cases.add("callq " + target, [&](Encoder &e) { e.call(gpr(r)); });
    cases.add("jmpq " + target, [&](Encoder &e) { e.jmp(gpr(r)); });
    cases.add("notrack jmpq " + target,
              [&](Encoder &e) { e.notrack().jmp(gpr(r)); });
  }
  for (const Mem &m : memoryShapes()) {
    cases.add("callq *" + name(m), [&](Encoder &e) { e.call(m); });
    cases.add("jmpq *" + name(m), [&](Encoder &e) { e.jmp(m); });
  }
  cases.add("data16 leaq sym6@tlsgd(%rip), %rdi; "
            "data16 data16 rex64 callq sym5@plt",
            [](Encoder &e) { e.callTlsGetAddr(Variable, Callee); });
  cases.add("retq", [](Encoder &e) { e.ret(); });
  for (uint16_t bytes : {4, 8, 255, 65535})
    cases.add("retq " + imm(bytes), [&](Encoder &e) { e.ret(bytes); });
}

static void addNullaries(Cases &cases) {
  static const std::pair<const char *, NullaryOp> Ops[] = {
      {"retq", NullaryOp::Ret},
      {"leave", NullaryOp::Leave},
      {"int3", NullaryOp::Int3},
      {"ud2", NullaryOp::Ud2},
      {"ud1l %eax, %eax", NullaryOp::Ud1},
      {"hlt", NullaryOp::Hlt},
      {"pause", NullaryOp::Pause},
      {"endbr64", NullaryOp::Endbr64},
      {"lfence", NullaryOp::Lfence},
      {"mfence", NullaryOp::Mfence},
      {"sfence", NullaryOp::Sfence},
      {"rdtsc", NullaryOp::Rdtsc},
      {"rdtscp", NullaryOp::Rdtscp},
      {"cpuid", NullaryOp::Cpuid},
      {"xgetbv", NullaryOp::Xgetbv},
      {"syscall", NullaryOp::Syscall},
      {"pushfq", NullaryOp::Pushf},
      {"popfq", NullaryOp::Popf},
      {"sahf", NullaryOp::Sahf},
      {"lahf", NullaryOp::Lahf},
      {"cmc", NullaryOp::Cmc},
      {"clc", NullaryOp::Clc},
      {"stc", NullaryOp::Stc},
      {"cld", NullaryOp::Cld},
      {"std", NullaryOp::Std},
      {"emms", NullaryOp::Emms}};
  for (auto &[text, op] : Ops)
    cases.add(text, [&](Encoder &e) { e.nullary(op); });
  cases.add("leave", [](Encoder &e) { e.leave(); });
  cases.add("ud2", [](Encoder &e) { e.ud2(); });
  cases.add("int3", [](Encoder &e) { e.int3(); });
  cases.add("endbr64", [](Encoder &e) { e.endbr64(); });
}

static void addStringsAndPrefetches(Cases &cases) {
  static const std::pair<const char *, RepOp> Reps[] = {
      {"rep movsb (%rsi), %es:(%rdi)", RepOp::Movsb},
      {"rep movsw (%rsi), %es:(%rdi)", RepOp::Movsw},
      {"rep movsl (%rsi), %es:(%rdi)", RepOp::Movsd},
      {"rep movsq (%rsi), %es:(%rdi)", RepOp::Movsq},
      {"rep stosb %al, %es:(%rdi)", RepOp::Stosb},
      {"rep stosw %ax, %es:(%rdi)", RepOp::Stosw},
      {"rep stosl %eax, %es:(%rdi)", RepOp::Stosd},
      {"rep stosq %rax, %es:(%rdi)", RepOp::Stosq}};
  for (auto &[text, op] : Reps)
    cases.add(text, [&](Encoder &e) { e.rep(op); });
  static const std::pair<std::string, PrefetchOp> Prefetches[] = {
      {"prefetchnta ", PrefetchOp::Nta},
      {"prefetcht0 ", PrefetchOp::T0},
      {"prefetcht1 ", PrefetchOp::T1},
      {"prefetcht2 ", PrefetchOp::T2},
      {"prefetchw ", PrefetchOp::W}};
  for (auto &[text, op] : Prefetches)
    for (const Mem &m : someMemoryShapes())
      cases.add(text + name(m), [&](Encoder &e) { e.prefetch(op, m); });
}

void test::addControlCases(Cases &cases) {
  addCallsAndJumps(cases);
  addNullaries(cases);
  addStringsAndPrefetches(cases);
}
