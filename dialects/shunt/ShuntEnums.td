//===- ShuntEnums.td - Enumerations of LLVM IR, in its words --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_ENUMS_TD
#define SHUNT_ENUMS_TD

include "mlir/IR/EnumAttr.td"

class Shunt_Case<string symbol, int value, string text>
    : EnumCase<symbol, value, text, 8>;
class Shunt_Enum<string name, string summary, list<EnumCase> cases>
    : IntEnum<name, summary, cases, 8> {
  let cppNamespace = "::shunt";
}

// Numbered as llvm::CmpInst numbers them, less 32.
def Shunt_ICmpPredicate : Shunt_Enum<"ICmpPredicate", "integer comparison", [
  Shunt_Case<"Eq", 0, "eq">, Shunt_Case<"Ne", 1, "ne">,
  Shunt_Case<"Ugt", 2, "ugt">, Shunt_Case<"Uge", 3, "uge">,
  Shunt_Case<"Ult", 4, "ult">, Shunt_Case<"Ule", 5, "ule">,
  Shunt_Case<"Sgt", 6, "sgt">, Shunt_Case<"Sge", 7, "sge">,
  Shunt_Case<"Slt", 8, "slt">, Shunt_Case<"Sle", 9, "sle">]>;

// Numbered as llvm::CmpInst numbers them: bit 0 equal, 1 greater, 2 less,
// 3 unordered.
def Shunt_FCmpPredicate : Shunt_Enum<"FCmpPredicate", "float comparison", [
  Shunt_Case<"False", 0, "false">, Shunt_Case<"Oeq", 1, "oeq">,
  Shunt_Case<"Ogt", 2, "ogt">, Shunt_Case<"Oge", 3, "oge">,
  Shunt_Case<"Olt", 4, "olt">, Shunt_Case<"Ole", 5, "ole">,
  Shunt_Case<"One", 6, "one">, Shunt_Case<"Ord", 7, "ord">,
  Shunt_Case<"Uno", 8, "uno">, Shunt_Case<"Ueq", 9, "ueq">,
  Shunt_Case<"Ugt", 10, "ugt">, Shunt_Case<"Uge", 11, "uge">,
  Shunt_Case<"Ult", 12, "ult">, Shunt_Case<"Ule", 13, "ule">,
  Shunt_Case<"Une", 14, "une">, Shunt_Case<"True", 15, "true">]>;

// Numbered as llvm::AtomicOrdering.
def Shunt_AtomicOrdering : Shunt_Enum<"AtomicOrdering", "memory ordering", [
  Shunt_Case<"NotAtomic", 0, "not_atomic">,
  Shunt_Case<"Unordered", 1, "unordered">,
  Shunt_Case<"Monotonic", 2, "monotonic">,
  Shunt_Case<"Acquire", 4, "acquire">,
  Shunt_Case<"Release", 5, "release">,
  Shunt_Case<"AcqRel", 6, "acq_rel">,
  Shunt_Case<"SeqCst", 7, "seq_cst">]>;

// Numbered as llvm::AtomicRMWInst::BinOp.
def Shunt_AtomicRMWKind : Shunt_Enum<"AtomicRMWKind", "read-modify-write", [
  Shunt_Case<"Xchg", 0, "xchg">, Shunt_Case<"Add", 1, "add">,
  Shunt_Case<"Sub", 2, "sub">, Shunt_Case<"And", 3, "and">,
  Shunt_Case<"Nand", 4, "nand">, Shunt_Case<"Or", 5, "or">,
  Shunt_Case<"Xor", 6, "xor">, Shunt_Case<"Max", 7, "max">,
  Shunt_Case<"Min", 8, "min">, Shunt_Case<"UMax", 9, "umax">,
  Shunt_Case<"UMin", 10, "umin">, Shunt_Case<"FAdd", 11, "fadd">,
  Shunt_Case<"FSub", 12, "fsub">, Shunt_Case<"FMax", 13, "fmax">,
  Shunt_Case<"FMin", 14, "fmin">,
  Shunt_Case<"FMaximum", 15, "fmaximum">,
  Shunt_Case<"FMinimum", 16, "fminimum">,
  Shunt_Case<"UIncWrap", 17, "uinc_wrap">,
  Shunt_Case<"UDecWrap", 18, "udec_wrap">,
  Shunt_Case<"USubCond", 19, "usub_cond">,
  Shunt_Case<"USubSat", 20, "usub_sat">]>;

// Numbered as llvm::GlobalValue::LinkageTypes.
def Shunt_Linkage : Shunt_Enum<"Linkage", "linkage", [
  Shunt_Case<"External", 0, "external">,
  Shunt_Case<"AvailableExternally", 1, "available_externally">,
  Shunt_Case<"LinkOnceAny", 2, "linkonce">,
  Shunt_Case<"LinkOnceODR", 3, "linkonce_odr">,
  Shunt_Case<"WeakAny", 4, "weak">,
  Shunt_Case<"WeakODR", 5, "weak_odr">,
  Shunt_Case<"Appending", 6, "appending">,
  Shunt_Case<"Internal", 7, "internal">,
  Shunt_Case<"Private", 8, "private">,
  Shunt_Case<"ExternalWeak", 9, "extern_weak">,
  Shunt_Case<"Common", 10, "common">]>;

def Shunt_Visibility : Shunt_Enum<"Visibility", "ELF visibility", [
  Shunt_Case<"Default", 0, "default">,
  Shunt_Case<"Hidden", 1, "hidden">,
  Shunt_Case<"Protected", 2, "protected">]>;

// Numbered as llvm::GlobalVariable::ThreadLocalMode.
def Shunt_TLSModel : Shunt_Enum<"TLSModel", "thread-local storage model", [
  Shunt_Case<"NotThreadLocal", 0, "not_thread_local">,
  Shunt_Case<"GeneralDynamic", 1, "generaldynamic">,
  Shunt_Case<"LocalDynamic", 2, "localdynamic">,
  Shunt_Case<"InitialExec", 3, "initialexec">,
  Shunt_Case<"LocalExec", 4, "localexec">]>;

def Shunt_UnnamedAddr : Shunt_Enum<"UnnamedAddr", "address significance", [
  Shunt_Case<"None", 0, "none">,
  Shunt_Case<"Local", 1, "local_unnamed_addr">,
  Shunt_Case<"Global", 2, "unnamed_addr">]>;

// Numbered as llvm::Comdat::SelectionKind.
def Shunt_ComdatKind : Shunt_Enum<"ComdatKind", "comdat selection", [
  Shunt_Case<"Any", 0, "any">,
  Shunt_Case<"ExactMatch", 1, "exactmatch">,
  Shunt_Case<"Largest", 2, "largest">,
  Shunt_Case<"NoDeduplicate", 3, "nodeduplicate">,
  Shunt_Case<"SameSize", 4, "samesize">]>;

// Numbered as llvm::CallInst::TailCallKind.
def Shunt_TailKind : Shunt_Enum<"TailKind", "tail call marker", [
  Shunt_Case<"None", 0, "none">, Shunt_Case<"Tail", 1, "tail">,
  Shunt_Case<"MustTail", 2, "musttail">,
  Shunt_Case<"NoTail", 3, "notail">]>;

def Shunt_MemoryCopyKind : Shunt_Enum<"CopyKind", "memory copy", [
  Shunt_Case<"Copy", 0, "copy">, Shunt_Case<"Move", 1, "move">,
  Shunt_Case<"Inline", 2, "inline">]>;

// Numbered as llvm::DbgVariableRecord::LocationType.
def Shunt_DebugKind : Shunt_Enum<"DebugKind", "debug record", [
  Shunt_Case<"Declare", 0, "declare">, Shunt_Case<"Value", 1, "value">,
  Shunt_Case<"Assign", 2, "assign">,
  Shunt_Case<"DeclareValue", 3, "declare_value">]>;

// Numbered as llvm::CodeModel::Model, plus 1.
def Shunt_CodeModel : Shunt_Enum<"CodeModel", "code model", [
  Shunt_Case<"Default", 0, "default">, Shunt_Case<"Tiny", 1, "tiny">,
  Shunt_Case<"Small", 2, "small">, Shunt_Case<"Kernel", 3, "kernel">,
  Shunt_Case<"Medium", 4, "medium">, Shunt_Case<"Large", 5, "large">]>;

class Shunt_BitEnum<string name, string summary, list<BitEnumCaseBase> cases>
    : I8BitEnum<name, summary, cases> {
  let cppNamespace = "::shunt";
  let separator = ",";
  let printBitEnumPrimaryGroups = 0;
}

// llvm::GlobalValue::SanitizerMetadata.
def Shunt_Sanitizing : Shunt_BitEnum<"Sanitizing", "sanitizer flags", [
  I8BitEnumCaseNone<"None", "none">,
  I8BitEnumCaseBit<"NoAddress", 0, "no_address">,
  I8BitEnumCaseBit<"NoHWAddress", 1, "no_hwaddress">,
  I8BitEnumCaseBit<"Memtag", 2, "memtag">,
  I8BitEnumCaseBit<"IsDynInit", 3, "dyninit">]>;

// Promises whose breach makes the result poison.
def Shunt_IntFlags : Shunt_BitEnum<"IntFlags", "integer operation flags", [
  I8BitEnumCaseNone<"None", "none">,
  I8BitEnumCaseBit<"NUW", 0, "nuw">, I8BitEnumCaseBit<"NSW", 1, "nsw">,
  I8BitEnumCaseBit<"Exact", 2, "exact">,
  I8BitEnumCaseBit<"Disjoint", 3, "disjoint">,
  I8BitEnumCaseBit<"NNeg", 4, "nneg">,
  I8BitEnumCaseBit<"SameSign", 5, "samesign">,
  I8BitEnumCaseBit<"InBounds", 6, "inbounds">,
  I8BitEnumCaseBit<"NUSW", 7, "nusw">]>;

// Numbered as the bits of llvm::FastMathFlags.
def Shunt_FastMath : Shunt_BitEnum<"FastMath", "fast-math flags", [
  I8BitEnumCaseNone<"None", "none">,
  I8BitEnumCaseBit<"Reassoc", 0, "reassoc">,
  I8BitEnumCaseBit<"NNaN", 1, "nnan">,
  I8BitEnumCaseBit<"NInf", 2, "ninf">,
  I8BitEnumCaseBit<"NSZ", 3, "nsz">,
  I8BitEnumCaseBit<"ARcp", 4, "arcp">,
  I8BitEnumCaseBit<"Contract", 5, "contract">,
  I8BitEnumCaseBit<"AFn", 6, "afn">]>;

#endif // SHUNT_ENUMS_TD
