//===- DebugRecorder.h - Where a function's code came from ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Notes, while a function with debug information is selected, which code is of
// which instruction of the host, and where variables lie. Operations carry no
// locations: their header's origin is the host instruction's number.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_DEBUGRECORDER_H
#define SHUNT_LOWERING_FAST_DEBUGRECORDER_H

#include "lowering/debug/DebugTarget.h"
#include "lowering/debug/FunctionEvents.h"
#include "lowering/fast/Values.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/STLExtras.h"

namespace shunt::fast {

class Analysis;
struct CallPlaces;

/// Values of the host's function that debug records name, but for slots, each
/// with the one that stands for it.
using HostValues = llvm::ArrayRef<std::pair<const llvm::Value *, mlir::Value>>;

/// Where the code of a finished function went.
struct FinalCode {
  uint32_t size;     ///< Bytes.
  uint32_t headSize; ///< See FunctionEvents.
  /// Raw offset to bytes from the function's start; raw offsets come in
  /// non-decreasing order.
  llvm::function_ref<uint32_t(uint32_t)> translate;
  /// Where a block begins, in bytes from the function's start.
  llvm::function_ref<uint32_t(BlockIndex)> startOf;
};

/// What a function's frame is like.
struct FrameShape {
  uint8_t frameRegister; ///< DWARF number of what places count from.
  int32_t firstStackArgument = 0;
  int32_t resultHome = noHome; ///< Where the result's address is kept.
};

/// The events of one function after the other.
class DebugRecorder {
public:
  /// Begins a function. Off unless `host` names one.
  void begin(const debug::HostFunction &function,
             const debug::DebugTarget &target) {
    host = function;
    host.usesFastISel = target.usesFastISel;
    host.dropsLoneBranches = target.dropsLoneBranches;
    lines.clear();
    calls.clear();
    hasTailCalls = false;
    slots.clear();
    parameters.clear();
    noted.clear();
    values.clear();
    returnOrigin = 0;
    epilogueLine = none;
  }

  bool isOn() const { return host.function; }

  /// From `rawOffset` on, code is of the instruction `origin`.
  void enter(uint32_t rawOffset, uint32_t origin) {
    if (!lines.empty() && lines.back().offset == rawOffset)
      lines.pop_back();
    if (lines.empty() || lines.back().origin != origin)
      lines.push_back({rawOffset, origin});
  }

  /// A block's code begins.
  void beginBlock(uint32_t rawOffset) { blockStart = rawOffset; }

  /// The host's instruction that an operation's code begins with. The
  /// comparison that import gave to a branch stood in front of it; where the
  /// branch itself begins, enter() says.
  static uint32_t lineOriginOf(mlir::Operation *op);

  /// From `rawOffset` on, code is of `op`. A branch that LLVM would leave out
  /// belongs to what stands in front of it in its block.
  void enterOperation(uint32_t rawOffset, mlir::Operation *op);

  /// Whether a debugger must be able to stop at a branch, even if the layout of
  /// the blocks makes it superfluous: it is a statement on a line of its own
  /// (`continue`, `break`).
  bool isStop(mlir::Operation *op) const;

  /// The instruction that code is of now; 0: none.
  uint32_t origin() const { return lines.empty() ? 0 : lines.back().origin; }

  /// A call of the instruction that code is of now ends at `rawOffset`.
  void noteCall(uint32_t rawOffset) { calls.push_back({rawOffset, origin()}); }
  /// One takes the function's place.
  void noteTailCall() { hasTailCalls = true; }

  /// The code behind `rawOffset` was taken back.
  void moveBack(uint32_t rawOffset) {
    for (debug::LineEvent &event : llvm::reverse(lines)) {
      if (event.offset <= rawOffset)
        return;
      event.offset = rawOffset;
    }
  }

  /// The epilogue begins at `rawOffset`.
  void enterEpilogue(uint32_t rawOffset) {
    if (!lines.empty() && lines.back().offset == rawOffset)
      lines.pop_back();
    epilogueLine = lines.size();
    lines.push_back({rawOffset, returnOrigin});
  }

  /// Whether code of `from` may become code of `to`: a debugger that steps must
  /// not miss a line.
  bool mayMove(uint32_t from, uint32_t to) const {
    return from && to && host.mayJoin(from, to);
  }

  /// Notes where the function's slots and its parameters in memory lie.
  void noteFrame(Analysis &analysis, const CallPlaces &places,
                 const FrameShape &shape);

  /// What frame offsets count from.
  void noteFrameBase(const debug::FrameBase &base) { frameBase = base; }
  /// Notes where the memory is that the host's alloca `origin` stands for.
  void noteSlot(uint32_t origin, const debug::MemoryPlace &place) {
    slots.push_back({origin, place});
  }
  /// The same for a parameter that is the address of a variable.
  void noteParameter(uint32_t number, const debug::MemoryPlace &place) {
    parameters.push_back({number, place});
  }

  /// Notes where those of `named` are that stay where they are. `numberOf`
  /// finds the DWARF number of a register.
  void noteValues(Analysis &analysis, HostValues named,
                  uint16_t (*numberOf)(Reg));

  /// Notes where a value is; it has the place for itself if that is no
  /// register.
  void noteValue(const llvm::Value *hostValue, mlir::Value value,
                 Analysis &analysis, debug::ValueEvent::Kind kind,
                 int32_t number);

  /// The events, when the code is final. Valid until the next begin().
  debug::FunctionEvents finish(const FinalCode &code, object::SymbolId symbol);

  debug::HostFunction host;

private:
  llvm::SmallVector<debug::LineEvent, 0> lines; ///< Raw until finish().
  llvm::SmallVector<debug::CallEvent, 0> calls; ///< Raw until finish().
  bool hasTailCalls = false;
  llvm::SmallVector<debug::SlotEvent, 0> slots;
  llvm::SmallVector<debug::ParameterEvent, 0> parameters;
  /// A value whose event lacks offsets until finish().
  struct NotedValue {
    debug::ValueEvent event;
    uint32_t origin; ///< Of the operation that defines it; 0: it's an argument.
    BlockIndex first; ///< Its register is its own in these blocks.
    BlockIndex last;
  };
  void placeCode(const FinalCode &code);
  bool isWhole(const llvm::Type *type, const ValueInfo &info) const;
  void placeValues(const FinalCode &code);
  llvm::SmallVector<NotedValue, 0> noted;
  llvm::SmallVector<debug::ValueEvent, 0> values;
  static constexpr size_t none = SIZE_MAX;
  debug::FrameBase frameBase = {};
  uint32_t blockStart = 0;    ///< Raw.
  uint32_t returnOrigin = 0;  ///< The epilogue, which all share, is of it.
  size_t epilogueLine = none; ///< In `lines`: that begins the epilogue.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_DEBUGRECORDER_H
