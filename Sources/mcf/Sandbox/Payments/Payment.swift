import Contracts
import FoundationEssentials
import ServiceKit

/// Where a payment stands.
enum PaymentStatus: Hashable, Codable, Sendable {
  case pending, paid
  case declined(Decline)
  /// Its bank has sent the money back, and why.
  case returned(code: String)

  var name: String {
    switch self {
    case .pending: "pending"
    case .paid: "paid"
    case .declined: "declined"
    case .returned: "returned"
    }
  }
}

/// A payment that was taken.
struct Payment: Hashable, Codable, Sendable {
  /// Its place in the book, from 1.
  let number: Int
  let id: ExactText
  let key: ExactText
  let wish: PaymentWish
  var status: PaymentStatus
  /// Since when it stands so.
  var at: Date
  /// Which of the book's changes was its last one.
  var change: Int
  /// How often it was asked for, under the same key.
  var times = 1
}

/// A payment as it is shown.
struct PaymentView: JSONWritable {
  let payment: Payment

  func write(to writer: inout JSONWriter) {
    let wish = payment.wish
    writer.beginObject()
    writer.field("id", payment.id)
    writer.field("key", payment.key)
    writer.field("reference", wish.reference)
    writer.field(wish.kind.rawValue, wish.destination)
    writer.field("amount", wish.amount)
    writer.field("text", wish.text)
    writer.field("status", payment.status.name)
    switch payment.status {
    case .declined(let decline):
      writer.field("code", decline.code)
      writer.field("final", decline.isFinal)
    case .returned(let code): writer.field("code", code)
    case .pending, .paid: break
    }
    writer.field("at", payment.at)
    writer.field("times", payment.times)
    writer.endObject()
  }
}
