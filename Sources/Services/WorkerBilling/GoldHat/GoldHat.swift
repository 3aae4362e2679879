import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// Gold Hat, who pays workers by transfers to their accounts.
struct GoldHat: PayoutAdapter {
  static let name = "gold_hat"
  /// As Gold Hat documents it.
  let keyLife = Duration.seconds(86_400)

  private let client: ProviderClient
  private let secrets: [WebhookSecret]

  /// - Returns: nil where no address or no key is configured: then it is not offered.
  init?(_ configuration: GoldHatConfiguration) {
    guard let url = configuration.url, let key = configuration.key else { return nil }
    client = ProviderClient(
      peer: "gold-hat", url: url, token: key, within: .seconds(configuration.timeout))
    secrets = configuration.secrets
  }

  func payOut(_ order: MoneyOrder) async -> Answered<MoneyState> {
    let wish: JSONValue = [
      "reference": .string(order.reference.text),
      "account": .string(order.destination.unmasked.text),
      "amount": .string("\(order.amount)"), "text": .string(order.text),
    ]
    let answer: Answered<GoldHatTransfer> = await client.post(
      wish, to: "/transfers", key: order.key)
    return answer.about(order, \.state)
  }

  func look(up reference: ExactText) async -> Answered<[MoneyState]> {
    await .whole { await list(MoneyQuery(reference: reference, since: $0)) }
  }

  func changes(since cursor: ExactText?) async -> Answered<MoneyPage> {
    await list(MoneyQuery(since: cursor))
  }

  private func list(_ query: MoneyQuery) async -> Answered<MoneyPage> {
    let answer: Answered<GoldHatPage> = await client.get(
      "/transfers", [("reference", query.reference), ("since", query.cursor)])
    return answer.compactMap(or: "its list is of something else, or says what cannot be") {
      query.page($0.items.map(\.state), cursor: $0.cursor, hasMore: $0.hasMore)
    }
  }

  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice {
    let webhook = try Webhook(headers: headers, body: body, secrets: secrets, at: now)
    let told = try? WireCoding.decode(GoldHatNotice.self, from: Data(body))
    guard let reference = told?.data.reference, reference.isProviderName else {
      throw .malformed("A notice names its transfer's reference.", at: "/data/reference")
    }
    return Notice(webhook, of: [reference])
  }
}
