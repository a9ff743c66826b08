//===- EncoderBench.cpp - Our x86-64 encoder beside AsmJit ----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Nanoseconds an instruction of common forms, the minimum over interleaved
// rounds, with random operands that are only known at run time. "stream" is
// what a code generator does: all forms at random, with labels; dispatch is
// measured by itself and taken off. "finish" is the layout of that stream.
// A dependent add is timed in the same rounds: one cycle, whatever the machine
// does just now.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Encoder.h"
#include <algorithm>
#include <asmjit/x86.h>
#include <chrono>
#include <cstdio>
#include <random>
#include <vector>

using namespace shunt;
using namespace shunt::x86_64;
namespace aj = asmjit::x86;

/// Instructions a round, enough to hide the clock.
static constexpr unsigned Count = 20000;
static constexpr unsigned Rounds = 101;

/// Operands of one instruction.
struct Operands {
  uint8_t form; ///< Of the stream.
  uint8_t dst, src, index, cond;
  int32_t disp; ///< Often one byte.
  int32_t imm;
};

static std::vector<Operands> makeOperands(unsigned forms) {
  std::mt19937 random(1);
  std::vector<Operands> list(Count);
  for (Operands &o : list) {
    o.form = static_cast<uint8_t>(random() % forms);
    o.dst = random() % 16;
    o.src = random() % 16;
    o.index = random() % 16;
    o.index = o.index == 4 ? 5 : o.index;
    o.cond = random() % 16;
    o.disp =
        -static_cast<int32_t>(random() % 3 ? random() % 128 : random() % 4096);
    o.imm =
        static_cast<int32_t>(random() % 2 ? random() % 128 : random() % 100000);
  }
  return list;
}

/// A form as both libraries have it.
struct Form {
  const char *title;
  void (*ours)(Encoder &, const Operands &);
  void (*theirs)(aj::Assembler &, const Operands &);
};

static Gpr g(uint8_t number) { return static_cast<Gpr>(number); }
static Xmm x(uint8_t number) { return static_cast<Xmm>(number); }
static aj::Gp q(uint8_t number) { return aj::gpq(number); }
static aj::Gp d(uint8_t number) { return aj::gpd(number); }

static const Form Forms[] = {
    {"mov r, r",
     [](Encoder &e, const Operands &o) { e.mov(8, g(o.dst), g(o.src)); },
     [](aj::Assembler &a, const Operands &o) { a.mov(q(o.dst), q(o.src)); }},
    {"mov r, [rbp+d]",
     [](Encoder &e, const Operands &o) {
       e.mov(4, g(o.dst), Mem::at(Gpr::rbp, o.disp));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.mov(d(o.dst), aj::dword_ptr(aj::rbp, o.disp));
     }},
    {"mov [rbp+d], r",
     [](Encoder &e, const Operands &o) {
       e.mov(8, Mem::at(Gpr::rbp, o.disp), g(o.src));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.mov(aj::qword_ptr(aj::rbp, o.disp), q(o.src));
     }},
    {"mov [r+d], r",
     [](Encoder &e, const Operands &o) {
       e.mov(4, Mem::at(g(o.dst), o.disp), g(o.src));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.mov(aj::dword_ptr(q(o.dst), o.disp), d(o.src));
     }},
    {"mov r, imm32",
     [](Encoder &e, const Operands &o) {
       e.movImm(g(o.dst), static_cast<uint32_t>(o.imm));
     },
     [](aj::Assembler &a, const Operands &o) { a.mov(d(o.dst), o.imm); }},
    {"add r, r",
     [](Encoder &e, const Operands &o) {
       e.alu(AluOp::Add, 4, g(o.dst), g(o.src));
     },
     [](aj::Assembler &a, const Operands &o) { a.add(d(o.dst), d(o.src)); }},
    {"add r, imm",
     [](Encoder &e, const Operands &o) {
       e.aluImm(AluOp::Add, 8, g(o.dst), o.imm);
     },
     [](aj::Assembler &a, const Operands &o) { a.add(q(o.dst), o.imm); }},
    {"cmp r, [rbp+d]",
     [](Encoder &e, const Operands &o) {
       e.alu(AluOp::Cmp, 8, g(o.dst), Mem::at(Gpr::rbp, o.disp));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.cmp(q(o.dst), aj::qword_ptr(aj::rbp, o.disp));
     }},
    {"cmp [rbp+d], imm",
     [](Encoder &e, const Operands &o) {
       e.aluImm(AluOp::Cmp, 4, Mem::at(Gpr::rbp, o.disp), o.imm);
     },
     [](aj::Assembler &a, const Operands &o) {
       a.cmp(aj::dword_ptr(aj::rbp, o.disp), o.imm);
     }},
    {"lea r, [r+r*4+d]",
     [](Encoder &e, const Operands &o) {
       e.lea(8, g(o.dst), Mem::indexed(g(o.src), g(o.index), 2, o.disp));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.lea(q(o.dst), aj::ptr(q(o.src), q(o.index), 2, o.disp));
     }},
    {"movsxd r, [rbp+d]",
     [](Encoder &e, const Operands &o) {
       e.movsx(8, 4, g(o.dst), Mem::at(Gpr::rbp, o.disp));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.movsxd(q(o.dst), aj::dword_ptr(aj::rbp, o.disp));
     }},
    {"movzx r, r8",
     [](Encoder &e, const Operands &o) { e.movzx(1, g(o.dst), g(o.src)); },
     [](aj::Assembler &a, const Operands &o) {
       a.movzx(d(o.dst), aj::gpb_lo(o.src));
     }},
    {"shl r, imm",
     [](Encoder &e, const Operands &o) {
       e.shiftImm(ShiftOp::Shl, 8, g(o.dst), o.cond);
     },
     [](aj::Assembler &a, const Operands &o) { a.shl(q(o.dst), o.cond); }},
    {"setcc r",
     [](Encoder &e, const Operands &o) {
       e.setcc(static_cast<Cond>(o.cond), g(o.dst));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.set(static_cast<aj::CondCode>(o.cond), aj::gpb_lo(o.dst));
     }},
    {"movsd x, [rbp+d]",
     [](Encoder &e, const Operands &o) {
       e.sseLoad(SseMoveOp::Movsd, x(o.dst), Mem::at(Gpr::rbp, o.disp));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.movsd(aj::xmm(o.dst), aj::qword_ptr(aj::rbp, o.disp));
     }},
    {"addsd x, x",
     [](Encoder &e, const Operands &o) {
       e.sse(SseOp::Addsd, x(o.dst), x(o.src));
     },
     [](aj::Assembler &a, const Operands &o) {
       a.addsd(aj::xmm(o.dst), aj::xmm(o.src));
     }},
    {"label + jcc back",
     [](Encoder &e, const Operands &o) {
       fast::Label label = e.newLabel();
       e.bind(label);
       e.jcc(static_cast<Cond>(o.cond), label);
     },
     [](aj::Assembler &a, const Operands &o) {
       asmjit::Label label = a.newLabel();
       a.bind(label);
       a.j(static_cast<aj::CondCode>(o.cond), label);
     }},
    {"jmp forward + label",
     [](Encoder &e, const Operands &) {
       fast::Label label = e.newLabel();
       e.jmp(label);
       e.nullary(NullaryOp::Int3);
       e.bind(label);
     },
     [](aj::Assembler &a, const Operands &) {
       asmjit::Label label = a.newLabel();
       a.jmp(label);
       a.int3();
       a.bind(label);
     }},
};
static constexpr unsigned FormCount = std::size(Forms);

/// Emits all operands with one form, or with each one's own when `form` is
/// negative.
template <typename Target, typename Member>
static void emitAll(Target &target, const std::vector<Operands> &list, int form,
                    Member member) {
  if (form >= 0) {
    auto emit = Forms[form].*member;
    for (const Operands &o : list)
      emit(target, o);
    return;
  }
  for (const Operands &o : list)
    (Forms[o.form].*member)(target, o);
}

static double now() {
  return std::chrono::duration<double, std::nano>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Minimum nanoseconds an instruction of both, of finish(), and of an add.
struct Times {
  double ours = 1e9, theirs = 1e9, finish = 1e9, cycle = 1e9;
};

static double measureCycle() {
  uint64_t sum = 0;
  double start = now();
  for (unsigned i = 0; i != Count; ++i)
    asm volatile("add $1, %0" : "+r"(sum));
  return (now() - start) / Count;
}

static Times measure(const std::vector<Operands> &list, int form) {
  Times times;
  fast::CodeBuffer buffer;
  Encoder encoder(buffer);
  llvm::SmallVector<char, 0> section;
  asmjit::CodeHolder holder;
  asmjit::Environment host(asmjit::Arch::kX64);
  for (unsigned round = 0; round != Rounds; ++round) {
    buffer.reset();
    section.clear();
    double start = now();
    emitAll(encoder, list, form, &Form::ours);
    double end = now();
    times.ours = std::min(times.ours, (end - start) / Count);
    buffer.finish(branchTraits(), {}, section);
    times.finish = std::min(times.finish, (now() - end) / Count);

    holder.reset(asmjit::ResetPolicy::kSoft);
    holder.init(host);
    aj::Assembler assembler(&holder);
    start = now();
    emitAll(assembler, list, form, &Form::theirs);
    times.theirs = std::min(times.theirs, (now() - start) / Count);
    times.cycle = std::min(times.cycle, measureCycle());
  }
  return times;
}

/// What calling through a pointer costs without encoding.
static double measureDispatch(const std::vector<Operands> &list) {
  using Function = void (*)(uint64_t &, const Operands &);
  static const Function Functions[FormCount] = {
#define BODY(n) [](uint64_t &sum, const Operands &o) { sum += o.dst + n; }
      BODY(1),  BODY(2),  BODY(3),  BODY(4),  BODY(5),  BODY(6),
      BODY(7),  BODY(8),  BODY(9),  BODY(10), BODY(11), BODY(12),
      BODY(13), BODY(14), BODY(15), BODY(16), BODY(17), BODY(18)};
#undef BODY
  double best = 1e9;
  volatile uint64_t sink;
  for (unsigned round = 0; round != Rounds; ++round) {
    uint64_t sum = 0;
    double start = now();
    for (const Operands &o : list)
      Functions[o.form](sum, o);
    best = std::min(best, (now() - start) / Count);
    sink = sum;
  }
  (void)sink;
  return best;
}

int main() {
  std::vector<Operands> list = makeOperands(FormCount);
  double dispatch = measureDispatch(list);
  std::printf("%-20s %8s %8s %8s   ns an instruction\n", "", "Shunt", "AsmJit",
              "cycle");
  for (unsigned form = 0; form != FormCount; ++form) {
    Times times = measure(list, static_cast<int>(form));
    std::printf("%-20s %8.2f %8.2f %8.2f\n", Forms[form].title, times.ours,
                times.theirs, times.cycle);
  }
  Times stream = measure(list, -1);
  std::printf("%-20s %8.2f %8.2f %8.2f   dispatch of %.2f taken off\n",
              "stream", stream.ours - dispatch, stream.theirs - dispatch,
              stream.cycle, dispatch);
  std::printf("%-20s %8.2f\n", "finish of stream", stream.finish);
  return 0;
}
