import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// A link that was made just now, and is told once.
struct LinkView: PageData {
  static let template = "applications-link"

  let address: String
  let until: String
  let back: String

  static let example = LinkView(
    address: "https://portal.example/portal/x", until: "1 March 2027, 12:00",
    back: "/applications/1")
}

extension ApplicantsModule {
  /// `/applications/{id}/link/{kind}`: for a cat whose mail does not arrive.
  func addLinkPages(to routes: PageRoutes) {
    for kind in LinkKind.allCases {
      routes.form("/applications/{id}/link/\(kind.rawValue)", for: .manager) { visit in
        let application = try await findApplication(try visit.context.id())
        let words = try await words(visit)
        return visit.page(
          ActView(
            facts: try await facts(of: application, words),
            consequences: [words.text("link_consequence")],
            warnings: [words.takingOver(application)].compactMap(\.self),
            form: visit.form(
              submit: words.text("make_link_\(kind.rawValue)"),
              back: Address.page(ofApplication: application.id).path,
              hidden: application.hidden(for: visit.caller.subject))),
          titleKey: "title_link_\(kind.rawValue)")
      } act: { visit, form in
        let id = try visit.context.id()
        let version = Int64(form.int("version", 1...Int.max))
        let manager = ActingManager(
          subject: visit.caller.subject, takesOver: form.optionalBool("take_over") ?? false,
          now: clock.now())
        try form.finish()
        // It is kept nowhere, so a second press makes another one.
        let made = try await makeLink(kind, to: id, if: .versions([version]), by: manager)
        let words = try await words(visit, [made.expiresAt])
        return visit.page(
          LinkView(
            address: made.url, until: words.time(made.expiresAt),
            back: Address.page(ofApplication: id).path),
          titleKey: "link_made")
      }
    }
  }
}
