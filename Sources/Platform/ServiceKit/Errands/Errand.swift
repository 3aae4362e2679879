public import FoundationEssentials

/// Something that is done outside once it is due, such as ordering a cookie from its contractor.
///
/// A row says when: claiming moves that ahead, which is the lease, and counts a try. The act lies
/// outside any transaction; what came of it is noted in one. Whoever dies in between leaves the row
/// due at the lease's end. It is the kind's business that this does no harm: either the act is safe to
/// repeat, since each try goes under the row's own key, or a row that was claimed and never noted is
/// not claimed again but told as unknown.
public protocol Errand: Sendable {
  associatedtype Claim: ErrandClaim
  associatedtype Result: Sendable

  /// As the log names its kind.
  static var name: String { get }
  /// The longest that `act` takes.
  var time: Duration { get }

  /// Whether there is anything to do by now. It only reads: with nothing to do nothing is written.
  func isDue(at now: Date) async throws -> Bool

  /// Takes what is due and free; until `leaseEnd` nobody else gets it.
  func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [Claim]

  /// Asks the other side.
  func act(on claim: Claim) async -> ErrandOutcome<Result>

  /// Writes down what came of it, unless somebody has taken the claim over meanwhile.
  ///
  /// - Parameter nextAt: when to try again what is not done.
  func note(
    _ outcome: ErrandOutcome<Result>, of claim: Claim, at now: Date, nextAt: Date
  ) async throws
}

/// An errand that one replica has taken.
public protocol ErrandClaim: Sendable {
  var id: UUID { get }
  /// Which try this is, at least 1; a later one has taken it over when the row says more.
  var tries: Int { get }
}
