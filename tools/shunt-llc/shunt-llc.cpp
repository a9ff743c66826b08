//===- shunt-llc.cpp - LLVM IR or dialect text to an object ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The plugin's driver without a host: reads .ll, .bc or .mlir, writes an
// object. Used by the tests. What a back end refuses is an error unless
// --fallback=llvm says otherwise.
//
//===----------------------------------------------------------------------===//

#include "Compile.h"
#include "llvm/CodeGen/CommandFlags.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Verifier.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;
using namespace shunt::plugin;

static codegen::RegisterCodeGenFlags codegenFlags;
static cl::OptionCategory category("shunt-llc options");
static cl::opt<std::string> inputFile(cl::Positional, cl::desc("<input>"),
                                      cl::init("-"), cl::cat(category));
static cl::opt<std::string> outputFile("o", cl::desc("Output file"),
                                       cl::value_desc("file"), cl::init("-"),
                                       cl::cat(category));
static cl::opt<char> optimization("O", cl::desc("Optimization level: 0 to 3"),
                                  cl::Prefix, cl::init('2'), cl::cat(category));
static cl::opt<std::string> triple("mtriple", cl::desc("Override the triple"),
                                   cl::cat(category));
static cl::opt<std::string> backend("backend", cl::desc("fast, llvm"),
                                    cl::init("fast"), cl::cat(category));
static cl::opt<std::string> fallback("fallback", cl::desc("llvm, error"),
                                     cl::init("error"), cl::cat(category));
static cl::opt<std::string> printed("print", cl::desc("dialect, llvm"),
                                    cl::cat(category));
static cl::opt<std::string> function("function",
                                     cl::desc("Print only this function"),
                                     cl::cat(category));
static cl::opt<std::string> timeReport("time-report", cl::desc("text, json"),
                                       cl::cat(category));

static bool fail(StringRef file, const Twine &what) {
  WithColor::error(errs(), "shunt-llc") << file << ": " << what << '\n';
  return false;
}

namespace {

/// Shows errors and our own remarks with the input's name.
struct Diagnostics : DiagnosticHandler {
  bool handleDiagnostics(const DiagnosticInfo &info) override {
    std::string text;
    raw_string_ostream os(text);
    DiagnosticPrinterRawOStream printer(os);
    info.print(printer);
    text.erase(StringRef(text).rtrim().size()); // Some end in a line break.
    if (info.getSeverity() == DS_Error) {
      HasErrors = true;
      fail(inputFile, text);
    } else if (info.getSeverity() == DS_Remark) {
      WithColor::remark(errs(), "shunt-llc")
          << inputFile << ": " << text << '\n';
    } else {
      WithColor::warning(errs(), "shunt-llc")
          << inputFile << ": " << text << '\n';
    }
    return true;
  }
  bool isMissedOptRemarkEnabled(StringRef pass) const override {
    return pass == "shunt";
  }
  bool isAnyRemarkEnabled() const override { return true; }
};

} // namespace

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

static bool readOptions(PluginOptions &options) {
  const std::pair<StringRef, StringRef> values[] = {
      {"backend", backend}, {"fallback", fallback}, {"time-report", timeReport},
      {"print", printed},   {"function", function},
  };
  for (auto [key, value] : values)
    if (!value.empty())
      if (Error error = options.set(key, value))
        return fail("command line", toString(std::move(error)));
  return true;
}

static std::unique_ptr<TargetMachine> createMachine(const Triple &target) {
  if (target.str().empty()) {
    fail(inputFile, "no target triple in it and no -mtriple");
    return nullptr;
  }
  std::string error;
  const Target *found = TargetRegistry::lookupTarget(target, error);
  if (!found) {
    fail(inputFile, error);
    return nullptr;
  }
  auto level = CodeGenOpt::parseLevel(optimization);
  if (!level) {
    fail("command line", "unknown optimization level '" +
                             Twine(optimization.getValue()) +
                             "'; choices: 0, 1, 2, 3");
    return nullptr;
  }
  return std::unique_ptr<TargetMachine>(found->createTargetMachine(
      target, codegen::getCPUStr(), codegen::getFeaturesStr(),
      codegen::InitTargetOptionsFromCodeGenFlags(target),
      codegen::getExplicitRelocModel(), codegen::getExplicitCodeModel(),
      *level));
}

static Triple overridden(Triple given) {
  return triple.empty() ? given : Triple(Triple::normalize(triple));
}

//===----------------------------------------------------------------------===//
// Input and output
//===----------------------------------------------------------------------===//

/// Writes the file, or nothing at all.
static bool write(StringRef bytes) {
  std::error_code code;
  ToolOutputFile output(outputFile, code, sys::fs::OF_None);
  if (code)
    return fail(outputFile, code.message());
  output.os() << bytes;
  output.os().flush();
  if (output.os().has_error()) {
    code = output.os().error();
    output.os().clear_error();
    return fail(outputFile, code.message());
  }
  output.keep();
  return true;
}

static std::unique_ptr<Module> readModule(LLVMContext &context) {
  SMDiagnostic diagnostic;
  std::unique_ptr<Module> module = parseIRFile(inputFile, diagnostic, context);
  if (!module) {
    std::string where = inputFile;
    if (diagnostic.getLineNo() > 0)
      where += ":" + std::to_string(diagnostic.getLineNo()) + ":" +
               std::to_string(diagnostic.getColumnNo() + 1);
    fail(where, diagnostic.getMessage());
    return nullptr;
  }
  std::string broken;
  raw_string_ostream os(broken);
  if (!verifyModule(*module, &os))
    return module;
  fail(inputFile, "not valid LLVM IR: " + StringRef(broken).rtrim());
  return nullptr;
}

static bool compileModule(const PluginOptions &options) {
  LLVMContext context;
  context.setDiagnosticHandler(std::make_unique<Diagnostics>());
  std::unique_ptr<Module> module = readModule(context);
  if (!module)
    return false;
  module->setTargetTriple(overridden(module->getTargetTriple()));
  std::unique_ptr<TargetMachine> machine =
      createMachine(module->getTargetTriple());
  if (!machine)
    return false;
  module->setDataLayout(machine->createDataLayout());
  SmallVector<char, 0> buffer;
  return compileHost(*module, *machine, options, buffer) &&
         write({buffer.data(), buffer.size()});
}

static bool compileText(const PluginOptions &options) {
  DialectText text(inputFile);
  std::string why;
  if (!text.read(why))
    return fail(inputFile, why);
  LLVMContext context;
  context.setDiagnosticHandler(std::make_unique<Diagnostics>());
  std::unique_ptr<TargetMachine> machine =
      createMachine(overridden(text.triple()));
  SmallVector<char, 0> buffer;
  return machine && text.compile(context, *machine, options, buffer) &&
         write({buffer.data(), buffer.size()});
}

int main(int argc, char **argv) {
  InitLLVM init(argc, argv);
  InitializeAllTargetInfos();
  InitializeAllTargets();
  InitializeAllTargetMCs();
  InitializeAllAsmPrinters();
  InitializeAllAsmParsers();
  cl::ParseCommandLineOptions(argc, argv,
                              "LLVM IR or dialect text to an object\n");
  PluginOptions options;
  if (!readOptions(options))
    return 1;
  bool isText = StringRef(inputFile).ends_with(".mlir");
  return (isText ? compileText(options) : compileModule(options)) ? 0 : 1;
}
