import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// What somebody asks Gold Hat to pay.
struct TransferWish: Hashable, Sendable {
  let reference: ExactText
  let account: ExactText
  let amount: Money
  let text: String

  private static let amounts = Money(hundredths: 1)...Money.mostBooked

  /// - Throws: a 400 problem with all mistakes.
  init(_ form: Form) throws {
    reference = form.exactText("reference", 1...255)
    account = form.exactText("account", 1...50)
    if account.text.wholeMatch(of: /GH-[0-9]{4}-[0-9]{4}-[0-9]{4}/) == nil {
      form.mistake(in: "account", .noGoldHatAccount)
    }
    amount = form.money("amount")
    if !Self.amounts.contains(amount) {
      form.mistake(in: "amount", .outOfRange(Self.amounts))
    }
    text = form.text("text", 1...200)
    try form.finish()
  }
}

extension MistakeReason {
  fileprivate static let noGoldHatAccount = Self(
    code: "no-gold-hat-account", "must be an account such as GH-1234-5678-9012")
}

/// Where a transfer stands.
enum TransferStatus: Hashable, Sendable {
  case pending, paid
  case declined(DeclineCode)
  /// The account's bank has sent the money back.
  case returned

  var name: String {
    switch self {
    case .pending: "pending"
    case .paid: "paid"
    case .declined: "declined"
    case .returned: "returned"
    }
  }
}

/// A transfer that was taken.
struct Transfer: Hashable, Sendable {
  let number: Int
  let key: ExactText
  let wish: TransferWish
  var status: TransferStatus
  /// Since when it stands so.
  var at: Date
  /// Which of the book's changes was its last one.
  var change: Int
  /// How often it was asked for, under the same key.
  var times = 1

  /// A notice that something has come of it.
  var notice: [UInt8] {
    let said: JSONValue = [
      "type": .string("transfer.\(status.name)"), "timestamp": .string(Timestamp.format(at)),
      "data": ["reference": .string(wish.reference.text)],
    ]
    return Array(said.text.utf8)
  }
}

extension Transfer: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", "gh-\(number)")
    writer.field("key", key)
    writer.field("reference", wish.reference)
    writer.field("account", wish.account)
    writer.field("amount", wish.amount)
    writer.field("text", wish.text)
    writer.field("status", status.name)
    switch status {
    case .declined(let code):
      writer.field("code", code.rawValue)
      writer.field("final", code.isFinal)
    case .returned: writer.field("code", DeclineCode.accountClosed.rawValue)
    case .pending, .paid: break
    }
    writer.field("at", at)
    writer.field("times", times)
    writer.endObject()
  }
}
