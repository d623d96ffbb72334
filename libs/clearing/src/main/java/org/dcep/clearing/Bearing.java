package org.dcep.clearing;

/** What a participant can take upon itself in a group. Receiving more never makes it bear less. */
interface Bearing {
    /** Whether the participant can settle its part of {@code draft}. */
    boolean bears(GroupDraft draft, int participant);

    /** Whether leaving out {@code waiting} brings its payer, who does not bear the draft, nearer to bearing it. */
    boolean isToBlame(GroupDraft draft, Waiting waiting);
}
