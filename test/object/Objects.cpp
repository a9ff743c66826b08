//===- Objects.cpp - Objects built by hand --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "test/object/Objects.h"
#include "test/object/Builder.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::ELF;
using namespace shunt::object;
using namespace shunt::test;

//===----------------------------------------------------------------------===//
// Targets
//===----------------------------------------------------------------------===//

static bool resolveX86(uint32_t type, uint8_t *place, int64_t distance) {
  switch (type) {
  case R_X86_64_PC8:
    if (!isInt<8>(distance))
      return false;
    *place = uint8_t(distance);
    return true;
  case R_X86_64_PC32:
  case R_X86_64_PLT32:
    if (!isInt<32>(distance))
      return false;
    support::endian::write32le(place, uint32_t(distance));
    return true;
  case R_X86_64_PC64:
    support::endian::write64le(place, uint64_t(distance));
    return true;
  default:
    return false;
  }
}

static bool needsSymbolX86(uint32_t type) {
  return type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCRELX ||
         type == R_X86_64_REX_GOTPCRELX;
}

static bool resolveAArch64(uint32_t type, uint8_t *place, int64_t distance) {
  if (type != R_AARCH64_CALL26 || !isInt<28>(distance))
    return false;
  uint32_t word = support::endian::read32le(place) & 0xfc000000;
  support::endian::write32le(place, word | ((distance >> 2) & 0x3ffffff));
  return true;
}

static bool needsSymbolAArch64(uint32_t type) {
  return type == R_AARCH64_ADR_GOT_PAGE || type == R_AARCH64_LD64_GOT_LO12_NC;
}

const ElfTarget shunt::test::aarch64 = {.machine = EM_AARCH64,
                                        .resolve = resolveAArch64,
                                        .needsSymbol = needsSymbolAArch64};

const ElfTarget shunt::test::x86_64 = {
    .machine = EM_X86_64, .resolve = resolveX86, .needsSymbol = needsSymbolX86};

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

static Error buildEmpty(Object &object) {
  Builder{object}.text();
  return Error::success();
}

static Error buildComdat(Object &object) {
  Builder b{object};
  b.text();
  SymbolId inlined = b.undefined("inlined", STB_WEAK, STT_FUNC);
  GroupId group = object.getOrCreateGroup(inlined, /*comdat=*/true);
  SectionId text =
      b.section(".text.inlined", SHT_PROGBITS, codeFlags, 16, group);
  SymbolId callee = b.undefined("callee");
  SectionId data =
      b.section(".data.inlined", SHT_PROGBITS, dataFlags, 8, group);
  object.define(inlined, text, 0, 6);
  b.call(text, callee);
  b.ret(text);
  b.field(data, 8, R_X86_64_64, inlined);

  // A signature that no symbol defines, as of constructors.
  SymbolId both = b.undefined("_ZN1AC5Ev");
  SectionId constructor =
      b.section(".text._ZN1AC2Ev", SHT_PROGBITS, codeFlags, 16,
                object.getOrCreateGroup(both, /*comdat=*/true));
  b.define("_ZN1AC2Ev", constructor, 0, STB_WEAK, STT_FUNC, 1);
  b.define("_ZN1AC1Ev", constructor, 0, STB_WEAK, STT_FUNC, 1);
  b.ret(constructor);

  // A group that is no COMDAT, and one whose signature is used elsewhere.
  SymbolId kept = b.undefined("kept", STB_LOCAL);
  SectionId keptData =
      b.section(".data.kept", SHT_PROGBITS, dataFlags, 1,
                object.getOrCreateGroup(kept, /*comdat=*/false));
  object.define(kept, keptData, 1);
  b.bytes(keptData, {1, 2});
  SymbolId elsewhere = b.undefined("elsewhere");
  SectionId refers =
      b.section(".data.refers", SHT_PROGBITS, dataFlags, 8,
                object.getOrCreateGroup(elsewhere, /*comdat=*/true));
  b.field(refers, 8, R_X86_64_64, elsewhere);
  b.stackNote();
  return Error::success();
}

static Error buildPcRelative(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  SymbolId local = b.define("local", text, 0, STB_LOCAL, STT_FUNC);
  SymbolId global = b.undefined("global", STB_GLOBAL, STT_FUNC);
  SymbolId ifunc = b.undefined("ifunc", STB_LOCAL, STT_GNU_IFUNC);
  SymbolId label = b.temporary(".Llabel", text, 0);
  SymbolId other = b.undefined("other", STB_LOCAL, STT_FUNC);
  b.ret(text);
  object.define(global, text, 1);
  b.ret(text);
  object.define(ifunc, text, 2);
  b.ret(text);
  object[label].value = 3;
  b.call(text, local);
  b.call(text, global);
  b.call(text, ifunc);
  b.call(text, label);
  b.call(text, other);
  b.bytes(text, {0xeb}); // jmp
  b.field(text, 1, R_X86_64_PC8, label, -1);
  b.field(text, 8, R_X86_64_PC64, local, 5);
  b.field(text, 8, R_X86_64_64, local, 5);
  b.bytes(text, {0x48, 0x8b, 0x05}); // mov local@GOTPCREL(%rip), %rax
  b.field(text, 4, R_X86_64_REX_GOTPCRELX, local, -4);
  b.field(text, 4, R_X86_64_PC32, SymbolId::None, 0x100);
  SectionId cold = b.section(".text.cold", SHT_PROGBITS, codeFlags, 1);
  b.ret(cold);
  object.define(other, cold, 1);
  b.ret(cold);
  b.call(cold, local);
  b.call(cold, label);
  b.stackNote();
  return Error::success();
}

static Error buildSymbols(Object &object) {
  Builder b{object};
  object.sourceFile = "symbols.c";
  SectionId text = b.text();
  b.define("func", text, 0, STB_GLOBAL, STT_FUNC, 1);
  b.define("weak", text, 0, STB_WEAK, STT_FUNC, 1);
  SymbolId hidden = b.define("hidden", text, 0);
  object[hidden].visibility = STV_HIDDEN;
  SymbolId guarded = b.define("protected", text, 0);
  object[guarded].visibility = STV_PROTECTED;
  SymbolId internal = b.define("internal", text, 0);
  object[internal].visibility = STV_INTERNAL;
  b.define("static", text, 0, STB_LOCAL, STT_FUNC, 1);
  b.define("resolver", text, 0, STB_GLOBAL, STT_GNU_IFUNC);
  b.define("versioned@V1", text, 0, STB_GLOBAL, STT_FUNC, 1);
  b.define("versioned@@V2", text, 0, STB_GLOBAL, STT_FUNC, 1);
  SymbolId missing = b.undefined("missing");
  SymbolId optional = b.undefined("optional", STB_WEAK);
  b.undefined("unused");
  SymbolId kept = b.undefined("kept");
  object[kept].keep = true;
  SymbolId common = b.undefined("common", STB_GLOBAL, STT_OBJECT);
  object.define(common, SectionId::Common, 16, 40);
  b.define("absolute", SectionId::Absolute, 0x1234);
  b.ret(text);
  SectionId data = b.section(".data", SHT_PROGBITS, dataFlags);
  SymbolId unique = b.undefined("unique", STB_GNU_UNIQUE, STT_OBJECT);
  object.define(unique, data, 0, 8);
  b.field(data, 8, R_X86_64_64, missing);
  b.field(data, 8, R_X86_64_64, optional);
  SectionId tbss = b.section(".tbss", SHT_NOBITS, dataFlags | SHF_TLS, 4);
  b.define("tls", tbss, 0, STB_GLOBAL, STT_TLS, 4);
  object[tbss].zeroSize = 4;
  b.stackNote();
  return Error::success();
}

static Error buildMergeable(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  SectionId strings =
      b.section(".rodata.str1.1", SHT_PROGBITS,
                SHF_ALLOC | SHF_MERGE | SHF_STRINGS, 1, GroupId::None, 1);
  SymbolId first = b.temporary(".Lfirst", strings, 0);
  b.bytes(strings, {'a', 0});
  SymbolId second = b.temporary(".Lsecond", strings, 2);
  b.bytes(strings, {'b', 0});
  SectionId tdata = b.section(".tdata", SHT_PROGBITS, dataFlags | SHF_TLS, 4);
  SymbolId tls = b.temporary(".Ltls", tdata, 4);
  object[tls].type = STT_TLS;
  b.zeros(tdata, 8);
  // An addend of zero names the string; another is relative to it.
  b.field(text, 8, R_X86_64_64, first);
  b.field(text, 8, R_X86_64_64, second);
  b.field(text, 4, R_X86_64_PC32, second, -4);
  b.field(text, 4, R_X86_64_TPOFF32, tls);
  b.stackNote();
  return Error::success();
}

static Error buildSections(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  object.addIdent("first producer");
  object.addIdent("second producer");
  SectionId data = b.section(".data", SHT_PROGBITS, dataFlags, 1);
  SectionId bss = b.section(".bss", SHT_NOBITS, dataFlags, 64);
  SectionId rodata = b.section(".rodata", SHT_PROGBITS, SHF_ALLOC, 32);
  SectionId init = b.section(".init_array.101", SHT_INIT_ARRAY, dataFlags, 8);
  SectionId retained =
      b.section(".data.retained", SHT_PROGBITS, dataFlags | SHF_GNU_RETAIN, 1);
  SectionId order = object.getOrCreateSection("entries", SHT_PROGBITS,
                                              SHF_ALLOC | SHF_LINK_ORDER, 0,
                                              GroupId::None, text);
  SymbolId f = b.define("f", text, 0, STB_GLOBAL, STT_FUNC);
  SymbolId s = b.define("s", text, 1, STB_LOCAL, STT_FUNC);
  SymbolId v = b.temporary(".Lv", data, 1);
  b.ret(text);
  b.ret(text);
  b.bytes(data, {1, 2, 3});
  object[bss].zeroSize = 1;
  object[bss].alignEnd(64);
  b.bytes(rodata, {4});
  b.field(init, 8, R_X86_64_64, f);
  b.bytes(retained, {5});
  b.field(order, 8, R_X86_64_64, s);
  object.writeAddrsig = true;
  object.addressTaken = {f, s, v};
  b.stackNote();
  SectionId profile =
      b.section(".llvm.call-graph-profile", SHT_LLVM_CALL_GRAPH_PROFILE,
                SHF_EXCLUDE, 1, GroupId::None, 8);
  object[profile].relocate(0, R_X86_64_NONE, f, 0);
  object[profile].relocate(0, R_X86_64_NONE, s, 0);
  b.bytes(profile, {32, 0, 0, 0, 0, 0, 0, 0});
  return Error::success();
}

/// 65,300 sections are more than SHN_LORESERVE.
static Error buildManySections(Object &object) {
  Builder b{object};
  b.text();
  SectionId first = SectionId::None, last = SectionId::None;
  for (unsigned i = 0; i < 65300; ++i) {
    last = object.addSection(object.intern("s" + Twine(i)), SHT_PROGBITS,
                             SHF_ALLOC);
    object.sectionSymbol(last);
    b.bytes(last, {uint8_t(i)});
    first = i == 0 ? last : first;
  }
  b.define("first", first, 1);
  SymbolId end = b.define("last", last, 1);
  b.field(last, 8, R_X86_64_64, end);
  b.field(last, 8, R_X86_64_64, b.temporary(".Llast", last, 1));
  SymbolId name = b.undefined("group");
  SectionId grouped = b.section("grouped", SHT_PROGBITS, SHF_ALLOC, 1,
                                object.getOrCreateGroup(name, true));
  b.bytes(grouped, {7});
  b.stackNote();
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Objects with errors
//===----------------------------------------------------------------------===//

static Error buildUndefinedLocal(Object &object) {
  Builder b{object};
  b.call(b.text(), b.undefined("lost", STB_LOCAL));
  return Error::success();
}

static Error buildUndefinedLabel(Object &object) {
  Builder b{object};
  b.call(b.text(), object.addTemporary(SectionId::None, 0));
  return Error::success();
}

static Error buildDuplicate(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  b.define("twice", text, 0);
  b.define("twice", text, 0, STB_WEAK);
  return Error::success();
}

static Error buildFullBss(Object &object) {
  Builder b{object};
  b.bytes(b.section(".bss", SHT_NOBITS, dataFlags), {1});
  return Error::success();
}

static Error buildRelocatedBss(Object &object) {
  Builder b{object};
  object[b.section(".bss", SHT_NOBITS, dataFlags)].relocate(0, R_X86_64_64,
                                                            SymbolId::None, 0);
  return Error::success();
}

static Error buildLocalCommon(Object &object) {
  Builder b{object};
  b.define("mine", SectionId::Common, 4, STB_LOCAL, STT_OBJECT, 4);
  return Error::success();
}

//===----------------------------------------------------------------------===//

ArrayRef<NamedObject> shunt::test::allObjects() {
  static const NamedObject objects[] = {
      {"empty", buildEmpty, x86_64},
      {"comdat", buildComdat, x86_64},
      {"pc-relative", buildPcRelative, x86_64},
      {"symbols", buildSymbols, x86_64},
      {"mergeable", buildMergeable, x86_64},
      {"sections", buildSections, x86_64},
      {"many-sections", buildManySections, x86_64},
      {"unwind", buildUnwind, x86_64},
      {"aarch64", buildAArch64, aarch64},
      {"undefined-local", buildUndefinedLocal, x86_64},
      {"undefined-label", buildUndefinedLabel, x86_64},
      {"duplicate", buildDuplicate, x86_64},
      {"full-bss", buildFullBss, x86_64},
      {"relocated-bss", buildRelocatedBss, x86_64},
      {"local-common", buildLocalCommon, x86_64},
      {"odd-personality", buildOddPersonality, x86_64},
  };
  return objects;
}
