public import Postgres

/// What every process that serves counts and shows, whichever services it runs.
public enum ServiceMetrics {
  public static let all: [any DescribedMetric] = [
    RequestObserver.count, RequestObserver.duration, RequestGate.refused, PhotoRooms.uploaded,
    PhotoRooms.shown, PhotoRoom.refused, IssuerKeys.fetched, IssuerKeys.failures,
    IdempotencyMetrics.replays, IdempotencyMetrics.inFlight, OutboundMetrics.requests,
    OutboundMetrics.duration,
  ]
}
