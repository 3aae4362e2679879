import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

extension GoldHatOffice {
  static let path = "/gold-hat"

  /// Orders at `/gold-hat/transfers`, which lists them too, for whoever has the key;
  /// `/gold-hat/payments` lists all that was ever taken, for whoever tries MCF out.
  func addRoutes(to router: Router<BasicRequestContext>) {
    router.post("/gold-hat/transfers") { request, _ in
      try self.recognise(request)
      let key = try request.sentKey()
      return try await self.pay(try TransferWish(try await request.sentForm()), under: key)
    }
    router.get("/gold-hat/transfers") { request, _ in
      try self.recognise(request)
      let query = request.uri.queryParameters
      guard let change = query["since"].map({ Int($0) }) ?? 0 else {
        throw Problem.malformed("since must be a cursor of this list.", at: "?since")
      }
      let reference = query["reference"].map { ExactText(String($0)) }
      return json(self.extract(of: reference, since: change))
    }
    router.get("/gold-hat/payments") { _, _ in json(Page(self.transfers, nextCursor: nil)) }
  }

  private func recognise(_ request: Request) throws {
    guard request.headers[.authorization].map({ ExactText($0) }) == "Bearer \(key)" else {
      throw Problem.unauthorized("Gold Hat does not know this key.", error: .invalidToken)
    }
  }
}
