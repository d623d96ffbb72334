/**
 * The public REST API as a client sees it: addresses and credentials, requests that are repeated unchanged until their
 * outcome is definite, answers as values. Knows nothing of the services' code.
 */
package org.dcep.simulator.client;
