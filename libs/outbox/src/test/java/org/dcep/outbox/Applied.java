package org.dcep.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The effect of an event in these tests. */
@Entity
@Table(name = "applied")
public class Applied {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String consumer;
    String what;

    Applied() {}

    Applied(String consumer, String what) {
        this.consumer = consumer;
        this.what = what;
    }
}
