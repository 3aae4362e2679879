import Contracts
import FoundationEssentials
import ServiceKit

/// A provider's payments. It decides and does nothing.
struct PaymentBook: Codable, Sendable {
  /// What their ids begin with, as `gh`.
  let mark: String
  /// In the order in which they were taken.
  private(set) var payments: [Payment] = []
  private var changes = 0

  static let pageLength = 100

  init(mark: String) { self.mark = mark }

  /// What a list says: where the next one begins, and whether there is more by now.
  struct Extract: JSONWritable {
    let items: [Payment]
    let cursor: Int
    let hasMore: Bool

    func write(to writer: inout JSONWriter) {
      writer.beginObject()
      writer.field("items", items.map(PaymentView.init))
      writer.field("cursor", String(cursor))
      writer.field("has_more", hasMore)
      writer.endObject()
    }
  }

  /// The payment that was made under this key, where there is one.
  ///
  /// - Throws: a 409 problem if the key has asked for something else.
  mutating func repeated(_ wish: PaymentWish, under key: ExactText) throws -> Payment? {
    guard let index = payments.firstIndex(where: { $0.key == key }) else { return nil }
    guard payments[index].wish == wish else {
      throw Problem.conflict("key-reused", "This Idempotency-Key has asked for something else.")
    }
    payments[index].times += 1
    return payments[index]
  }

  mutating func take(
    _ wish: PaymentWish, under key: ExactText, as status: PaymentStatus, at now: Date
  ) -> Payment {
    changes += 1
    // Never one of a book that was lost: whoever was paid under it has that in theirs.
    let id = ExactText("\(mark)-\(UUID().wire.prefix(8))")
    let payment = Payment(
      number: payments.count + 1, id: id, key: key, wish: wish, status: status, at: now,
      change: changes)
    payments.append(payment)
    return payment
  }

  /// Something has come of a payment.
  mutating func move(_ number: Int, to status: PaymentStatus, at now: Date) -> Payment {
    changes += 1
    payments[number - 1].status = status
    payments[number - 1].at = now
    payments[number - 1].change = changes
    return payments[number - 1]
  }

  /// Whether something under that reference is paid, or may yet be.
  func isUnderWay(_ reference: ExactText) -> Bool {
    payments.contains { $0.wish.reference == reference && $0.isStanding }
  }

  /// Whether what it wants back was collected, and is not given back already.
  func isRefundable(_ wish: PaymentWish) -> Bool {
    guard let paid = payments.first(where: { $0.id == wish.destination && $0.status == .paid })
    else { return false }
    let given = payments.filter {
      $0.wish.kind == .payment && $0.wish.destination == wish.destination && $0.isStanding
    }
    return given.reduce(wish.amount) { $0 + $1.wish.amount } <= paid.wish.amount
  }

  /// What was changed after a change, in the order of changes.
  ///
  /// - Parameter reference: nil: all.
  func extract(of reference: ExactText?, since change: Int) -> Extract {
    let found = payments.filter { payment in
      payment.change > change && reference.map { $0 == payment.wish.reference } ?? true
    }.sorted { $0.change < $1.change }
    let items = Array(found.prefix(Self.pageLength))
    return Extract(
      items: items, cursor: items.last?.change ?? change, hasMore: found.count > items.count)
  }
}

extension Payment {
  fileprivate var isStanding: Bool { status == .paid || status == .pending }
}
