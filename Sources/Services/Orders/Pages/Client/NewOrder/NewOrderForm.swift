import Contracts
import FoundationEssentials
import ServiceKit

/// The request form as it is shown: what is on offer, what was typed, what was refused.
struct NewOrderForm {
  /// As many as there are to choose from at once; the page says so where there are more.
  static let mostTypes = 100

  private static let all = PageForm(
    .init("service_type_id", refusedBy: ["service-not-offered"]),
    .init("description", .prose(lines: 4)),
    .init("place", ownersOwn: "street-address"), .init("phone", .phone, ownersOwn: "tel"),
    .init("email", .email, ownersOwn: "email"), .init("day"),
    .init("scheduled_at", refusedBy: ["time-not-offered", "no-worker-free"]))

  let visit: Visit
  let types: [ServiceType]
  let original: Order?
  /// What its fields hold.
  private let values: [String: String]

  init(
    _ visit: Visit, _ client: Orderer, _ types: [ServiceType], _ typed: [String: String],
    copying original: Order?
  ) {
    self.visit = visit
    self.types = types
    self.original = original
    let own = [
      "place": client.place ?? "", "phone": client.phone ?? "", "email": client.email,
    ]
    let fields = visit.form(
      Self.all, submit: "", back: "", values: own.merging(typed) { _, typed in typed })
    values = Self.names.reduce(into: [:]) { $0[$1] = fields.field($1)?.value }
  }

  private static let names = [
    "service_type_id", "description", "place", "phone", "email", "day", "scheduled_at",
  ]

  /// What a form holds that is only shown anew.
  static func typed(_ form: Form) -> [String: String] {
    names.reduce(into: [:]) { $0[$1] = form.value($1)?.string }
  }

  var chosenType: ServiceType? {
    let id = values["service_type_id"].flatMap { UUID(uuidString: $0) }
    return types.first { $0.id == id } ?? types.first
  }

  var day: String? { values["day"] }
  var scheduledAt: Date? { values["scheduled_at"].flatMap(Timestamp.parse) }

  func view(_ days: OfferedDays, _ terms: Terms?, _ words: OrderWords) -> NewOrderView {
    guard let terms, let type = chosenType else {
      return NewOrderView(
        form: nil,
        nothing: nothing(words),
        back: Address.ownOrders.path)
    }
    // What it turned out to cost has to be agreed to as well.
    let charge = visit.refusal?.amounts["charge"] ?? terms.charge
    let query = original.map { queryString([(Address.copied, $0.id.wire)]) } ?? ""
    let form = visit.form(
      original == nil ? Self.all : Self.copied, submit: "", back: Address.ownOrders.path,
      values: values, hidden: [("max_charge", charge.description)], query: query)
    let later = words.later(form, visit.laterTimes)
    return NewOrderView(
      form: .init(
        form: form, original: original.map { Summary(words.copiedFacts(of: $0)) },
        typed: original == nil ? typed(form, type, words) : nil,
        moment: later == nil ? words.moment(form, days, on: day) : nil, later: later,
        others: later.map { _ in words.text("other_times") },
        price: words.price(terms, charge: charge), promise: words.text("price_promise"),
        submit: words.text("request_for", ["charge": words.money(charge)])),
      nothing: nil, back: Address.ownOrders.path)
  }

  /// Why nothing can be ordered: a copy is of one service, which may be gone.
  private func nothing(_ words: OrderWords) -> EmptyState {
    guard original != nil else {
      return EmptyState(words.text("no_service"), hint: words.text("no_service_hint"))
    }
    return EmptyState(
      words.text("service_gone"), hint: words.text("service_gone_hint"),
      way: (words.text("request_help"), Address.newOrder.path))
  }

  private static let copied = PageForm(
    .init("day"), .init("scheduled_at", refusedBy: ["time-not-offered", "no-worker-free"]))

  private func typed(
    _ form: FormView, _ chosen: ServiceType, _ words: OrderWords
  ) -> NewOrderView.Typed? {
    guard let service = form.field("service_type_id"),
      let description = form.field("description")
    else { return nil }
    let choices = types.prefix(Self.mostTypes).map { type in
      Choice(
        type.id.wire,
        words.text("service_minutes", ["name": type.name, "minutes": "\(type.durationMinutes)"]),
        about: type.description.isEmpty ? nil : type.description)
    }
    return NewOrderView.Typed(
      service: service.choosing(from: choices, preset: chosen.id.wire),
      more: types.count > Self.mostTypes
        ? words.text("more_services", ["count": "\(Self.mostTypes)"]) : nil,
      description: description,
      lines: ["place", "phone", "email"].compactMap(form.field))
  }
}

extension OrderWords {
  func price(_ terms: Terms, charge: Money) -> String {
    guard terms.discountPercent > 0, charge == terms.charge else {
      return text("price_about", ["charge": money(charge)])
    }
    return text(
      "price_less",
      [
        "charge": money(charge), "price": money(terms.price),
        "percent": "\(terms.discountPercent)",
      ])
  }

  /// What a copy takes over.
  func copiedFacts(of order: Order) -> [Summary.Fact] {
    let told = [
      ("service", order.serviceTypeName), ("what", order.description), ("place", order.place),
      ("phone", order.phone), ("email", order.email),
    ]
    return told.map { name, value in Summary.Fact(text("fact_\(name)"), value) }
  }
}
