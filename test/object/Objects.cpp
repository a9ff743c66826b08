//===- Objects.cpp - Objects built by hand --------------------------------===//

#include "test/object/Objects.h"
#include "lowering/debug/UnwindWriter.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::ELF;
using namespace shunt::object;
using namespace shunt::test;

//===----------------------------------------------------------------------===//
// x86-64
//===----------------------------------------------------------------------===//

static bool resolveX86_64(uint32_t type, uint8_t *place, int64_t distance) {
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

static bool needsSymbolX86_64(uint32_t type) {
  return type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCRELX ||
         type == R_X86_64_REX_GOTPCRELX;
}

const ElfTarget shunt::test::x86_64 = {.machine = EM_X86_64,
                                       .resolve = resolveX86_64,
                                       .needsSymbol = needsSymbolX86_64};

//===----------------------------------------------------------------------===//
// Shorthands
//===----------------------------------------------------------------------===//

namespace {
/// Adds things to an Object with few words.
struct Builder {
  Object &object;

  /// A section whose symbol comes before those added later, as in LLVM's files.
  SectionId section(StringRef name, uint32_t type, uint64_t flags,
                    uint64_t alignment = 1, GroupId group = GroupId::None,
                    uint64_t entrySize = 0) {
    SectionId id =
        object.getOrCreateSection(name, type, flags, entrySize, group);
    object[id].alignment = alignment;
    object.sectionSymbol(id);
    return id;
  }

  SectionId text() {
    return section(".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 4);
  }

  SectionId stackNote() { return section(".note.GNU-stack", SHT_PROGBITS, 0); }

  SymbolId undefined(StringRef name, uint8_t binding = STB_GLOBAL,
                     uint8_t type = STT_NOTYPE) {
    Symbol symbol;
    symbol.name = name;
    symbol.binding = binding;
    symbol.type = type;
    return object.addSymbol(symbol);
  }

  SymbolId define(StringRef name, SectionId section, uint64_t value,
                  uint8_t binding = STB_GLOBAL, uint8_t type = STT_NOTYPE,
                  uint64_t size = 0) {
    SymbolId id = undefined(name, binding, type);
    object.define(id, section, value, size);
    return id;
  }

  SymbolId temporary(StringRef name, SectionId section, uint64_t value) {
    SymbolId id = object.addTemporary(section, value);
    object[id].name = name;
    return id;
  }

  void bytes(SectionId id, ArrayRef<uint8_t> content) {
    object[id].bytes.append(content.begin(), content.end());
  }

  void zeros(SectionId id, size_t size) { object[id].bytes.append(size, '\0'); }

  /// A zero field of `size` bytes with a relocation.
  void field(SectionId id, unsigned size, uint32_t type, SymbolId symbol,
             int64_t addend = 0) {
    object[id].relocate(object[id].bytes.size(), type, symbol, addend);
    zeros(id, size);
  }

  /// `call symbol`.
  void call(SectionId id, SymbolId symbol) {
    bytes(id, {0xe8});
    field(id, 4, R_X86_64_PLT32, symbol, -4);
  }

  /// `ret`.
  void ret(SectionId id) { bytes(id, {0xc3}); }
};
} // namespace

constexpr uint64_t Data = SHF_ALLOC | SHF_WRITE;
constexpr uint64_t Code = SHF_ALLOC | SHF_EXECINSTR;

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
  SectionId text = b.section(".text.inlined", SHT_PROGBITS, Code, 16, group);
  SymbolId callee = b.undefined("callee");
  SectionId data = b.section(".data.inlined", SHT_PROGBITS, Data, 8, group);
  object.define(inlined, text, 0, 6);
  b.call(text, callee);
  b.ret(text);
  b.field(data, 8, R_X86_64_64, inlined);

  // A signature that no symbol defines, as of constructors.
  SymbolId both = b.undefined("_ZN1AC5Ev");
  SectionId constructor =
      b.section(".text._ZN1AC2Ev", SHT_PROGBITS, Code, 16,
                object.getOrCreateGroup(both, /*comdat=*/true));
  b.define("_ZN1AC2Ev", constructor, 0, STB_WEAK, STT_FUNC, 1);
  b.define("_ZN1AC1Ev", constructor, 0, STB_WEAK, STT_FUNC, 1);
  b.ret(constructor);

  // A group that is no COMDAT, and one whose signature is used elsewhere.
  SymbolId kept = b.undefined("kept", STB_LOCAL);
  SectionId keptData =
      b.section(".data.kept", SHT_PROGBITS, Data, 1,
                object.getOrCreateGroup(kept, /*comdat=*/false));
  object.define(kept, keptData, 1);
  b.bytes(keptData, {1, 2});
  SymbolId elsewhere = b.undefined("elsewhere");
  SectionId refers =
      b.section(".data.refers", SHT_PROGBITS, Data, 8,
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
  SectionId cold = b.section(".text.cold", SHT_PROGBITS, Code, 1);
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
  SectionId data = b.section(".data", SHT_PROGBITS, Data);
  SymbolId unique = b.undefined("unique", STB_GNU_UNIQUE, STT_OBJECT);
  object.define(unique, data, 0, 8);
  b.field(data, 8, R_X86_64_64, missing);
  b.field(data, 8, R_X86_64_64, optional);
  SectionId tbss = b.section(".tbss", SHT_NOBITS, Data | SHF_TLS, 4);
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
  SectionId tdata = b.section(".tdata", SHT_PROGBITS, Data | SHF_TLS, 4);
  SymbolId tls = b.temporary(".Ltls", tdata, 4);
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
  object.addIdent("first producer");
  object.addIdent("second producer");
  SectionId text = b.text();
  SectionId data = b.section(".data", SHT_PROGBITS, Data, 1);
  SectionId bss = b.section(".bss", SHT_NOBITS, Data, 64);
  SectionId rodata = b.section(".rodata", SHT_PROGBITS, SHF_ALLOC, 32);
  SectionId init = b.section(".init_array.101", SHT_INIT_ARRAY, Data, 8);
  SectionId retained =
      b.section(".data.retained", SHT_PROGBITS, Data | SHF_GNU_RETAIN, 1);
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
  b.define("first", first, 0);
  SymbolId end = b.define("last", last, 0);
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
  b.bytes(b.section(".bss", SHT_NOBITS, Data), {1});
  return Error::success();
}

static Error buildRelocatedBss(Object &object) {
  Builder b{object};
  object[b.section(".bss", SHT_NOBITS, Data)].relocate(0, R_X86_64_64,
                                                       SymbolId::None, 0);
  return Error::success();
}

static Error buildLocalCommon(Object &object) {
  Builder b{object};
  b.define("mine", SectionId::Common, 4, STB_LOCAL, STT_OBJECT, 4);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Unwinding
//===----------------------------------------------------------------------===//

using shunt::debug::CfiEvent;
using shunt::debug::CfiKind;
using shunt::debug::FunctionUnwind;
using shunt::debug::UnwindTarget;
using shunt::debug::UnwindWriter;

/// DWARF numbers of the x86-64 psABI, table 3.38.
enum : uint16_t { Rbx = 3, Rbp = 6, Rsp = 7, R12 = 12, Rip = 16, Mask7 = 125 };

static const CfiEvent entryRules[] = {{0, CfiKind::DefCfa, Rsp, 8},
                                      {0, CfiKind::Offset, Rip, -8}};

static const UnwindTarget x86_64Unwind = {.factors = {1, -8},
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

static Error buildUnwind(Object &object) {
  Builder b{object};
  SectionId text = b.text();
  UnwindWriter unwind(object, x86_64Unwind);
  SymbolId personality = b.undefined("DW.ref.__gxx_personality_v0");
  SectionId table = b.section(".gcc_except_table", SHT_PROGBITS, SHF_ALLOC, 4);
  b.zeros(table, 4);
  SymbolId lsda = b.temporary(".Lexception", table, 4);
  b.zeros(table, 4);

  auto add = [&](StringRef name, SectionId section, uint64_t size,
                 FunctionUnwind function) {
    function.function = b.define(name, section, object[section].bytes.size(),
                                 STB_GLOBAL, STT_FUNC);
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
  SectionId cold = b.section(".text.cold", SHT_PROGBITS, Code, 1);
  Error error = joinErrors(
      joinErrors(add("cold", cold, 6, usual), add("simple", text, 1, simple)),
      joinErrors(add("handler", text, 6, handler),
                 joinErrors(add("landing", text, 6, landing),
                            add("catching", text, 6, catching))));
  b.stackNote();
  unwind.finish(b.section(".eh_frame", SHT_X86_64_UNWIND, SHF_ALLOC, 8));
  return error;
}

static Error buildOddPersonality(Object &object) {
  Builder b{object};
  UnwindWriter unwind(object, x86_64Unwind);
  FunctionUnwind function;
  function.function = b.define("f", b.text(), 0);
  function.personality = b.undefined("personality");
  function.personalityEncoding = 0x01; // uleb128
  return unwind.addFunction(function);
}

//===----------------------------------------------------------------------===//

void shunt::test::buildLarge(Object &object, uint32_t functions) {
  Builder b{object};
  SectionId text = b.text();
  object[text].bytes.reserve(functions * 64);
  SectionId strings =
      b.section(".rodata.str1.1", SHT_PROGBITS,
                SHF_ALLOC | SHF_MERGE | SHF_STRINGS, 1, GroupId::None, 1);
  SymbolId printer = b.undefined("printf");
  UnwindWriter unwind(object, x86_64Unwind);
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

ArrayRef<NamedObject> shunt::test::allObjects() {
  static const NamedObject objects[] = {
      {"empty", buildEmpty},
      {"comdat", buildComdat},
      {"pc-relative", buildPcRelative},
      {"symbols", buildSymbols},
      {"mergeable", buildMergeable},
      {"sections", buildSections},
      {"many-sections", buildManySections},
      {"unwind", buildUnwind},
      {"undefined-local", buildUndefinedLocal},
      {"undefined-label", buildUndefinedLabel},
      {"duplicate", buildDuplicate},
      {"full-bss", buildFullBss},
      {"relocated-bss", buildRelocatedBss},
      {"local-common", buildLocalCommon},
      {"odd-personality", buildOddPersonality},
  };
  return objects;
}
