import Contracts
import FoundationEssentials
import ServiceKit

extension Address {
  static let earnings = Address("/earnings")
  static func payslip(_ id: UUID) -> Address { earnings.below(id.wire) }
}

/// What a worker's pages of earnings are made of.
enum EarningsPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: WorkerBillingModule.name,
      templates: [
        "earnings": PackageResources.earnings_mustache,
        "payslip": PackageResources.payslip_mustache, "lines": PackageResources.lines_mustache,
        "account": PackageResources.account_mustache,
      ],
      showing: [EarningsView.self, PayslipView.self, PayoutAccountPageView.self], texts: texts)
  }

  static func links() throws -> [PageLink] {
    [PageLink(.earnings, roles: [.worker], title: "earnings", texts: try Texts(texts))]
  }
}
