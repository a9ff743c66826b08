//===- MetadataText.cpp - What only text has to carry ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One pass over each function after its import: header.origin says which host
// instruction an operation came from. The last operation of an origin is the
// instruction; those before it are constants and parts of constants.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/MetadataText.h"
#include "lowering/import/MetadataTable.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

namespace {
/// Carries one function's metadata and debug records after another's.
class FunctionText {
public:
  FunctionText(ModuleContext &module, MetadataTable &table)
      : module(module), table(table), builder(&module.mlir),
        dialect(*module.mlir.getLoadedDialect<ShuntDialect>()) {
    module.host.getContext().getMDKindNames(kindNames);
  }

  void run(FuncOp function, const llvm::Function &host);

  /// Attaches what `metadata` lists, by kind.
  void attach(Operation *op,
              ArrayRef<std::pair<unsigned, llvm::MDNode *>> metadata);

private:
  void findInstructions(FuncOp function);
  void noteConstantExpression(Operation *op);
  void importBlock(Block &block, const llvm::BasicBlock &host);
  void importPhis(Block &block, const llvm::BasicBlock &host);
  void importPhi(Block &block, BlockArgument argument,
                 const llvm::PHINode &host);
  bool incomingOrder(const llvm::PHINode &phi, SmallVectorImpl<int64_t> &order);
  void importInstruction(Operation *op, const llvm::Instruction &host);
  void importCall(Operation *op, const llvm::CallInst &host);
  void importArguments(IntrinsicOp op, const llvm::CallInst &host);
  void importRecord(Operation *before, const llvm::DbgRecord &record);
  Attribute debugOperand(const llvm::Metadata *metadata);
  Attribute debugValue(const llvm::Value *value);
  void setIds();

  /// Makes an operation of this function; its place is the caller's business.
  template <typename Op> Operation *create(ValueRange operands = {}) {
    return Operation::create(
        module.location, operationName<Op>(&module.mlir), TypeRange(), operands,
        DictionaryAttr::get(&module.mlir), OpaqueProperties(nullptr),
        BlockRange(), /*numRegions=*/0);
  }

  ModuleContext &module;
  MetadataTable &table;
  Builder builder;
  ShuntDialect &dialect;
  SmallVector<StringRef> kindNames; ///< By kind.

  // Of the function that is being carried:
  const llvm::Function *host = nullptr;
  llvm::DenseMap<const llvm::Instruction *, uint32_t> ordinals; ///< From 0.
  std::vector<Operation *> instructions;           ///< By ordinal; null: none.
  llvm::DenseSet<const llvm::Instruction *> named; ///< By debug records.
  llvm::DenseSet<Value> constants;
};
} // namespace

//===----------------------------------------------------------------------===//
// Attachments
//===----------------------------------------------------------------------===//

void FunctionText::attach(
    Operation *op, ArrayRef<std::pair<unsigned, llvm::MDNode *>> metadata) {
  if (metadata.empty())
    return;
  SmallVector<StringAttr> kinds;
  SmallVector<uint32_t> nodes;
  for (auto [kind, node] : metadata) {
    kinds.push_back(builder.getStringAttr(kindNames[kind]));
    nodes.push_back(table.number(node));
  }
  dialect.getMdAttrHelper().setAttr(
      op, AttachmentsAttr::get(&module.mlir, kinds, nodes));
}

/// Names the nodes among an intrinsic's arguments that its operation does not
/// say in strings.
void FunctionText::importArguments(IntrinsicOp op, const llvm::CallInst &call) {
  MetadataArguments &metadata = op.getProperties().metadata;
  if (!metadata)
    return;
  SmallVector<Attribute> forms(metadata.arguments.getValue());
  auto *next = forms.begin();
  for (const llvm::Use &argument : call.args()) {
    auto *value = llvm::dyn_cast<llvm::MetadataAsValue>(argument);
    if (!value)
      continue;
    auto *node = llvm::dyn_cast<llvm::MDNode>(value->getMetadata());
    if (node && (node->isDistinct() || isa<UnitAttr>(*next)))
      *next = NodeAttr::get(&module.mlir, table.number(node));
    else if (isa<UnitAttr>(*next))
      module.refuse("metadata argument that is no node", host, &call);
    ++next;
  }
  metadata.arguments = builder.getArrayAttr(forms);
}

/// What an intrinsic's call says and its operation has no place for.
void FunctionText::importCall(Operation *op, const llvm::CallInst &call) {
  if (!llvm::isa<llvm::IntrinsicInst>(call))
    return;
  if (call.getTailCallKind() != llvm::CallInst::TCK_None &&
      !isa<IntrinsicOp>(op))
    dialect.getTailAttrHelper().setAttr(
        op, builder.getStringAttr(
                stringifyTailKind(TailKind(uint8_t(call.getTailCallKind())))));
  if (auto intrinsic = dyn_cast<IntrinsicOp>(op)) {
    importArguments(intrinsic, call);
  } else if (!isa<InlineAsmOp>(op) && !call.getAttributes().isEmpty()) {
    dialect.getAttributesAttrHelper().setAttr(
        op,
        cast<AttributeListAttr>(module.attributes(call.getAttributes()).list));
  }
}

void FunctionText::importInstruction(Operation *op,
                                     const llvm::Instruction &inst) {
  if (auto *call = llvm::dyn_cast<llvm::CallInst>(&inst))
    importCall(op, *call);
  SmallVector<std::pair<unsigned, llvm::MDNode *>> metadata;
  inst.getAllMetadata(metadata);
  attach(op, metadata);
}

/// Whether the operation is a constant and never an instruction.
static bool isConstant(Operation *op) {
  return isa<ConstantOp, VectorConstantOp, UndefOp, BlockAddressOp,
             AddressOfOp>(op);
}

/// Marks `op` if it is part of a constant: export can't tell that from an
/// instruction with constant operands.
void FunctionText::noteConstantExpression(Operation *op) {
  bool isPart = isConstant(op);
  Operation *next = op->getNextNode();
  if (!isPart && op->getNumResults() == 1 && next &&
      headerOf(next).origin == headerOf(op).origin &&
      llvm::all_of(op->getOperands(),
                   [&](Value value) { return constants.contains(value); })) {
    dialect.getConstantExpressionAttrHelper().setAttr(op,
                                                      builder.getUnitAttr());
    isPart = true;
  }
  if (isPart)
    constants.insert(op->getResult(0));
}

//===----------------------------------------------------------------------===//
// Phis
//===----------------------------------------------------------------------===//

/// The order of the operands of `phi`, see PhiOp. False: as predecessors come.
bool FunctionText::incomingOrder(const llvm::PHINode &phi,
                                 SmallVectorImpl<int64_t> &order) {
  const llvm::BasicBlock *block = phi.getParent();
  llvm::DenseMap<const llvm::BasicBlock *, SmallVector<int64_t, 1>> places;
  llvm::SmallSetVector<const llvm::BasicBlock *, 8> predecessors(
      phi.block_begin(), phi.block_end());
  SmallVector<const llvm::BasicBlock *> inOrder(predecessors.getArrayRef());
  llvm::sort(inOrder, [&](const auto *a, const auto *b) {
    return ordinals.lookup(a->getTerminator()) <
           ordinals.lookup(b->getTerminator());
  });
  int64_t count = 0;
  for (const llvm::BasicBlock *predecessor : inOrder)
    for (const llvm::BasicBlock *successor : llvm::successors(predecessor))
      if (successor == block)
        places[predecessor].push_back(count++);
  for (auto &entry : places)
    std::reverse(entry.second.begin(), entry.second.end());
  for (const llvm::BasicBlock *predecessor : phi.blocks())
    order.push_back(places[predecessor].pop_back_val());
  return !llvm::is_sorted(order);
}

void FunctionText::importPhi(Block &block, BlockArgument argument,
                             const llvm::PHINode &phi) {
  SmallVector<int64_t> order;
  bool hasOrder = incomingOrder(phi, order);
  bool isNamed = named.contains(&phi);
  SmallVector<std::pair<unsigned, llvm::MDNode *>> metadata;
  phi.getAllMetadata(metadata);
  auto *floating = llvm::dyn_cast<llvm::FPMathOperator>(&phi);
  auto fastMath = FastMath::None;
  if (floating)
    fastMath = FastMath(floating->getRawSubclassOptionalData());
  if (!hasOrder && !isNamed && metadata.empty() && fastMath == FastMath::None)
    return;
  Operation *op = create<PhiOp>(ValueRange(argument));
  auto &properties = propertiesOf<PhiOp>(op);
  properties.fastMath = fastMath;
  if (hasOrder)
    properties.incoming.values.assign(order.begin(), order.end());
  attach(op, metadata);
  instructions[ordinals.lookup(&phi)] = op;
  auto place = block.begin();
  while (isa<BlockTagOp, PhiOp>(*place))
    ++place;
  block.getOperations().insert(place, op);
}

void FunctionText::importPhis(Block &block, const llvm::BasicBlock &hostBlock) {
  ArrayRef<BlockArgument> arguments = block.getArguments();
  for (const llvm::PHINode &phi : hostBlock.phis()) {
    const TypeInfo &type = module.types.get(phi.getType());
    if (!phi.getType()->isAggregateType())
      importPhi(block, arguments.front(), phi);
    arguments = arguments.drop_front(module.types.parts(type).size());
  }
}

//===----------------------------------------------------------------------===//
// Debug records
//===----------------------------------------------------------------------===//

/// Makes debug records name `value`; what no operation stands for is poison.
Attribute FunctionText::debugValue(const llvm::Value *value) {
  SmallVector<unsigned> path;
  const llvm::Value *base = value;
  while (auto *extract = llvm::dyn_cast<llvm::ExtractValueInst>(base)) {
    path.insert(path.begin(), extract->idx_begin(), extract->idx_end());
    base = extract->getAggregateOperand();
  }
  if (auto *argument = llvm::dyn_cast<llvm::Argument>(base))
    return LocalAttr::get(&module.mlir, argument->getArgNo(), path);
  auto *inst = llvm::dyn_cast<llvm::Instruction>(base);
  if (inst && instructions[ordinals.lookup(inst)]) {
    return LocalAttr::get(&module.mlir,
                          host->arg_size() + ordinals.lookup(inst), path);
  }
  auto *constant = llvm::dyn_cast<llvm::Constant>(base);
  if (!constant || !path.empty())
    constant = llvm::PoisonValue::get(value->getType());
  return NodeConstantAttr::get(&module.mlir, table.constant(constant));
}

Attribute FunctionText::debugOperand(const llvm::Metadata *metadata) {
  if (auto *value = llvm::dyn_cast<llvm::ValueAsMetadata>(metadata))
    return debugValue(value->getValue());
  if (auto *list = llvm::dyn_cast<llvm::DIArgList>(metadata)) {
    SmallVector<Attribute> values;
    for (const llvm::ValueAsMetadata *value : list->getArgs())
      values.push_back(debugValue(value->getValue()));
    return builder.getArrayAttr(values);
  }
  return NodeAttr::get(&module.mlir, table.number(metadata));
}

void FunctionText::importRecord(Operation *before,
                                const llvm::DbgRecord &record) {
  Operation *op;
  uint32_t debugLoc = table.number(record.getDebugLoc().getAsMDNode());
  if (auto *label = llvm::dyn_cast<llvm::DbgLabelRecord>(&record)) {
    op = create<DebugLabelOp>();
    auto &properties = propertiesOf<DebugLabelOp>(op);
    properties.label = table.number(label->getLabel());
    properties.debugLoc = debugLoc;
  } else {
    const auto &variable = llvm::cast<llvm::DbgVariableRecord>(record);
    op = create<DebugVariableOp>();
    auto &properties = propertiesOf<DebugVariableOp>(op);
    properties.kind = DebugKind(uint8_t(variable.getType()));
    properties.location.form = debugOperand(variable.getRawLocation());
    properties.variable = table.number(variable.getVariable());
    properties.expression = table.number(variable.getExpression());
    properties.debugLoc = debugLoc;
    if (variable.isDbgAssign()) {
      properties.assignment = table.number(variable.getAssignID());
      properties.address.form = debugOperand(variable.getRawAddress());
      properties.addressExpression =
          table.number(variable.getAddressExpression());
    }
  }
  before->getBlock()->getOperations().insert(before->getIterator(), op);
}

/// Notes the instructions that debug records name.
static void noteNamed(const llvm::Metadata *metadata,
                      llvm::DenseSet<const llvm::Instruction *> &named) {
  auto note = [&](const llvm::ValueAsMetadata *entry) {
    const llvm::Value *value = entry->getValue();
    while (auto *extract = llvm::dyn_cast<llvm::ExtractValueInst>(value))
      value = extract->getAggregateOperand();
    if (auto *inst = llvm::dyn_cast<llvm::Instruction>(value))
      named.insert(inst);
  };
  if (auto *value = llvm::dyn_cast_or_null<llvm::ValueAsMetadata>(metadata))
    note(value);
  if (auto *list = llvm::dyn_cast_or_null<llvm::DIArgList>(metadata))
    llvm::for_each(list->getArgs(), note);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

void FunctionText::findInstructions(FuncOp function) {
  ordinals.clear();
  named.clear();
  constants.clear();
  for (const llvm::Instruction &inst : llvm::instructions(*host)) {
    ordinals.try_emplace(&inst, ordinals.size());
    for (const llvm::DbgRecord &record : inst.getDbgRecordRange())
      if (auto *variable = llvm::dyn_cast<llvm::DbgVariableRecord>(&record)) {
        noteNamed(variable->getRawLocation(), named);
        if (variable->isDbgAssign())
          noteNamed(variable->getRawAddress(), named);
      }
  }
  instructions.assign(ordinals.size(), nullptr);
  for (Block &block : function.getBody())
    for (Operation &op : block)
      if (uint32_t origin = headerOf(&op).origin;
          origin && !isConstant(&op) && !isa<BlockTagOp>(op))
        instructions[origin - 1] = &op;
}

void FunctionText::importBlock(Block &block,
                               const llvm::BasicBlock &hostBlock) {
  for (Operation &op : block)
    noteConstantExpression(&op);
  auto place = block.begin();
  for (const llvm::Instruction &inst : hostBlock) {
    uint32_t ordinal = ordinals.lookup(&inst);
    while (isa<BlockTagOp, PhiOp>(*place) ||
           headerOf(&*place).origin < ordinal + 1)
      ++place;
    for (const llvm::DbgRecord &record : inst.getDbgRecordRange())
      importRecord(&*place, record);
    if (Operation *op = instructions[ordinal]; op && !isa<PhiOp>(op))
      importInstruction(op, inst);
  }
}

void FunctionText::setIds() {
  for (const llvm::Instruction *inst : named)
    if (Operation *op = instructions[ordinals.lookup(inst)])
      dialect.getIdAttrHelper().setAttr(
          op, builder.getI32IntegerAttr(
                  int32_t(host->arg_size() + ordinals.lookup(inst))));
}

void FunctionText::run(FuncOp function, const llvm::Function &hostFunction) {
  host = &hostFunction;
  findInstructions(function);
  // Blocks that stand for edges come behind those of the host.
  for (auto [block, hostBlock] : llvm::zip(function.getBody(), *host))
    importPhis(block, hostBlock);
  for (auto [block, hostBlock] : llvm::zip(function.getBody(), *host))
    importBlock(block, hostBlock);
  setIds();
}

//===----------------------------------------------------------------------===//
// Module
//===----------------------------------------------------------------------===//

/// Whether the module's attributes say all that the named list does.
static bool isInAttributes(ModuleOp op, const llvm::NamedMDNode &list) {
  auto isString = [](const llvm::MDOperand &operand) {
    return llvm::isa_and_nonnull<llvm::MDString>(operand.get());
  };
  if (list.getName() != "llvm.module.flags")
    return op->hasAttr(namedMetadataAttribute(list.getName())) &&
           llvm::all_of(list.operands(), [&](const llvm::MDNode *node) {
             return llvm::all_of(node->operands(), isString);
           });
  return llvm::all_of(list.operands(), [&](const llvm::MDNode *flag) {
    const llvm::Metadata *value = flag->getOperand(2);
    auto *node = llvm::dyn_cast<llvm::MDNode>(value);
    return node ? llvm::all_of(node->operands(), isString)
                : llvm::isa<llvm::MDString>(value) ||
                      llvm::mdconst::hasa<llvm::ConstantInt>(value);
  });
}

static void importNamedLists(ModuleContext &module, MetadataTable &table,
                             ModuleOp op) {
  operationName<NamedMetadataOp>(&module.mlir); // The builder wants it known.
  auto builder = OpBuilder::atBlockEnd(op.getBody());
  for (const llvm::NamedMDNode &list : module.host.named_metadata()) {
    if (isInAttributes(op, list))
      continue;
    Scales nodes;
    for (const llvm::MDNode *node : list.operands())
      nodes.values.push_back(table.number(node));
    NamedMetadataOp::create(builder, module.location, list.getName(), nodes);
  }
}

bool import::importMetadataText(ModuleContext &module,
                                const SymbolTables &tables, ModuleOp op) {
  MetadataTable table(module);
  FunctionText text(module, table);
  SmallVector<std::pair<unsigned, llvm::MDNode *>> metadata;
  for (Operation &symbol : *op.getBody()) {
    metadata.clear();
    if (const llvm::Function *host = tables.functions.lookup(&symbol)) {
      host->getAllMetadata(metadata);
      if (!host->isDeclaration())
        text.run(cast<FuncOp>(symbol), *host);
    } else if (const llvm::GlobalVariable *host =
                   tables.globals.lookup(&symbol)) {
      host->getAllMetadata(metadata);
      if (cast<GlobalOp>(symbol).getAssociatedAttr())
        llvm::erase_if(metadata, [](auto entry) {
          return entry.first == llvm::LLVMContext::MD_associated;
        });
    }
    text.attach(&symbol, metadata);
    if (module.refused)
      return false;
  }
  importNamedLists(module, table, op);
  table.emit(*op.getBody());
  return !module.refused;
}
