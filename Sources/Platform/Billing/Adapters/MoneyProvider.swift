public import Contracts
public import FoundationEssentials
public import HTTPTypes
public import ServiceKit

/// A provider with the kind of interface that Gold Hat, card and direct debit have: each order is
/// posted under its key, one list has all payments by reference and in the order of their changes,
/// and notices are signed by Standard Webhooks.
public struct MoneyProvider: Sendable {
  private let client: ProviderClient
  private let secrets: [WebhookSecret]
  /// The path of the list.
  private let listPath: String
  /// Of its pages, which are where its interface is.
  public let pageOrigin: String

  /// - Parameters:
  ///   - peer: as metrics name it.
  ///   - list: the path of all payments, as `/transfers`.
  /// - Returns: nil where no address or no key is configured: then it is not offered.
  public init?(_ configuration: ProviderConfiguration, peer: String, list: String) {
    guard let url = configuration.url, let key = configuration.key, let origin = webOrigin(of: url)
    else { return nil }
    client = ProviderClient(
      peer: peer, url: url, token: key, within: .seconds(configuration.timeout))
    secrets = configuration.secrets
    listPath = list
    pageOrigin = origin
  }

  /// Asks for a payment.
  ///
  /// - Parameter destination: as this provider calls it.
  public func send(
    _ order: MoneyOrder, to path: String, destination: String
  ) async -> Answered<MoneyState> {
    let wish: JSONValue = [
      "reference": .string(order.reference.text),
      destination: .string(order.destination.unmasked.text),
      "amount": .string("\(order.amount)"), "text": .string(order.text),
    ]
    let answer: Answered<ProviderPayment> = await client.post(wish, to: path, key: order.key)
    return answer.about(order, \.state)
  }

  func list(_ query: MoneyQuery) async -> Answered<MoneyPage> {
    let answer: Answered<ProviderPage> = await client.get(
      listPath, [("reference", query.reference), ("since", query.cursor)])
    return answer.compactMap(or: "its list is of something else, or says what cannot be") {
      query.page($0.items.map(\.state), cursor: $0.cursor, hasMore: $0.hasMore)
    }
  }

  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice {
    let webhook = try Webhook(headers: headers, body: body, secrets: secrets, at: now)
    let references = (try? WireCoding.decode(ProviderNotice.self, from: Data(body)))?.references
    guard let references, !references.isEmpty, references.allSatisfy(\.isProviderName) else {
      throw .malformed("A notice names the reference of what has changed.", at: "/data/reference")
    }
    return Notice(webhook, of: references)
  }

  // MARK: enrolment, where clients pay

  func enrol(_ enrolment: Enrolment) async -> Answered<EnrolmentSession> {
    let wish: JSONValue = ["return_url": .string(enrolment.returnURL)]
    let answer: Answered<ProviderSession> = await client.post(
      wish, to: "/sessions", key: enrolment.key)
    return answer.compactMap(or: "its page is elsewhere, or its session cannot be") {
      $0.session(at: pageOrigin)
    }
  }

  func enrolled(_ session: ExactText) async -> Answered<EnrolmentState> {
    let answer: Answered<ProviderSession> = await client.get("/sessions", [("id", session)])
    return answer.compactMap(or: "its session is another one, or says what cannot be") {
      $0.state(of: session)
    }
  }
}

/// An adapter whose provider is a `MoneyProvider`: what is left to it is what it calls its orders.
public protocol ProviderAdapter: MoneyAdapter {
  var provider: MoneyProvider { get }
}

extension ProviderAdapter {
  public func look(up reference: ExactText) async -> Answered<[MoneyState]> {
    await .whole { await provider.list(MoneyQuery(reference: reference, since: $0)) }
  }

  public func changes(since cursor: ExactText?) async -> Answered<MoneyPage> {
    await provider.list(MoneyQuery(since: cursor))
  }

  public func notice(
    _ headers: HTTPFields, _ body: [UInt8], at now: Date
  ) throws(Problem) -> Notice {
    try provider.notice(headers, body, at: now)
  }
}

extension PaymentAdapter where Self: ProviderAdapter {
  public var pageOrigin: String { provider.pageOrigin }

  public func enrol(_ enrolment: Enrolment) async -> Answered<EnrolmentSession> {
    await provider.enrol(enrolment)
  }

  public func enrolled(_ session: ExactText) async -> Answered<EnrolmentState> {
    await provider.enrolled(session)
  }

  public func giveBack(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await provider.send(order, to: "/refunds", destination: "payment")
  }
}
