import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/admin/orders/fail-open?worker=`: what would fail, and the button (R-141).
  @Sendable func failOpenPage(_ visit: Visit) async throws -> Response {
    let worker = try visit.namedWorker()
    let orders = try await openOrders(of: worker)
    let words = try await words(visit, orders.map(\.scheduledAt), at: clock.now())
    let back = "\(Address.managersOrders(of: "worker", worker))&open=true"
    guard let first = orders.first else { return visit.redirect(to: back, notice: "nothing_open") }
    let form = visit.form(
      PageForm(.init("note", .prose(lines: 4))),
      submit: words.text("desk_fail_all", ["count": "\(orders.count)"]), isDangerous: true,
      back: back, hidden: [("orders", orders.listed())],
      query: "?worker=\(worker.wire)")
    return visit.page(
      FailOpenView(
        consequence: words.text("desk_fail_all_consequence", ["name": first.workerName]),
        orders: orders.map(words.failing), form: form),
      titleKey: "desk_fail_all_title", ["name": first.workerName])
  }

  /// - Throws: 409 if other orders are open by now than those that were shown.
  @Sendable func failOpenOrders(_ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let worker = try visit.namedWorker()
    let shown = ExactText(form.text("orders", 43...43))
    let note = form.optionalText("note", 0...1000)
    try form.finish()
    let key = try visit.requireIdempotencyKey(form)
    let answer = visit.redirection(
      to: "\(Address.managersOrders(of: "worker", worker))", notice: "failed_all")
    return try await failOpenOrders(of: worker, note, for: viewer, key, at: clock.now()) { failed in
      guard ExactText(failed.listed(before: 1)) == shown else {
        throw Problem.countChanged(failed.count)
      }
      return answer
    }
  }
}

extension Visit {
  /// The worker in the page's address.
  fileprivate func namedWorker() throws -> UUID {
    let query = query()
    let worker = query.uuid("worker")
    try query.finish()
    guard let worker else { throw Problem.notFound }
    return worker
  }
}

extension Problem {
  /// What a manager was shown to be failed is not what there is by now.
  static func countChanged(_ count: Int) -> Problem {
    conflict(
      "count-changed",
      "Other orders are open by now than those that were shown. Nothing was done; look at them again.",
      members: ["count": .number("\(count)")])
  }
}

extension [Order] {
  /// By what the same list is known again, whatever its order: which orders, and how they stand.
  ///
  /// - Parameter changes: how many changes ago they stood so.
  fileprivate func listed(before changes: Int64 = 0) -> String {
    let lines = map { "\($0.id.wire) \($0.version - changes)" }
      .sorted { ExactText($0) < ExactText($1) }
    return base64URL(SHA256.hash(data: [UInt8](lines.joined(separator: "\n").utf8)))
  }
}

/// All open orders of a worker, and the button that fails them.
struct FailOpenView: PageData {
  static let template = "manager-fail-open"

  let consequence: String
  let orders: [Failing]
  let form: FormView

  struct Failing {
    let time: String
    let about: String
    let reason: String
  }

  static var example: FailOpenView {
    FailOpenView(
      consequence: "They fail.",
      orders: [Failing(time: "1 March, 12:00", about: "Tidying · Murka", reason: "not done")],
      form: .example)
  }
}

extension OrderWords {
  fileprivate func failing(_ order: Order) -> FailOpenView.Failing {
    let reason: Reason = order.status == .accepted ? .workerCannotCome : .notDone
    return FailOpenView.Failing(
      time: moment(order.scheduledAt), about: "\(order.serviceTypeName) · \(order.clientName)",
      reason: text("desk_reason_\(reason.rawValue)"))
  }
}
