import ServiceKit

extension LocalProvider {
  /// How `accounts` comes to know it: as the one provider, which may say of anybody that they are
  /// any cat.
  var settings: [String: String] {
    let roles = [Role.client, .worker, .manager, .clerk].map(\.rawValue)
    let own = [
      "ISSUER": issuer, "DISCOVERY_URL": url + LocalEndpoint.discovery.path,
      "CLIENT_ID": client.id, "CLIENT_SECRET": client.secret, "NAME": "mcf up",
      "SCOPES": "openid profile email phone", "ROLES_CLAIM": "roles",
      "MAY": roles.joined(separator: ","), "SUBJECT": "sub",
    ]
    return own.reduce(into: ["MCF_OIDC_PROVIDERS": "local"]) { settings, setting in
      settings["MCF_OIDC_LOCAL_\(setting.key)"] = setting.value
    }
  }
}
