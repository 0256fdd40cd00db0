package org.hbaseha.digest.region;

import com.google.protobuf.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.regionserver.Region;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.digest.DigestAnswer;
import org.hbaseha.digest.DigestReply;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.endpoint.BytesService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a region's digests. Loaded by {@code hbase.coprocessor.user.region.classes} or by a table's descriptor. Reads only, for whoever may
 * execute endpoints on the table; called on HBase's handlers, and every trouble becomes a reply.
 */
public final class DigestEndpoint implements RegionCoprocessor {

    private static final Logger LOG = LoggerFactory.getLogger(DigestEndpoint.class);
    private static final BytesService SERVICE = new BytesService(DigestRequest.ENDPOINT);
    private static final String SHARE = "share";
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private final MonotonicClock clock = MonotonicClock.system();
    private Optional<RegionCoprocessorEnvironment> environment = Optional.empty();

    @Override
    @SuppressWarnings("rawtypes") // HBase declares it so.
    public void start(CoprocessorEnvironment env) throws IOException {
        if (!(env instanceof RegionCoprocessorEnvironment region)) {
            throw new IOException("Digests are for regions: load it by hbase.coprocessor.user.region.classes");
        }
        environment = Optional.of(region);
    }

    @Override
    public Iterable<Service> getServices() {
        return List.of(SERVICE.answeredBy(request -> reply(request).encode()));
    }

    private DigestReply reply(byte[] request) {
        try {
            RegionCoprocessorEnvironment region = environment.orElseThrow();
            return reply(region.getRegion(), DigestRequest.decode(request), share(region));
        } catch (NotServingRegionException e) {
            return new DigestReply.Elsewhere();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Digest could not be made", e);
            return new DigestReply.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** One for all regions of this server: HBase keeps what instances of a coprocessor share. */
    private ServerShare share(RegionCoprocessorEnvironment region) {
        Configuration configuration = region.getConfiguration();
        Settings settings = Settings.of(configuration, configuration::get);
        return (ServerShare) region.getSharedData()
                .computeIfAbsent(
                        SHARE,
                        key -> new ServerShare(
                                settings.get(HaKeys.DIGEST_PASSES),
                                settings.get(HaKeys.DIGEST_RATE) * BYTES_PER_MEGABYTE,
                                clock));
    }

    private DigestReply reply(Region region, DigestRequest request, ServerShare share) throws IOException {
        KeyRange all = new KeyRange(
                region.getRegionInfo().getStartKey(), region.getRegionInfo().getEndKey());
        Optional<KeyRange> own = request.range().and(all);
        if (!all.contains(request.range().start()) || own.isEmpty()) {
            return new DigestReply.Elsewhere();
        }
        Optional<Duration> wait = share.begin();
        if (wait.isPresent()) {
            return new DigestReply.Busy(wait.get());
        }
        long bytes = 0;
        try {
            DigestAnswer answer = read(region, request, own.get());
            bytes = answer.bytes();
            return new DigestReply.Answered(answer);
        } finally {
            share.end(bytes);
        }
    }

    private DigestAnswer read(Region region, DigestRequest request, KeyRange own) throws IOException {
        region.startRegionOperation();
        try {
            return new RegionPass(region, request, clock).read(own);
        } finally {
            region.closeRegionOperation();
        }
    }
}
