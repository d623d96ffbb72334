package org.dcep.simulator.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** One kept connection and the request that is under way on it. */
final class Wire extends ChannelInboundHandlerAdapter {
    private static final int NOTHING = -1;
    private static final int CREATED = 201;
    private static final int HELD = 202;

    private final Driver driver;
    private final AnswerBody body = new AnswerBody();
    private Channel channel;
    private int request = NOTHING;
    private long intended;
    private int status;
    private boolean reads;

    Wire(Driver driver) {
        this.driver = driver;
    }

    void close() {
        channel.close();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** When the request was to start, by {@link System#nanoTime}. */
    long intended() {
        return intended;
    }

    void send(int number, ByteBuf bytes, long intendedAt) {
        request = number;
        intended = intendedAt;
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        driver.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                status = response.status().code();
                // The body of a payment that was made says nothing that is measured.
                reads = status != CREATED && status != HELD;
                body.clear();
            }
            if (message instanceof HttpContent content && reads) {
                body.append(content.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (message instanceof LastHttpContent && request != NOTHING) {
            int answered = request;
            request = NOTHING;
            driver.answered(this, answered, status, body);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean waiting = request != NOTHING;
        request = NOTHING;
        driver.closed(this, waiting);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
