import Configuration
import Contracts
import ServiceKit
import Testing

@testable import Accounts

@Suite("How providers are set up")
struct ProviderTests {
  private func providers(_ changes: [String: String?]) throws -> [Provider] {
    var values: [String: String?] = [
      "MCF_OIDC_PROVIDERS": "hcb", "MCF_OIDC_HCB_ISSUER": "https://id.example",
      "MCF_OIDC_HCB_CLIENT_ID": "mcf", "MCF_OIDC_HCB_ROLE": "client",
    ]
    values.merge(changes) { $1 }
    return try Provider.all(
      ConfigReader(
        provider: EnvironmentVariablesProvider(
          environmentVariables: values.compactMapValues(\.self))))
  }

  @Test("what would be open, unsafe or nobody's is refused at the start")
  func refused() throws {
    #expect(try providers([:]).count == 1)
    let wrong: [[String: String?]] = [
      ["MCF_OIDC_PROVIDERS": "hcb,hcb"], ["MCF_OIDC_PROVIDERS": "HCB"],
      ["MCF_OIDC_PROVIDERS": "callback"], ["MCF_OIDC_PROVIDERS": "hcb,other"],
      ["MCF_OIDC_HCB_ISSUER": nil], ["MCF_OIDC_HCB_CLIENT_ID": nil],
      ["MCF_OIDC_HCB_ROLE": nil], ["MCF_OIDC_HCB_ROLE": "king"],
      ["MCF_OIDC_HCB_ROLES_CLAIM": "roles", "MCF_OIDC_HCB_MAY": "client"],
      ["MCF_OIDC_HCB_ROLE": nil, "MCF_OIDC_HCB_ROLES_CLAIM": "roles"],
      ["MCF_OIDC_HCB_MAY": "hcb"], ["MCF_OIDC_HCB_MAY": "worker,manager"],
      ["MCF_OIDC_HCB_SUBJECT": "name"],
      ["MCF_OIDC_HCB_SUBJECT": "claim:"], ["MCF_OIDC_HCB_SCOPES": "profile email"],
      ["MCF_OIDC_HCB_SCOPES": "openid2"], ["MCF_OIDC_HCB_AUTH_METHOD": "private_key_jwt"],
      ["MCF_OIDC_HCB_DISCOVERY_URL": "http://id.example/x"],
      ["MCF_OIDC_HCB_DISCOVERY_URL": "http://127.0.0.1:x@evil.example/"],
      ["MCF_OIDC_HCB_ISSUER": "http://id.example"],
    ]
    for values in wrong {
      #expect(throws: SettingError.self, "\(values)") {
        // The secret of one that is not set up says nothing of another.
        try providers(values.merging(["MCF_OIDC_HCB_CLIENT_SECRET": "s"]) { $1 })
      }
    }
  }

  @Test("a provider leads to addresses as safe as its own: from afar to nothing unencrypted")
  func endpoints() throws {
    func isTaken(_ discovery: String, _ changes: [String: JSONValue]) -> Bool {
      var provider = Provider(
        "hcb", issuer: "https://id.example", clientID: "mcf", name: "HCB", roles: .all(.client))
      provider.discoveryURL = discovery
      var members: [String: JSONValue] = [
        "issuer": "https://id.example", "authorization_endpoint": "https://id.example/a",
        "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k",
      ]
      members.merge(changes) { $1 }
      let document = JSONValue.object(members.map { .init($0, $1) })
      return (try? ProviderMetadata(document, of: provider)) != nil
    }
    let (remote, local) = ("https://id.example/d", "http://127.0.0.1:9/d")
    #expect(isTaken(remote, [:]) && isTaken(local, [:]))
    #expect(!isTaken(remote, ["issuer": "https://id.example/"]))
    for name in ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"] {
      #expect(!isTaken(remote, [name: "http://127.0.0.1:9090/metrics"]), "\(name)")
      #expect(isTaken(local, [name: "http://127.0.0.1:9090/metrics"]), "\(name)")
      for address in [
        "http://id.example/x", "https://id.example@evil.example/x", "file:///etc/passwd",
        "http://127.0.0.1:x@evil.example/",
      ] { #expect(!isTaken(local, [name: .string(address)]), "\(name) \(address)") }
    }
  }
}
