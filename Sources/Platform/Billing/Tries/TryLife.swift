public import FoundationEssentials
public import Postgres

/// Where a try to move money stands.
public enum TryState: String, CaseIterable, Sendable, PostgresText {
  /// It is written down; whether the provider was asked is not known.
  case made
  /// The provider was asked, and nobody knows what came of it.
  case unknown
  /// The provider has it, and it may still succeed or be declined.
  case pending
  case succeeded
  case declined
  /// The provider has never heard of it, and its key no longer counts there.
  case neverMade = "never_made"

  /// Nothing changes it any more.
  public var isFinal: Bool { self == .succeeded || self == .declined || self == .neverMade }
}

/// The life of one try: what answers, looks and silence make of it. It decides and does nothing.
///
/// A try ends by what the provider says, never by the clock alone, and how it has ended it stays: what
/// turns out later is a fact beside it.
public struct TryLife: Sendable, Hashable {
  public private(set) var state: TryState
  /// It was paid, and the money has come back.
  public private(set) var isReturned: Bool
  /// It was declined or never made, and has been paid after all.
  public private(set) var isRecovered: Bool

  public init(_ state: TryState = .made, isReturned: Bool = false, isRecovered: Bool = false) {
    self.state = state
    self.isReturned = isReturned
    self.isRecovered = isRecovered
  }

  /// Another try for the same thing would be one too many: this one may still be paid, or is.
  public var keepsOthersOut: Bool {
    !state.isFinal || (state == .succeeded || isRecovered) && !isReturned
  }

  /// What was found out about it.
  public enum Finding: Sendable, Hashable, CaseIterable {
    case paid, pending, declined
    /// It was paid, and the money has come back.
    case back
    /// No answer, or one that says nothing.
    case silence
    /// It is not known there, and its key still counts: asked again, it is paid once.
    case absent
    /// It is not known there, and its key no longer counts.
    case forgotten
  }

  /// What that means.
  public enum Turn: Sendable, Hashable {
    /// It is to be looked up later.
    case waits
    /// The provider is to be asked once more, under the same key.
    case sendAgain
    case paid, failed
    /// Money that was paid has come back.
    case returned
    /// What had failed is paid.
    case recovered
  }

  /// - Returns: in order; nothing: all of it was known.
  public mutating func take(_ finding: Finding) -> [Turn] {
    switch state {
    case .made, .unknown, .pending: takeOpen(finding)
    case .succeeded: finding == .back ? takeBack() : []
    case .declined, .neverMade: takeLate(finding)
    }
  }

  private mutating func takeOpen(_ finding: Finding) -> [Turn] {
    switch finding {
    case .paid, .back:
      state = .succeeded
      return [.paid] + (finding == .back ? takeBack() : [])
    case .declined: return end(.declined)
    case .forgotten where state != .pending: return end(.neverMade)
    case .absent where state != .pending: return [.sendAgain]
    case .pending:
      state = .pending
      return [.waits]
    // What was pending there has to be known there: somebody has to look, and nobody to pay.
    case .silence, .absent, .forgotten:
      if state == .made { state = .unknown }
      return [.waits]
    }
  }

  private mutating func takeLate(_ finding: Finding) -> [Turn] {
    guard finding == .paid || finding == .back else { return [] }
    let recovered: [Turn] = isRecovered ? [] : [.recovered]
    isRecovered = true
    return recovered + (finding == .back ? takeBack() : [])
  }

  private mutating func takeBack() -> [Turn] {
    guard !isReturned else { return [] }
    isReturned = true
    return [.returned]
  }

  private mutating func end(_ state: TryState) -> [Turn] {
    self.state = state
    return [.failed]
  }
}

extension TryLife.Finding {
  /// How long a request may still be on its way that left while its key counted.
  static let lastWay: TimeInterval = 3_600

  /// That a provider does not know a try.
  ///
  /// - Parameters:
  ///   - age: of the try, in seconds.
  ///   - keyLife: how long a key certainly means the same payment there.
  public static func notThere(age: TimeInterval, keyLife: TimeInterval) -> Self {
    age < keyLife ? .absent : age < keyLife + lastWay ? .silence : .forgotten
  }

  /// What a provider says about one try, which is more than one payment where it has paid twice.
  ///
  /// - Returns: with the payment that says so; nil: it says nothing about it.
  public static func said(_ states: [MoneyState]) -> (finding: Self, by: MoneyState)? {
    func first(_ isMeant: (MoneyStanding) -> Bool) -> MoneyState? {
      states.first { isMeant($0.standing) }
    }
    if let paid = first({ $0 == .paid }) { return (.paid, paid) }
    if let back = first(\.isBack) { return (.back, back) }
    if let pending = first({ $0 == .pending }) { return (.pending, pending) }
    return states.first.map { (.declined, $0) }
  }
}

extension MoneyStanding {
  var isBack: Bool {
    if case .back = self { return true }
    return false
  }

  /// Whether money has been moved, be it back by now.
  var hasMoved: Bool { self == .paid || isBack }
}
