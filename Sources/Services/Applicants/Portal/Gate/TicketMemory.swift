/// What the process remembers of tickets while they are good, so that a form that is sent again costs
/// next to nothing. The authority is the database, which takes each of them once.
struct TicketMemory: Sendable {
  private struct Past: Passing {
    static let nothing = Past(end: .min)
    var end: Nanoseconds
    var mistakes: UInt8 = 0
    var isCounted = false
    var hasMailbox = false
    var isSpent = false
  }

  /// As often a form with mistakes may be sent with one ticket.
  static let maxMistakes = 20

  private let hash = KeyedHash()
  private var table: FixedTable<Past>

  init(slots: Int = Limiter.standardSlots) { table = FixedTable(slots: slots) }

  var bytes: Int { table.slotCount * FixedTable<Past>.bytesPerSlot }

  /// Whether a form was taken with it.
  func isSpent(_ ticket: Ticket, at now: Nanoseconds) -> Bool { past(ticket, now).isSpent }

  /// Whether it was counted among the submissions of its sender.
  func isCounted(_ ticket: Ticket, at now: Nanoseconds) -> Bool { past(ticket, now).isCounted }

  /// Whether it was counted for the mailbox that it names.
  func hasMailbox(_ ticket: Ticket, at now: Nanoseconds) -> Bool { past(ticket, now).hasMailbox }

  func isUsedUp(_ ticket: Ticket, at now: Nanoseconds) -> Bool {
    past(ticket, now).mistakes >= Self.maxMistakes
  }

  mutating func noteMistake(_ ticket: Ticket, at now: Nanoseconds) {
    change(ticket, now) { $0.mistakes = min($0.mistakes + 1, UInt8(Self.maxMistakes)) }
  }

  mutating func noteCounted(_ ticket: Ticket, at now: Nanoseconds) {
    change(ticket, now) { $0.isCounted = true }
  }

  mutating func noteMailbox(_ ticket: Ticket, at now: Nanoseconds) {
    change(ticket, now) { $0.hasMailbox = true }
  }

  mutating func noteSpent(_ ticket: Ticket, at now: Nanoseconds) {
    change(ticket, now) { $0.isSpent = true }
  }

  private func past(_ ticket: Ticket, _ now: Nanoseconds) -> Past {
    let past = table[hash.tag(ticket.nonce)]
    return past.end > now ? past : .nothing
  }

  /// Remembered for as long as a ticket can be good.
  private mutating func change(
    _ ticket: Ticket, _ now: Nanoseconds, _ change: (inout Past) -> Void
  ) {
    var past = past(ticket, now)
    past.end = now + Duration.seconds(Ticket.ages.upperBound).nanoseconds
    change(&past)
    table.set(past, for: hash.tag(ticket.nonce), at: now)
  }
}
