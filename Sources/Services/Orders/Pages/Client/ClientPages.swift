import Contracts
import Hummingbird
import Postgres
import ServiceKit

/// What clients' pages of orders are made of.
enum ClientPages {
  static let templates: [(key: String, value: [UInt8])] = [
    ("client-home", PackageResources.client_home_mustache),
    ("client-order", PackageResources.client_order_mustache),
    ("client-new-order", PackageResources.client_new_order_mustache),
    ("orders-live", PackageResources.orders_live_mustache),
  ]
  static let data: [any PageData.Type] = [
    ClientHomeView.self, OrderPageView.self, NewOrderView.self,
  ]
  static let statements: [any Statement.Type] =
    [
      FindOrderer.self, ListComingOrders.self, FindFaces.self, FindOpenCopy.self,
      FindPhotoOfWorker.self,
      FingerprintOfClient.self,
    ] + WorkersPhotos.statements
  static let files = ["times.js": PackageResources.times_js]

  static func links(_ texts: Texts) -> [PageLink] {
    [
      PageLink(
        .ownOrders, roles: [.client], homeOf: [.client], title: "own_orders", texts: texts)
    ]
  }
}

extension OrdersModule {
  /// `/orders` and what it leads to. What can be done there goes by the same functions as in REST.
  func addClientPages(to routes: PageRoutes) {
    let reading = routes.readingQuery
    reading.get(RouterPath(.ownOrders), for: .client, use: clientHome)
    reading.stream(RouterPath(.ownOrdersStream), for: .client, use: clientHomeStream)
    reading.form(RouterPath(.newOrder), for: .client, show: newOrderPage, act: requestHelp)
    reading.get("/orders/{id}", for: .client, use: orderPage)
    reading.stream("/orders/{id}/stream", for: .client, use: orderStream)
    routes.get("/orders/{id}/worker-photo", for: .client, use: showWorker)
    routes.form("/orders/{id}/cancel", for: .client, show: cancelPage, act: cancelByClient)
  }
}
