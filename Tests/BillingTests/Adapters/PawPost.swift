import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// A provider that only this test target knows, with another interface than Gold Hat: that adding one
/// takes no more than this, its contract proves.
struct PawPost: PayoutAdapter, PaymentAdapter {
  static let name = "paw_post"
  let keyLife = Duration.seconds(3_600)
  let pageOrigin: String
  let client: ProviderClient
  let secrets: [WebhookSecret]

  private struct Parcel: Decodable {
    enum Stamp: String, Decodable { case DELIVERED, EN_ROUTE, REFUSED, LOST, SENT_BACK }
    let parcel, under, `for`: ExactText
    let cents: Int64
    let stamp: Stamp
    let seconds: Int64
    let regretted: ExactText?

    var state: MoneyState? {
      guard cents > 0, [parcel, under, `for`].allSatisfy(\.isProviderName) else { return nil }
      let standing: MoneyStanding =
        switch stamp {
        case .DELIVERED: .paid
        case .EN_ROUTE: .pending
        case .REFUSED: .declined(code: "account_closed", isFinal: true)
        case .LOST: .declined(code: "limit_reached", isFinal: false)
        case .SENT_BACK: .back(cause: "account_closed")
        }
      return MoneyState(
        key: under, reference: `for`, providerReference: parcel,
        amount: Money(hundredths: cents), standing: standing,
        at: Date(timeIntervalSince1970: Double(seconds)), givingBack: regretted)
    }
  }

  private struct Sack: Decodable {
    let parcels: [Parcel]
    let next: ExactText
    let more: Bool
  }

  func payOut(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await post(order, "/parcels")
  }

  func collect(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await post(order, "/fetches")
  }

  func giveBack(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await post(order, "/regrets")
  }

  private func post(_ order: MoneyOrder, _ path: String) async -> Answered<MoneyState> {
    let wish: JSONValue = [
      "for": .string(order.reference.text), "to": .string(order.destination.unmasked.text),
      "cents": .number("\(order.amount.hundredths)"),
    ]
    let answer: Answered<Parcel> = await client.post(wish, to: path, key: order.key)
    return answer.about(order, \.state)
  }

  private struct Visit: Decodable {
    let visit: ExactText
    let door, paw, called: String?
  }

  func enrol(_ enrolment: Enrolment) async -> Answered<EnrolmentSession> {
    let answer: Answered<Visit> = await client.post(
      ["home": .string(enrolment.returnURL)] as JSONValue, to: "/visits", key: enrolment.key)
    return answer.compactMap(or: "no door of theirs") { told in
      told.door.flatMap { EnrolmentSession(told.visit, at: $0, of: pageOrigin) }
    }
  }

  func enrolled(_ session: ExactText) async -> Answered<EnrolmentState> {
    let answer: Answered<Visit> = await client.get("/visits", [("visit", session)])
    return answer.compactMap(or: "no visit of ours") { told in
      guard told.visit == session else { return nil }
      guard let paw = told.paw else { return .waiting }
      if paw.isEmpty { return .refused }
      return told.called.flatMap { EnrolledMethod(token: ExactText(paw), label: $0) }
        .map(EnrolmentState.authorised)
    }
  }

  func look(up reference: ExactText) async -> Answered<[MoneyState]> {
    await .whole { await list(MoneyQuery(reference: reference, since: $0)) }
  }

  func changes(since cursor: ExactText?) async -> Answered<MoneyPage> {
    await list(MoneyQuery(since: cursor))
  }

  private func list(_ query: MoneyQuery) async -> Answered<MoneyPage> {
    let answer: Answered<Sack> = await client.get(
      "/parcels", [("for", query.reference), ("from", query.cursor)])
    return answer.compactMap(or: "no parcels of ours") {
      query.page($0.parcels.map(\.state), cursor: $0.next, hasMore: $0.more)
    }
  }

  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice {
    let webhook = try Webhook(headers: headers, body: body, secrets: secrets, at: now)
    guard let reference = (try? JSONValue(parsing: body))?["data"]?["reference"]?.string,
      ExactText(reference).isProviderName
    else { throw .malformed("no reference") }
    return Notice(webhook, of: [ExactText(reference)])
  }
}

extension ProviderUnderTest {
  static let pawPostAt: Making<PawPost> = { url, seconds in
    PawPost(
      pageOrigin: url,
      client: ProviderClient(peer: "paw-post", url: url, token: token, within: .seconds(seconds)),
      secrets: [secret])
  }

  static let pawPost = ProviderUnderTest(
    name: "Paw Post pays out", adapter: pawPostAt, send: payingOut,
    spell: { state in
      let stamp =
        switch state.standing {
        case .paid: "DELIVERED"
        case .pending: "EN_ROUTE"
        case .declined(_, let isFinal): isFinal ? "REFUSED" : "LOST"
        case .back: "SENT_BACK"
        }
      let parcel: JSONValue = [
        "parcel": .string(state.providerReference.text), "under": .string(state.key.text),
        "for": .string(state.reference.text), "cents": .number("\(state.amount.hundredths)"),
        "stamp": .string(stamp), "seconds": .number("\(Int(state.at.timeIntervalSince1970))"),
      ]
      return parcel.with("regretted", state.givesBack.map { .string($0.text) })
    },
    page: { ["parcels": .array($0), "next": .string($1), "more": .bool($2)] },
    status: ("stamp", "EATEN"), amount: "cents")
}
