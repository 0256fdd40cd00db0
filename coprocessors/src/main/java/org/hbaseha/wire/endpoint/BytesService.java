package org.hbaseha.wire.endpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.RpcCallback;
import com.google.protobuf.RpcChannel;
import com.google.protobuf.RpcController;
import com.google.protobuf.Service;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.hadoop.hbase.client.AsyncTable;

/**
 * A protobuf service of one method, {@code ask}, from bytes to bytes. Both sides make it from its name, which HBase finds the endpoint by. Immutable;
 * any thread.
 */
public final class BytesService {

    private static final String METHOD = "ask";
    private static final String MESSAGE = "Bytes";

    private final ServiceDescriptor service;
    private final MethodDescriptor method;
    private final Descriptor message;
    private final FieldDescriptor field;

    /** {@code name}: without dots, unique among the endpoints of a region. */
    public BytesService(String name) {
        FileDescriptor file = describe(name);
        this.service = file.findServiceByName(name);
        this.method = service.findMethodByName(METHOD);
        this.message = file.findMessageTypeByName(MESSAGE);
        this.field = message.findFieldByNumber(1);
    }

    private static FileDescriptor describe(String name) {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName(name + ".proto")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName(MESSAGE)
                        .addField(FieldDescriptorProto.newBuilder()
                                .setName("bytes")
                                .setNumber(1)
                                .setType(FieldDescriptorProto.Type.TYPE_BYTES)
                                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)))
                .addService(ServiceDescriptorProto.newBuilder()
                        .setName(name)
                        .addMethod(MethodDescriptorProto.newBuilder()
                                .setName(METHOD)
                                .setInputType(MESSAGE)
                                .setOutputType(MESSAGE)))
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException("Not the name of a service name=" + name, e);
        }
    }

    /** The region's side. {@code answers} throws nothing; a refusal is an answer. */
    public Service answeredBy(UnaryOperator<byte[]> answers) {
        return new Answering(answers);
    }

    /** The client's side: asks the region that has {@code row}, wherever it is; HBase's client looks for it again where it has moved. */
    public CompletableFuture<byte[]> ask(AsyncTable<?> table, byte[] row, byte[] request) {
        return table.coprocessorService(
                channel -> channel,
                (RpcChannel channel, RpcController controller, RpcCallback<byte[]> answer) -> channel.callMethod(
                        method,
                        controller,
                        wrap(request),
                        prototype(),
                        got -> answer.run(got == null ? new byte[0] : unwrap(got))),
                row);
    }

    private DynamicMessage wrap(byte[] bytes) {
        return DynamicMessage.newBuilder(message)
                .setField(field, ByteString.copyFrom(bytes))
                .build();
    }

    private byte[] unwrap(Message bytes) {
        // One side's message may be of a descriptor that the other has built.
        FieldDescriptor its = bytes.getDescriptorForType().findFieldByNumber(1);
        return ((ByteString) bytes.getField(its)).toByteArray();
    }

    private DynamicMessage prototype() {
        return DynamicMessage.getDefaultInstance(message);
    }

    private final class Answering implements Service {
        private final UnaryOperator<byte[]> answers;

        Answering(UnaryOperator<byte[]> answers) {
            this.answers = answers;
        }

        @Override
        public ServiceDescriptor getDescriptorForType() {
            return service;
        }

        @Override
        public void callMethod(
                MethodDescriptor called, RpcController controller, Message request, RpcCallback<Message> done) {
            done.run(wrap(answers.apply(unwrap(request))));
        }

        @Override
        public Message getRequestPrototype(MethodDescriptor called) {
            return prototype();
        }

        @Override
        public Message getResponsePrototype(MethodDescriptor called) {
            return prototype();
        }
    }
}
