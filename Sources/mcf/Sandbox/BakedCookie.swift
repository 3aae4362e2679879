import Contracts
import FoundationEssentials
import ServiceKit

/// What somebody ordered from the bakery.
struct CookieWish: Hashable, Sendable {
  let firstName: String
  let reference: String
  let callbackURL: String?
  /// The body as it came: nothing is expected in it beyond these three.
  let body: [UInt8]

  /// - Throws: a 400 problem for anything more or less than a bakery needs.
  init(_ body: [UInt8]) throws {
    let form = try Form(JSONValue(parsing: body))
    firstName = form.text("first_name", 1...200)
    reference = form.text("reference", 1...200)
    callbackURL = form.optionalText("callback_url", 1...2_000)
    self.body = body
    try form.finish()
  }
}

/// A cookie that was ordered.
struct BakedCookie: Hashable, Sendable {
  let key: ExactText
  let wish: CookieWish
  let number: Int
  /// How often it was ordered, under the same key.
  var times = 1
  /// Whether its arrival has been told and heard.
  var isDelivered = false

  /// What the bakery calls it.
  var reference: String { "tune-\(number)" }

  /// What an order is answered with.
  var receipt: JSONValue { ["reference": .string(reference)] }

  /// What is said once it has been delivered.
  var arrival: [UInt8] {
    let said: JSONValue = [
      "type": "cookie.arrived", "timestamp": .string(Timestamp.format(Date())),
      "data": ["reference": .string(wish.reference)],
    ]
    return Array(said.text.utf8)
  }
}

extension BakedCookie: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reference", reference)
    writer.field("key", key)
    writer.key("received")
    writer.value(json: wish.body)
    writer.field("times", times)
    writer.field("delivered", isDelivered)
    writer.endObject()
  }
}
