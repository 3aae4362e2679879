import Contracts
import Postgres
public import ServiceKit

/// What the pages of orders are made of: those of clients, of workers and of managers, each with its
/// templates and texts, and the words that they share.
enum OrderPages {
  private static let files: [Language: [UInt8]] = [
    .english: joined([
      PackageResources.orders_en_txt, PackageResources.client_en_txt,
      PackageResources.worker_en_txt, PackageResources.manager_en_txt,
    ]),
    .russian: joined([
      PackageResources.orders_ru_txt, PackageResources.client_ru_txt,
      PackageResources.worker_ru_txt, PackageResources.manager_ru_txt,
    ]),
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: OrdersModule.name,
      templates: (ClientPages.templates + WorkerPages.templates + ManagerPages.templates)
        .reduce(into: [:]) { $0[$1.key] = $1.value },
      showing: ClientPages.data + WorkerPages.data + ManagerPages.data, texts: files,
      files: ClientPages.files)
  }

  static func texts() throws -> Texts { try Texts(files) }

  static func links() throws -> [PageLink] {
    let texts = try Self.texts()
    return ClientPages.links(texts) + WorkerPages.links(texts) + ManagerPages.links(texts)
  }

  private static func joined(_ files: [[UInt8]]) -> [UInt8] {
    Array(files.joined(separator: Array("\n".utf8)))
  }
}

extension OrdersModule {
  /// The statements of these pages alone.
  static let statementsOfPages: [any Statement.Type] =
    [FingerprintOfOrder.self] + ClientPages.statements + WorkerPages.statements
    + ManagerPages.statements

  public static func pageLinks() throws -> [PageLink] { try OrderPages.links() }

  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try OrderPages.pages())
    addPhotoPages(to: routes)
    addClientPages(to: routes)
    addWorkerPages(to: routes)
    addManagerPages(to: routes)
  }
}
