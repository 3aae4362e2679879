import Contracts
public import FoundationEssentials

/// Why a relay does not carry events from a source to a destination: one of the two is not, or no
/// longer, the database that the other one takes it for.
public struct LinkRefused: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// The source is in recovery, and a standby's snapshot lists nobody as in progress.
    case standby
    /// Its outbox has transactions that it has not come to the end of yet: they are another cluster's.
    case foreignTransactions
    /// Its outbox has numbers that its sequence has not come to yet, so it gives them again.
    case sequenceBehind
    /// Another database than the cursor's: made anew, or another deployment's.
    case anotherDatabase
    /// Another cluster than the cursor's.
    case anotherCluster
    /// Its transactions, its numbers or its timeline are below the cursor's.
    case wentBack
    /// A copy of the cursor's database, or that as it was before they last met.
    case copy
    /// The newest delivered event is not there, or another has its number.
    case newestMissing(UUID)
    /// Events delivered before a promotion are not there.
    case missing([UUID])
    /// It no longer knows the destination, so it may have forgotten events that were not delivered.
    case destinationDropped
    /// The destination is another database than the one that the source knows.
    case anotherDestination
    /// It was made anew, and the source no longer has all that the lost one had.
    case destinationAnew(retainedSince: Date?)
    /// It was restored from a backup, and the source no longer has all that it lacks.
    case destinationWentBack(retainedSince: Date?)
  }

  public var source: String
  public var destination: String
  public var reason: Reason

  public var description: String {
    switch reason {
    case .standby:
      "\(source) is a standby; name the primary, with target_session_attrs=read-write"
    case .foreignTransactions:
      "the outbox of \(source) has another cluster's transaction ids, as after a restore from a "
        + "dump; stop the relays, `update \(source).outbox set xid = pg_current_xact_id()` as its "
        + "owner, `mcf outbox reanchor \(source)`, and start them"
    case .sequenceBehind:
      "the outbox of \(source) would give numbers again that it has given, which turns the order of "
        + "events round; `select setval('\(source).outbox_id', (select max(id) from "
        + "\(source).outbox))` as its owner"
    case .anotherDatabase:
      "\(source) is another database than before: made anew, or another deployment's; \(advice)"
    case .anotherCluster: "\(source) is another Postgres cluster than before; \(advice)"
    case .wentBack:
      "\(source) is older than what was delivered from it: a restored backup; \(advice)"
    case .copy:
      "\(source) is a copy of the database that \(destination) was given events of, or what that "
        + "was some time ago; \(advice)"
    case .newestMissing(let id):
      "\(source) does not have the newest delivered event, \(id): a restored backup; \(advice)"
    case .missing(let ids):
      "\(source) has lost events that were delivered to \(destination), "
        + "\(ids.count) in the last hour before its promotion "
        + "(\(ids.prefix(10).map(\.description).joined(separator: ", "))); \(advice)"
    case .destinationDropped:
      "\(source) no longer knows \(destination), which was dropped there; \(advice)"
    case .anotherDestination:
      "\(destination) is another database than the one that \(source) gave its events to: another "
        + "deployment's; \(advice)"
    case .destinationAnew(let since):
      "\(destination) was made anew, and of what it had been given, \(source) has only "
        + "\(Self.retained(since)); restore a backup of \(destination); \(advice)"
    case .destinationWentBack(let since):
      "\(destination) is older than what \(source) gave it: a restored backup; of what it lacks, "
        + "\(source) has only \(Self.retained(since)); restore a younger backup; \(advice)"
    }
  }

  private var advice: String {
    "if that is right, `mcf outbox reanchor \(source) --to \(destination)` delivers what \(source) "
      + "has and was not delivered"
  }

  /// What there is of what a destination needs.
  static func retained(_ since: Date?) -> String {
    since.map { "what came after \(Timestamp.format($0))" } ?? "nothing"
  }
}
