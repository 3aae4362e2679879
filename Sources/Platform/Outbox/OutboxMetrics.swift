public import Postgres

/// What travelling events let a process count and show.
public enum OutboxMetrics {
  public static let all: [any DescribedMetric] =
    LinkMetrics.all + OutboxGauges.all + [RotationLoop.overdue] + InboxMetrics.all
    + [UnknownFigures.unknown]
}
