import FoundationEssentials
import Postgres
import ServiceKit
import Synchronization

/// Providers that do not answer, each of which is left alone for a while, by all but one request after
/// each such rest: that one finds out whether it answers again. Rests grow, and any answer ends them.
///
/// A process knows of its own requests alone, and of none when it starts.
final class ProviderRests: Sendable {
  private struct Rest {
    /// How often it was silent when it was asked after a rest, and the first time.
    var silences: Int
    var until: Date
    /// Somebody asks it, alone, until then.
    var isTried = false
  }

  private let rests = Mutex<[String: Rest]>([:])
  private let pauses = Backoff(first: .seconds(1), longest: .seconds(60))
  /// How soon to look again whether somebody else has got an answer.
  private static let glance: TimeInterval = 1

  /// Those that are not to be asked by everybody, and of these those that may be asked by one.
  func standing(at now: Date) -> (resting: [String], rested: [String]) {
    rests.withLock { rests in
      (rests.keys.sorted(), rests.filter { $0.value.until <= now }.keys.sorted())
    }
  }

  /// Asks for leave to ask providers.
  ///
  /// - Parameter end: when whoever asks is gone, answer or not.
  /// - Returns: when to come again; nil: they may be asked now, and those of them that have rested by
  ///   nobody else until then.
  func turn(with names: [String], at now: Date, until end: Date) -> Date? {
    rests.withLock { rests in
      let later = names.compactMap { rests[$0] }.filter { $0.until > now }
        .map { $0.isTried ? now.addingTimeInterval(Self.glance) : $0.until }.max()
      if let later { return later }
      for name in names {
        rests[name]?.until = end
        rests[name]?.isTried = true
      }
      return nil
    }
  }

  /// Whoever answers does not rest; who is silent does, from now on.
  func note<Value>(_ answer: Answered<Value>, by name: String, at now: Date) {
    rests.withLock { rests in
      guard case .unknown(let failure) = answer else {
        rests[name] = nil
        return
      }
      // Several were asking when it fell silent: that is one silence.
      if let rest = rests[name], rest.until > now, !rest.isTried { return }
      let silences = (rests[name]?.silences ?? 0) + 1
      let pause = pauses.pause(
        after: silences, atLeast: .seconds(failure.retryAfter ?? 0), jitter: .random(in: 0..<1))
      rests[name] = Rest(
        silences: silences, until: now.addingTimeInterval(pause / .seconds(1)))
    }
  }
}

/// Those who would have to be asked rest: what is to be tried is not claimed before, unless somebody has
/// asked for it meanwhile.
struct AwaitProvider: Statement {
  static let sql = """
    update settlement
    set    next_at = $2
    where  invoice_id = $1
    and    next_at > $3
    """

  let invoice: UUID
  let later: Date
  let now: Date
  init(of invoice: UUID, until later: Date, at now: Date) {
    self.invoice = invoice
    self.later = later
    self.now = now
  }
  var bindings: Bindings { [invoice, later, now] }
}
