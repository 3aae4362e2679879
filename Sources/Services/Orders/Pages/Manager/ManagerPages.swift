import Contracts
import Hummingbird
import Postgres
import ServiceKit

/// What managers' pages of orders are made of.
enum ManagerPages {
  static let templates: [(key: String, value: [UInt8])] = [
    ("manager-orders", PackageResources.manager_orders_mustache),
    ("manager-fail-open", PackageResources.manager_fail_open_mustache),
    ("manager-order", PackageResources.manager_order_mustache),
    ("manager-copy", PackageResources.manager_copy_mustache),
    ("manager-complete", PackageResources.manager_complete_mustache),
    ("manager-match", PackageResources.manager_match_mustache),
    ("manager-match-cell", PackageResources.manager_match_cell_mustache),
    ("manager-service-types", PackageResources.manager_service_types_mustache),
    ("manager-service-type", PackageResources.manager_service_type_mustache),
    ("manager-matching", PackageResources.manager_matching_mustache),
  ]
  static let data: [any PageData.Type] = [
    OrdersDeskView.self, FailOpenView.self, OrderDeskView.self, CompleteView.self,
    ManagersCopyView.self, MatchView.self,
    ServiceTypesView.self, ServiceTypeView.self, MatchingView.self,
  ]
  static let statements: [any Statement.Type] = [
    ReadDays.self, CountOverdue.self, ListOpenOrdersOfWorker.self, NameManagers.self,
    ReadMoment.self, ListPipelines.self, NameWorker.self, NameClient.self,
  ]

  static func links(_ texts: Texts) -> [PageLink] {
    [
      PageLink(
        .managersOrders, roles: [.manager], homeOf: [.manager], title: "desk_orders", texts: texts)
    ]
  }
}

extension OrdersModule {
  /// What can be done there goes by the same functions as in REST.
  func addManagerPages(to routes: PageRoutes) {
    routes.list(
      RouterPath(.managersOrders), for: .manager, narrowedBy: DeskFilter.typed, use: ordersDesk)
    routes.readingQuery.stream(
      RouterPath(.managersOrdersStream), for: .manager, use: ordersDeskStream)
    routes.readingQuery.get(RouterPath(.managersOrdersFile), for: .manager, use: ordersFile)
    routes.readingQuery.form(
      RouterPath(.failOpenPage), for: .manager, show: failOpenPage, act: failOpenOrders)
    routes.readingQuery.get("/admin/orders/{id}", for: .manager, use: orderDesk)
    addOrderActPages(to: routes)
    routes.postPhoto(
      "/admin/orders/{id}/complete", for: .manager, show: completePage, act: completeFromPage)
    routes.form(
      "/admin/orders/{id}/copy", for: .manager, show: managersCopyPage, act: copyFromPage)
    routes.get("/admin/orders/{id}/match", for: .manager, use: matchPage)
    routes.get("/admin/orders/{id}/match/file", for: .manager, use: matchFile)
    addServiceTypePages(to: routes)
    addMatchingPages(to: routes)
  }
}
