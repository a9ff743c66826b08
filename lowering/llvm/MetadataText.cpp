//===- MetadataText.cpp - What only text has to carry ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The text can say anything: a node's kind is checked wherever LLVM takes one
// for granted. The rest is for LLVM's verifier.
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/MetadataText.h"
#include "lowering/llvm/ModuleContext.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DebugProgramInstruction.h"

using namespace shunt;
using namespace shunt::llvmir;

MetadataText::MetadataText(ModuleContext &module)
    : module(module),
      dialect(module.source.getContext()->getLoadedDialect<ShuntDialect>()) {}

void MetadataText::begin() {
  std::string why;
  if (!table.read(module.source, module.llvm, why))
    module.refuse("metadata (" + why + ")");
}

void MetadataText::bindSymbols() {
  std::string why;
  if (!table.bind(*module.target, why))
    module.refuse("metadata with symbol '" + why + "' that is not there");
}

void MetadataText::end() {
  for (auto list : module.source.getOps<NamedMetadataOp>()) {
    llvm::NamedMDNode *made =
        module.target->getOrInsertNamedMetadata(list.getName());
    for (int64_t number : list.getProperties().nodes.values)
      if (auto *entry = node<llvm::MDNode>(uint32_t(number), list))
        made->addOperand(entry);
  }
}

/// The node, which must be a `Node`; null and a refusal if it is not.
template <typename Node>
Node *MetadataText::node(uint32_t number, mlir::Operation *op) {
  if (auto *found = llvm::dyn_cast_or_null<Node>(table.node(number)))
    return found;
  module.refuse("metadata node " + llvm::Twine(number) +
                    " that is not there or of another kind than its use",
                op);
  return nullptr;
}

llvm::Value *MetadataText::argument(mlir::Attribute form) {
  auto reference = llvm::dyn_cast_or_null<NodeAttr>(form);
  if (!reference)
    return nullptr;
  auto *found = table.node(reference.getNumber());
  return found ? llvm::MetadataAsValue::get(module.llvm, found) : nullptr;
}

//===----------------------------------------------------------------------===//
// Attachments
//===----------------------------------------------------------------------===//

void MetadataText::attach(mlir::Operation *op, llvm::GlobalObject &object) {
  auto attached = dialect->getMdAttrHelper().getAttr(op);
  if (!attached)
    return;
  for (auto [kind, number] :
       llvm::zip_equal(attached.getKinds(), attached.getNodes()))
    if (auto *entry = node<llvm::MDNode>(number, op))
      object.addMetadata(kind.getValue(), *entry);
}

void MetadataText::instruction(mlir::Operation *op, llvm::Instruction &inst) {
  for (mlir::Operation *record : pending)
    records.push_back({record, &inst});
  pending.clear();
  if (op->getDiscardableAttrDictionary().empty())
    return;
  if (auto id = dialect->getIdAttrHelper().getAttr(op))
    locals[uint32_t(id.getValue().getZExtValue())] = &inst;
  if (auto *call = llvm::dyn_cast<llvm::CallInst>(&inst)) {
    if (auto list = dialect->getAttributesAttrHelper().getAttr(op))
      call->setAttributes(module.attributes(AttributeListRef{list}));
    if (auto word = dialect->getTailAttrHelper().getAttr(op))
      call->setTailCallKind(llvm::CallInst::TailCallKind(
          symbolizeTailKind(word.getValue()).value()));
  }
  auto attached = dialect->getMdAttrHelper().getAttr(op);
  if (!attached)
    return;
  for (auto [kind, number] :
       llvm::zip_equal(attached.getKinds(), attached.getNodes())) {
    unsigned id = module.llvm.getMDKindID(kind.getValue());
    llvm::MDNode *entry;
    if (id == llvm::LLVMContext::MD_dbg)
      entry = node<llvm::DILocation>(number, op);
    else if (id == llvm::LLVMContext::MD_DIAssignID)
      entry = node<llvm::DIAssignID>(number, op);
    else
      entry = node<llvm::MDNode>(number, op);
    inst.setMetadata(id, entry);
  }
}

void MetadataText::helper(mlir::Operation *op, llvm::Instruction &inst) {
  auto attached = op ? dialect->getMdAttrHelper().getAttr(op) : nullptr;
  if (!attached)
    return;
  for (auto [kind, number] :
       llvm::zip_equal(attached.getKinds(), attached.getNodes()))
    if (kind == "dbg")
      inst.setDebugLoc(node<llvm::DILocation>(number, op));
}

//===----------------------------------------------------------------------===//
// Debug records
//===----------------------------------------------------------------------===//

llvm::Value *MetadataText::local(LocalAttr form, mlir::Operation *op,
                                 MemberOf memberOf) {
  llvm::Value *whole = form.getId() < function->arg_size()
                           ? function->getArg(form.getId())
                           : locals.lookup(form.getId());
  if (whole && form.getPath().empty())
    return whole;
  if (whole &&
      llvm::ExtractValueInst::getIndexedType(whole->getType(), form.getPath()))
    return memberOf(whole, form.getPath());
  module.refuse("debug record of a value that is not there", op);
  return nullptr;
}

llvm::ValueAsMetadata *MetadataText::value(mlir::Attribute form,
                                           mlir::Operation *op,
                                           MemberOf memberOf) {
  if (auto reference = llvm::dyn_cast<LocalAttr>(form)) {
    llvm::Value *found = local(reference, op, memberOf);
    return found ? llvm::ValueAsMetadata::get(found) : nullptr;
  }
  auto reference = llvm::cast<NodeConstantAttr>(form);
  if (llvm::Constant *constant = table.constant(reference.getNumber()))
    return llvm::ValueAsMetadata::get(constant);
  module.refuse("metadata node " + llvm::Twine(reference.getNumber()) +
                    " that is no tuple of a constant",
                op);
  return nullptr;
}

/// What the record says of a value; null and a refusal if it can't.
llvm::Metadata *MetadataText::operand(const DebugOperand &operand,
                                      mlir::Operation *op, MemberOf memberOf) {
  if (auto reference = llvm::dyn_cast<NodeAttr>(operand.form))
    return node<llvm::MDNode>(reference.getNumber(), op);
  auto list = llvm::dyn_cast<mlir::ArrayAttr>(operand.form);
  if (!list)
    return value(operand.form, op, memberOf);
  llvm::SmallVector<llvm::ValueAsMetadata *> values;
  for (mlir::Attribute form : list) {
    values.push_back(value(form, op, memberOf));
    if (!values.back())
      return nullptr;
  }
  return llvm::DIArgList::get(module.llvm, values);
}

llvm::DbgRecord *MetadataText::makeVariable(DebugVariableOp op,
                                            MemberOf memberOf) {
  auto &properties = op.getProperties();
  llvm::Metadata *location = operand(properties.location, op, memberOf);
  auto *variable = node<llvm::DILocalVariable>(properties.variable, op);
  auto *expression = node<llvm::DIExpression>(properties.expression, op);
  auto *debugLoc = node<llvm::DILocation>(properties.debugLoc, op);
  if (module.refused)
    return nullptr;
  if (properties.kind != DebugKind::Assign)
    return new llvm::DbgVariableRecord(
        location, variable, expression, debugLoc,
        llvm::DbgVariableRecord::LocationType(properties.kind));
  auto *assignment = node<llvm::DIAssignID>(properties.assignment, op);
  llvm::Metadata *address = operand(properties.address, op, memberOf);
  auto *addressExpression =
      node<llvm::DIExpression>(properties.addressExpression, op);
  if (module.refused)
    return nullptr;
  return new llvm::DbgVariableRecord(location, variable, expression, assignment,
                                     address, addressExpression, debugLoc);
}

/// Null and a refusal if the record names what is not there.
llvm::DbgRecord *MetadataText::makeRecord(mlir::Operation *op,
                                          MemberOf memberOf) {
  if (auto variable = llvm::dyn_cast<DebugVariableOp>(op))
    return makeVariable(variable, memberOf);
  auto &properties = propertiesOf<DebugLabelOp>(op);
  auto *label = node<llvm::DILabel>(properties.label, op);
  auto *debugLoc = node<llvm::DILocation>(properties.debugLoc, op);
  if (module.refused)
    return nullptr;
  return new llvm::DbgLabelRecord(label, llvm::DebugLoc(debugLoc));
}

void MetadataText::endFunction(llvm::Function &made, MemberOf memberOf) {
  function = &made;
  assert(pending.empty() && "a block's terminator comes after its records");
  for (auto [op, inst] : records)
    if (llvm::DbgRecord *record = makeRecord(op, memberOf))
      inst->getParent()->insertDbgRecordBefore(record, inst->getIterator());
  locals.clear();
  records.clear();
}
