import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addStatisticsRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/tests/{id}/versions/{number}/statistics", use: showStatistics)
  }

  /// By the scoring in force, or another of the version.
  @Sendable private func showStatistics(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let number = query.int("scoring", ScoringRecord.numbers)
    try query.finish()
    let published = try await find(try PublishedPlace(context), scoring: number)
    return json(
      try await statistics(of: published, by: number ?? published.version.scoring))
  }

  /// - Parameter scoring: the number of the one that it was found with.
  func statistics(of published: PublishedTest, by scoring: Int) async throws -> VersionStatistics {
    let place = published.version.place
    let counts = try await database.readAlone(CountSittings(place: place)).first
    let attempts = try await database.readAlone(
      FindPointsOfVersion(place: place, scoring: scoring, most: configuration.top.window))
    return VersionStatistics(
      scoring: scoring, counts: counts,
      points: PointStatistics(
        published.scoring,
        attempts.map { points in published.scoring.questions.map { points[$0.id] ?? 0 } }))
  }
}

struct VersionStatistics: JSONWritable {
  /// The number of the scoring.
  let scoring: Int
  let counts: SittingCounts?
  /// Of the last attempts that have finished.
  let points: PointStatistics

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("scoring", scoring)
    writer.field("invited", counts?.invited ?? 0)
    writer.field("started", counts?.started ?? 0)
    writer.field("running", counts?.running ?? 0)
    writer.field("handed_in_by_applicant", counts?.byApplicant ?? 0)
    writer.field("handed_in_by_time", counts?.byTime ?? 0)
    writer.field("finished", counts?.finished ?? 0)
    writer.field("void", counts?.void ?? 0)
    writer.field("median_seconds", counts?.medianSeconds)
    writer.field("points", points)
    writer.endObject()
  }
}
