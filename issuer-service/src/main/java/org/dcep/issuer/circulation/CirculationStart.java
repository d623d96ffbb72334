package org.dcep.issuer.circulation;

import jakarta.enterprise.context.ApplicationScoped;

/** Starts what runs beside the requests: signing of registered coins, and gauges. */
@ApplicationScoped
public class CirculationStart {
    private final Registrar registrar;
    private final Circulation circulation;

    CirculationStart(Registrar registrar, Circulation circulation) {
        this.registrar = registrar;
        this.circulation = circulation;
    }

    /** Call it once the database is there. */
    public void start() {
        registrar.start();
        circulation.start();
    }
}
