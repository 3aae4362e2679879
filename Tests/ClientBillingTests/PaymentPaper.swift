import FoundationEssentials

@testable import ClientBilling

/// What the books must say of clients' money, by adding up what was done.
struct PaymentPaper {
  /// A line or a credit note.
  struct Item {
    let id: UUID
    let client: UUID
    let kind: ClientLineKind
    /// What it has the client owe, in hundredths; below zero: what it gives back.
    let amount: Int64
    let isNote: Bool
    /// What of it can still be taken back.
    var left: Int64
    var isBilled = false
  }

  /// Money that a provider took without being asked.
  struct Stray {
    /// What it was paid for elsewhere.
    let reference: UUID
    /// The provider's name for it.
    let name: String
    let amount: Int64
    var isOpen = true
    /// Whose invoice it pays for; nil: nobody's.
    var client: UUID?
  }

  private(set) var items: [Item] = []
  var strays: [Stray] = []
  /// With whose each is.
  var refunds: [UUID: UUID] = [:]

  mutating func charge(_ client: UUID, _ amount: Int64, for order: UUID) {
    guard amount > 0 else { return }
    items.append(
      Item(id: order, client: client, kind: .charge, amount: amount, isNote: false, left: amount))
  }

  /// - Parameters:
  ///   - part: nil: all of it.
  ///   - id: of what takes it back.
  /// - Returns: what takes it back; nil: less than that is left.
  mutating func takeBack(_ place: Int, _ part: Int64?, by id: UUID) -> Item? {
    let item = items[place]
    let amount = part ?? abs(item.amount)
    guard amount <= item.left else { return nil }
    items[place].left -= amount
    let isCharge = item.amount > 0
    let made = Item(
      id: id, client: item.client, kind: part == nil ? item.kind.reversed : .allowance,
      amount: isCharge ? -amount : amount, isNote: isCharge && item.isBilled, left: amount)
    items.append(made)
    return made
  }

  mutating func bill() { for place in items.indices { items[place].isBilled = true } }

  func charged(_ client: UUID) -> Int64 { sum { $0.client == client } }

  /// Of lines that are on no invoice yet.
  func unbilled(_ client: UUID) -> Int64 {
    sum { $0.client == client && !$0.isNote && !$0.isBilled }
  }

  private func sum(_ isMeant: (Item) -> Bool) -> Int64 {
    items.reduce(0) { isMeant($1) ? $0 + $1.amount : $0 }
  }
}
