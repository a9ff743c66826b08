//===- SelectCalls.cpp - Calls, variable arguments, intrinsics ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/CallingConv.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
using object::WasmTypeId;
namespace wasm = llvm::wasm;
namespace CallingConv = llvm::CallingConv;

//===----------------------------------------------------------------------===//
// Calls by name
//===----------------------------------------------------------------------===//

/// Calls with the operands, of the parameters of `type`, on the operand stack.
void Selector::callSymbol(object::SymbolId symbol, WasmTypeId type) {
  callsEmitted = true;
  WasmTypeId callee = format.typeOfCallee(symbol, type);
  if (callee != type)
    return adaptCall(symbol, type, callee);
  code.relocated(Opcode::Call, wasm::R_WASM_FUNCTION_INDEX_LEB, symbol);
  noteCall();
}

/// A call with another type than the function has: leaves out or makes up
/// arguments at the end and the result. Where even that doesn't fit, control
/// must not come here. (LLVM's WebAssemblyFixFunctionBitcasts makes a wrapper
/// that does the same.)
void Selector::adaptCall(object::SymbolId symbol, WasmTypeId called,
                         WasmTypeId callee) {
  const object::WasmSignature &from = format.info[called];
  const object::WasmSignature &to = format.info[callee];
  size_t common = std::min(from.params.size(), to.params.size());
  bool fits = from.params.take_front(common) == to.params.take_front(common) &&
              (from.results.empty() || to.results.empty() ||
               from.results == to.results);
  for (size_t i = fits ? common : 0; i < from.params.size(); ++i)
    code.op(Opcode::Drop);
  auto pushNothing = [&](WasmType type) {
    switch (type) {
    case WasmType::I32:
      return code.i32(0);
    case WasmType::I64:
      return code.i64(0);
    case WasmType::F32:
      return code.f32(0);
    case WasmType::F64:
      return code.f64(0);
    }
  };
  if (!fits) {
    code.op(Opcode::Unreachable);
    llvm::for_each(from.results, pushNothing);
    return;
  }
  llvm::for_each(to.params.drop_front(common), pushNothing);
  code.relocated(Opcode::Call, wasm::R_WASM_FUNCTION_INDEX_LEB, symbol);
  noteCall();
  if (from.results.empty() && !to.results.empty())
    code.op(Opcode::Drop);
  if (to.results.empty())
    llvm::for_each(from.results, pushNothing);
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// An argument, copied to the frame if it is passed by value in memory.
void Selector::pushArgument(Value value, const ParamAbi &abi) {
  if (abi.isByval) {
    uint32_t copy =
        allocateFrame(std::max<uint64_t>(abi.byvalSize, 1), abi.byvalAlignment);
    if (abi.byvalSize == 0) {
      discard(value);
      return pushFrameAddress(copy);
    }
    pushFrameAddress(copy);
    push(value);
    code.i32(int32_t(abi.byvalSize));
    if (features.bulkMemory) {
      code.misc(MiscOp::MemoryCopy);
      code.byte(0);
      code.byte(0);
    } else {
      WasmType params[] = {WasmType::I32, WasmType::I32, WasmType::I32};
      callSymbol(module.symbols.runtime("memcpy").id,
                 format.info.typeOf(params, WasmType::I32));
      code.op(Opcode::Drop);
    }
    return pushFrameAddress(copy);
  }
  if (abi.extend == ParamAbi::Extend::None ||
      !isa<IntegerType>(value.getType()))
    return push(value);
  unsigned bits = bitsOf(value.getType());
  pushExtended(value, abi.extend == ParamAbi::Extend::Sign,
               bits <= 32 ? 32 : 64);
}

/// Stores the variable arguments to a buffer in the frame, each at its type's
/// alignment, and pushes the buffer's address.
bool Selector::pushVariable(CallOp call, ValueRange values) {
  if (values.empty()) {
    code.i32(0);
    return true;
  }
  // What the values stand for, and where: one of more than 64 bits is several.
  SmallVector<uint64_t, 8> offsets;
  uint64_t size = 0;
  auto place = [&](Type type) {
    fast::Layout layout = fast::layoutOf(type, pointerBytes);
    size = llvm::alignTo(size, layout.alignment);
    SmallVector<Type, 4> members;
    flatten(type, members, WideValues::Split);
    for (size_t i = 0; i < members.size(); ++i)
      offsets.push_back(size + 8 * i);
    size += layout.size;
  };
  if (ArrayAttr types = call.getProperties().variadic.list) {
    for (auto type : types.getAsRange<TypeAttr>())
      if (isa<StructType, ArrayType, VectorType>(type.getValue()))
        return refuse("aggregate or vector as variable argument", call);
      else
        place(type.getValue());
  } else {
    for (Value value : values)
      place(value.getType());
  }
  uint32_t area = allocateFrame(size, 16);
  for (auto [value, offset] : llvm::zip_equal(values, offsets)) {
    Type type = value.getType();
    MemArg argument{uint32_t(area + offset), 2};
    if (isQuad(type)) {
      Local low = takeLocal(WasmType::I64), high = takeLocal(WasmType::I64);
      push(value);
      code.set(high);
      code.set(low);
      argument.alignLog2 = 3;
      storePieces(frame(), argument, 8, low, true);
      argument.offset += 8;
      storePieces(frame(), argument, 8, high, true);
      freeLocal(WasmType::I64, low);
      freeLocal(WasmType::I64, high);
      continue;
    }
    code.get(frame());
    push(value);
    switch (wasmType(type)) {
    case WasmType::I32:
      code.access(Opcode::I32Store, argument);
      break;
    case WasmType::F32:
      code.access(Opcode::F32Store, argument);
      break;
    case WasmType::I64:
      argument.alignLog2 = 3;
      code.access(Opcode::I64Store, argument);
      break;
    case WasmType::F64:
      argument.alignLog2 = 3;
      code.access(Opcode::F64Store, argument);
      break;
    }
  }
  pushFrameAddress(area);
  return true;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool Selector::isPlainConvention(uint32_t convention) {
  switch (convention) {
  case CallingConv::C:
  case CallingConv::Fast:
  case CallingConv::Cold:
  case CallingConv::PreserveMost:
  case CallingConv::PreserveAll:
    return true;
  default:
    return false;
  }
}

bool Selector::checkAttributes(const CallAbi &abi, Operation *op) {
  if (!abi.unsupported.empty())
    return refuse(abi.unsupported, op);
  if (llvm::any_of(abi.params,
                   [](const ParamAbi &param) { return param.isNest; }))
    return refuse("nest parameter", op);
  return true;
}

bool Selector::checkCall(CallOp call, const CallAbi &abi,
                         const Signature &lowered) {
  auto &properties = call.getProperties();
  if (!isPlainConvention(properties.callingConv))
    return refuse(
        "calling convention " + std::to_string(properties.callingConv), call);
  if (!checkAttributes(abi, call))
    return false;
  if (abi.returnsTwice)
    return refuse("call of a function that returns twice", call);
  if (properties.tail == TailKind::MustTail)
    return refuse("musttail call", call);
  if (lowered.hasVector)
    return refuse("vector across a call", call);
  return true;
}

/// Loads the results that a call has left in the frame.
void Selector::loadResults(Operation *op, const Signature &lowered,
                           uint32_t offset) {
  for (auto [i, result] : llvm::enumerate(op->getResults())) {
    if (info(result).uses == 0)
      continue;
    MemArg argument{uint32_t(offset + lowered.resultOffsets[i]), 0};
    unsigned bytes = fast::layoutOf(result.getType(), pointerBytes).size;
    argument.alignLog2 = std::min(llvm::Log2_32(std::max(bytes, 1u)), 3u);
    code.get(frame());
    switch (wasmType(result.getType())) {
    case WasmType::F32:
      code.access(Opcode::F32Load, argument);
      break;
    case WasmType::F64:
      code.access(Opcode::F64Load, argument);
      break;
    case WasmType::I64:
      code.access(Opcode::I64Load, argument);
      if (isQuad(result.getType())) {
        argument.offset += 8;
        code.get(frame());
        code.access(Opcode::I64Load, argument);
      }
      break;
    case WasmType::I32:
      code.access(bytes == 4   ? Opcode::I32Load
                  : bytes == 2 ? Opcode::I32Load16U
                               : Opcode::I32Load8U,
                  argument);
      break;
    }
    define(result);
  }
}

bool Selector::selectCall(Operation *op) {
  auto call = cast<CallOp>(op);
  auto &properties = call.getProperties();
  const CallAbi &abi = format.convention.decode(properties.attributeList.list);
  ArrayAttr variadic = properties.variadic.list;
  const Signature &lowered = format.convention.lower(
      properties.signature.type, variadic ? variadic.size() : 0);
  if (!checkCall(call, abi, lowered))
    return false;
  callsEmitted = true;
  bool isIndirect = !properties.callee;
  ValueRange arguments = call.getArguments();
  Value callee;
  if (isIndirect) {
    callee = arguments.front();
    arguments = arguments.drop_front();
  }
  uint32_t memory = 0;
  if (lowered.demotesResult()) {
    memory = allocateFrame(lowered.resultSize, lowered.resultAlignment);
    pushFrameAddress(memory);
  }
  size_t named = lowered.params.size();
  for (size_t i = 0; i < named; ++i)
    pushArgument(arguments[i], abi.param(lowered.paramOf[i]));
  if (lowered.isVariadic && !pushVariable(call, arguments.drop_front(named)))
    return false;
  if (isIndirect)
    push(callee);
  flush(memoryBit);
  if (isIndirect) {
    code.relocated(Opcode::CallIndirect, wasm::R_WASM_TYPE_INDEX_LEB,
                   object::SymbolId::None, llvm::to_underlying(lowered.type));
    if (features.callIndirectOverlong)
      code.field(wasm::R_WASM_TABLE_NUMBER_LEB, format.functionTable(), 0);
    else
      code.byte(0);
    noteCall();
    format.functionTable();
  } else {
    callSymbol(module.symbols[properties.callee].id, lowered.type);
  }
  if (lowered.demotesResult())
    loadResults(op, lowered, memory);
  else if (op->getNumResults() == 1)
    define(op->getResult(0));
  return true;
}

bool Selector::selectReturn(Operation *op) {
  for (auto [i, value] : llvm::enumerate(op->getOperands())) {
    if (!signature->demotesResult()) {
      pushArgument(value, functionAbi->result);
      continue;
    }
    Type type = value.getType();
    unsigned bytes = fast::layoutOf(type, pointerBytes).size;
    MemArg argument{uint32_t(signature->resultOffsets[i]), 0};
    argument.alignLog2 = std::min(llvm::Log2_32(std::max(bytes, 1u)), 3u);
    if (isQuad(type)) {
      Local low = takeLocal(WasmType::I64), high = takeLocal(WasmType::I64);
      push(value);
      code.set(high);
      code.set(low);
      argument.alignLog2 = 3;
      storePieces(resultPointer, argument, 8, low, true);
      argument.offset += 8;
      storePieces(resultPointer, argument, 8, high, true);
      freeLocal(WasmType::I64, low);
      freeLocal(WasmType::I64, high);
      continue;
    }
    code.get(resultPointer);
    push(value);
    switch (wasmType(type)) {
    case WasmType::F32:
      code.access(Opcode::F32Store, argument);
      break;
    case WasmType::F64:
      code.access(Opcode::F64Store, argument);
      break;
    case WasmType::I64:
      code.access(Opcode::I64Store, argument);
      break;
    case WasmType::I32:
      code.access(bytes == 4   ? Opcode::I32Store
                  : bytes == 2 ? Opcode::I32Store16
                               : Opcode::I32Store8,
                  argument);
      break;
    }
  }
  emitEpilogue();
  // The last block's values are the function's.
  endsInReturn =
      current + 1 == analysis.blocks().size() && structure.height() == 0;
  if (!endsInReturn)
    code.op(Opcode::Return);
  return true;
}

//===----------------------------------------------------------------------===//
// Variable arguments, the stack
//===----------------------------------------------------------------------===//

bool Selector::selectVaStart(Operation *op) {
  if (variablePointer == noLocal)
    return refuse("va_start in a function without variable arguments", op);
  push(op->getOperand(0));
  code.get(variablePointer);
  flush(memoryBit);
  code.access(Opcode::I32Store, {0, 2});
  return true;
}

bool Selector::selectVaEnd(Operation *op) {
  discard(op);
  return true;
}

bool Selector::selectVaCopy(Operation *op) {
  push(op->getOperand(0));
  push(op->getOperand(1));
  code.access(Opcode::I32Load, {0, 2});
  flush(memoryBit);
  code.access(Opcode::I32Store, {0, 2});
  return true;
}

bool Selector::selectStackSave(Operation *op) {
  pushStackPointer();
  define(op->getResult(0));
  return true;
}

bool Selector::selectStackRestore(Operation *op) {
  push(op->getOperand(0));
  setStackPointer();
  return true;
}

/// No frame but the function's own can be found.
bool Selector::selectFrameAddress(Operation *op) {
  if (propertiesOf<FrameAddressOp>(op).level == 0)
    pushFrameAddress(0);
  else
    code.i32(0);
  define(op->getResult(0));
  return true;
}

bool Selector::selectReadCycleCounter(Operation *op) {
  code.i64(0);
  define(op->getResult(0));
  return true;
}

//===----------------------------------------------------------------------===//
// Intrinsics, inline assembly
//===----------------------------------------------------------------------===//

bool Selector::selectIntrinsic(Operation *op) {
  StringRef name = cast<IntrinsicOp>(op).getName();
  bool isInteger = op->getNumOperands() > 0 &&
                   isa<IntegerType, PointerType>(op->getOperand(0).getType());
  if ((name.starts_with("llvm.scmp.") || name.starts_with("llvm.ucmp.")) &&
      isInteger)
    return selectThreeWay(op, name.starts_with("llvm.scmp."));
  if (name == "llvm.minimum.f32" || name == "llvm.minimum.f64" ||
      name == "llvm.maximum.f32" || name == "llvm.maximum.f64") {
    selectFloat(op,
                name.starts_with("llvm.min") ? Opcode::F32Min : Opcode::F32Max);
    define(op->getResult(0));
    return true;
  }
  if (name.starts_with("llvm.llrint.") || name.starts_with("llvm.llround.")) {
    if (!op->getResult(0).getType().isInteger(64))
      return refuse("call to " + name.str(), op);
    selectRounding(op, name.starts_with("llvm.llrint.") ? "rint" : "round");
    define(op->getResult(0));
    return true;
  }
  bool isGrow = name == "llvm.wasm.memory.grow.i32";
  if (!isGrow && name != "llvm.wasm.memory.size.i32")
    return refuse("call to " + name.str(), op);
  if (constantOf(op->getOperand(0)) != 0)
    return refuse("a memory other than the first", op);
  if (isGrow)
    push(op->getOperand(1));
  code.op(isGrow ? Opcode::MemoryGrow : Opcode::MemorySize);
  code.byte(0);
  define(op->getResult(0));
  return true;
}

/// Without instructions: a barrier, whose results are the operands that they
/// are tied to.
bool Selector::selectInlineAsm(Operation *op) {
  auto assembly = cast<InlineAsmOp>(op);
  if (!assembly.getAssembly().empty())
    return refuse("inline assembly", op);
  flush(memoryBit);
  SmallVector<Value, 4> sources(op->getNumResults());
  ValueRange operands = assembly.getArguments();
  for (StringRef constraint : llvm::split(assembly.getConstraints(), ',')) {
    bool isOutput = constraint.consume_front("=");
    bool isIndirect = constraint.contains('*');
    if (constraint.starts_with("~") || (isOutput && !isIndirect))
      continue;
    if (operands.empty())
      return refuse("inline assembly with this constraint", op);
    Value operand = operands.front();
    operands = operands.drop_front();
    unsigned tied;
    if (constraint.getAsInteger(10, tied) || tied >= sources.size() ||
        sources[tied] || operand.getType() != op->getResult(tied).getType())
      discard(operand);
    else
      sources[tied] = operand;
  }
  for (auto [result, source] : llvm::zip_equal(op->getResults(), sources)) {
    if (source)
      push(source);
    else
      pushZero(result.getType());
    define(result);
  }
  return true;
}
