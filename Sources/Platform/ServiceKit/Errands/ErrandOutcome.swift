public import FoundationEssentials

/// What came of a try.
public enum ErrandOutcome<Result: Sendable>: Sendable {
  case done(Result)
  /// It is certainly not done: the other side said no, or never heard of it.
  case failed(ErrandFailure)
  /// It may be done: the answer is lost, or says neither.
  case unknown(ErrandFailure)

  /// A call that brought no answer.
  public static func unanswered(_ failure: OutboundFailure) -> ErrandOutcome {
    let cause = ErrandFailure(failure.description)
    return failure.mayHaveArrived ? .unknown(cause) : .failed(cause)
  }
}

/// Why an errand is not known to be done.
public struct ErrandFailure: Error, CustomStringConvertible {
  public let cause: String
  /// In how many seconds the other side wants to be asked again.
  public let retryAfter: TimeInterval?

  public init(_ cause: String, retryAfter: TimeInterval? = nil) {
    self.cause = cause
    self.retryAfter = retryAfter
  }

  public var description: String { cause }
}
