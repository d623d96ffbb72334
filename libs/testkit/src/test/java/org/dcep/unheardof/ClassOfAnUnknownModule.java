package org.dcep.unheardof;

/** Breaks the rules on purpose. */
public final class ClassOfAnUnknownModule {}
