import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/admin/orders/{id}`.
  @Sendable func orderDesk(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let viewer = try visit.context.viewer(.manager)
    let order = try await find(try visit.context.id(), for: viewer)
    let history = try await database.read(FindHistory(orderID: order.id))
    let managers = try await managers(history.compactMap(\.subject?.text))
    let words = try await words(
      visit, order.times + [order.pickUpAt] + history.map(\.at), at: clock.now())
    let (acts, photos) = (words.acts(on: order), words.photos(of: order))
    let page = OrderDeskView(
      mark: words.mark(order), lead: words.time(order.scheduledAt), facts: words.deskFacts(order),
      money: words.deskMoney(order), packing: order.packingList,
      hasPacking: !order.packingList.isEmpty, photos: photos, hasPhotos: !photos.isEmpty,
      acts: acts, hasActs: !acts.isEmpty, links: words.links(of: order),
      history: history.map { words.happening($0, of: order, managers) })
    return visit.page(page, titleKey: "desk_order_title", ["service": order.serviceTypeName])
  }
}

extension OrderWords {
  func deskFacts(_ order: Order) -> Summary {
    let phone = "tel:\(order.phone.dialled)"
    var facts: [Summary.Fact] = [
      .init(text("desk_client"), order.clientName, path: Address.client(order.clientID).path),
      .init(text("desk_worker"), order.workerName, path: Address.worker(order.workerID).path),
      .init(text("fact_what"), order.description), .init(text("fact_place"), order.place),
      .init(text("desk_sets_out"), time(order.pickUpAt)),
      .init(text("desk_ends"), time(order.endsAt)),
      .init(text("fact_phone"), order.phone, path: phone),
      .init(text("fact_email"), order.email, path: "mailto:\(order.email)"),
      .init(text("desk_placed"), time(order.createdAt)),
    ]
    if let original = order.copyOf {
      facts.append(
        .init(
          text("desk_copy_of"), text("desk_original"), path: Address.managersOrder(original).path))
    }
    if let reason = order.reason {
      facts.append(.init(text("desk_reason"), text("desk_reason_\(reason.rawValue)")))
    }
    facts.append(.init(text("desk_id"), order.id.wire))
    return Summary(facts)
  }

  func deskMoney(_ order: Order) -> Summary {
    var facts: [Summary.Fact] = [
      .init(text("fact_price"), money(order.price)),
      .init(text("fact_discount"), "\(order.discountPercent) %"),
      .init(text("fact_charge"), money(order.charge)),
      .init(text("desk_earning"), money(order.earned)),
    ]
    if let limit = order.maxCharge { facts.append(.init(text("desk_limit"), money(limit))) }
    return Summary(facts)
  }

  func photos(of order: Order) -> [PhotoFigure] {
    let kept: [(PhotoKind, Date?)] = [(.checkIn, order.startedAt), (.report, order.endedAt)]
    return kept.compactMap { kind, at in
      order.digest(of: kind).map { digest in
        PhotoFigure(
          Address.photo(kind.rawValue, of: order.id).path,
          text("desk_photo_\(kind.rawValue)"), at: at.map(time), digest: digest)
      }
    }
  }

  /// What can be done about it as it stands: the rows of "Order life" that are a manager's, and a copy.
  func acts(on order: Order) -> [OrderDeskView.Way] {
    let page = Address.managersOrder(order.id)
    let endings = OrderLife.managersEndings.filter { $0.from.contains(order.status) }
    var ways = endings.compactMap { ending in
      ending.managersAct.map { act in
        OrderDeskView.Way(path: page.below(act).path, text: text("desk_act_\(act)"))
      }
    }
    if OrderLife.completion.from.contains(order.status) {
      ways.insert(.init(path: page.below("complete").path, text: text("desk_act_complete")), at: 0)
    }
    if order.copyOffered {
      ways.append(.init(path: page.below("copy").path, text: text("desk_act_copy")))
    }
    return ways
  }

  func links(of order: Order) -> [OrderDeskView.Way] {
    var links = [
      OrderDeskView.Way(
        path: Address.match(of: order.id).path,
        text: text("desk_why", ["name": order.workerFirstName]))
    ]
    if !order.packingList.isEmpty {
      links.append(
        .init(
          path: Address.packages.path + queryString([("q", order.workerName)]),
          text: text("desk_packages", ["name": order.workerFirstName])))
    }
    if !order.status.isOpen {
      links.append(
        .init(
          path: "\(Address.namedReviewPage.path)?order=\(order.id.wire)", text: text("desk_review"))
      )
    }
    return links
  }

  func happening(
    _ entry: HistoryEntry, of order: Order, _ managers: [UUID: String]
  ) -> OrderDeskView.Happening {
    OrderDeskView.Happening(
      what: texts.find("desk_event_\(entry.event)") ?? entry.event, time: time(entry.at),
      who: who(entry, of: order, managers),
      why: entry.reason.map { texts.find("desk_reason_\($0)") ?? $0 }, note: entry.note)
  }

  private func who(
    _ entry: HistoryEntry, of order: Order, _ managers: [UUID: String]
  ) -> String {
    switch entry.by {
    case .client: order.clientName
    case .worker: order.workerName
    case .manager:
      entry.subject.map { manager($0.text, managers) } ?? text("desk_by_manager")
    case .sweeper: text("desk_by_sweeper")
    }
  }
}

extension String {
  /// A telephone number as a link has it (RFC 3966), with its extension.
  var dialled: String {
    split(separator: "x", maxSplits: 1).map { part in
      part.filter { $0 == "+" || ("0"..."9").contains($0) }
    }.joined(separator: ";ext=")
  }
}
