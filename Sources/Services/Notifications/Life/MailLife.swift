import Postgres

/// Where a mail stands.
enum MailState: String, CaseIterable, Sendable, PostgresText {
  /// Nothing was heard so far of the person whom it is for.
  case waiting
  case queued, sending
  case sent, failed
  /// Nobody is written to at that address.
  case suppressed
  /// It is of no use any more.
  case expired

  /// Nothing changes it any more, but that a sent one may come back (`Bounces`).
  var isSettled: Bool {
    switch self {
    case .waiting, .queued, .sending: false
    case .sent, .failed, .suppressed, .expired: true
    }
  }
}

/// Why a mail was not sent.
enum MailCause: String, CaseIterable, Sendable, PostgresText {
  case tooOld = "too_old"
  /// Something has happened since that makes it untrue.
  case overtaken
  case suppressed
  /// By the server, for good.
  case refused
  case noSuchMailbox = "no_such_mailbox"
  /// It is none, or not of ASCII, which the server does not take.
  case addressUnusable = "address_unusable"
  case tooLarge = "too_large"
  /// It may have arrived each time, and nobody has ever heard.
  case unclear
}

/// The life of one mail under the lease of whoever sends it: what answers, silence and time make of it.
/// It decides and does nothing.
///
/// A mail is given to the server again only where it certainly was not taken, or where that cannot be
/// known, and then a few times only. It ends by what the server says, or by its age.
struct MailLife: Hashable, Sendable {
  private(set) var state: MailState
  /// How often it was tried, this time included.
  let tries: Int
  /// How often it was sent again although it may have arrived.
  let repeats: Int

  init(_ state: MailState = .sending, tries: Int, repeats: Int = 0) {
    self.state = state
    self.tries = tries
    self.repeats = repeats
  }

  /// What was found out about it.
  enum Finding: String, CaseIterable, Sendable, PostgresText {
    case taken
    /// For now.
    case putOff = "put_off"
    /// For good.
    case refused
    /// For good, as nobody is there.
    case noSuchMailbox = "no_such_mailbox"
    case addressUnusable = "address_unusable"
    case tooLarge = "too_large"
    /// No server was there to be given it.
    case unreached
    /// The line, or whoever sent it, went before the final dot was sent.
    case broken
    /// The final dot was, or may have been sent, and nobody has heard what came of it.
    case unclear
    /// It was not tried, for its age.
    case tooOld = "too_old"
    /// It was not tried, as something has happened since that makes it untrue.
    case overtaken
    /// It was not tried, for its address.
    case suppressed
  }

  /// What that means.
  struct Turn: Hashable, Sendable {
    var state: MailState
    /// How long it rests before it is tried again; of an unclear one, from its final dot on.
    var pause: Duration?
    var cause: MailCause?
    /// It may have arrived, and will be sent again.
    var isRepeat = false
    /// Nobody is written to there any more.
    var suppresses = false
  }

  /// - Returns: nil for news of one that nobody sends: it changes nothing.
  mutating func take(_ finding: Finding) -> Turn? {
    guard state == .sending else { return nil }
    let turn = turn(finding)
    state = turn.state
    return turn
  }

  private func turn(_ finding: Finding) -> Turn {
    switch finding {
    case .taken: Turn(state: .sent)
    case .putOff, .broken: Turn(state: .queued, pause: Self.pause(after: tries))
    case .unreached: Turn(state: .queued, pause: Self.serverPause)
    case .unclear: unclearTurn
    case .refused: Turn(state: .failed, cause: .refused)
    case .noSuchMailbox: Turn(state: .failed, cause: .noSuchMailbox, suppresses: true)
    case .addressUnusable: Turn(state: .failed, cause: .addressUnusable)
    case .tooLarge: Turn(state: .failed, cause: .tooLarge)
    case .tooOld: Turn(state: .expired, cause: .tooOld)
    case .overtaken: Turn(state: .expired, cause: .overtaken)
    case .suppressed: Turn(state: .suppressed, cause: .suppressed)
    }
  }

  /// One that was unclear after each pause is so for a reason that another copy does not end.
  private var unclearTurn: Turn {
    guard repeats < Self.unclearPauses.count else { return Turn(state: .failed, cause: .unclear) }
    return Turn(state: .queued, pause: Self.unclearPauses[repeats], isRepeat: true)
  }

  /// For how long a server that cannot be reached is left alone, by all mails.
  static let serverPause = Duration.seconds(60)
  /// How long after an unclear final dot a mail is sent again, in case that it is there by then.
  static let unclearPauses = [15, 60, 240].map { Duration.seconds(60 * $0) }

  /// 1, 5, 15, 60 and then 240 minutes.
  private static func pause(after tries: Int) -> Duration {
    let minutes = [1, 5, 15, 60, 240]
    return .seconds(60 * minutes[min(max(tries, 1), minutes.count) - 1])
  }
}
