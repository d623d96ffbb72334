/** Benchmarks of what every module may call; what is private to the payments of the wallet is measured beside it. */
package org.dcep.bench;
