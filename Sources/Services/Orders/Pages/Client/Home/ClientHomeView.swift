import Contracts
import ServiceKit

/// A client's own orders.
struct ClientHomeView: PageData {
  static let template = "client-home"
  static let files = Visit.live

  let banner: Banner?
  /// Nil for who may order nothing.
  let request: CardView.Way?
  let discount: Bar
  /// Where that is kept with which a request begins.
  let details: CardView.Way
  /// What is coming up; nil on further pages of what has ended.
  let coming: Coming?
  let ended: [Ended]
  let hasEnded: Bool
  /// Where there are no orders at all.
  let empty: EmptyState?
  let pager: Pager
  let live: LiveMark

  struct Coming {
    let orders: [CardView]
  }

  /// One that has ended.
  struct Ended {
    let path: String
    let service: String
    let time: String
    let mark: StatusMark
    /// To have it once more; nil: not now.
    let again: CardView.Way?
  }

  static var example: ClientHomeView {
    ClientHomeView(
      banner: .example, request: .init("Request help", path: "/orders/new"), discount: .example,
      details: .init("My details", path: "/clients/me"), coming: Coming(orders: [.example]),
      ended: [
        Ended(
          path: "/orders/1", service: "Litter box", time: "Friday, 5 March, 14:00",
          mark: StatusMark(.done, "Done"), again: .init("Again", path: "/orders/new?copy=1"))
      ], hasEnded: true,
      empty: EmptyState("Nothing.", hint: "Order.", way: ("Order", "/orders/new")),
      pager: .example, live: .example)
  }
}

extension ClientHomeView {
  /// - Parameter isStart: whether this is the first page of what has ended.
  init(
    _ client: Orderer, discount: Bar, open: [CardView], ended: [Ended], isStart: Bool,
    _ words: OrderWords, pager: Pager, live: LiveMark
  ) {
    let request =
      client.isActive
      ? CardView.Way(words.text("request_help"), path: Address.newOrder.path) : nil
    self.init(
      banner: client.isActive ? nil : Banner(words.text("inactive"), isWarning: true),
      request: request, discount: discount,
      details: CardView.Way(words.text("own_details_link"), path: Address.ownDetails.path),
      coming: open.isEmpty ? nil : Coming(orders: open),
      ended: ended, hasEnded: !ended.isEmpty,
      empty: isStart && open.isEmpty && ended.isEmpty
        ? EmptyState(
          words.text("no_orders"),
          hint: words.text(client.isActive ? "no_orders_hint" : "inactive_hint")) : nil,
      pager: pager, live: live)
  }
}

extension OrderWords {
  /// An open order as its client sees it.
  func card(_ order: Order, hasPhoto: Bool) -> CardView {
    let path = Address.ownOrder(order.id)
    return CardView(
      order.serviceTypeName, path: path.path, mark: mark(toClient: order),
      person: PersonView(
        order.workerFirstName, photo: hasPhoto ? path.below("worker-photo").path : nil),
      lines: [.init(time(order.scheduledAt)), .init(order.place)])
  }

  func endedRow(_ order: Order, mayOrder: Bool) -> ClientHomeView.Ended {
    ClientHomeView.Ended(
      path: Address.ownOrder(order.id).path, service: order.serviceTypeName,
      time: time(order.scheduledAt), mark: mark(toClient: order),
      again: mayOrder && order.copyOffered
        ? .init(text("same_again"), path: Address.newOrder(copying: order.id)) : nil)
  }
}
