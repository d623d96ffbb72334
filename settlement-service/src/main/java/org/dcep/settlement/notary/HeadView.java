package org.dcep.settlement.notary;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A head with its signatures, as a receipt carries it.
 *
 * @param signature settlement's, SM2 over the lines {@code dcep-log-head-v1}, network, operatorId, size, root,
 *     previousSize, previousRoot, sealedAt, keyId; base64url
 * @param mlDsa ML-DSA-65 over the same bytes; absent unless settlement signs twice
 */
@Schema(name = "LogHead")
record HeadView(
        String operatorId,
        long size,
        String root,
        long previousSize,
        String previousRoot,
        Instant sealedAt,
        String keyId,
        String signature,
        Optional<MlDsaView> mlDsa,
        CosignatureView cosignature) {

    /** Settlement's second signature. */
    @Schema(name = "MlDsaSignature")
    record MlDsaView(String keyId, String signature) {}

    /**
     * The central bank's signature.
     *
     * @param signature SM2 over the lines {@code dcep-log-cosign-v1}, network, operatorId, size, root, cosignedAt, keyId
     */
    @Schema(name = "Cosignature")
    record CosignatureView(Instant cosignedAt, String keyId, String signature) {}

    /** Of a head that both have signed. */
    static HeadView of(SealedHead sealed) {
        SealedHead.Cosignature cosignature = sealed.cosignature().orElseThrow();
        return new HeadView(
                sealed.head().operatorId(),
                sealed.head().log().size(),
                sealed.head().log().root(),
                sealed.head().previous().size(),
                sealed.head().previous().root(),
                sealed.head().sealedAt(),
                sealed.head().keyId(),
                sealed.signature(),
                sealed.mlDsa().map(second -> new MlDsaView(second.keyId(), second.signature())),
                new CosignatureView(cosignature.cosignedAt(), cosignature.keyId(), cosignature.signature()));
    }
}
