package org.dcep.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a network's services are and which clients may ask for tokens: what {@code dcep up --json} prints.
 *
 * @param auditor null for a network that nobody audits
 * @param network the name that signatures are bound to
 */
public record NetworkAddress(
        URI issuer, URI wallet, URI settlement, URI auditor, String network, List<Client> clients) {

    /**
     * @param role such as {@code central-bank}, {@code auditor}, {@code settlement} or {@code operator}
     * @param operator the operator's id, null for every other role
     */
    public record Client(String clientId, String clientSecret, String role, String operator) {}

    public NetworkAddress {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(wallet, "wallet");
        Objects.requireNonNull(settlement, "settlement");
        Objects.requireNonNull(network, "network");
        clients = clients == null ? List.of() : List.copyOf(clients);
    }

    /**
     * Reads the line that {@code dcep up --json} printed.
     *
     * @throws IllegalArgumentException if the file has another content
     */
    public static NetworkAddress read(Path file) throws IOException {
        JsonNode tree = Json.tree(Files.readAllBytes(file));
        try {
            return Json.as(NetworkAddress.class, tree);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " does not say where a sandbox is: " + e.getMessage(), e);
        }
    }

    /**
     * The first client of {@code role}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Client client(String role) {
        return clients.stream()
                .filter(client -> client.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client of role " + role + " is known"));
    }
}
