#include "lowering/import/FunctionImport.h"
using namespace mlir;
using namespace shunt;
using namespace shunt::import;
void FunctionImport::emitBinaryParts(const TypeInfo &type, unsigned opcode,
                                     llvm::ArrayRef<Value> lhs,
                                     llvm::ArrayRef<Value> rhs, uint8_t flags,
                                     FastMath fastMath,
                                     llvm::SmallVectorImpl<Value> &results) {
  refuse("stub");
}
void FunctionImport::emitCastParts(unsigned opcode, const TypeInfo &from,
                                   const TypeInfo &to,
                                   llvm::ArrayRef<Value> operand, uint8_t flags,
                                   FastMath fastMath,
                                   llvm::SmallVectorImpl<Value> &results) {
  refuse("stub");
}
void FunctionImport::emitICmpParts(const TypeInfo &type,
                                   ICmpPredicate predicate,
                                   llvm::ArrayRef<Value> lhs,
                                   llvm::ArrayRef<Value> rhs, IntFlags flags,
                                   llvm::SmallVectorImpl<Value> &results) {
  refuse("stub");
}
void FunctionImport::selectParts(const llvm::SelectInst &inst) {
  refuse("stub");
}
bool FunctionImport::importArithmeticParts(const llvm::IntrinsicInst &inst,
                                           unsigned count, uint64_t constant) {
  refuse("stub");
  return true;
}
bool FunctionImport::importOverflowParts(const llvm::IntrinsicInst &inst) {
  refuse("stub");
  return true;
}
void FunctionImport::importExtractElement(
    const llvm::ExtractElementInst &inst) {
  refuse("stub");
}
void FunctionImport::importInsertElement(const llvm::InsertElementInst &inst) {
  refuse("stub");
}
void FunctionImport::importShuffleVector(const llvm::ShuffleVectorInst &inst) {
  refuse("stub");
}
void FunctionImport::importVectorGetElementPtr(
    const llvm::GetElementPtrInst &gep) {
  refuse("stub");
}
bool FunctionImport::importReduction(const llvm::IntrinsicInst &inst) {
  return false;
}
void FunctionImport::loadVector(const TypeInfo &type, const Place &place,
                                MemoryAccess access,
                                llvm::SmallVectorImpl<Value> &parts) {
  refuse("stub");
}
void FunctionImport::storeVector(const TypeInfo &type,
                                 llvm::ArrayRef<Value> parts,
                                 const Place &place, MemoryAccess access) {
  refuse("stub");
}
FunctionImport::Wide FunctionImport::extendWide(Wide value, unsigned width,
                                                bool isSigned) {
  return value;
}
