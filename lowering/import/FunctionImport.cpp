//===- FunctionImport.cpp - Block order and dispatch ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Module.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

bool FunctionImport::import(const llvm::Function &function,
                            ImportedBody &body) {
  swapStorage(body);
  reset(function);
  numberInstructions();
  findNextFunction();
  orderBlocks();
  createBlocks(body.func.getBody());
  if (!module.refused)
    importParameters();
  for (const llvm::BasicBlock *hostBlock : order) {
    if (module.refused)
      break;
    importBlock(*hostBlock);
  }
  body.named.clear();
  if (module.isFolded() && host->getSubprogram() && !module.refused)
    findNamedValues(body.named);
  swapStorage(body);
  return !module.refused;
}

/// Import fills storage that lies here, where it is reached without a detour.
void FunctionImport::swapStorage(ImportedBody &body) {
  std::swap(hostInstructions, body.instructions);
  arena.swap(body.memory);
}

void FunctionImport::drop(ImportedBody &body) {
  Region &region = body.func.getBody();
  if (arena.isActive())
    return arena.drop(region, body.memory);
  region.dropAllReferences();
  region.getBlocks().clear();
}

void FunctionImport::reset(const llvm::Function &function) {
  host = &function;
  entry = block = nullptr;
  lastOfPrologue = nullptr;
  origin = 0;
  current = nullptr;
  lastHost = nullptr;
  lastEntry = Entry();
  values.clear();
  listStorage.clear();
  addresses.clear();
  sharedBits.clear();
  sharedUndefs.clear();
  hostInstructions.clear();
  blocks.assign(function.getMaxBlockNumber(), BlockState());
  order.clear();
  incoming.clear();
}

/// Import is the first to read the module's instructions after all of them
/// were made, so that each next pointer is a cache or TLB miss: walking these
/// lists took a tenth of the fast path on sqlite3. They lie mostly in the order
/// in which they were made, about 130 bytes apart, so what lies a page ahead
/// comes soon: fetching it took a third of that away. importBlock() fetches
/// the next function's.
void FunctionImport::numberInstructions() {
  constexpr ptrdiff_t Ahead = 4096;
  for (const llvm::BasicBlock &hostBlock : *host) {
    blocks[hostBlock.getNumber()].firstOrigin = hostInstructions.size() + 1;
    for (const llvm::Instruction &inst : hostBlock) {
      auto *place = reinterpret_cast<const char *>(&inst);
      __builtin_prefetch(place + Ahead);
      __builtin_prefetch(place + Ahead + 64);
      hostInstructions.push_back(&inst);
    }
  }
}

/// Where the instructions of the function behind this one begin.
void FunctionImport::findNextFunction() {
  auto next = std::next(host->getIterator());
  auto end = host->getParent()->end();
  while (next != end && next->isDeclaration())
    ++next;
  if (next != end)
    nextFunction = reinterpret_cast<const char *>(&next->front().front());
}

void FunctionImport::findNamedValues(
    std::vector<ImportedBody::HostValue> &named) {
  llvm::SmallPtrSet<const llvm::Value *, 16> seen;
  for (const llvm::Instruction *inst : hostInstructions)
    for (const llvm::DbgVariableRecord &record :
         llvm::filterDbgVars(inst->getDbgRecordRange()))
      for (const llvm::Value *operand : record.location_ops()) {
        auto *slot = llvm::dyn_cast<llvm::AllocaInst>(operand);
        bool isSingle = llvm::isa<llvm::Argument, llvm::Instruction>(operand) &&
                        !(slot && slot->isStaticAlloca());
        if (!isSingle || !seen.insert(operand).second)
          continue;
        if (Entry entry = values.lookup(operand); entry && entry.isValue())
          named.emplace_back(operand, entry.value());
      }
}

//===----------------------------------------------------------------------===//
// Block order
//===----------------------------------------------------------------------===//

void FunctionImport::orderBlocks() {
  const llvm::BasicBlock &first = host->getEntryBlock();
  if (host->size() == 1) {
    order.push_back(&first);
    return;
  }
  visited.assign(blocks.size(), false);
  orderFrom(&first);
  if (module.isFolded())
    return;
  // Exact IR has the unreachable blocks too, behind the others: first from
  // those that no block branches to, so that definitions come before uses.
  for (bool wantsRoots : {true, false})
    for (const llvm::BasicBlock &hostBlock : *host)
      if (!visited[hostBlock.getNumber()] &&
          (!wantsRoots || llvm::pred_empty(&hostBlock)))
        orderFrom(&hostBlock);
}

/// Appends the blocks reachable from `root` that have not been visited, in
/// reverse post-order; of two successors the first comes first where it can.
void FunctionImport::orderFrom(const llvm::BasicBlock *root) {
  size_t start = order.size();
  auto push = [&](const llvm::BasicBlock *next) {
    visited[next->getNumber()] = true;
    orderStack.push_back({next, next->getTerminator()->getNumSuccessors()});
  };
  push(root);
  while (!orderStack.empty()) {
    auto &[top, left] = orderStack.back();
    if (left == 0) {
      order.push_back(top);
      orderStack.pop_back();
      continue;
    }
    const llvm::BasicBlock *next = top->getTerminator()->getSuccessor(--left);
    if (!visited[next->getNumber()])
      push(next);
  }
  std::reverse(order.begin() + start, order.end());
}

void FunctionImport::createBlocks(Region &body) {
  for (const llvm::BasicBlock *hostBlock : order)
    blocks[hostBlock->getNumber()].block = arena.createBlock();
  if (module.isFolded()) {
    for (const llvm::BasicBlock *hostBlock : order)
      body.push_back(blockOf(hostBlock));
  } else {
    for (const llvm::BasicBlock &hostBlock : *host)
      body.push_back(blockOf(&hostBlock));
  }
  entry = block = &body.front();
  for (const llvm::BasicBlock *hostBlock : order) {
    for (const llvm::PHINode &phi : hostBlock->phis()) {
      current = &phi;
      const TypeInfo &type = typeOf(phi.getType());
      Block *target = blockOf(hostBlock);
      if (LLVM_LIKELY(type.shape == Shape::Scalar)) {
        values.insert(&phi,
                      Entry(target->addArgument(type.scalar, module.location)));
        continue;
      }
      Parts arguments;
      for (Type part : module.types.parts(type))
        arguments.push_back(target->addArgument(part, module.location));
      values.insert(&phi, makeList(arguments));
    }
    arena.noteArguments(blockOf(hostBlock));
  }
  current = nullptr;
}

/// Says which of a block's arguments are the members of one aggregate.
void FunctionImport::importBlockLayout(const llvm::BasicBlock &hostBlock) {
  auto isAggregate = [](const llvm::PHINode &phi) {
    return phi.getType()->isAggregateType();
  };
  if (llvm::none_of(hostBlock.phis(), isAggregate))
    return;
  SmallVector<Attribute> types;
  for (const llvm::PHINode &phi : hostBlock.phis())
    types.push_back(TypeAttr::get(module.types.layout(phi.getType())));
  propertiesOf<BlockLayoutOp>(append<BlockLayoutOp>({}, {})).types.list =
      ArrayAttr::get(&module.mlir, types);
}

void FunctionImport::importParameters() {
  if (host->arg_empty())
    return;
  SmallVector<Type, 8> types;
  for (const llvm::Argument &argument : host->args())
    boundaryTypes(argument.getType(), types);
  SmallVector<Location, 8> locations(types.size(), module.location);
  entry->addArguments(types, locations);
  ArrayRef<BlockArgument> passed = entry->getArguments();
  for (const llvm::Argument &argument : host->args()) {
    const TypeInfo &type = typeOf(argument.getType());
    if (LLVM_LIKELY(type.shape == Shape::Scalar)) {
      values.insert(&argument, Entry(passed.front()));
      passed = passed.drop_front();
      continue;
    }
    types.clear();
    boundaryTypes(argument.getType(), types);
    Parts list;
    fromBoundary(argument.getType(), passed.take_front(types.size()), list);
    passed = passed.drop_front(types.size());
    values.insert(&argument, makeList(list));
  }
  arena.noteArguments(entry);
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

void FunctionImport::refuse(const llvm::Twine &construct) {
  module.refuse(construct, host, current);
}

void FunctionImport::refuseInstruction(const llvm::Instruction &inst) {
  refuse(inst.getOpcodeName());
}

void FunctionImport::importBlock(const llvm::BasicBlock &hostBlock) {
  const BlockState &state = blocks[hostBlock.getNumber()];
  block = state.block;
  if (hostBlock.hasAddressTaken())
    propertiesOf<BlockTagOp>(append<BlockTagOp>({}, {})).tag =
        hostBlock.getNumber() + 1;
  if (!module.isFolded())
    importBlockLayout(hostBlock);
  const llvm::Instruction *const *next =
      hostInstructions.data() + state.firstOrigin - 1;
  origin = state.firstOrigin;
  do {
    __builtin_prefetch(nextFunction, 0, /*locality=*/2);
    __builtin_prefetch(nextFunction + 64, 0, /*locality=*/2);
    nextFunction += 128;
    current = *next++;
    importInstruction(*current);
    ++origin;
  } while (!current->isTerminator() && !module.refused);
}

void FunctionImport::importInstruction(const llvm::Instruction &inst) {
  using llvm::cast;
  using llvm::Instruction;
  switch (inst.getOpcode()) {
  case Instruction::PHI:
    return;
  case Instruction::Load:
    return importLoad(cast<llvm::LoadInst>(inst));
  case Instruction::Store:
    return importStore(cast<llvm::StoreInst>(inst));
  case Instruction::GetElementPtr:
    return importGetElementPtr(cast<llvm::GetElementPtrInst>(inst));
  case Instruction::Alloca:
    return importAlloca(cast<llvm::AllocaInst>(inst));
  case Instruction::Call:
    return importCall(cast<llvm::CallInst>(inst));
  case Instruction::Br:
    return importBranch(cast<llvm::BranchInst>(inst));
  case Instruction::ICmp:
    return importICmp(cast<llvm::ICmpInst>(inst));
  case Instruction::Switch:
    return importSwitch(cast<llvm::SwitchInst>(inst));
  case Instruction::CallBr:
    return importCallBr(cast<llvm::CallBrInst>(inst));
  case Instruction::IndirectBr:
    return importIndirectBranch(cast<llvm::IndirectBrInst>(inst));
  case Instruction::Ret:
    return importReturn(cast<llvm::ReturnInst>(inst));
  case Instruction::Unreachable:
    append<UnreachableOp>({}, {});
    return;
  case Instruction::Add:
  case Instruction::FAdd:
  case Instruction::Sub:
  case Instruction::FSub:
  case Instruction::Mul:
  case Instruction::FMul:
  case Instruction::UDiv:
  case Instruction::SDiv:
  case Instruction::FDiv:
  case Instruction::URem:
  case Instruction::SRem:
  case Instruction::FRem:
  case Instruction::Shl:
  case Instruction::LShr:
  case Instruction::AShr:
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor:
    return importBinary(inst);
  case Instruction::FNeg:
    return importFNeg(inst);
  case Instruction::Trunc:
  case Instruction::ZExt:
  case Instruction::SExt:
  case Instruction::FPToUI:
  case Instruction::FPToSI:
  case Instruction::UIToFP:
  case Instruction::SIToFP:
  case Instruction::FPTrunc:
  case Instruction::FPExt:
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
  case Instruction::IntToPtr:
  case Instruction::BitCast:
  case Instruction::AddrSpaceCast:
    return importCast(cast<llvm::CastInst>(inst));
  case Instruction::FCmp:
    return importFCmp(cast<llvm::FCmpInst>(inst));
  case Instruction::Select:
    return importSelect(cast<llvm::SelectInst>(inst));
  case Instruction::Freeze:
    return importFreeze(inst);
  case Instruction::ExtractValue:
    return importExtractValue(cast<llvm::ExtractValueInst>(inst));
  case Instruction::InsertValue:
    return importInsertValue(cast<llvm::InsertValueInst>(inst));
  case Instruction::ExtractElement:
    return importExtractElement(cast<llvm::ExtractElementInst>(inst));
  case Instruction::InsertElement:
    return importInsertElement(cast<llvm::InsertElementInst>(inst));
  case Instruction::ShuffleVector:
    return importShuffleVector(cast<llvm::ShuffleVectorInst>(inst));
  case Instruction::AtomicRMW:
    return importAtomicRMW(cast<llvm::AtomicRMWInst>(inst));
  case Instruction::AtomicCmpXchg:
    return importCmpXchg(cast<llvm::AtomicCmpXchgInst>(inst));
  case Instruction::Fence:
    return importFence(cast<llvm::FenceInst>(inst));
  case Instruction::VAArg:
    return importVAArg(cast<llvm::VAArgInst>(inst));
  default:
    if (module.isFolded())
      return refuseInstruction(inst);
    return importException(inst);
  }
}
