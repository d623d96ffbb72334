package org.dcep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks are run by hand and rarely; this finds out at every build whether they still can be. */
class BenchmarksTest {
    @Test
    void everyBenchmarkRuns() throws Exception {
        var once = new OptionsBuilder()
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)\\.\\w+$", "$1"))
                .contains(
                        "CanonicalBytesBenchmark",
                        "ClearingBenchmark",
                        "DecisionBenchmark",
                        "EventJsonBenchmark",
                        "GasBenchmark",
                        "HashBenchmark",
                        "PaymentJsonBenchmark",
                        "SignatureBenchmark");
    }
}
