//===- AllocationTest.cpp - The allocation checker must be able to fail ---===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Builds small functions, machine code and log, some right and some with one
// planted error, and compares what fast::checkAllocation finds with what it
// should. Of each right function, it then leaves out each copy and sends each
// to another register: every such function must be rejected. Exit code 1 on any
// failure.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AllocationChecker.h"
#include "lowering/fast/x86_64/Encoder.h"
#include "lowering/fast/x86_64/MachineReader.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace shunt;
using namespace shunt::x86_64;
using fast::AllocationError;
using fast::Label;
using fast::MachineStep;
using fast::Place;
using fast::Reg;
using fast::RegSet;
using fast::ValueId;
using llvm::outs;

namespace {

/// Values of the functions below: `narrow` has 4 bytes, the others 8.
constexpr ValueId a = ValueId(0), b = ValueId(1), c = ValueId(2),
                  narrow = ValueId(3), slot = ValueId(4), d = ValueId(5);

constexpr Place rax = toReg(Gpr::rax), rcx = toReg(Gpr::rcx),
                rdx = toReg(Gpr::rdx), rbx = toReg(Gpr::rbx),
                rsi = toReg(Gpr::rsi), rdi = toReg(Gpr::rdi);

Mem at(int32_t offset) { return Mem::at(Gpr::rbp, offset); }

/// A function being built.
struct Function {
  fast::CodeBuffer buffer, prologueBuffer;
  fast::RecordingLog log;
  Encoder enc{buffer}, prologue{prologueBuffer};
  Label blocks[4];

  Function() {
    log.reset(buffer);
    for (Label &block : blocks)
      block = buffer.newLabel();
    prologue.push(Gpr::rbp);
    prologue.mov(8, Gpr::rbp, Gpr::rsp);
    prologue.push(Gpr::rbx);
    prologue.aluImm(AluOp::Sub, 8, Gpr::rsp, 40);
    begin(0);
    log.define(a, rdi);
    log.define(b, rsi);
    enc.zero(Gpr::rbx); // So that it must be restored.
  }

  void begin(unsigned block) {
    buffer.bind(blocks[block]);
    log.block(blocks[block]);
  }
  /// Some callee, aligned as it should be.
  void call() { enc.call(object::SymbolId(0)); }
  void end() {
    enc.lea(8, Gpr::rsp, at(-8));
    enc.pop(Gpr::rbx);
    enc.pop(Gpr::rbp);
    enc.ret();
  }
};

/// A function, and the error that it must give; null: it is right.
struct Case {
  const char *name;
  void (*build)(Function &);
  const char *error = nullptr;
  ValueId value = ValueId::None;
};

constexpr const char *notThere = "the place doesn't hold the value";

//===----------------------------------------------------------------------===//
// The functions
//===----------------------------------------------------------------------===//

void spillAndReload(Function &f) {
  f.enc.mov(8, at(-24), Gpr::rdi);
  f.call();
  f.enc.mov(8, Gpr::rcx, at(-24));
  f.log.use(a, rcx);
  f.end();
}

void savedRegister(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.call();
  f.log.use(a, rbx);
  f.end();
}

void foldedHome(Function &f) {
  f.enc.mov(8, at(-24), Gpr::rdi);
  f.log.use(a, Place::frame(-24));
  f.end();
}

/// Halves of two neighbouring homes.
void neighbours(Function &f) {
  f.enc.mov(8, at(-24), Gpr::rdi);
  f.enc.mov(8, at(-32), Gpr::rsi);
  f.log.use(a, Place::frame(-24));
  f.log.use(b, Place::frame(-32));
  f.end();
}

void narrowCopy(Function &f) {
  f.log.define(narrow, rdx);
  f.enc.mov(4, at(-24), Gpr::rdx);
  f.enc.zero(Gpr::rdx);
  f.enc.mov(4, Gpr::rax, at(-24));
  f.log.use(narrow, rax);
  f.end();
}

/// Both arguments of a loop's header change places at each turn.
void swapInLoop(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.enc.mov(8, at(-24), Gpr::rsi);
  f.log.use(a, rbx);
  f.log.use(b, Place::frame(-24));
  f.begin(1);
  f.log.define(c, rbx);
  f.log.define(d, Place::frame(-24));
  f.log.use(c, rbx);
  f.log.use(d, Place::frame(-24));
  f.call();
  f.enc.test(8, Gpr::rax, Gpr::rax);
  f.enc.jcc(Cond::E, f.blocks[2]);
  f.enc.mov(8, Gpr::rcx, Gpr::rbx);
  f.enc.mov(8, Gpr::rbx, at(-24));
  f.enc.mov(8, at(-24), Gpr::rcx);
  f.log.use(d, rbx);
  f.log.use(c, Place::frame(-24));
  f.enc.jmp(f.blocks[1]);
  f.begin(2);
  f.log.use(c, rbx);
  f.end();
}

/// A slot in a register, read after a store.
void promotedSlot(Function &f) {
  f.log.define(slot, rbx);
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.log.assign(slot, a);
  f.call();
  f.log.assign(c, slot);
  f.log.use(c, rbx);
  f.end();
}

/// One edge passes a value, the other anything.
void undefinedOnOneEdge(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.enc.test(8, Gpr::rsi, Gpr::rsi);
  f.enc.jcc(Cond::E, f.blocks[2]);
  f.begin(1);
  f.log.use(a, rbx);
  f.begin(2);
  f.log.define(c, rbx);
  f.log.use(c, rbx);
  f.end();
}

void floatStack(Function &f) {
  f.log.define(a, Place::frame(-32));
  f.enc.x87(X87MemoryOp::Fld80, at(-32));
  f.log.use(a, fast::floatStackTop);
  f.enc.x87(X87MemoryOp::Fstp80, at(-48));
  f.log.use(a, Place::frame(-48));
  f.end();
}

void jumpTable(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.log.jump(f.blocks[1]);
  f.log.jump(f.blocks[2]);
  f.enc.jmp(Gpr::rax);
  f.begin(1);
  f.log.use(a, rbx);
  f.log.stop();
  f.begin(2);
  f.log.use(a, rbx);
  f.end();
}

/// Inline assembly that may jump.
void assemblyJumps(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.log.opaque(3, toReg(Gpr::rdi));
  f.enc.zero(Gpr::rdi);
  f.enc.nop();
  f.log.branch(f.blocks[2]);
  f.begin(1);
  f.log.use(a, rbx);
  f.log.stop();
  f.begin(2);
  f.log.use(a, rbx);
  f.end();
}

/// Past a call that doesn't return, nothing needs to hold.
void deadEnd(Function &f) {
  f.enc.test(8, Gpr::rsi, Gpr::rsi);
  f.enc.jcc(Cond::E, f.blocks[1]);
  f.call();
  f.log.stop();
  f.begin(1);
  f.log.use(a, rdi);
  f.end();
}

//===----------------------------------------------------------------------===//
// Planted errors
//===----------------------------------------------------------------------===//

void lostInCall(Function &f) {
  f.call();
  f.log.use(a, rdi);
  f.end();
}

void lostInAssembly(Function &f) {
  f.log.opaque(2, toReg(Gpr::rdi));
  f.enc.zero(Gpr::rdi);
  f.log.branch(f.blocks[1]);
  f.log.stop();
  f.begin(1);
  f.log.use(a, rdi);
  f.end();
}

void overwritten(Function &f) {
  f.enc.movImm(Gpr::rdi, 5);
  f.log.use(a, rdi);
  f.end();
}

void implicitlyOverwritten(Function &f) {
  f.enc.mov(8, Gpr::rdx, Gpr::rdi);
  f.enc.unary(UnaryOp::Mul, 8, Gpr::rsi);
  f.log.use(a, rdx);
  f.end();
}

void homeOverlaps(Function &f) {
  f.enc.mov(8, at(-24), Gpr::rdi);
  f.enc.mov(8, at(-28), Gpr::rsi);
  f.log.use(a, Place::frame(-24));
  f.end();
}

/// The outgoing arguments reach into a home.
void outgoingOverlaps(Function &f) {
  f.enc.mov(8, at(-48), Gpr::rdi);
  f.enc.mov(8, Mem::at(Gpr::rsp), Gpr::rsi);
  f.log.use(a, Place::frame(-48));
  f.end();
}

void tooNarrow(Function &f) {
  f.enc.mov(4, Gpr::rcx, Gpr::rdi);
  f.log.use(a, rcx);
  f.end();
}

void onOnePathOnly(Function &f) {
  f.enc.test(8, Gpr::rsi, Gpr::rsi);
  f.enc.jcc(Cond::E, f.blocks[2]);
  f.begin(1);
  f.enc.mov(8, at(-24), Gpr::rdi);
  f.begin(2);
  f.log.use(a, Place::frame(-24));
  f.end();
}

/// Right in the first turn of the loop.
void lostInLoop(Function &f) {
  f.begin(1);
  f.log.use(a, rdi);
  f.call();
  f.enc.test(8, Gpr::rax, Gpr::rax);
  f.enc.jcc(Cond::E, f.blocks[1]);
  f.begin(2);
  f.end();
}

/// The copy is of the turn before.
void staleCopy(Function &f) {
  f.begin(1);
  f.log.define(c, rax);
  f.enc.test(8, Gpr::rsi, Gpr::rsi);
  f.enc.jcc(Cond::E, f.blocks[3]);
  f.begin(2);
  f.enc.mov(8, Gpr::rbx, Gpr::rax);
  f.begin(3);
  f.log.use(c, rax);
  f.log.use(c, rbx);
  f.end();
}

/// The second of two parallel moves reads what the first has written.
void moveOrder(Function &f) {
  f.enc.mov(8, Gpr::rdi, Gpr::rsi);
  f.enc.mov(8, Gpr::rsi, Gpr::rdi);
  f.log.use(b, rdi);
  f.log.use(a, rsi);
  f.begin(1);
  f.end();
}

/// The slot's load was folded beyond a store.
void foldedTooFar(Function &f) {
  f.log.define(slot, rbx);
  f.log.assign(c, slot);
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.log.assign(slot, a);
  f.log.use(c, rbx);
  f.end();
}

void argumentLost(Function &f) {
  f.log.setUp(toReg(Gpr::rdi));
  f.enc.zero(Gpr::rdi);
  f.log.handOver();
  f.call();
  f.end();
}

void notRestored(Function &f) {
  f.enc.mov(8, Gpr::rbx, Gpr::rdi);
  f.enc.leave();
  f.enc.ret();
}

void notSaved(Function &f) {
  f.enc.zero(Gpr::r12);
  f.end();
}

void wrongStack(Function &f) {
  f.enc.pop(Gpr::rbp);
  f.enc.ret();
}

void misaligned(Function &f) {
  f.enc.push(Gpr::rdi);
  f.call();
  f.end();
}

constexpr Case cases[] = {
    {"spill and reload", spillAndReload},
    {"saved register", savedRegister},
    {"folded home", foldedHome},
    {"neighbouring homes", neighbours},
    {"narrow copy", narrowCopy},
    {"swap in a loop", swapInLoop},
    {"promoted slot", promotedSlot},
    {"undefined on one edge", undefinedOnOneEdge},
    {"float stack", floatStack},
    {"jump table", jumpTable},
    {"assembly that jumps", assemblyJumps},
    {"dead end", deadEnd},
    {"lost in a call", lostInCall, notThere, a},
    {"lost in assembly", lostInAssembly, notThere, a},
    {"overwritten", overwritten, notThere, a},
    {"overwritten without being named", implicitlyOverwritten, notThere, a},
    {"homes overlap", homeOverlaps, notThere, a},
    {"outgoing arguments overlap a home", outgoingOverlaps, notThere, a},
    {"copy too narrow", tooNarrow, notThere, a},
    {"spilled on one path only", onOnePathOnly, notThere, a},
    {"lost in a loop", lostInLoop, notThere, a},
    {"stale copy", staleCopy, notThere, c},
    {"order of moves", moveOrder, notThere, a},
    {"load folded too far", foldedTooFar, notThere, c},
    {"argument lost", argumentLost, notThere,
     fast::token::outgoing(toReg(Gpr::rdi))},
    {"register not restored", notRestored,
     "the caller's register isn't restored",
     fast::token::saved(toReg(Gpr::rbx))},
    {"register not saved", notSaved, "the caller's register isn't restored",
     fast::token::saved(toReg(Gpr::r12))},
    {"wrong stack pointer", wrongStack, "a return with a wrong stack pointer"},
    {"misaligned call", misaligned, "a call with a stack that is not aligned"},
};

//===----------------------------------------------------------------------===//
// Running them
//===----------------------------------------------------------------------===//

class Test {
public:
  bool run();

private:
  using Steps = llvm::SmallVector<MachineStep, 0>;
  Steps read(const fast::CodeBuffer &code, const fast::RecordingLog *log);
  std::optional<AllocationError> check(const Function &function,
                                       const Steps &code);
  void runCase(const Case &one);
  void breakCopies(const Case &one, const Function &function,
                   const Steps &code);
  void fail(const char *name, const llvm::Twine &why) {
    outs() << "FAIL " << name << ": " << why << '\n';
    ++failures;
  }

  std::unique_ptr<fast::MachineReader> reader = createMachineReader();
  unsigned failures = 0;
  unsigned broken = 0; ///< Right functions that were broken.
};

} // namespace

Test::Steps Test::read(const fast::CodeBuffer &code,
                       const fast::RecordingLog *log) {
  std::string error;
  Steps steps = reader->read(
      code, log ? log->events() : llvm::ArrayRef<fast::AllocationEvent>(),
      error);
  if (!error.empty())
    fail("reading", error);
  return steps;
}

std::optional<AllocationError> Test::check(const Function &function,
                                           const Steps &code) {
  Steps prologue = read(function.prologueBuffer, nullptr);
  auto labelOffset = [&](Label label) {
    return function.buffer.rawLabelOffset(label);
  };
  auto bytesOf = [](ValueId id) { return id == narrow ? 4u : 8u; };
  return fast::checkAllocation({prologue, code, function.log.events(),
                                labelOffset, bytesOf,
                                calleeSavedGprs | RegSet(toReg(Gpr::rbp)),
                                /*entryStack=*/8});
}

/// Each copy of a right function is needed, and needed where it goes.
void Test::breakCopies(const Case &one, const Function &function,
                       const Steps &code) {
  for (size_t i = 0; i < code.size(); ++i) {
    if (code[i].from.kind == MachineStep::Operand::Kind::None)
      continue;
    auto expectError = [&](const Steps &changed, const char *how) {
      ++broken;
      if (!check(function, changed))
        fail(one.name, llvm::Twine("step ") + llvm::Twine(i) + how);
    };
    Steps changed = code;
    changed[i] = MachineStep();
    changed[i].offset = code[i].offset;
    expectError(changed, " left out is not found");
    if (code[i].to.kind != MachineStep::Operand::Kind::Register)
      continue;
    changed = code;
    changed[i].to.reg = toReg(Gpr::r9);
    changed[i].writes = changed[i].to.reg;
    expectError(changed, " to another register is not found");
  }
}

void Test::runCase(const Case &one) {
  Function function;
  one.build(function);
  Steps code = read(function.buffer, &function.log);
  std::optional<AllocationError> error = check(function, code);
  if (!error && one.error)
    return fail(one.name, "nothing found");
  if (error && (!one.error || error->what != one.error))
    return fail(one.name, error->what);
  if (error && error->value != one.value)
    return fail(one.name, "another value");
  if (!error)
    breakCopies(one, function, code);
}

bool Test::run() {
  for (const Case &one : cases)
    runCase(one);
  outs() << std::size(cases) << " functions, " << broken << " broken ones, "
         << failures << " failures\n";
  return failures == 0;
}

int main() { return Test().run() ? EXIT_SUCCESS : EXIT_FAILURE; }
