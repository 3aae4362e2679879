import Contracts
import Hummingbird
import ServiceKit

/// A provider of payments: another one is a type like these, with its own words for what it takes.
protocol PaymentParty: OutsideParty where How == PaymentBehaviour<Code> {
  associatedtype Code: DeclineCode
  var desk: PaymentDesk<Code> { get }
}

extension PaymentParty {
  var behaviour: PaymentBehaviour<Code> { desk.behaviour }

  /// Everything that it was asked for so far, in that order.
  var payments: [Payment] { desk.payments }

  func behave(_ behaviour: PaymentBehaviour<Code>) { desk.behave(behaviour) }

  func run() async throws { try await desk.run() }

  /// `…/payments` lists all that was ever taken, for whoever tries MCF out.
  func addPayments(to router: Router<RequestScope>) {
    router.get("\(Self.path)/payments") { _, _ in
      json(Page(self.payments.map(PaymentView.init), nextCursor: nil))
    }
  }

  /// Orders, for whoever has the key.
  func addOrders(
    at path: String, to kind: PaymentWish.Destination, _ router: Router<RequestScope>
  ) {
    router.post("\(Self.path)\(path)") { request, _ in
      try self.desk.recognise(request)
      let key = try request.sentKey()
      let wish = try PaymentWish(try await request.sentForm(), to: kind)
      return try await self.desk.order(wish, under: key)
    }
  }

  /// The list of payments, for whoever has the key.
  func addList(at path: String, _ router: Router<RequestScope>) {
    router.get("\(Self.path)\(path)") { request, _ in
      try self.desk.recognise(request)
      let query = request.uri.queryParameters
      guard let change = query["since"].map({ Int($0) }) ?? 0 else {
        throw Problem.malformed("since must be a cursor of this list.", at: "?since")
      }
      let reference = query["reference"].map { ExactText(String($0)) }
      return json(self.desk.extract(of: reference, since: change))
    }
  }
}
