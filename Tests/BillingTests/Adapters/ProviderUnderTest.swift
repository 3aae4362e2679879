import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

/// A provider's adapter, and how that provider says things: what the contract is held against. Whoever
/// adds an adapter adds one of these.
struct ProviderUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  /// At an address, within seconds.
  let adapter: @Sendable (_ url: String, _ seconds: Double) throws -> any PayoutAdapter
  /// An answer about one payment.
  let spell: @Sendable (MoneyState) -> JSONValue
  let page: @Sendable (_ items: [JSONValue], _ cursor: String, _ hasMore: Bool) -> JSONValue
  /// How a state is called, and a word that it is not.
  let status: (member: String, nonsense: JSONValue)
  let amount: String

  var testDescription: String { name }

  static let token = "gh-key-0123456789"
  static let secret = WebhookSecret.random()
  static let all = [goldHat, pawPost]

  static let goldHat = ProviderUnderTest(
    name: "Gold Hat",
    adapter: { url, seconds in
      var configuration = GoldHatConfiguration()
      configuration.url = url
      configuration.key = token
      configuration.secrets = [secret]
      configuration.timeout = seconds
      return try #require(GoldHat(configuration))
    },
    spell: { state in
      var members: [JSONValue.Member] = [
        .init("id", .string(state.providerReference.text)), .init("key", .string(state.key.text)),
        .init("reference", .string(state.reference.text)),
        .init("amount", .string("\(state.amount)")),
        .init("at", .string(Timestamp.format(state.at))),
      ]
      switch state.standing {
      case .pending: members.append(.init("status", "pending"))
      case .paid: members.append(.init("status", "paid"))
      case .declined(let code, let isFinal):
        members += [
          .init("status", "declined"), .init("code", .string(code.text)),
          .init("final", .bool(isFinal)),
        ]
      case .back(let cause):
        members += [.init("status", "returned"), .init("code", .string(cause.text))]
      }
      return .object(members)
    },
    page: { ["items": .array($0), "cursor": .string($1), "has_more": .bool($2)] },
    status: ("status", "sent"), amount: "amount")

  /// Some that are paid, pending, declined and back.
  static let standings: [MoneyStanding] = [
    .paid, .pending, .declined(code: "account_closed", isFinal: true),
    .declined(code: "limit_reached", isFinal: false), .back(cause: "account_closed"),
  ]

  static let order = MoneyOrder(
    key: "0195.1", reference: "0195", destination: Destination("GH-1234-5678-9042"),
    amount: Money(hundredths: 60_00), text: "Зарплата “W-2027-000001”")

  static func state(
    _ standing: MoneyStanding = .paid, key: ExactText = "0195.1", reference: ExactText = "0195",
    amount: Int64 = 60_00
  ) -> MoneyState {
    MoneyState(
      key: key, reference: reference, providerReference: "p-1", amount: Money(hundredths: amount),
      standing: standing, at: Date(timeIntervalSince1970: 1_803_891_600))
  }
}

extension JSONValue {
  /// The same with another member of that name, or without it.
  func with(_ name: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(let members) = self else { return self }
    let others = members.filter { $0.name != ExactText(name) }
    return .object(others + (value.map { [Member(name, $0)] } ?? []))
  }
}

extension Answered {
  var value: Value? {
    guard case .answer(let value) = self else { return nil }
    return value
  }
  var failure: ErrandFailure? {
    guard case .unknown(let failure) = self else { return nil }
    return failure
  }
}
