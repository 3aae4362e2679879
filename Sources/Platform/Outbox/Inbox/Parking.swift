import Contracts
import FoundationEssentials
import Postgres

/// Which events of a batch are parked instead of handled.
struct Parking {
  private var statement: ParkEvents
  /// Their keys wait, in this batch and from before it.
  private var subjects: Set<ExactText>

  init(in slot: Slot, behind subjects: [ExactText], at now: Date) {
    statement = ParkEvents(slot: slot, now: now)
    self.subjects = Set(subjects)
  }

  /// Parks the event if its key has parked ones.
  mutating func joins(_ event: Envelope) -> Bool {
    guard subjects.contains(event.subject) else { return false }
    add(event, cause: nil, retry: nil)
    return true
  }

  /// Parks the event, and with it what comes of its key.
  mutating func park(_ event: Envelope, because cause: any Error) {
    subjects.insert(event.subject)
    let pause = RetryPolicy.pauseSeconds(afterTries: 1, jitter: .random(in: 0..<1))
    add(event, cause: "\(cause)", retry: statement.now.addingTimeInterval(pause))
  }

  private mutating func add(_ event: Envelope, cause: String?, retry: Date?) {
    statement.positions.append(event.position)
    statement.causes.append(cause)
    statement.retries.append(retry)
  }

  var count: Int { statement.positions.count }
  func has(_ event: Envelope) -> Bool { statement.positions.contains(event.position) }
  /// Of those that failed themselves.
  var causes: [String] { statement.causes.compactMap { $0 } }

  func enqueue(in transaction: Transaction) {
    if count > 0 { transaction.enqueue(statement) }
  }
}

/// Its handling ended a process, time after time.
struct KilledItsConsumer: Error, CustomStringConvertible {
  let description = "killed its consumer"
}
