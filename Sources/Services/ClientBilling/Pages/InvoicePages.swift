import Contracts
import FoundationEssentials
import ServiceKit

extension Address {
  static let invoices = Address("/invoices")
  static func invoice(_ id: UUID) -> Address { invoices.below(id.wire) }
  static func pay(_ id: UUID) -> Address { invoice(id).below("pay") }
}

/// What a client's pages of invoices are made of.
enum InvoicePages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: ClientBillingModule.name,
      templates: [
        "invoices": PackageResources.invoices_mustache,
        "invoice": PackageResources.invoice_mustache, "lines": PackageResources.lines_mustache,
        "ways": PackageResources.ways_mustache, "pay": PackageResources.pay_mustache,
      ],
      showing: [InvoicesPageView.self, InvoicePageView.self, PayPageView.self], texts: texts)
  }

  static func links() throws -> [PageLink] {
    [PageLink(.invoices, roles: [.client], title: "invoices", texts: try Texts(texts))]
  }
}
