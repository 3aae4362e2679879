import Contracts
import FoundationEssentials
import ServiceKit

// The managers' list of orders in words.
extension OrderWords {
  /// The parts of the list; only of what is overdue it matters how many there are.
  func tabs(_ filter: DeskFilter, _ address: ListAddress, overdue: Int) -> Tabs {
    let whole = address.with("status", nil).with("open", nil).with("overdue", nil)
    return Tabs([
      .init(
        text("desk_all"), count: nil, path: whole.path,
        isCurrent: filter.status == nil && !filter.isOverdue),
      .init(
        text("desk_open"), count: nil, path: whole.with("status", "open").path,
        isCurrent: filter.status == .open && !filter.isOverdue),
      .init(
        text("desk_overdue"), count: overdue, path: whole.with("overdue", "true").path,
        isCurrent: filter.isOverdue),
    ])
  }

  func deskRow(_ order: Order) -> OrdersDeskView.Row {
    OrdersDeskView.Row(
      path: Address.managersOrder(order.id).path, time: moment(order.scheduledAt),
      client: order.clientName, worker: order.workerName, service: order.serviceTypeName,
      mark: mark(order), charge: money(order.charge))
  }

  /// Whoever is meant by id has no field: the list says who that is.
  func filter(_ filter: DeskFilter, _ visit: Visit) -> OrdersDeskView.Filter {
    let query = visit.query()
    let kept: [(name: String, value: String?)] = [
      ("worker", filter.worker.id?.wire), ("client", filter.client.id?.wire),
      ("overdue", filter.isOverdue ? "true" : nil), ("q", query.sent("q")),
    ].filter { $0.1 != nil }
    let fields = DeskFilter.typed.compactMap { name -> OrdersDeskView.Field? in
      if kept.contains(where: { ExactText($0.name) == ExactText(name) }) { return nil }
      let refused = visit.refused(name)
      return .init(
        name: name, kind: ["from", "to"].contains(name) ? "date" : "text",
        label: text("desk_\(name)_field"), value: refused?.typed ?? query.sent(name) ?? "",
        mistake: refused?.mistake)
    }
    let isNarrowed = filter.status != nil || !kept.isEmpty || !fields.allSatisfy(\.value.isEmpty)
    let anyStatus = OrdersDeskView.Choice(
      value: "", text: text("desk_any_status"), isChosen: filter.status == nil)
    return OrdersDeskView.Filter(
      action: Address.managersOrders.path,
      statuses: [anyStatus]
        + ListedStatus.allCases.map { status in
          .init(
            value: status.rawValue, text: text("desk_status_\(status.rawValue)"),
            isChosen: status == filter.status)
        },
      fields: fields, kept: kept.map { .init(name: $0.name, value: $0.value ?? "") },
      everything: isNarrowed ? Address.managersOrders.path : nil)
  }

  /// Day and time where there is no room for the zone, which the page says once.
  func moment(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return Timestamp.format(instant) }
    return text("desk_moment", ["day": day(local), "time": local.time])
  }
}
