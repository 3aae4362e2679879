import Configuration
import Contracts
import ServiceKit

/// The settings of one provider, by its id: `MCF_OIDC_<ID>_…`.
struct ProviderSettings {
  let id: String

  /// As the reference names them, where ID stands for a provider.
  static let example = ProviderSettings(id: "id")

  private func setting<Value>(
    _ name: String, _ form: SettingForm<Value>, _ standard: Value, _ meaning: String,
    secret: Bool = false
  ) -> Setting<Value> {
    Setting(
      "MCF_OIDC_\(id.uppercased())_\(name)", form, default: standard, meaning, secret: secret)
  }

  var issuer: Setting<String?> {
    setting("ISSUER", .address, nil, "the provider's issuer, as its tokens spell it in iss")
  }
  var discovery: Setting<String?> {
    setting(
      "DISCOVERY_URL", .address, nil,
      "where the provider describes itself; empty: below the issuer, at /.well-known/openid-configuration"
    )
  }
  var clientID: Setting<String?> {
    setting("CLIENT_ID", .text, nil, "what we are to the provider")
  }
  var clientSecret: Setting<String?> {
    setting(
      "CLIENT_SECRET", .text, nil, "by which the provider knows us; empty: this client has none",
      secret: true)
  }
  var authMethod: Setting<Provider.AuthMethod> {
    setting("AUTH_METHOD", .choice, .basic, "how the secret is sent")
  }
  var scopes: Setting<String> {
    setting("SCOPES", .text, "openid profile email", "what the provider is asked for")
  }
  var name: Setting<String?> {
    setting("NAME", .text, nil, "what people call the provider; empty: its id")
  }
  var role: Setting<Role?> {
    setting("ROLE", .choice, nil, "what all of its users are; empty: what ROLES_CLAIM says")
  }
  var rolesClaim: Setting<String?> {
    setting(
      "ROLES_CLAIM", .text, nil,
      "which claim has its users' roles, as text or a list; dots lead inwards: realm_access.roles")
  }
  var roles: Setting<[RoleName]> {
    setting(
      "ROLES", .list("value:role with commas", read: RoleName.init, spell: \.text), [],
      "what the values of that claim mean here; empty: they are called as here")
  }
  var may: Setting<[Role]> {
    setting(
      "MAY", .list("roles with commas", read: Role.onPages, spell: \.rawValue), [],
      "the only roles that it may ever give; must be set with ROLES_CLAIM")
  }
  var subject: Setting<SubjectRule> {
    setting(
      "SUBJECT", .subject, .sub, "by what its users are somebody here")
  }
  var trustEmail: Setting<Bool> {
    setting(
      "TRUST_EMAIL", .onOrOff, false,
      "whether its addresses are verified though it does not say so (email_verified)")
  }

  var all: [any DescribedSetting] {
    [
      issuer, discovery, clientID, clientSecret, authMethod, scopes, name, role, rolesClaim, roles,
      may, subject, trustEmail,
    ]
  }
}

/// What a value of a claim means.
struct RoleName: Sendable {
  let value: ExactText
  let role: Role

  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let role = Role.onPages(String(text[text.index(after: colon)...]))
    else { return nil }
    value = ExactText(String(text[..<colon]))
    self.role = role
  }

  init(_ role: Role) {
    value = ExactText(role.rawValue)
    self.role = role
  }

  var text: String { "\(value):\(role.rawValue)" }
}

extension Role {
  /// Those of cats, who have pages.
  static let ofCats: [Role] = [.client, .worker, .manager, .clerk]

  static func onPages(_ text: String) -> Role? { Role(rawValue: text).flatMap { $0.isOfCats } }

  private var isOfCats: Role? { Self.ofCats.contains(self) ? self : nil }
}

extension SettingForm<Provider.AuthMethod> {
  fileprivate static var choice: SettingForm {
    SettingForm(
      Provider.AuthMethod.allCases.map(\.rawValue).joined(separator: ", "),
      read: Provider.AuthMethod.init(rawValue:), spell: \.rawValue)
  }
}

extension SettingForm<Role?> {
  fileprivate static var choice: SettingForm {
    SettingForm(
      "one of " + Role.ofCats.map(\.rawValue).joined(separator: ", "),
      read: { $0.isEmpty ? .some(nil) : Role.onPages($0).map(Optional.some) },
      spell: { $0?.rawValue ?? "" })
  }
}

extension SettingForm<SubjectRule> {
  fileprivate static var subject: SettingForm {
    SettingForm(
      "sub, email or claim:NAME",
      read: { text in
        if text == "sub" { return .sub }
        if text == "email" { return .email }
        guard text.hasPrefix("claim:"), text.utf8.count > 6 else { return nil }
        return .claim(ClaimPath(String(text.dropFirst(6))))
      },
      spell: { rule in
        switch rule {
        case .sub: "sub"
        case .email: "email"
        case .claim(let path): "claim:\(path.text)"
        }
      })
  }
}
