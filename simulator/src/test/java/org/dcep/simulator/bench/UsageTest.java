package org.dcep.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.dcep.simulator.bench.Snapshot.Part;
import org.junit.jupiter.api.Test;

/** A window of ten seconds on two processors. */
class UsageTest {
    private static final Snapshot START = new Snapshot(
            0,
            new MachineTime(0, 0, 0),
            Map.of(Part.WALLET, 1_000_000L, Part.POSTGRES, 500_000L, Part.LOAD, 0L),
            Map.of(Part.WALLET, 1L << 20),
            Map.of("wallet", 400_000L, "background", 100_000L),
            1_000,
            2_000,
            MetricsPage.of("""
                    # TYPE dcep_payment_batch_size histogram
                    dcep_payment_batch_size_bucket{le="1.0"} 4.0
                    dcep_payment_batch_size_bucket{le="16.0"} 4.0
                    dcep_payment_batch_size_bucket{le="+Inf"} 4.0
                    dcep_payment_batch_size_count 4.0
                    dcep_payment_batch_size_sum 4.0
                    """));

    private static final Snapshot END = new Snapshot(
            10_000_000_000L,
            new MachineTime(12_000_000, 7_000_000, 1_000_000),
            Map.of(Part.WALLET, 7_000_000L, Part.POSTGRES, 3_500_000L, Part.LOAD, 1_000_000L),
            Map.of(Part.WALLET, 300L << 20),
            Map.of("wallet", 2_400_000L, "background", 50_000L, "issuer", 30_000L),
            201_000,
            42_000,
            MetricsPage.of("""
                    dcep_payment_batch_size_bucket{le="1.0"} 5.0
                    dcep_payment_batch_size_bucket{le="16.0"} 14.0
                    dcep_payment_batch_size_bucket{le="+Inf"} 16.0
                    dcep_payment_batch_size_count 16.0
                    dcep_payment_batch_size_sum 124.0
                    jvm_memory_used_bytes{area="heap",id="Eden"} 1048576.0
                    jvm_memory_used_bytes{area="heap",id="Old"} 3145728.0
                    jvm_memory_used_bytes{area="nonheap",id="Code"} 1048576.0
                    http_server_requests_seconds_count{uri="/v1/operators/{operatorId}/vault"} 3.0
                    """));

    private final Usage usage = Usage.between(START, END, 1_000, 2);

    @Test
    void processorTimeIsByPaymentAndTheTotalLeavesTheBenchOut() {
        assertThat(usage.cpuMicrosPerPayment())
                .containsOnly(
                        entry("wallet", 6_000.0),
                        entry("postgres", 3_000.0),
                        entry("load", 1_000.0),
                        entry("total", 9_000.0));
        assertThat(usage.cpuShare()).contains(entry("wallet", 0.3), entry("load", 0.05));
    }

    @Test
    void postgresIsSplitByDatabase() {
        assertThat(usage.postgresCpuMicrosPerPayment())
                .containsOnly(entry("wallet", 2_000.0), entry("background", 0.0), entry("issuer", 30.0));
    }

    @Test
    void whatTheNetworkAndTheBenchDidNotUseWentElsewhere() {
        assertThat(usage.idleShare()).isEqualTo(0.35);
        assertThat(usage.elsewhereShare()).isEqualTo(0.1);
        assertThat(usage.stolenShare()).isEqualTo(0.05);
    }

    @Test
    void bytesAreByPayment() {
        assertThat(usage.walBytesPerPayment()).isEqualTo(200);
        assertThat(usage.kafkaBytesPerPayment()).isEqualTo(40);
    }

    @Test
    void batchesAreThoseOfTheWindow() {
        assertThat(usage.batches()).isEqualTo(12);
        assertThat(usage.meanBatchSize()).isEqualTo(10);
        assertThat(usage.batchSizes()).containsExactly(entry("1", 1L), entry("16", 9L), entry("more", 2L));
    }

    @Test
    void memoryIsThatOfTheEnd() {
        assertThat(usage.heapMegabytes()).isEqualTo(4);
        assertThat(usage.residentMegabytes()).containsOnly(entry("wallet", 300.0));
    }
}
