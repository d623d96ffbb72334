package org.dcep.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dcep.clearing.Algorithm;
import org.dcep.clearing.ClearingMode;
import org.dcep.clearing.ClearingRules;
import org.dcep.clearing.EndOfDay;
import org.dcep.clearing.Offsetting;
import org.dcep.clearing.SettlementAsset;
import org.dcep.clearing.SettlementPolicy;
import org.dcep.clearing.Shortfall;
import org.dcep.kernel.Money;
import org.dcep.kernel.OperatorId;

/**
 * A settlement policy as its JSON document shows it. Only {@code mode} and {@code asset} must be said; what is absent or
 * null is what {@link SettlementPolicy#of} has. It is written with every member.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SettlementDocument(
        ClearingMode mode,
        SettlementAsset asset,
        OffsettingPart offsetting,
        Shortfall shortfall,
        EndOfDayPart endOfDay,
        PrioritiesPart priorities,
        CapsPart caps,
        Map<String, CapsPart> operators) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record OffsettingPart(
            List<Algorithm> algorithms,
            Boolean bypass,
            Integer entryDepth,
            Integer maxCycleLength,
            Integer maxCycleSteps) {

        static OffsettingPart of(Offsetting offsetting) {
            return new OffsettingPart(
                    List.copyOf(new TreeSet<>(offsetting.algorithms())),
                    offsetting.bypass(),
                    offsetting.entryDepth(),
                    offsetting.maxCycleLength(),
                    offsetting.maxCycleSteps());
        }

        Offsetting value() {
            Offsetting all = Offsetting.ALL;
            return new Offsetting(
                    algorithms == null ? all.algorithms() : chosen(),
                    orElse(bypass, all.bypass()),
                    orElse(entryDepth, all.entryDepth()),
                    orElse(maxCycleLength, all.maxCycleLength()),
                    orElse(maxCycleSteps, all.maxCycleSteps()));
        }

        private EnumSet<Algorithm> chosen() {
            EnumSet<Algorithm> chosen = EnumSet.noneOf(Algorithm.class);
            for (Algorithm algorithm : algorithms) {
                if (algorithm == null || !chosen.add(algorithm)) {
                    throw new IllegalArgumentException("offsetting.algorithms must name each algorithm once at most");
                }
            }
            return chosen;
        }
    }

    private enum Ending {
        KEEP,
        FORCE_ON_CREDIT
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record EndOfDayPart(Ending rule, Integer pricePpm) {
        static EndOfDayPart of(EndOfDay endOfDay) {
            return endOfDay.fold(
                    () -> new EndOfDayPart(Ending.KEEP, null),
                    () -> {
                        throw new IllegalArgumentException("a policy returns nothing");
                    },
                    forced -> new EndOfDayPart(Ending.FORCE_ON_CREDIT, forced.pricePpm()));
        }

        EndOfDay value() {
            if (rule == null) {
                throw new IllegalArgumentException("endOfDay.rule must be KEEP or FORCE_ON_CREDIT");
            }
            if ((rule == Ending.FORCE_ON_CREDIT) != (pricePpm != null)) {
                throw new IllegalArgumentException("endOfDay.pricePpm belongs to the rule FORCE_ON_CREDIT");
            }
            return rule == Ending.KEEP ? new EndOfDay.Keep() : new EndOfDay.ForceOnCredit(pricePpm);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record PrioritiesPart(Long highFromFen, Long urgentFromFen) {
        static PrioritiesPart of(SettlementPolicy.PriorityRule rule) {
            return new PrioritiesPart(fen(rule.highFrom()), fen(rule.urgentFrom()));
        }

        SettlementPolicy.PriorityRule value() {
            return new SettlementPolicy.PriorityRule(
                    money("priorities.highFromFen", highFromFen), money("priorities.urgentFromFen", urgentFromFen));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record CapsPart(Long creditCapFen, Long netDebitCapFen) {
        static CapsPart of(SettlementPolicy.Caps caps) {
            return new CapsPart(caps.creditCap().fen(), fen(caps.netDebitCap()));
        }

        SettlementPolicy.Caps value() {
            return new SettlementPolicy.Caps(
                    money("creditCapFen", creditCapFen).orElse(Money.ZERO), money("netDebitCapFen", netDebitCapFen));
        }
    }

    static SettlementDocument of(SettlementPolicy policy) {
        SortedMap<String, CapsPart> operators = new TreeMap<>();
        policy.operators().forEach((id, caps) -> operators.put(id.value(), CapsPart.of(caps)));
        ClearingRules rules = policy.rules();
        return new SettlementDocument(
                rules.mode(),
                rules.asset(),
                OffsettingPart.of(rules.offsetting()),
                rules.shortfall(),
                EndOfDayPart.of(rules.endOfDay()),
                PrioritiesPart.of(policy.priorities()),
                CapsPart.of(policy.caps()),
                operators);
    }

    /**
     * @throws IllegalArgumentException if it is not a policy, with a message for its author
     */
    SettlementPolicy policy() {
        if (mode == null || asset == null) {
            throw new IllegalArgumentException("mode and asset must be given");
        }
        ClearingRules rules = new ClearingRules(
                mode,
                asset,
                offsetting == null ? Offsetting.ALL : offsetting.value(),
                shortfall == null ? Shortfall.POSTPONE : shortfall,
                endOfDay == null ? new EndOfDay.Keep() : endOfDay.value());
        SortedMap<OperatorId, SettlementPolicy.Caps> single = new TreeMap<>();
        Objects.requireNonNullElse(operators, Map.<String, CapsPart>of()).forEach((id, part) -> {
            if (part == null) {
                throw new IllegalArgumentException("operators." + id + " must not be null");
            }
            single.put(OperatorId.of(id), part.value());
        });
        return new SettlementPolicy(
                rules,
                priorities == null ? SettlementPolicy.PriorityRule.NONE : priorities.value(),
                caps == null ? SettlementPolicy.Caps.NONE : caps.value(),
                single);
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static Long fen(Optional<Money> amount) {
        return amount.map(Money::fen).orElse(null);
    }

    private static Optional<Money> money(String name, Long fen) {
        if (fen != null && (fen < 0 || fen > Money.MAX_FEN)) {
            throw new IllegalArgumentException(name + " must be in 0.." + Money.MAX_FEN);
        }
        return Optional.ofNullable(fen).map(Money::new);
    }
}
