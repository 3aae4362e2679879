import Contracts
import ServiceKit

/// What the pages of signing in are made of.
enum SignInPages {
  private static let texts: [Language: [UInt8]] = [
    .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
  ]

  static func pages() throws -> Pages {
    try Pages(
      service: AccountsModule.name,
      templates: [
        "sign-in": PackageResources.sign_in_mustache,
        "sign-in-failed": PackageResources.sign_in_failed_mustache,
        "sign-in-switch": PackageResources.sign_in_switch_mustache,
        "signed-out": PackageResources.signed_out_mustache,
        "sessions": PackageResources.sessions_mustache,
      ],
      showing: [
        ChooseView.self, FailedView.self, SwitchView.self, LeftView.self, SessionsView.self,
      ], texts: texts)
  }

  /// Where somebody is signed in, for everybody who can be.
  static func links() throws -> [PageLink] {
    [
      PageLink(
        .sessions, roles: [.client, .worker, .manager, .clerk], title: "sessions_link",
        texts: try Texts(texts))
    ]
  }
}

/// The providers that somebody may choose.
struct ChooseView: PageData {
  static let template = "sign-in"
  static let example = ChooseView(ways: [Way(path: "/sign-in/hcb", name: "Happy Cat Box")])

  let ways: [Way]

  struct Way {
    let path: String
    let name: String
  }
}

/// Why nobody is signed in, and how to go on.
struct FailedView: PageData {
  static let template = "sign-in-failed"
  static var example: FailedView {
    FailedView(
      detail: "Begin again.", known: "You are signed in at HCB as t@cats.example.",
      why: "Nobody here has that address.", again: "/sign-in", other: "/sign-in")
  }

  /// The problem's member that says where to begin again.
  static let again = "again"

  var detail: String?
  /// As whom the provider knows them.
  var known: String?
  var why: String?
  var again = Address.signIn.path
  /// For who is nobody here: to be somebody else at the provider.
  var other: String?
}

/// Whom somebody may be, who is several.
struct SwitchView: PageData {
  static let template = "sign-in-switch"
  static var example: SwitchView {
    SwitchView(
      choices: [Choice(number: "0", label: "Worker", isPresent: true)], returning: "/")
  }

  let choices: [Choice]
  let returning: String

  struct Choice {
    let number: String
    let label: String
    let isPresent: Bool
  }
}

/// After signing out: on to the provider, or what is still to be done there.
struct LeftView: PageData {
  static let template = "signed-out"
  static var example: LeftView {
    LeftView(
      provider: "Happy Cat Box", goingTo: "https://hcb.example/",
      refresh: "0; url=https://hcb.example/", stillIn: "hcb.example", goesOn: true)
  }

  var provider: String?
  /// The provider's own end of its session.
  var goingTo: String?
  /// The same as browsers go on by themselves: a redirect would need every provider in the
  /// `form-action` of all pages.
  var refresh: String?
  /// The address of a provider that cannot be told.
  var stillIn: String?
  /// Whether the session could not be ended, and lives on without this browser.
  var goesOn = false
}

/// Where somebody is signed in.
struct SessionsView: PageData {
  static let template = "sessions"
  static var example: SessionsView {
    SessionsView(
      sessions: [
        Row(
          browser: "Firefox", roles: "worker", since: "1 March, 09:00", seen: "1 March, 10:00",
          end: "/sign-in/sessions/1/end", isPresent: true)
      ], others: "/sign-in/sessions/others/end", hasOthers: true, canSwitch: true)
  }

  let sessions: [Row]
  let others: String
  let hasOthers: Bool
  let canSwitch: Bool

  struct Row {
    let browser: String
    let roles: String
    let since: String
    let seen: String
    let end: String
    let isPresent: Bool
  }
}
