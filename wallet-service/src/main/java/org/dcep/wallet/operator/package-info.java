/**
 * The commercial banks whose books this service keeps. The issuer admits them;
 * {@link org.dcep.wallet.operator.OperatorAdmittedConsumer} opens their books and {@link
 * org.dcep.wallet.operator.Operators} tells the other features who they are.
 */
package org.dcep.wallet.operator;
