package org.dcep.wallet.planted;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.digests.SM3Digest;

/** One small class for each way to break a rule, and one that breaks none. Nothing here is ever run. */
public final class Offenders {
    private Offenders() {}

    /** Does the allowed thing beside every forbidden one. */
    public static final class Innocent {
        private final SecureRandom random = new SecureRandom();

        public Uni<Instant> later(Clock clock) {
            return Uni.createFrom().item(clock.instant()).invoke(instant -> random.nextInt());
        }

        public LocalDate today(Clock clock) {
            return LocalDate.now(clock);
        }

        public long elapsedNanos(long since) {
            return System.nanoTime() - since;
        }
    }

    public static final class UsesBouncyCastle {
        public int digestBytes() {
            return new SM3Digest().getDigestSize();
        }
    }

    public static final class UsesTheFasterProvider {
        public String provider() {
            return AmazonCorrettoCryptoProvider.PROVIDER_NAME + AmazonCorrettoCryptoProvider.INSTANCE;
        }
    }

    public static final class PrintsToOut {
        public void print() {
            System.out.println("paid");
        }
    }

    public static final class PrintsToErr {
        public void print() {
            System.err.println("not paid");
        }
    }

    public static final class PrintsAStackTrace {
        public void print(Exception failure) {
            failure.printStackTrace();
        }
    }

    public static final class SleepsInAThread {
        public void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    public static final class SleepsByTimeUnit {
        public void sleep() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    public static final class UsesRandom {
        public int roll() {
            return new Random().nextInt(6);
        }
    }

    public static final class UsesThreadLocalRandom {
        public int roll() {
            return ThreadLocalRandom.current().nextInt(6);
        }
    }

    public static final class UsesMathRandom {
        public boolean flip() {
            return Math.random() < 0.5;
        }
    }

    public static final class Awaits {
        public String now(Uni<String> uni) {
            return uni.await().indefinitely();
        }
    }

    public static final class AwaitsInALambda {
        public Supplier<String> now(Uni<String> uni) {
            return () -> uni.await().indefinitely();
        }
    }

    public static final class SubscribesToAUni {
        public void start(Uni<String> uni) {
            uni.subscribe().with(item -> {});
        }
    }

    public static final class SubscribesToAMulti {
        public void start(Multi<String> multi) {
            multi.subscribe().with(item -> {});
        }
    }

    public static final class BecomesAStage {
        public Object start(Uni<String> uni) {
            return uni.subscribeAsCompletionStage();
        }
    }

    public static final class PaymentServiceImpl {}

    public static final class WalletManager {}

    public static final class MoneyHelper {}

    public static final class MoneyUtil {}

    public static final class WalletDto {}

    public static final class ReadsMillis {
        public long now() {
            return System.currentTimeMillis();
        }
    }

    public static final class ReadsTheInstant {
        public Instant now() {
            return Instant.now();
        }
    }

    public static final class ReadsTheInstantByReference {
        public Supplier<Instant> now() {
            return Instant::now;
        }
    }

    public static final class ReadsTheDate {
        public LocalDate today() {
            return LocalDate.now(ZoneOffset.UTC);
        }
    }

    public static final class ReadsTheOldDate {
        public Date now() {
            return new Date();
        }
    }
}
