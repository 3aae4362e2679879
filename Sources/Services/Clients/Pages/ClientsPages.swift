import Contracts
import Hummingbird
import ServiceKit

/// What the register's pages are made of.
enum ClientsPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.clients_en_txt, .russian: PackageResources.clients_ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: ClientsModule.name,
      templates: [
        "clients": PackageResources.clients_mustache,
        "client": PackageResources.client_mustache,
        "own-details": PackageResources.own_details_mustache,
      ], showing: [ClientsView.self, ClientPageView.self, OwnDetailsView.self], texts: texts)
  }

  static func links() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(.clientPages, roles: [.manager], title: "clients", texts: texts),
      PageLink(.ownDetails, roles: [.client], title: "own_details", texts: texts),
    ]
  }
}

extension ClientsModule {
  /// `/clients` and what it leads to for managers, and what is a client's own. What can be done there
  /// goes by the same functions as in REST.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try ClientsPages.pages())
    let reading = routes.readingQuery
    reading.get(RouterPath(.welcome), for: .client, use: welcomeClient)
    reading.form(RouterPath(.ownDetails), for: .client, show: ownDetailsPage, act: saveOwnDetails)
    routes.list(RouterPath(.clientPages), for: .manager, use: listPage)
    reading.form("/clients/{id}", for: .manager, show: clientPage, act: saveClient)
    routes.activations(below: "/clients/{id}") { visit in
      try await find(try visit.context.id())
    } change: { visit, sent in
      try await change(
        try visit.context.id(), by: visit.caller, if: .versions([sent.version]),
        ClientChange(active: sent.active), sent.key
      ) { client in sent.answer(leadingTo: client.page) }
    }
  }

  /// What there is to write of a client.
  ///
  /// - Parameter isOwn: whether browsers may fill it in with what they know of the reader.
  static func form(_ texts: LocalTexts, isOwn: Bool) -> PageForm {
    func own(_ name: String) -> String { isOwn ? name : "off" }
    return PageForm(
      .init("first_name", ownersOwn: own("given-name")),
      .init("last_name", ownersOwn: own("family-name")),
      .init("email", .email, ownersOwn: own("email")),
      .init("phone", .phone, ownersOwn: own("tel")),
      .init("place", ownersOwn: own("street-address")),
      .init("language", .choice(Language.choices(texts))))
  }
}

extension Client: RegisteredPerson {
  var name: String { "\(details.firstName) \(details.lastName)" }
  var page: Address { .client(id) }

  /// What is in the register now, for who was overtaken by somebody else.
  func overtaken(_ visit: Visit) -> String? {
    visit.inRegisterNow(
      name, details.email, details.phone, details.place, details.language?.ownName)
  }
}

extension ClientDetails {
  /// What the fields hold at first.
  var values: [String: String] {
    [
      "first_name": firstName, "last_name": lastName, "email": email, "phone": phone ?? "",
      "place": place ?? "", "language": language?.rawValue ?? "",
    ]
  }
}
