import Postgres

/// Where a hypothesis stands.
enum HypothesisStatus: String, CaseIterable, Sendable, PostgresText {
  case proposed, testing, confirmed, refuted, adopted, dropped

  /// Where it may go on to: what is adopted stays so, and what is dropped is over.
  var next: [HypothesisStatus] {
    switch self {
    case .proposed: [.testing, .dropped]
    case .testing: [.confirmed, .refuted, .dropped]
    case .confirmed, .refuted: [.adopted, .dropped]
    case .adopted, .dropped: []
    }
  }

  /// Whether it has to say what came of it.
  var hasEffect: Bool {
    switch self {
    case .proposed, .testing, .dropped: false
    case .confirmed, .refuted, .adopted: true
    }
  }
}
