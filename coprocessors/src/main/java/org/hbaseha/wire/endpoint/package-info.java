/**
 * Coprocessor endpoints whose requests and answers are bytes of ours: {@link org.hbaseha.wire.endpoint.BytesService} is all that is seen of the
 * protobuf services that HBase wants, so that no code has to be generated.
 */
@NullMarked
package org.hbaseha.wire.endpoint;

import org.jspecify.annotations.NullMarked;
