import Contracts
import FoundationEssentials
import ServiceKit

/// What one provider of payments has of its own.
struct PaymentTerms: Sendable {
  /// As people call it.
  let name: String
  /// What its payments' ids begin with.
  let mark: String
  /// What it calls a payment in its notices.
  let event: String
  /// Whether what goes by one reference can be paid only once.
  var paysOncePerReference = false
  /// Whether one notice tells of several payments.
  var isBatching = false

  /// A notice that something has come of payments.
  ///
  /// - Parameter payments: one, unless it tells in batches.
  func notice(of payments: [Payment]) -> [UInt8] {
    let contents = payments.map { payment -> JSONValue in
      ["reference": .string(payment.wish.reference.text)]
    }
    let change = isBatching ? "changed" : payments[0].status.name
    let said: JSONValue = [
      "type": .string("\(event).\(change)"),
      "timestamp": .string(Timestamp.format(payments[payments.count - 1].at)),
      "data": isBatching ? .array(contents) : contents[0],
    ]
    return Array(said.text.utf8)
  }
}
