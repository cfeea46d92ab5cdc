package io.seckill.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Samples what {@link Traces} has drawn, and whatever belongs to a caller's sampled trace. Nothing
 * else begins a trace: looks at metrics and pages, and work by the clock, would only hide requests.
 */
final class DrawnSampler implements Sampler {

  private static final ContextKey<Boolean> DRAWN = ContextKey.named("seckill-drawn");

  private final Sampler ofCaller = Sampler.parentBased(Sampler.alwaysOff());

  /** The root of a trace that is to be sampled. */
  static Context drawn() {
    return Context.root().with(DRAWN, true);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return parent.get(DRAWN) == null
        ? ofCaller.shouldSample(parent, traceId, name, kind, attributes, links)
        : SamplingResult.recordAndSample();
  }

  @Override
  public String getDescription() {
    return "DrawnSampler{" + ofCaller.getDescription() + "}";
  }
}
