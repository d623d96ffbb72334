/**
 * The evidence: records of the topics, each with its place and its sender, read from the beginning and in bounded
 * memory. What is missing from a log is told, never skipped in silence.
 */
package org.dcep.auditor.log;
