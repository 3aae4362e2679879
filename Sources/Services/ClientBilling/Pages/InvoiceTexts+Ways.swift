import Billing
import Contracts
import ServiceKit

extension InvoiceTexts {
  /// What the client has to see to before anything can be collected; nil: nothing.
  func banner(_ ways: WaysToPay) -> String? {
    guard ways.usual == nil else { return nil }
    return texts.text(ways.usable.isEmpty ? "no_way" : "no_usual_way")
  }

  /// Where a client adds a way to pay an invoice that waits for one; nil: it waits for none.
  func waysToAdd(_ listed: ListedInvoice, to ways: WaysToPay) -> String? {
    guard BillStatus(listed.status) == .noMethod, ways.usable.isEmpty else { return nil }
    return Address.invoices.path + "#ways"
  }

  /// - Parameter offered: by whom one more can be added.
  func ways(_ ways: WaysToPay, offered: [String]) -> WaysToPayView {
    WaysToPayView(
      rows: ways.all.map { row($0, in: ways) },
      offers: offered.map { name in
        WaysToPayView.Offer(
          name: name,
          label: texts.find("add_\(name)") ?? texts.text("add_other", ["way": adapter(name)]))
      }, hasOffers: !offered.isEmpty)
  }

  func choice(_ method: PaymentMethod, isChosen: Bool) -> PayPageView.Choice {
    PayPageView.Choice(id: method.id.wire, label: name(method), isChosen: isChosen)
  }

  func name(_ method: PaymentMethod) -> String { method.label ?? adapter(method.adapter) }

  func name(_ by: PaidBy) -> String { by.label ?? adapter(by.adapter) }

  private func row(_ method: PaymentMethod, in ways: WaysToPay) -> WaysToPayView.Row {
    let (state, kind) = standing(method, in: ways)
    return WaysToPayView.Row(
      label: name(method), mark: StatusMark(kind, texts.text("way_\(state)")),
      hint: texts.find("way_\(state)_hint"),
      authorise: method.state == .toAuthorise ? method.authoriseURL : nil,
      usual: method.state == .active && !method.isDefault
        ? Address.usualMethod(method.id).path : nil,
      remove: Address.removedMethod(method.id).path)
  }

  private func standing(
    _ method: PaymentMethod, in ways: WaysToPay
  ) -> (state: String, kind: StatusMark.Kind) {
    switch method.state {
    case .active where !ways.usable.contains { $0.id == method.id }: ("away", .late)
    case .active: method.isDefault ? ("usual", .done) : ("active", .waiting)
    case .toAuthorise: ("to_authorise", .underWay)
    case .refused, .removed: ("refused", .failed)
    }
  }

  private func adapter(_ name: String) -> String {
    texts.find("adapter_\(name)") ?? name.replacing("_", with: " ")
  }
}
