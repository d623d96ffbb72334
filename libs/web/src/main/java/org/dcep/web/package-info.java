/**
 * What all REST interfaces have in common: {@link org.dcep.web.Problem} documents for everything that goes wrong, JSON
 * that is read strictly ({@link org.dcep.web.StrictJson}), limits on what a client may send, the
 * {@link org.dcep.web.Caller} behind a token, and {@link org.dcep.web.Page}s of lists.
 */
package org.dcep.web;
