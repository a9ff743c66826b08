//===- shunt-translate.cpp - LLVM IR to dialect text and back -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shunt-translate --import FILE.ll|.bc        LLVM IR to dialect text
// shunt-translate --export FILE.mlir          dialect text to LLVM IR
// shunt-translate --round-trip FILE.ll|.bc    both, in one process
//
// Text in exact form is whole: it carries the metadata and debug records that
// the other ways take from the host's module.
//
// Every error names the file, ends with exit code 1 and leaves no output.
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"
#include "lowering/import/ModuleImport.h"
#include "lowering/llvm/HostMetadata.h"
#include "lowering/llvm/ModuleExport.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/Verifier.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"

namespace cl = llvm::cl;

static cl::OptionCategory category("shunt-translate options");

namespace {
enum class Form { None, Exact, Folded };
} // namespace

static cl::opt<Form> importForm(
    "import", cl::desc("LLVM IR to dialect text, in one of its forms"),
    cl::ValueOptional, cl::init(Form::None), cl::cat(category),
    cl::values(clEnumValN(Form::Exact, "", "an operation an instruction"),
               clEnumValN(Form::Exact, "exact", "an operation an instruction"),
               clEnumValN(Form::Folded, "folded",
                          "what the fast back end reads")));
static cl::opt<bool> doExport("export", cl::desc("Dialect text to LLVM IR"),
                              cl::cat(category));
static cl::opt<bool>
    doRoundTrip("round-trip",
                cl::desc("LLVM IR to the dialect and back, in one process"),
                cl::cat(category));
static cl::opt<bool>
    withoutHost("without-host",
                cl::desc("Round trip without the host's metadata"),
                cl::cat(category));
static cl::opt<bool> emitBitcode("emit-bitcode",
                                 cl::desc("Write LLVM IR as bitcode"),
                                 cl::cat(category));
static cl::opt<std::string> inputFile(cl::Positional, cl::desc("<input>"),
                                      cl::init("-"), cl::cat(category));
static cl::opt<std::string> outputFile("o", cl::desc("Output file"),
                                       cl::value_desc("file"), cl::init("-"),
                                       cl::cat(category));

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

static bool fail(const llvm::Twine &what) {
  llvm::WithColor::error(llvm::errs(), "shunt-translate") << what << '\n';
  return false;
}

static bool fail(llvm::StringRef file, const llvm::Twine &what) {
  return fail(file + ": " + what);
}

/// Where and what was refused: "construct in function 'f'".
static std::string describe(const shunt::import::Refusal &refusal) {
  std::string text = refusal.construct;
  if (refusal.function)
    text += " in function '" + refusal.function->getName().str() + "'";
  return text;
}

//===----------------------------------------------------------------------===//
// Input and output
//===----------------------------------------------------------------------===//

static std::unique_ptr<llvm::Module> readModule(llvm::LLVMContext &context) {
  llvm::SMDiagnostic diagnostic;
  std::unique_ptr<llvm::Module> module =
      llvm::parseIRFile(inputFile, diagnostic, context);
  if (!module) {
    std::string where = inputFile;
    if (diagnostic.getLineNo() > 0)
      where += ":" + std::to_string(diagnostic.getLineNo()) + ":" +
               std::to_string(diagnostic.getColumnNo() + 1);
    fail(where, diagnostic.getMessage());
    return nullptr;
  }
  std::string broken;
  llvm::raw_string_ostream os(broken);
  if (!llvm::verifyModule(*module, &os))
    return module;
  fail(inputFile, "not valid LLVM IR: " + llvm::StringRef(broken).rtrim());
  return nullptr;
}

/// Writes what `print` prints, or nothing at all.
static bool
writeOutput(llvm::function_ref<void(llvm::raw_ostream &)> print,
            llvm::sys::fs::OpenFlags flags = llvm::sys::fs::OF_Text) {
  std::error_code code;
  llvm::ToolOutputFile output(outputFile, code, flags);
  if (code)
    return fail(outputFile, code.message());
  print(output.os());
  output.os().flush();
  if (output.os().has_error()) {
    code = output.os().error();
    output.os().clear_error();
    return fail(outputFile, code.message());
  }
  output.keep();
  return true;
}

static bool writeModule(const llvm::Module &module) {
  std::string broken;
  llvm::raw_string_ostream os(broken);
  if (llvm::verifyModule(module, &os))
    return fail(inputFile, "exported LLVM IR is not valid: " +
                               llvm::StringRef(broken).rtrim());
  if (emitBitcode)
    return writeOutput(
        [&](llvm::raw_ostream &os) { llvm::WriteBitcodeToFile(module, os); },
        llvm::sys::fs::OF_None);
  return writeOutput([&](llvm::raw_ostream &os) { module.print(os, nullptr); });
}

//===----------------------------------------------------------------------===//
// The three ways
//===----------------------------------------------------------------------===//

static bool refuse(const shunt::import::Refusal &refusal) {
  return fail(inputFile, describe(refusal) + " is not handled");
}

static mlir::OwningOpRef<mlir::ModuleOp>
importModule(shunt::import::ModuleImport &importer) {
  mlir::OwningOpRef<mlir::ModuleOp> module = importer.importAll();
  if (!module)
    refuse(importer.refusal());
  else if (mlir::failed(mlir::verify(*module)))
    return {};
  return module;
}

static bool runImport(mlir::MLIRContext &context) {
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::Module> host = readModule(llvmContext);
  if (!host)
    return false;
  auto mode = importForm == Form::Folded ? shunt::import::Mode::Folded
                                         : shunt::import::Mode::Exact;
  shunt::import::ModuleImport importer(*host, context, mode);
  auto module = importModule(importer);
  if (!module)
    return false;
  if (mode == shunt::import::Mode::Exact && !importer.importMetadata(*module))
    return refuse(importer.refusal());
  if (mlir::failed(mlir::verify(*module)))
    return false;
  return writeOutput([&](llvm::raw_ostream &os) {
    module->print(os);
    os << '\n';
  });
}

static bool exportAndWrite(mlir::ModuleOp module, llvm::LLVMContext &context,
                           shunt::llvmir::MetadataSource *metadata) {
  auto exported = shunt::llvmir::exportModule(module, context, metadata);
  if (exported)
    return writeModule(**exported);
  return fail(inputFile,
              llvm::toString(exported.takeError()) + " is not handled");
}

static bool runExport(mlir::MLIRContext &context) {
  std::string why;
  std::unique_ptr<llvm::MemoryBuffer> buffer =
      mlir::openInputFile(inputFile, &why);
  if (!buffer)
    return fail(why);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  mlir::SourceMgrDiagnosticHandler handler(sources, &context);
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::parseSourceFile<mlir::ModuleOp>(sources, &context);
  if (!module)
    return fail(inputFile, "not valid dialect text");
  llvm::LLVMContext llvmContext;
  return exportAndWrite(*module, llvmContext, nullptr);
}

static bool runRoundTrip(mlir::MLIRContext &context) {
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::Module> host = readModule(llvmContext);
  if (!host)
    return false;
  shunt::import::ModuleImport importer(*host, context,
                                       shunt::import::Mode::Exact);
  auto module = importModule(importer);
  if (!module)
    return false;
  shunt::llvmir::HostMetadata metadata(*host);
  return exportAndWrite(*module, llvmContext,
                        withoutHost ? nullptr : &metadata);
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "LLVM IR to dialect text and back\n");
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  context.loadDialect<shunt::ShuntDialect>();
  shunt::registerOperations(&context);
  bool doImport = importForm != Form::None;
  if (doImport + doExport + doRoundTrip != 1) {
    fail("exactly one of --import, --export, --round-trip is needed");
    return 1;
  }
  bool done = doImport   ? runImport(context)
              : doExport ? runExport(context)
                         : runRoundTrip(context);
  return done ? 0 : 1;
}
