"""How lit finds the programs of test/run once more, for another processor."""

import os

import lit.formats
import lit.Test


class Program(lit.Test.Test):
    """A test that has its name in one folder and its file in test/run."""

    def getSourcePath(self):
        return os.path.join(self.suite.source_root, "run",
                            self.path_in_suite[-1])


class Programs(lit.formats.ShTest):
    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        for name in sorted(os.listdir(os.path.join(suite.source_root, "run"))):
            if name.endswith(".c"):
                yield Program(suite, (*path, name), local_config)
        yield from super().getTestsInDirectory(suite, path, lit_config,
                                               local_config)


def set_up(config, processor, triple):
    """Run test/run for `triple` in a folder's local configuration."""
    config.test_format = Programs(execute_external=False)
    # What a file has for its own processor, and for wasm32, runs there.
    config.available_features -= {"x86_64", "f16c", "wasm32"}
    config.available_features.add(processor)
    config.substitutions = [
        (key, f"{value} --target {triple}" if "run_both" in key else value)
        for key, value in config.substitutions]
    if f"qemu-{processor}" not in config.available_features:
        config.unsupported = True
