import FoundationEssentials
import HTTPTypes
import Testing

@testable import ServiceKit

/// The scheme of Standard Webhooks, against vectors that its documents publish.
@Suite("Webhooks")
struct WebhookTests {
  private static let now = Date(timeIntervalSince1970: 1_614_265_330)
  private static let secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"].compactMap(
    WebhookSecret.init)

  private static func message(_ body: String = #"{"test": 2432232314}"#) -> Webhook {
    Webhook(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: now, body: Array(body.utf8))
  }

  private static func fields(
    _ headers: [(name: String, value: String)], _ more: [String: String?] = [:]
  ) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
    for (name, value) in more { if let name = HTTPField.Name(name) { fields[name] = value } }
    return fields
  }

  @Test("signs as the reference does")
  func vectors() {
    let signature = Self.message().headers(signedWith: Self.secrets).last
    #expect(signature?.name == "webhook-signature")
    #expect(signature?.value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    let other = Webhook(
      id: "msg_loFOjxBNrRLzqYUf", at: Date(timeIntervalSince1970: 1_731_705_121),
      body: Array(#"{"event_type":"ping","data":{"success":true}}"#.utf8))
    let secret = ["whsec_plJ3nmyCDGBKInavdOK15jsl"].compactMap(WebhookSecret.init)
    #expect(
      other.headers(signedWith: secret).last?.value
        == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")
  }

  @Test("what was signed with one of our secrets is believed, whichever side is changing them")
  func rotation() throws {
    let (old, new) = (WebhookSecret.random(), WebhookSecret.random())
    let message = Self.message()
    for (theirs, ours) in [([old], [new, old]), ([old, new], [new]), ([new], [new, old])] {
      let headers = Self.fields(message.headers(signedWith: theirs))
      let read = try Webhook(headers: headers, body: message.body, secrets: ours, at: Self.now)
      #expect(read == message)
    }
    #expect(throws: Problem.self) {
      try Webhook(
        headers: Self.fields(message.headers(signedWith: [old])), body: message.body,
        secrets: [new], at: Self.now)
    }
  }

  @Test("signatures of other versions, and what is none, are passed over")
  func otherVersions() throws {
    let message = Self.message()
    let good = message.headers(signedWith: Self.secrets).last?.value ?? ""
    for (signature, isGood) in [
      ("v1a,abc v2,xyz \(good)", true), ("v1,%%% \(good)", true), ("v1a,abc", false),
      ("", false), ("v1,", false), (good.replacing("v1,", with: "v2,"), false),
      (String(good.dropLast(4)), false),
    ] {
      let headers = Self.fields(
        message.headers(signedWith: Self.secrets), ["webhook-signature": signature])
      let read = try? Webhook(
        headers: headers, body: message.body, secrets: Self.secrets, at: Self.now)
      #expect((read != nil) == isGood, "\(signature)")
    }
  }

  @Test("another body, id or time than was signed is refused, and so is nothing at all")
  func altered() {
    let message = Self.message()
    let headers = message.headers(signedWith: Self.secrets)
    let changes: [[String: String?]] = [
      ["webhook-id": "msg_other"], ["webhook-timestamp": "1614265331"], ["webhook-id": nil],
      ["webhook-timestamp": nil], ["webhook-signature": nil], ["webhook-timestamp": "soon"],
      ["webhook-id": ""], ["webhook-id": "a.b"],
    ]
    for change in changes {
      #expect(throws: Problem.self) {
        try Webhook(
          headers: Self.fields(headers, change), body: message.body, secrets: Self.secrets,
          at: Self.now)
      }
    }
    #expect(throws: Problem.self) {
      try Webhook(
        headers: Self.fields(headers), body: message.body + [0x20], secrets: Self.secrets,
        at: Self.now)
    }
    #expect(throws: Problem.self) {
      try Webhook(
        headers: Self.fields(headers), body: message.body, secrets: [], at: Self.now)
    }
  }

  @Test(
    "believed for five minutes around its time stamp",
    arguments: [(-301.0, false), (-300, true), (0, true), (300, true), (301, false)])
  func tolerance(late: Double, isGood: Bool) {
    let message = Self.message()
    let read = try? Webhook(
      headers: Self.fields(message.headers(signedWith: Self.secrets)), body: message.body,
      secrets: Self.secrets, at: Self.now.addingTimeInterval(late))
    #expect((read != nil) == isGood)
  }

  @Test("a secret is spelled as the scheme says, and is not printed by accident")
  func secret() {
    let random = WebhookSecret.random()
    #expect(WebhookSecret(random.text) == random)
    #expect("\(random)" == "whsec_…")
    for bad in ["", "whsec_", "whsec_!!", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
      #expect(WebhookSecret(bad) == nil)
    }
  }
}
