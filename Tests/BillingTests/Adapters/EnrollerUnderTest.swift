import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

/// An adapter by which clients pay, and how its provider says things of enrolments.
struct EnrollerUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  let adapter: ProviderUnderTest.Making<any PaymentAdapter>
  /// A session that was opened, and where its page is.
  let opened: @Sendable (_ id: String, _ url: String) -> JSONValue
  let waiting: @Sendable (_ id: String) -> JSONValue
  let refused: @Sendable (_ id: String) -> JSONValue
  let authorised: @Sendable (_ id: String, _ token: String, _ label: String) -> JSONValue

  var testDescription: String { name }

  static let all = [
    likeCard("Card", ProviderUnderTest.card),
    likeCard("Direct debit", ProviderUnderTest.directDebit), pawPost,
  ]

  private static func likeCard(
    _ name: String, _ adapter: @escaping ProviderUnderTest.Making<any PaymentAdapter>
  ) -> EnrollerUnderTest {
    let url = JSONValue.string("https://pay.example/1")
    return EnrollerUnderTest(
      name: name, adapter: adapter,
      opened: { ["id": .string($0), "authorise_url": .string($1), "status": "waiting"] },
      waiting: { ["id": .string($0), "authorise_url": url, "status": "waiting"] },
      refused: { ["id": .string($0), "authorise_url": url, "status": "refused"] },
      authorised: {
        [
          "id": .string($0), "authorise_url": url, "status": "authorised", "token": .string($1),
          "label": .string($2),
        ]
      })
  }

  private static let pawPost = EnrollerUnderTest(
    name: "Paw Post", adapter: ProviderUnderTest.pawPostAt,
    opened: { ["visit": .string($0), "door": .string($1)] },
    waiting: { ["visit": .string($0)] }, refused: { ["visit": .string($0), "paw": ""] },
    authorised: { ["visit": .string($0), "paw": .string($1), "called": .string($2)] })
}
