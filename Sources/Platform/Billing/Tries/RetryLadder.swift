public import FoundationEssentials
public import Postgres

/// When what is collected is tried again that did not succeed: the first try is at once, then one comes
/// with each of so many steps. It goes by date and not by count, so what is tried in between
/// counts for nothing, and what was long under way has its next step, too.
public struct RetryLadder: Sendable, Hashable {
  /// How many steps there are after the first try.
  public let retries: Int

  public init(retries: Int) { self.retries = retries }

  /// How far a ladder has come.
  public struct Place: Sendable, Hashable {
    /// How many steps were over when the try that has failed was made.
    public let step: Int
    /// When the next step from now comes.
    public let nextAt: Date

    public init(step: Int, nextAt: Date) {
      self.step = step
      self.nextAt = nextAt
    }

    /// The try was the first of all.
    public var isFirst: Bool { step == 0 }
  }

  /// - Returns: when the next try is; nil: the one that has failed was the last.
  public func next(from place: Place) -> Date? { place.step < retries ? place.nextAt : nil }
}

/// Where a ladder is; Postgres alone computes with business time.
public struct ReadLadder: Statement {
  public static let sql = """
    select (retry_step($1, $2, $4, $5)).gone, (retry_step($1, $3, $4, $5)).next_at
    """

  let from: Date
  let madeAt: Date
  let now: Date
  let pace: RetryPace
  let zone: String

  /// - Parameters:
  ///   - from: when the ladder began.
  ///   - madeAt: when the try was made that has failed.
  public init(from: Date, triedAt madeAt: Date, _ pace: RetryPace, zone: String, at now: Date) {
    self.from = from
    self.madeAt = madeAt
    self.now = now
    self.pace = pace
    self.zone = zone
  }

  public var bindings: Bindings { [from, madeAt, now, pace.text, zone] }
  public static func decode(_ row: inout RowReader) throws -> RetryLadder.Place {
    RetryLadder.Place(step: Int(try row.next() as Int32), nextAt: try row.next())
  }
}
