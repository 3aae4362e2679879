import Contracts
import FoundationEssentials
import Synchronization

/// Notices browsers that are sent round in circles: a page does not take the token that was made for
/// it just now, and sends them back here.
///
/// That happens when clocks, `MCF_PUBLIC_URL` or key sets of two processes differ, and would go on until
/// the browser gives up, with no word to whoever sits there.
final class Circles: Sendable {
  private struct Way: Hashable {
    let session: UUID
    let goal: ExactText
  }

  private struct Turns {
    var count = 0
    let since: Date
  }

  private let ways = Mutex<[Way: Turns]>([:])

  /// How long turns are counted together, in seconds.
  static let span: TimeInterval = 10
  /// Browsers give up after twenty redirects, which are ten turns; tabs of one page that are opened at
  /// once look alike.
  private static let most = 6
  private static let capacity = 1_000

  /// Counts a turn.
  ///
  /// - Returns: whether it is one too many.
  func isOneMore(_ session: UUID, to goal: String, at now: Date) -> Bool {
    let way = Way(session: session, goal: ExactText(goal))
    return ways.withLock { ways in
      if ways.count >= Self.capacity {
        ways = ways.filter { now.timeIntervalSince($0.value.since) < Self.span }
        if ways.count >= Self.capacity { ways = [:] }
      }
      var turns = ways[way] ?? Turns(since: now)
      if now.timeIntervalSince(turns.since) >= Self.span { turns = Turns(since: now) }
      turns.count += 1
      ways[way] = turns
      return turns.count > Self.most
    }
  }
}
