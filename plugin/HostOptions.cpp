//===- HostOptions.cpp - The host's options for the fast back end ---------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/HostOptions.h"
#include "plugin/SplitOutput.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;
using namespace shunt;

/// Whether LLVM's own option of this name is given: it has no place in the
/// target's options.
static bool isHostSwitchOn(StringRef name) {
  auto *option = cl::getRegisteredOptions().lookup(name);
  return option && option->getNumOccurrences() > 0;
}

static fast::RelocationModel relocationOf(const Module &module,
                                          const TargetMachine &machine) {
  if (machine.getRelocationModel() == Reloc::Static)
    return fast::RelocationModel::Static;
  return module.getPIELevel() == PIELevel::Default ? fast::RelocationModel::Pic
                                                   : fast::RelocationModel::Pie;
}

fast::Options plugin::readHostOptions(const Module &module,
                                      const TargetMachine &machine) {
  const TargetOptions &host = machine.Options;
  fast::Options options;
  options.triple = machine.getTargetTriple();
  options.cpu = machine.getTargetCPU();
  options.features = machine.getTargetFeatureString();
  options.relocation = relocationOf(module, machine);
  options.functionSections = machine.getFunctionSections();
  options.dataSections = machine.getDataSections();
  options.uniqueSectionNames = machine.getUniqueSectionNames();
  options.sectionPrefixes = machine.getOptLevel() != CodeGenOptLevel::None;
  options.useInitArray = host.UseInitArray;
  options.addrsig = host.EmitAddrsig;
  options.emitStackSizes = host.EmitStackSizeSection;
  options.noPlt = module.getRtLibUseGOT();
  options.noZerosInBss = host.NoZerosInBSS;
  options.compressDebugSections = host.MCOptions.CompressDebugSections;
  options.debug.isStrict = host.DebugStrictDwarf;
  options.debug.isForLLDB = host.DebuggerTuning == DebuggerKind::LLDB;
  options.debug.hasTypeUnits = isHostSwitchOn("generate-type-units");
  options.debug.splitName = host.MCOptions.SplitDwarfFile;
  options.debug.hasSplitFile = !findSplitOutput(machine).empty();
  options.tlsDescriptors = machine.useTLSDESC();
  options.relaxElfRelocations = host.MCOptions.X86RelaxRelocations;
  bool isWasm = options.triple.isWasm();
  options.mergeableConstants = !isWasm;
  // Without the feature, LLVM takes thread-locality away too.
  options.plainThreadLocals = isWasm && !options.features.contains("+atomics");
  return options;
}

static StringRef nameOf(llvm::CodeModel::Model model) {
  switch (model) {
  case llvm::CodeModel::Tiny:
    return "tiny";
  case llvm::CodeModel::Small:
    return "small";
  case llvm::CodeModel::Kernel:
    return "kernel";
  case llvm::CodeModel::Medium:
    return "medium";
  case llvm::CodeModel::Large:
    return "large";
  }
  llvm_unreachable("not a code model");
}

/// The name of the first option that is on; empty: none is.
static std::string firstOf(ArrayRef<std::pair<bool, StringRef>> options) {
  for (auto [isOn, name] : options)
    if (isOn)
      return name.str();
  return {};
}

std::string plugin::findUnsupportedOption(const TargetMachine &machine) {
  const TargetOptions &host = machine.Options;
  const MCTargetOptions &mc = host.MCOptions;
  bool isWasm = machine.getTargetTriple().isWasm();
  // Wasm has no code models; LLVM calls it large.
  if (machine.getCodeModel() != llvm::CodeModel::Small && !isWasm)
    return ("code model " + nameOf(machine.getCodeModel())).str();
  const std::pair<bool, StringRef> unsupported[] = {
      {machine.useEmulatedTLS(), "-femulated-tls"},
      {host.BBSections != BasicBlockSection::None, "-fbasic-block-sections"},
      {host.BBAddrMap, "-fbasic-block-address-map"},
      {host.EmitCallGraphSection, "-fexperimental-call-graph-section"},
      {!host.StackUsageOutput.empty(), "-fstack-usage"},
      {host.Hotpatch, "-fms-hotpatch"},
      {host.JMCInstrument, "-fjmc"},
      {host.ForceDwarfFrameSection, "-fforce-dwarf-frame"},
      {host.SeparateNamedSections, "-fseparate-named-sections"},
      {host.GuaranteedTailCallOpt, "guaranteed tail calls"},
      {isWasm && machine.getRelocationModel() != Reloc::Static,
       "position-independent code for wasm"},
      {host.TrapUnreachable && !isWasm, "traps for unreachable code"},
      {host.FloatABIType == FloatABI::Soft, "-msoft-float"},
      {host.ExceptionModel == ExceptionHandling::SjLj, "-fsjlj-exceptions"},
      {mc.Crel, "-Wa,--crel"},
      {mc.MCSaveTempLabels, "-Wa,-L"},
      {mc.EmitSFrameUnwind, "-Wa,--gsframe"},
      {mc.X86Sse2Avx, "-msse2avx"},
  };
  return firstOf(unsupported);
}

std::string plugin::findUnsupportedDebugOption(const TargetMachine &machine) {
  const TargetOptions &host = machine.Options;
  const MCTargetOptions &mc = host.MCOptions;
  const std::pair<bool, StringRef> unsupported[] = {
      {mc.Dwarf64, "-gdwarf64"},
      {mc.DwarfVersion != 0, "a DWARF version of the target machine"},
      {host.DebuggerTuning == DebuggerKind::SCE, "-gsce"},
      {host.DebuggerTuning == DebuggerKind::DBX, "-gdbx"},
      {isHostSwitchOn("generate-arange-section"), "-gdwarf-aranges"},
  };
  return firstOf(unsupported);
}
