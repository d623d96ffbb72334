package org.dcep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);
    private static final int HALF = (int) Gathered.ENOUGH_BYTES / 2;

    private final Gathered gathered = new Gathered();

    @Test
    void aMegabyteIsEnoughHoweverFewRecordsItIs() {
        assertThat(gathered.add(records(FIRST, 0, HALF, HALF - 1))).isTrue();
        assertThat(gathered.isEnough()).isFalse();
        gathered.add(records(SECOND, 0, 1));
        assertThat(gathered.isEnough()).isTrue();
    }

    @Test
    void recordsOfAPartitionFollowOneAnother() {
        gathered.add(records(FIRST, 0, 1, 1));
        gathered.add(records(SECOND, 7, 1));
        gathered.add(records(FIRST, 2, 1));
        assertThat(gathered.batches().get(FIRST))
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 1L, 2L);
        assertThat(gathered.batches().get(SECOND))
                .extracting(ConsumerRecord::offset)
                .containsExactly(7L);
    }

    @Test
    void nothingMoreIsSaidToBeNothing() {
        assertThat(gathered.add(ConsumerRecords.empty())).isFalse();
        assertThat(gathered.isEmpty()).isTrue();
        assertThat(gathered.isEnough()).isFalse();
    }

    @Test
    void aRecordWithoutValueCountsNothing() {
        gathered.add(records(FIRST, 0, ConsumerRecord.NULL_SIZE));
        gathered.add(records(FIRST, 1, HALF, HALF));
        assertThat(gathered.isEnough()).isTrue();
    }

    private static ConsumerRecords<byte[], byte[]> records(TopicPartition partition, long firstOffset, int... sizes) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int size : sizes) {
            records.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    firstOffset + records.size(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    size,
                    null,
                    null,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }
}
