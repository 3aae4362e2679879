import Contracts
import FoundationEssentials
import ServiceKit

/// One order as its client sees it.
struct OrderPageView: PageData {
  static let template = "client-order"

  let mark: StatusMark
  let time: String
  let person: PersonView
  let comes: String
  let steps: Steps
  /// What became of the charge, where the order did not go as it should.
  let remark: Banner?
  let summary: Summary
  /// What can be done with it.
  let acts: [CardView.Way]
  let hasActs: Bool
  let back: String
  /// Nil for an order to which nothing happens any more.
  let live: LiveMark?

  static var example: OrderPageView {
    OrderPageView(
      mark: StatusMark(.waiting, "Accepted"), time: "Friday, 5 March, 14:00", person: .example,
      comes: "comes to you", steps: .example, remark: .example, summary: .example,
      acts: [.init("Cancel", path: "/orders/1/cancel")], hasActs: true, back: "/orders",
      live: .example)
  }
}

extension OrderPageView {
  /// - Parameters:
  ///   - hasPhoto: of the worker, to be shown while the order is open.
  ///   - copy: the one that is open.
  ///   - mayOrder: whether the client may have it once more.
  init(
    _ order: Order, hasPhoto: Bool, copy: UUID?, mayOrder: Bool, _ words: OrderWords,
    live: LiveMark?
  ) {
    let path = Address.ownOrder(order.id)
    let acts = words.acts(on: order, copy: copy, mayOrder: mayOrder)
    self.init(
      mark: words.mark(toClient: order), time: words.time(order.scheduledAt),
      person: PersonView(
        order.workerFirstName, photo: hasPhoto ? path.below("worker-photo").path : nil),
      comes: words.comes(order),
      steps: Steps(words.steps(of: order)), remark: words.remark(on: order),
      summary: Summary(words.facts(of: order)), acts: acts, hasActs: !acts.isEmpty,
      back: Address.ownOrders.path, live: live)
  }
}

extension OrderWords {
  /// What the worker has to do with it: nobody came where nobody checked in.
  fileprivate func comes(_ order: Order) -> String {
    if order.status.isOpen { return text("comes") }
    return text(order.startedAt == nil ? "was_to_come" : "came")
  }

  /// What a client may do with an order: call it off, or have it once more.
  func acts(on order: Order, copy: UUID?, mayOrder: Bool) -> [CardView.Way] {
    if order.status.isOpen {
      return [
        .init(
          text("cancel_order"), path: Address.ownOrder(order.id).below("cancel").path)
      ]
    }
    if let copy { return [.init(text("see_copy"), path: Address.ownOrder(copy).path)] }
    return order.copyOffered && mayOrder
      ? [.init(text("same_again"), path: Address.newOrder(copying: order.id))] : []
  }

  /// the charge is due whatever the outcome.
  func remark(on order: Order) -> Banner? {
    guard let outcome = order.outcome, outcome != .completed else { return nil }
    return Banner(text("charge_stays", ["charge": money(order.charge)]))
  }

  /// Accepted, checked in, ended, or what of that is still to come.
  func steps(of order: Order) -> [Steps.Step] {
    [
      .init(.done, text("step_accepted"), at: time(order.createdAt)),
      checkIn(order), end(order),
    ].compactMap(\.self)
  }

  /// Nil for an order that ended before.
  private func checkIn(_ order: Order) -> Steps.Step? {
    guard let startedAt = order.startedAt else {
      return order.status.isOpen
        ? .init(
          .waiting, text("step_to_start"), at: time(order.scheduledAt), isCurrent: true) : nil
    }
    return .init(
      order.status.isOpen ? .underWay : .done, text("step_started"), at: clock(startedAt),
      photo: photo(order, .checkIn, at: startedAt), isCurrent: order.status.isOpen)
  }

  private func end(_ order: Order) -> Steps.Step {
    guard let outcome = order.outcome, let endedAt = order.endedAt else {
      return .init(.waiting, text("step_to_end"), about: text("step_to_end_about"))
    }
    return .init(
      StatusMark.Kind(outcome), text("step_\(outcome.rawValue)"), at: time(endedAt),
      about: why(order),
      photo: photo(order, .report, at: endedAt), isCurrent: true)
  }

  /// Why it ended as it did, to the client.
  private func why(_ order: Order) -> String? {
    guard let reason = order.reason else { return nil }
    guard reason == .clientRequest, order.endedBy == .manager else {
      return text("why_\(reason.rawValue)")
    }
    return text("why_client_request_by_manager")
  }

  private func photo(_ order: Order, _ kind: PhotoKind, at time: Date) -> PhotoFigure? {
    order.digest(of: kind).map { digest in
      PhotoFigure(
        Address.photo(kind.rawValue, of: order.id).path,
        text("photo_\(kind.rawValue)"), at: clock(time), digest: digest)
    }
  }

  func facts(of order: Order) -> [Summary.Fact] {
    let told = [
      ("when", time(order.scheduledAt)), ("place", order.place), ("what", order.description),
      ("phone", order.phone), ("email", order.email), ("price", money(order.price)),
      ("discount", "\(order.discountPercent) %"), ("charge", money(order.charge)),
    ]
    return told.map { name, value in Summary.Fact(text("fact_\(name)"), value) }
  }
}
