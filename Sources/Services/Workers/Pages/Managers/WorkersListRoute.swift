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
    let query = visit.query()
    let page = try await database.page(of: Worker.self, query, item: \.self)
    return visit.page(
      WorkersView(
        workers: page.items.map { worker in
          WorkersView.Row(
            path: Address.worker(worker.id).path, name: worker.details.name,
            email: worker.details.email, phone: worker.details.phone,
            mark: worker.mark(visit.texts))
        },
        list: visit.registerList(.workerPages, query, next: page.nextCursor)),
      titleKey: "workers")
  }
}
