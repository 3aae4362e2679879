import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// What the pages of earnings are made of, a worker's and the managers'.
enum EarningsPages {
  private static let texts = DeskPages.texts(and: [
    .english: [PackageResources.en_txt, PackageResources.desk_en_txt],
    .russian: [PackageResources.ru_txt, PackageResources.desk_ru_txt],
  ])

  static func pages() throws -> Pages {
    try Pages(
      service: WorkerBillingModule.name,
      templates: [
        "earnings": PackageResources.earnings_mustache,
        "payslip": PackageResources.payslip_mustache, "lines": PackageResources.lines_mustache,
        "account": PackageResources.account_mustache,
      ].merging(DeskPages.templates) { own, _ in own }
        .merging(SheetPages.templates) { own, _ in own },
      showing: [EarningsView.self, PayslipView.self, PayoutAccountPageView.self] + DeskPages.data,
      texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(.earnings, roles: [.worker], title: "earnings", texts: texts),
      PageLink(.earnings, roles: [.manager], title: "desk", texts: texts),
    ]
  }
}
