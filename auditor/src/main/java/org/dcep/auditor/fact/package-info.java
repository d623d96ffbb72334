/** Things known by a key, and which of them changed since they were stored. */
package org.dcep.auditor.fact;
