"""The suite `baseline`: Octane with machine code, beside the baseline compilers of others and beside itself without."""

import engines
import octane_suite

DESCRIPTION = """## Octane, baseline compilers

The same with machine code from each engine's first compiler alone: Orrery's copies stencils, V8's is Sparkplug, JSC's its
baseline; their optimising compilers are off. `bytecode` is Orrery without machine code. zlib is asm.js, which V8 validates and makes
WebAssembly of: that one number is not Sparkplug's. V8 and JSC compile regular expressions to machine code in these modes, too; Orrery
does not yet.
"""


class Suite(octane_suite.Suite):
    name = "baseline"
    default_rounds = 3
    description = DESCRIPTION

    def __init__(self, options):
        super().__init__(options)
        self.orrery = engines.orrery(machine_code="baseline")
        self.peers, self.missing_peers = engines.baselines()
        self.peers.insert(0, engines.orrery("bytecode"))
