package org.dcep.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that is too long, and refuses one that is empty or null where something is expected. */
@Provider
public class BodyReading implements ReaderInterceptor {
    private final BodyLimits limits;
    private final CurrentVertxRequest request;

    BodyReading(BodyLimits limits, CurrentVertxRequest request) {
        this.limits = limits;
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        long limit = limits.limitFor(request.getCurrent().normalizedPath());
        context.setInputStream(new LimitedStream(context.getInputStream(), limit));
        Object body = context.proceed();
        if (body == null) {
            throw Problems.malformed(MalformedJson.DOCUMENT, "must not be empty or null")
                    .asException();
        }
        return body;
    }

    private static final class LimitedStream extends FilterInputStream {
        private final long limit;
        private long count;

        private LimitedStream(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            count += bytes;
            if (count > limit) {
                throw Problems.tooLarge(limit).asException();
            }
        }
    }
}
