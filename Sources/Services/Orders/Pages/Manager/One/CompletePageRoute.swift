import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// a manager sends the signed report for a worker who cannot.
extension OrdersModule {
  /// `/admin/orders/{id}/complete`
  @Sendable func completePage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let order = try await find(try visit.context.id(), for: viewer)
    guard OrderLife.completion.from.contains(order.status) else { return visit.overtaken(order.id) }
    let words = try await words(visit, order.times, at: clock.now())
    return visit.page(
      CompleteView(
        consequence: words.text("desk_consequence_complete", ["worker": order.workerFirstName]),
        facts: words.about(order),
        photo: visit.photoForm(
          to: visit.request.uri.path, label: words.text("desk_report"),
          submit: words.text("desk_act_complete")),
        back: Address.managersOrder(order.id).path),
      titleKey: "desk_title_complete")
  }

  @Sendable func completeFromPage(
    _ visit: Visit, _ upload: PhotoUpload
  ) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    try upload.form.finish()
    let key = try visit.requireIdempotencyKey(upload.form)
    let id = try visit.context.id()
    do {
      return try await tellingLocalTimes(visit) {
        try await complete(id, upload.photo, for: viewer, key) { order, _ in
          visit.redirection(to: Address.managersOrder(order.id).path, notice: "desk_completed")
        }
      }
    } catch let problem as Problem where problem.slug == "wrong-state" {
      return visit.overtaken(id)
    }
  }
}

/// The form that sends the signed report.
struct CompleteView: PageData {
  static let template = "manager-complete"
  static let files = [Visit.photo]

  let consequence: String
  let facts: Summary
  let photo: PhotoFormView
  let back: String

  static var example: CompleteView {
    CompleteView(
      consequence: "It is done.", facts: .example, photo: .example, back: "/admin/orders/1")
  }
}
