package org.dcep.issuer.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The answer of RFC 6749, section 5.1. */
public record AccessToken(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresInSeconds) {}
