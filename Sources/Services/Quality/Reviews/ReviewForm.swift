import Contracts
import Postgres

/// What a manager fills in about an order, as far as that is done.
struct ReviewForm: Hashable, Sendable {
  var rightWorker: Bool?
  /// 1, bad, to 5, good.
  var onTime: Int?
  /// Likewise.
  var work: Int?
  var supplies: Supplies?
  var describedWell: Bool?
  /// In the order of their cases, each once.
  var reached: [Reached] = []
  var cause: Cause?
  /// For managers alone.
  var findings: String?
  var textForClient: String?
  var textForWorker: String?
  var nothingForClient = false
  var nothingForWorker = false

  enum Supplies: String, CaseIterable, Sendable, PostgresText {
    case complete, incomplete, missing
  }

  /// Who was spoken with.
  enum Reached: String, CaseIterable, Sendable, PostgresText {
    case client, worker, nobody
  }

  /// What went wrong, or would have.
  enum Cause: String, CaseIterable, Sendable, PostgresText {
    case matching, worker, client, supplies, description, time, system, other
  }

  static let scale = 1...5
  static let findingsLength = 1...4_000
  static let textLength = 1...2_000
}
