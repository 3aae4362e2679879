import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling
@testable import WorkerBilling

/// A provider's adapter, one of the orders that it sends, and how that provider says things: what the
/// contract is held against. Whoever adds an adapter adds one of these for each of its orders.
struct ProviderUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  /// At an address, within seconds.
  let adapter: Making<any MoneyAdapter>
  /// Sends an order by that adapter.
  let send: Sending
  /// An answer about one payment.
  let spell: @Sendable (MoneyState) -> JSONValue
  let page: @Sendable (_ items: [JSONValue], _ cursor: String, _ hasMore: Bool) -> JSONValue
  /// How a state is called, and a word that it is not.
  let status: (member: String, nonsense: JSONValue)
  let amount: String

  typealias Sending =
    @Sendable (any MoneyAdapter, MoneyOrder) async throws -> Answered<MoneyState>
  typealias Making<Adapter> = @Sendable (_ url: String, _ seconds: Double) throws -> Adapter

  var testDescription: String { name }

  static let token = "gh-key-0123456789"
  static let secret = WebhookSecret.random()
  static let all = [
    goldHat, like(goldHat, "Card collects", card, collecting),
    like(goldHat, "Card gives back", card, givingBack),
    like(goldHat, "Direct debit collects", directDebit, collecting),
    like(goldHat, "Direct debit gives back", directDebit, givingBack), pawPost,
    like(pawPost, "Paw Post collects", pawPost.adapter, collecting),
    like(pawPost, "Paw Post gives back", pawPost.adapter, givingBack),
  ]

  static let goldHat = ProviderUnderTest(
    name: "Gold Hat pays out",
    adapter: { url, seconds in try #require(GoldHat(configuration(url, seconds))) },
    send: payingOut,
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
      if let payment = state.givesBack { members.append(.init("payment", .string(payment.text))) }
      return .object(members)
    },
    page: { ["items": .array($0), "cursor": .string($1), "has_more": .bool($2)] },
    status: ("status", "sent"), amount: "amount")

  static let card: Making<any PaymentAdapter> = { url, seconds in
    try #require(CardAdapter(configuration(url, seconds)))
  }
  static let directDebit: Making<any PaymentAdapter> = { url, seconds in
    try #require(DirectDebitAdapter(configuration(url, seconds)))
  }

  static let payingOut: Sending = {
    try await #require($0 as? any PayoutAdapter).payOut($1)
  }
  static let collecting: Sending = {
    try await #require($0 as? any PaymentAdapter).collect($1)
  }
  static let givingBack: Sending = {
    try await #require($0 as? any PaymentAdapter).giveBack($1)
  }

  /// Another order, or another adapter, of whom says things alike.
  private static func like(
    _ other: ProviderUnderTest, _ name: String,
    _ adapter: @escaping Making<any MoneyAdapter>,
    _ send: @escaping Sending
  ) -> ProviderUnderTest {
    ProviderUnderTest(
      name: name, adapter: adapter, send: send, spell: other.spell, page: other.page,
      status: other.status, amount: other.amount)
  }

  private static func configuration(_ url: String, _ seconds: Double) -> ProviderConfiguration {
    var configuration = ProviderConfiguration()
    configuration.url = url
    configuration.key = token
    configuration.secrets = [secret]
    configuration.timeout = seconds
    return configuration
  }

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
    amount: Int64 = 60_00, givingBack payment: ExactText? = nil
  ) -> MoneyState {
    MoneyState(
      key: key, reference: reference, providerReference: "p-1", amount: Money(hundredths: amount),
      standing: standing, at: Date(timeIntervalSince1970: 1_803_891_600),
      givingBack: payment)
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
