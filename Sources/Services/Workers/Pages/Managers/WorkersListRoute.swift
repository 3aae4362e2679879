import Contracts
import Hummingbird
import ServiceKit

/// The list of workers.
struct WorkersView: PageData {
  static let template = "workers"

  let workers: [Row]
  let list: ListView

  struct Row {
    let path: String
    let name: String
    let email: String
    let phone: String
    let mark: StatusMark
  }

  static var example: WorkersView {
    WorkersView(
      workers: [
        Row(
          path: "/workers/1", name: "Leo", email: "leo@cats.example", phone: "+7 495 000-00-03",
          mark: StatusMark(.done, "active"))
      ], list: .example)
  }
}

extension WorkersModule {
  /// `/workers`: in the order of registration.
  @Sendable func listPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let page = try await database.page(of: Worker.self, query, item: \.self)
    let address = ListAddress(.workerPages, query, "q", "active", "limit")
    return visit.page(
      WorkersView(
        workers: page.items.map { worker in
          WorkersView.Row(
            path: Address.worker(worker.id).path, name: worker.details.name,
            email: worker.details.email, phone: worker.details.phone,
            mark: Standing.mark(worker.active, texts))
        },
        list: ListView(
          address, next: page.nextCursor, search: visit.search(texts.text("search")),
          tabs: Standing.tabs(address, query.sent("active"), texts),
          empty: EmptyState(texts.text("nobody"), hint: texts.text("nobody_hint")))),
      titleKey: "workers")
  }
}
