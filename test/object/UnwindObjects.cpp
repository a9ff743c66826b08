//===- UnwindObjects.cpp - Objects with .eh_frame -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/UnwindWriter.h"
#include "test/object/Builder.h"
#include "test/object/Objects.h"
#include "llvm/Support/Endian.h"

using namespace llvm;
using namespace llvm::ELF;
using namespace shunt::debug;
using namespace shunt::test;

/// DWARF numbers of the x86-64 psABI, table 3.38.
enum : uint16_t { Rbx = 3, Rbp = 6, Rsp = 7, R12 = 12, Rip = 16, Mask7 = 125 };

static const CfiEvent entryRules[] = {{0, CfiKind::DefCfa, Rsp, 8},
                                      {0, CfiKind::Offset, Rip, -8}};

static const UnwindTarget x86Unwind = {.factors = {1, -8},
                                       .returnAddressRegister = Rip,
                                       .initialRules = entryRules,
                                       .pcRelative32 = R_X86_64_PC32,
                                       .pcRelative64 = R_X86_64_PC64,
                                       .absolute32 = R_X86_64_32,
                                       .absolute64 = R_X86_64_64};

/// The usual frame: push %rbp; mov %rsp, %rbp; ...; pop %rbp; ret.
static const CfiEvent usualFrame[] = {
    {1, CfiKind::DefCfaOffset, 0, 16},
    {1, CfiKind::Offset, Rbp, -16},
    {4, CfiKind::DefCfaRegister, Rbp},
    {5, CfiKind::DefCfa, Rsp, 8},
};

/// Every kind of event, and every size of a distance.
static const CfiEvent everything[] = {
    {1, CfiKind::DefCfaOffset, 0, 16},
    {64, CfiKind::Offset, Rbx, -24},
    {128, CfiKind::RememberState},
    {383, CfiKind::Restore, Rbx},
    {639, CfiKind::RestoreState},
    {66174, CfiKind::SameValue, R12},
    {131710, CfiKind::Undefined, R12},
    {131710, CfiKind::Register, Rbx, R12},
    {131711, CfiKind::Offset, Mask7, -1024},
    {131711, CfiKind::Restore, Mask7},
    {131711, CfiKind::Offset, R12, 16},
    {131711, CfiKind::ValueOffset, R12, -16},
    {131711, CfiKind::ArgsSize, 0, 300},
    {131712, CfiKind::DefCfaExpression, 0, 0},
    {131712, CfiKind::Expression, Rbx, 3},
    {131712, CfiKind::ValueExpression, Rbx, 3},
    {131713, CfiKind::Escape, 0, 6},
};

/// DW_OP_breg7 8; DW_OP_breg6 16; the instruction DW_CFA_nop.
static const char blocks[] = {2, 0x77, 8, 2, 0x76, 16, 1, 0};

Error shunt::test::buildUnwind(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  UnwindWriter unwind(object, x86Unwind);
  SymbolId personality = b.undefined("DW.ref.__gxx_personality_v0");
  SectionId table = b.section(".gcc_except_table", SHT_PROGBITS, SHF_ALLOC, 4);
  b.zeros(table, 4);
  SymbolId lsda = b.temporary(".Lexception", table, 4);
  b.zeros(table, 4);

  auto add = [&](StringRef name, SectionId section, uint64_t size,
                 FunctionUnwind function) {
    function.function = b.define(name, section, object[section].bytes.size(),
                                 STB_GLOBAL, STT_FUNC, size);
    function.size = size;
    object[section].bytes.append(size, char(0x90)); // nop
    return unwind.addFunction(function);
  };
  FunctionUnwind usual;
  usual.events = usualFrame;
  FunctionUnwind all;
  all.events = everything;
  all.blocks = StringRef(blocks, sizeof(blocks));
  FunctionUnwind simple;
  simple.simple = true;
  FunctionUnwind handler = usual;
  handler.signalFrame = true;
  FunctionUnwind catching = usual;
  catching.personality = personality;
  catching.personalityEncoding = 0x9b; // indirect pcrel sdata4
  FunctionUnwind landing = catching;
  landing.lsda = lsda;
  landing.lsdaEncoding = 0x1b; // pcrel sdata4

  if (Error error = joinErrors(add("usual", text, 6, usual),
                               add("everything", text, 140000, all)))
    return error;
  SectionId cold = b.section(".text.cold", SHT_PROGBITS, codeFlags, 1);
  Error error = joinErrors(
      joinErrors(add("cold", cold, 6, usual), add("simple", text, 1, simple)),
      joinErrors(add("handler", text, 6, handler),
                 joinErrors(add("catching", text, 6, catching),
                            add("landing", text, 6, landing))));
  b.stackNote();
  unwind.finish(b.section(".eh_frame", SHT_X86_64_UNWIND, SHF_ALLOC, 8));
  return error;
}

static const CfiEvent aarch64Rules[] = {{0, CfiKind::DefCfa, 31, 0}};

static const UnwindTarget aarch64Unwind = {
    .factors = {1, -4},
    .returnAddressRegister = 30,
    .initialRules = aarch64Rules,
    .pcRelative32 = R_AARCH64_PREL32,
    .pcRelative64 = R_AARCH64_PREL64,
    .absolute32 = R_AARCH64_ABS32,
    .absolute64 = R_AARCH64_ABS64,
};

Error shunt::test::buildAArch64(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  UnwindWriter unwind(object, aarch64Unwind);
  SymbolId local = b.define("local", text, 0, STB_LOCAL, STT_FUNC);
  b.define("$x", text, 0, STB_LOCAL);
  SymbolId vector = b.undefined("vector", STB_GLOBAL, STT_FUNC);
  object[vector].other = STO_AARCH64_VARIANT_PCS >> 2;
  auto word = [&](uint32_t encoding, uint32_t type, SymbolId symbol) {
    object[text].relocate(object[text].bytes.size(), type, symbol, 0);
    char bytes[4];
    support::endian::write32le(bytes, encoding);
    object[text].bytes.append(bytes, bytes + 4);
  };
  word(0x94000000, R_AARCH64_CALL26, local);           // bl
  word(0x94000000, R_AARCH64_CALL26, vector);          // bl
  word(0x90000000, R_AARCH64_ADR_PREL_PG_HI21, local); // adrp x0
  word(0x90000000, R_AARCH64_ADR_GOT_PAGE, local);     // adrp x0
  object.define(vector, text, object[text].bytes.size());
  word(0x94000000, R_AARCH64_CALL26, local); // bl

  const CfiEvent events[] = {
      {4, CfiKind::NegateRaState},
      {8, CfiKind::DefCfaOffset, 0, 16},
      {8, CfiKind::Offset, 30, -8},
      {8, CfiKind::Offset, 29, -16},
  };
  FunctionUnwind plain;
  plain.function = local;
  plain.size = 16;
  plain.events = events;
  FunctionUnwind marked;
  marked.function = vector;
  marked.size = 4;
  marked.bKey = marked.taggedFrame = true;
  b.stackNote();
  Error error =
      joinErrors(unwind.addFunction(plain), unwind.addFunction(marked));
  SectionId frames = b.section(".eh_frame", SHT_PROGBITS, SHF_ALLOC, 8);
  unwind.finish(frames);
  b.define("$d", frames, 0, STB_LOCAL);
  return error;
}

Error shunt::test::buildOddPersonality(Object &object) {
  Builder b{object};
  UnwindWriter unwind(object, x86Unwind);
  FunctionUnwind function;
  function.function = b.define("f", b.text(), 0);
  function.personality = b.undefined("personality");
  function.personalityEncoding = 0x01; // uleb128
  return unwind.addFunction(function);
}

void shunt::test::buildLarge(Object &object, uint32_t functions) {
  Builder b{object};
  SectionId text = b.text();
  object[text].bytes.reserve(functions * 64);
  SectionId strings =
      b.section(".rodata.str1.1", SHT_PROGBITS,
                SHF_ALLOC | SHF_MERGE | SHF_STRINGS, 1, GroupId::None, 1);
  SymbolId printer = b.undefined("printf");
  UnwindWriter unwind(object, x86Unwind);
  for (uint32_t i = 0; i < functions; ++i) {
    uint64_t start = object[text].bytes.size();
    StringRef name = object.intern("_ZN5shunt6object" + Twine(i) + "functionE" +
                                   Twine(i) + "v");
    SymbolId self = b.define(name, text, start, i % 4 ? STB_GLOBAL : STB_LOCAL,
                             STT_FUNC, 64);
    for (unsigned call = 0; call < 8; ++call)
      b.call(text,
             call % 2 ? printer : SymbolId(to_underlying(self) - call / 2));
    b.field(text, 4, R_X86_64_PC32, object.sectionSymbol(strings), -4);
    FunctionUnwind frame;
    frame.function = self;
    frame.size = 64;
    frame.events = usualFrame;
    cantFail(unwind.addFunction(frame));
  }
  unwind.finish(b.section(".eh_frame", SHT_X86_64_UNWIND, SHF_ALLOC, 8));
}
