import Billing
import Contracts
import FoundationEssentials
import ServiceKit

extension Address {
  static func pay(_ id: UUID) -> Address { invoice(id).below("pay") }
}

/// What the pages of invoices are made of, a client's and the managers'.
enum InvoicePages {
  private static let texts = DeskPages.texts(and: [
    .english: [PackageResources.en_txt, PackageResources.desk_en_txt],
    .russian: [PackageResources.ru_txt, PackageResources.desk_ru_txt],
  ])

  static func pages() throws -> Pages {
    try Pages(
      service: ClientBillingModule.name,
      templates: [
        "invoices": PackageResources.invoices_mustache,
        "invoice": PackageResources.invoice_mustache, "lines": PackageResources.lines_mustache,
        "ways": PackageResources.ways_mustache, "pay": PackageResources.pay_mustache,
      ].merging(DeskPages.templates) { own, _ in own }
        .merging(SheetPages.templates) { own, _ in own },
      showing: [InvoicesPageView.self, InvoicePageView.self, PayPageView.self] + DeskPages.data,
      texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(.invoices, roles: [.client], title: "invoices", texts: texts),
      PageLink(.invoices, roles: [.manager], title: "desk", texts: texts),
    ]
  }
}
