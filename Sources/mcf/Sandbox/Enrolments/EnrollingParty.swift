import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

/// A provider by which clients pay, as they have authorised on its page.
protocol EnrollingParty: PaymentParty {
  var enrolments: EnrolmentDesk { get }
  /// The path of what is collected, and of all that it lists.
  static var collections: String { get }
}

extension EnrollingParty {
  /// Orders, refunds and their list; sessions, and the page where they are decided.
  func addRoutes(to router: Router<RequestScope>) {
    addOrders(at: Self.collections, to: .token, router)
    addOrders(at: "/refunds", to: .payment, router)
    addList(at: Self.collections, router)
    addPayments(to: router)
    addUnasked(to: router)
    addSessions(to: router)
    AuthorisePage(desk: enrolments).addRoutes(to: router)
  }

  /// Somebody pays by hand, for whoever tries out what MCF does with money that it has not asked for.
  private func addUnasked(to router: Router<RequestScope>) {
    router.post("\(Self.path)/payments") { request, _ in
      let wish = try PaymentWish(try await request.sentForm(), to: .token)
      return json(PaymentView(payment: self.desk.takeUnasked(wish)), status: .created)
    }
  }

  /// For whoever has the key.
  private func addSessions(to router: Router<RequestScope>) {
    router.post("\(Self.path)/sessions") { request, _ in
      try self.desk.recognise(request)
      let (key, form) = (try request.sentKey(), try await request.sentForm())
      return try await self.desk.answer { _ in
        let (visit, isNew) = try self.enrolments.open(form, under: key)
        return json(self.session(visit, request), status: isNew ? .created : .ok)
      }
    }
    router.get("\(Self.path)/sessions") { request, _ in
      try self.desk.recognise(request)
      let id = request.uri.queryParameters["id"].map { ExactText(String($0)) }
      return json(self.session(try self.enrolments.visit(id), request))
    }
  }

  private func session(_ visit: EnrolmentVisit, _ request: Request) -> EnrolmentSessionView {
    EnrolmentSessionView(
      visit: visit,
      authoriseURL: "http://\(request.head.authority ?? "127.0.0.1")\(enrolments.pagePath)"
        + queryString([("session", visit.id.text)]))
  }
}

/// What is told of a session.
private struct EnrolmentSessionView: JSONWritable {
  let visit: EnrolmentVisit
  let authoriseURL: String

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", visit.id)
    writer.field("authorise_url", authoriseURL)
    switch visit.status {
    case .waiting: writer.field("status", "waiting")
    case .refused: writer.field("status", "refused")
    case .authorised(let token, let label):
      writer.field("status", "authorised")
      writer.field("token", token)
      writer.field("label", label)
    }
    writer.endObject()
  }
}
