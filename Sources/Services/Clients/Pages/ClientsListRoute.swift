import Contracts
import Hummingbird
import ServiceKit

/// The list of clients.
struct ClientsView: PageData {
  static let template = "clients"

  let clients: [Row]
  let list: ListView

  struct Row {
    let path: String
    let name: String
    let testerID: String
    let email: String
    let paid: String
    let mark: StatusMark
  }

  static var example: ClientsView {
    ClientsView(
      clients: [
        Row(
          path: "/clients/1", name: "Murka Whisker", testerID: "hcb-1",
          email: "murka@cats.example", paid: "12,000.00", mark: StatusMark(.done, "active"))
      ], list: .example)
  }
}

extension ClientsModule {
  /// `/clients`: in the order of registration.
  @Sendable func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let page = try await database.page(of: Client.self, query, item: \.self)
    return visit.page(
      ClientsView(
        clients: page.items.map { client in
          ClientsView.Row(
            path: Address.client(client.id).path, name: client.name,
            testerID: client.externalID.text, email: client.details.email,
            paid: client.paid.words(in: visit.language), mark: client.mark(visit.texts))
        },
        list: visit.registerList(.clientPages, query, next: page.nextCursor)),
      titleKey: "clients")
  }
}
