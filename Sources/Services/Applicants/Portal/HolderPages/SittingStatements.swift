import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Begins the test, or finds it begun; no row where the link leads nowhere.
struct StartSitting: Statement {
  static let sql = "select outcome from v1_start($1, $2, $3)"

  enum Outcome: String {
    case running
    /// It is over.
    case used
    /// It was not begun in time.
    case lapsed
    /// There is none to begin.
    case none
  }

  let link: LinkToken
  /// What its order is made from, if it was not begun before.
  let seed: UInt64
  let now: Date

  var bindings: Bindings { [link.hash, Int64(bitPattern: seed), now] }
  static func decode(_ row: inout RowReader) throws -> Outcome {
    Outcome(rawValue: try row.next()) ?? .none
  }
}

/// The end of the running test; no row where none is running.
struct ReadEnd: Statement {
  static let sql = "select deadline_at, accept_until from v1_question($1, '', $2)"

  let link: LinkToken
  let now: Date

  var bindings: Bindings { [link.hash, now] }
  static func decode(_ row: inout RowReader) throws -> (deadline: Date, acceptUntil: Date) {
    (deadline: try row.next(), acceptUntil: try row.next())
  }
}

/// Saves an answer, which is one that the question may have.
struct SaveAnswer: Statement {
  static let sql = """
    select outcome, revision, deadline_at from v1_save($1, $2, $3, $4, $5)
    """

  enum Outcome: String, CaseIterable {
    case saved
    /// It was that already.
    case same
    /// It comes too late.
    case over
    /// Nobody is asked that.
    case unknown
    /// As often as may be it was changed.
    case full
  }

  /// What sent it.
  enum Sender: String {
    case form, script
  }

  let link: LinkToken
  let question: ExactText
  /// Null takes the answer back.
  let value: JSONValue
  let by: Sender
  let now: Date

  var bindings: Bindings {
    let value = value == .null ? nil : JSONText(value.text)
    return [link.hash, question, value, by.rawValue, now]
  }

  struct Row {
    let outcome: Outcome
    /// Of the answer that there is now.
    let revision: Int
    /// None: no test was begun.
    let deadline: Date?
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      outcome: Outcome(rawValue: try row.next()) ?? .unknown, revision: try row.next(),
      deadline: try row.next())
  }
}

/// Hands in what is saved; no row where no test was begun.
struct HandInSitting: Statement {
  static let sql = "select status from v1_hand_in($1, $2, $3)"

  let link: LinkToken
  /// Counts only if it is.
  let becauseTimeIsUp: Bool
  let now: Date

  var bindings: Bindings { [link.hash, becauseTimeIsUp, now] }
  /// Whether it is handed in, by this or before.
  static func decode(_ row: inout RowReader) throws -> Bool {
    try row.next(as: String.self) != "running"
  }
}
