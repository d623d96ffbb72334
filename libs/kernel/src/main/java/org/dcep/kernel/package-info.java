/**
 * What every party of the currency must agree on, with nothing but the JDK: {@link org.dcep.kernel.Money amounts},
 * {@link org.dcep.kernel.WalletId wallet numbers}, {@link org.dcep.kernel.OperatorId operators} and the exact bytes
 * that are signed ({@link org.dcep.kernel.PaymentOrder}, {@link org.dcep.kernel.Coin},
 * {@link org.dcep.kernel.Receipt}, {@link org.dcep.kernel.LogLeaf}, {@link org.dcep.kernel.LogHead}).
 */
package org.dcep.kernel;
