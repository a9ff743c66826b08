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

#include "lowering/debug/FunctionEvents.h"
#include "lowering/fast/CodeBuffer.h"
#include "lowering/fast/Values.h"
#include "mlir/IR/Value.h"

namespace shunt::fast {

class Analysis;
struct CallPlaces;

/// What stands for a value of the host that is being compiled; null: nothing
/// single.
using HostValues = llvm::function_ref<mlir::Value(const llvm::Value &)>;

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
  void begin(const debug::HostFunction &function, bool usesFastISel) {
    host = function;
    host.usesFastISel = usesFastISel;
    lines.clear();
    slots.clear();
    parameters.clear();
    noted.clear();
    values.clear();
    returnOrigin = 0;
    epilogueStart = UINT32_MAX;
  }

  bool isOn() const { return host.function; }

  /// From `rawOffset` on, code is of the instruction `origin`.
  void enter(uint32_t rawOffset, uint32_t origin) {
    if (!lines.empty() && lines.back().offset == rawOffset)
      lines.pop_back();
    if (lines.empty() || lines.back().origin != origin)
      lines.push_back({rawOffset, origin});
  }

  /// A return was selected: the epilogue, which all share, is of it.
  void noteReturn(uint32_t origin) { returnOrigin = origin; }

  /// The epilogue begins at `rawOffset`.
  void enterEpilogue(uint32_t rawOffset) {
    epilogueStart = rawOffset;
    if (!lines.empty() && lines.back().offset == rawOffset)
      lines.pop_back();
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

  /// Notes where values are that debug records name and that stay where they
  /// are. `valueOf` finds what stands for a value of the host, `numberOf` the
  /// DWARF number of a register.
  void noteValues(Analysis &analysis, HostValues valueOf,
                  uint16_t (*numberOf)(Reg));

  /// The events, when the code is final. Valid until the next begin().
  debug::FunctionEvents finish(const CodeBuffer &buffer,
                               const FinishedCode &code,
                               object::SymbolId symbol);

  debug::HostFunction host;

private:
  llvm::SmallVector<debug::LineEvent, 0> lines; ///< Raw until finish().
  llvm::SmallVector<debug::SlotEvent, 0> slots;
  llvm::SmallVector<debug::ParameterEvent, 0> parameters;
  /// A value whose event lacks offsets until finish().
  struct NotedValue {
    debug::ValueEvent event;
    uint32_t origin; ///< Of the operation that defines it; 0: it's an argument.
    BlockIndex first; ///< Its register is its own in these blocks.
    BlockIndex last;
  };
  void noteValue(const llvm::Value *hostValue, mlir::Value value,
                 Analysis &analysis, uint16_t (*numberOf)(Reg));
  void placeValues(const CodeBuffer &buffer, uint32_t size);
  llvm::SmallVector<NotedValue, 0> noted;
  llvm::SmallVector<debug::ValueEvent, 0> values;
  uint8_t frameRegister = 0;
  uint32_t returnOrigin = 0;
  uint32_t epilogueStart = UINT32_MAX; ///< Raw.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_DEBUGRECORDER_H
