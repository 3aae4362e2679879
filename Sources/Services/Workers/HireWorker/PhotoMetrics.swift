import Metrics
import Postgres
import ServiceKit

/// How it ended with the photo of somebody who was hired.
enum PhotoEnd: String {
  case kept
  /// The worker has got another one meanwhile, or was hired again.
  case superseded
  /// What was told of is no photo.
  case unusable
  /// Its address is no good any more.
  case givenUp = "given_up"
}

/// What fetching photos counts.
struct PhotoMetrics: Sendable {
  private static let photos = Metric<Counter>(
    "mcf_hired_photos_total", by: "outcome",
    meaning: """
      photos of those who were hired, by how it ended: kept, superseded by another one, unusable, \
      given_up when there was no getting them in time
      """)

  static let all: [any DescribedMetric] = [photos]

  func count(_ end: PhotoEnd, _ times: Int = 1) {
    Self.photos([("outcome", end.rawValue)]).increment(by: times)
  }
}
