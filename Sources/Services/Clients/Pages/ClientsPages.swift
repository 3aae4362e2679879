import Contracts
import Hummingbird
import ServiceKit

/// What the register's pages are made of.
enum ClientsPages {
  static func pages() throws -> Pages {
    try Pages(
      service: ClientsModule.name, templates: [:], showing: [],
      texts: [.english: PackageResources.clients_en_txt, .russian: PackageResources.clients_ru_txt])
  }
}

extension ClientsModule {
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try ClientsPages.pages())
    routes.readingQuery.get(RouterPath(.welcome), for: .client, use: welcomeClient)
  }
}
